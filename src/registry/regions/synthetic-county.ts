import { syntheticCity, syntheticCounty, syntheticProvince } from './code.ts'
import type { Region } from './contract.ts'
import { listed, nation } from './region-list.ts'

/**
 * 青禾县 is invented. Nine towns and their villages and communities, with 朱家庄村 in two of them on purpose: names
 * repeat in real counties, codes do not.
 */
const towns: readonly { readonly code: string; readonly name: string; readonly villages: string }[] = [
  { code: '100', name: '禾西镇', villages: '禾西社区 石泾村 西塘村 柳浜村 竹桥村 东庄村 三官村 高田村 杨树村 南圩村' },
  { code: '101', name: '北塘镇', villages: '塘口社区 北塘村 新塘村 施家浜村 油车村 九里村 蚕桑村 太平村 红旗村' },
  { code: '001', name: '桑园街道', villages: '恩桑社区 丝厂社区 桑园社区 文昌社区 西门社区 青石社区 湖滨社区 双桥村' },
  {
    code: '102',
    name: '禾东镇',
    villages: '禾东社区 东浜村 荷花村 朱家庄村 水车村 陆家桥村 平安村 白米村 东升村 花园村',
  },
  { code: '103', name: '望湖镇', villages: '望湖社区 望湖村 芦湾村 渔业村 湖东村 湖西村 菱塘村 石桥村 沙上村' },
  { code: '104', name: '古渡镇', villages: '古渡社区 渡口村 朱家庄村 老街村 船坊村 横港村 顾家村 五星村 民主村' },
  { code: '200', name: '云溪乡', villages: '云溪村 上云村 下云村 竹坞村 茶园村 溪口村 岭脚村 石门村' },
  { code: '002', name: '南浦街道', villages: '香浦社区 南浦社区 码头社区 新城社区 学前社区 南园社区 沈家村 浦东村' },
  { code: '105', name: '三桥镇', villages: '三桥社区 桥头村 桥南村 永兴村 金星村 汤家村 塔影村 张家湾村 龙潭村' },
]

/** Communities are counted from 001, villages from 201, as the national list does. */
const villagesOf = (town: string, names: readonly string[]): Region[] =>
  ['社区', '村'].flatMap((ending, index) =>
    names
      .filter((name) => name.endsWith(ending))
      .map((name, at) => listed(`${town}${index === 0 ? '0' : '2'}${String(at + 1).padStart(2, '0')}`, name)),
  )

/** The invented province, city and county with all towns and villages; parents come before children. */
export const syntheticRegions: readonly Region[] = [
  nation,
  listed(syntheticProvince, '示例省（虚构）'),
  listed(syntheticCity, '示例市（虚构）'),
  listed(syntheticCounty, '青禾县'),
  ...towns.map(({ code, name }) => listed(`${syntheticCounty}${code}`, name)),
  ...towns.flatMap(({ code, villages }) => villagesOf(`${syntheticCounty}${code}`, villages.split(' '))),
]
