import fc from 'fast-check'
import { expect, it } from 'vitest'
import { creditCodeCheck, readCreditCode } from './credit-code.ts'

const alphabet = [...'0123456789ABCDEFGHJKLMNPQRTUWXY']

it('标准里的样码读得通：91350100M000100Y43', () => {
  expect(readCreditCode('91350100M000100Y43')).toEqual({ code: '91350100M000100Y43', isSocialOrganisation: false })
  expect(readCreditCode(' 91350100m000100y43 ')?.code).toBe('91350100M000100Y43')
})

it.each(['91350100M000100Y44', '91350100M000100Y4', '91350100I000100Y43', 'ABCDEFGHJKLMNPQRTU', ''])(
  '“%s”不是统一社会信用代码',
  (text) => expect(readCreditCode(text)).toBeUndefined(),
)

it('抄错任何一位都查得出', () => {
  const tail = fc.array(fc.constantFrom(...alphabet), { minLength: 9, maxLength: 9 }).map((parts) => parts.join(''))
  fc.assert(
    fc.property(tail, fc.integer({ min: 8, max: 16 }), fc.constantFrom(...alphabet), (end, at, other) => {
      const body = `53330100${end}`
      const code = body + creditCodeCheck(body)
      expect(readCreditCode(code)?.isSocialOrganisation).toBe(true)
      if (code[at] !== other) expect(readCreditCode(code.slice(0, at) + other + code.slice(at + 1))).toBeUndefined()
    }),
  )
})
