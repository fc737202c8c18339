import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { day } from '#platform/clock/index.ts'
import { birthAndTail, checkCharacter, readDisabilityCertificate, readIdNumber } from './id-number.ts'

const today = day('2026-03-02')
const isKnown = (area: string): boolean => area === '999901'
const read = (text: string) => readIdNumber(text, today, isKnown)
const made = (body: string): string => body + checkCharacter(body)

describe('公民身份号码（GB 11643）', () => {
  it('读得出生日、性别和地区', () => {
    expect(read(made('99990119580417041'))).toMatchObject({
      kind: 'read',
      area: '999901',
      bornOn: '1958-04-17',
      sex: 'male',
      warnings: [],
    })
    expect(read(made('99990119580417042'))).toMatchObject({ sex: 'female' })
  })

  it('国家标准里的例子：末位是 X', () => {
    expect(read('11010519491231002X')).toMatchObject({ kind: 'read', bornOn: '1949-12-31', sex: 'female' })
  })

  it('全角、空格、小写 x 都一样', () => {
    expect(read('１１０１０５ 19491231 002x')).toMatchObject({ number: '11010519491231002X' })
  })

  it('撤了的县只是提醒，不是错', () => {
    expect(read('11010519491231002X')).toMatchObject({ kind: 'read', warnings: ['unknown-area'] })
  })

  it.each([
    ['少一位', '11010519491231002', 'length'],
    ['十五位的老号', '110105491231002', 'length'],
    ['有汉字', '11010519491231002零', 'characters'],
    ['X 在中间', '1101051949X231002X', 'characters'],
    ['二月三十', made('99990119580230041'), 'birth-date'],
    ['十三月', made('99990119581301041'), 'birth-date'],
    ['明天才出生', made('99990120260303041'), 'not-born-yet'],
    ['一百五十岁', made('99990118760303041'), 'too-old'],
    ['末位不对', '110105194912310021', 'check-digit'],
  ])('%s', (_, text, fault) => expect(read(text)).toEqual({ kind: 'fault', fault }))

  it('今天出生的可以', () => expect(read(made('99990120260302041'))).toMatchObject({ bornOn: '2026-03-02' }))

  it('抄错一位、相邻两位颠倒，都查得出', () => {
    const bodies = fc.integer({ min: 0, max: 999 }).map((n) => made(`99990119580417${String(n).padStart(3, '0')}`))
    fc.assert(
      fc.property(bodies, fc.integer({ min: 0, max: 16 }), fc.integer({ min: 1, max: 9 }), (number, at, plus) => {
        const wrong = number.slice(0, at) + String((Number(number[at]) + plus) % 10) + number.slice(at + 1)
        expect(read(wrong).kind).toBe('fault')
        const swapped = number.slice(0, at) + number[at + 1] + number[at] + number.slice(at + 2)
        if (swapped !== number) expect(read(swapped).kind).toBe('fault')
      }),
    )
  })

  it('第二个查找键是生日加末四位', () => expect(birthAndTail('11010519491231002X')).toBe('19491231002X'))
})

describe('残疾人证号', () => {
  it('身份证号后面是类别和等级', () => {
    expect(readDisabilityCertificate('11010519491231002X41')).toMatchObject({ kind: 'limb', grade: 1 })
    expect(readDisabilityCertificate('11010519491231002X62B1')).toMatchObject({ kind: 'mental', grade: 2 })
  })

  it.each(['11010519491231002X81', '11010519491231002X45', '11010519491231002X', '11010519491231002141'])(
    '%s 不是',
    (text) => expect(readDisabilityCertificate(text)).toBeUndefined(),
  )
})
