import { describe, expect, it } from 'vitest'
import { day } from '#platform/clock/index.ts'
import { signerOf, standing, type Signed } from './authorisation.ts'
import { afterWrong, mayTry, newSecret, type Attempts } from './receipt.ts'

const signed: Signed = {
  ...{ id: 's', personId: 'p', signer: 'self', signedOn: day('2026-03-02'), validUntil: day('2026-03-31') },
  ...{ endedOn: null, endedWhy: null, members: ['p', 'q'] },
}
const ask = (on: string, more: Partial<Signed> = {}, members = ['q', 'p']) =>
  standing({ ...signed, ...more }, { on: day(on), members, signer: 'self' })

describe('授权', () => {
  it.each([
    ['签字前一天还没有', '2026-03-01', false],
    ['签字当天起有效', '2026-03-02', true],
    ['到期那天还有效', '2026-03-31', true],
    ['昨天到期的不能用', '2026-04-01', false],
  ])('%s', (_, on, isValid) => {
    expect(ask(on).isValid).toBe(isValid)
  })

  it.each([
    ['多一口人', ['p', 'q', 'r']],
    ['少一口人', ['p']],
    ['换了一口人', ['p', 'r']],
  ])('家庭成员有变化要重新签：%s', (_, members) => {
    expect(ask('2026-03-10', {}, members).why?.zh).toContain('家庭成员有变化')
  })

  it('没有通过、本人收回、重新签过，都不再有效', () => {
    for (const endedWhy of ['not-eligible', 'withdrawn', 'signed-again'] as const)
      expect(ask('2026-03-10', { endedWhy, endedOn: day('2026-03-09') }).isValid).toBe(false)
  })

  it('监护人签的，孩子成年以后要本人重新签', () => {
    expect(ask('2026-03-10', { signer: 'guardian' }).why?.zh).toContain('已经成年')
  })

  it.each([
    ['差一天满 18 岁', '2008-03-03', true, 'guardian'],
    ['生日当天满 18 岁', '2008-03-02', true, 'self'],
    ['不能自己做主的成年人', '1970-01-01', false, 'guardian'],
    ['不知道生日的当成年人', null, true, 'self'],
  ] as const)('谁来签：%s', (_, born, hasCapacity, signer) => {
    const bornOn = born === null ? null : day(born)
    expect(signerOf({ bornOn, hasCapacity }, day('2026-03-02'))).toBe(signer)
  })
})

describe('查询码', () => {
  it('六位数字', () => {
    for (let time = 0; time < 200; time += 1) expect(newSecret()).toMatch(/^\d{6}$/)
  })

  it('每错五次停一刻钟，错满二十五次要到窗口换码', () => {
    let attempts: Attempts = { wrong: 0, closedUntil: null }
    let at = new Date('2026-03-02T01:00:00Z')
    let pauses = 0
    while (attempts.wrong < 25) {
      const allowed = mayTry(attempts, at)
      if (allowed.may) attempts = afterWrong(attempts, at)
      else {
        pauses += 1
        at = allowed.until!
      }
    }
    expect(pauses).toBe(4)
    expect(mayTry(attempts, new Date('2030-01-01T00:00:00Z'))).toEqual({ may: false, until: null })
  })
})
