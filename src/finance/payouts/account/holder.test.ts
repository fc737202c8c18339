import { describe, expect, it } from 'vitest'
import { proposeAccount } from '../wire.ts'

const taken = (parts: object): boolean =>
  proposeAccount.body.safeParse({
    ...{ holder: '居民甲', bank: '合成银行', number: '6299990100012345678', why: '家里提供', ...parts },
  }).success

describe('登记收款账户', () => {
  it.each(['𠮷田𠀋', '居民·乙', '㐂某', 'A. Li'])('户名“%s”收下', (holder) => expect(taken({ holder })).toBe(true))
  // The file of everybody would be held up by one of these.
  it.each(['居|民', '居"民', '居\n民', '居\t民'])('户名 %j 不收：写不进银行的文件', (holder) =>
    expect(taken({ holder })).toBe(false),
  )
  it('账号 8 到 30 位数字，字母、少的多的都不收', () => {
    expect(['62999901', '6299 9901 0001'].map((number) => taken({ number }))).toEqual([true, true])
    const wrong = ['6299990', '6'.repeat(31), '62999901AB', '']
    expect(wrong.map((number) => taken({ number }))).toEqual([false, false, false, false])
  })
})
