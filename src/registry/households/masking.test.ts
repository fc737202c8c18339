import { expect, it } from 'vitest'
import { maskIdNumber, maskName } from './masking.ts'
import { soundsOfName } from './person-sounds.ts'

it.each([
  ['居民甲0401', '居**01'],
  ['张三', '张*'],
  ['张三丰', '张*丰'],
  ['欧阳华', '欧阳*'],
  ['欧阳文华', '欧阳*华'],
  ['𠮷田一', '𠮷*一'],
  ['买买提·艾力', '买*力'],
  ['张', '*'],
])('名单里 %s 写成 %s', (name, masked) => expect(maskName(name)).toBe(masked))

it('证件号遮住生日', () => {
  expect(maskIdNumber('11010519491231002X')).toBe('110105********002X')
  expect(maskIdNumber('A1234567')).toBe('********')
})

it.each([
  ['居民甲0406', 'juminjia0406', 'jmj0406'],
  ['单雄信', 'shanxiongxin', 'sxx'],
  ['吕布', 'lvbu', 'lb'],
])('%s 的拼音和首字母', (name, whole, initials) => expect(soundsOfName(name)).toEqual({ whole, initials }))
