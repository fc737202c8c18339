import { describe, expect, it } from 'vitest'
import { readCatalogue } from '../departments/catalogue.ts'
import type { Ask } from '../connector/protocol.ts'
import type { DeclaredPerson } from './declared-person.ts'
import { contradicts, inventItems } from './invent-answer.ts'

const { departments } = readCatalogue()
const numbers = Array.from({ length: 600 }, (_, index) => `9999011960010${String(index).padStart(4, '0')}X`)
const odd = numbers.find(contradicts)!
const plain = numbers.find((one) => !contradicts(one))!

const wagesOf = (idNumber: string, purpose: Ask['purpose'], isTrue = false) => {
  const department = departments.find(({ code }) => code === 'social-insurance')!
  const told: DeclaredPerson = {
    ...{ idNumber, household: 'h', isHead: true },
    facts: { 'income.wages': { value: '120000/month', isTrue } },
  }
  const ask: Ask = {
    ...{ version: 1, request: '0193a000-0000-7000-8000-000000000001', department: department.code, purpose },
    ...{ caseNumber: 'n', basis: 'b', authorisations: ['a'], subjects: [idNumber], items: ['contribution-base'] },
  }
  const known = new Map([[idNumber, told]])
  return inventItems({ department, ask, known, mood: 'well', today: '2026-03-02' })[0]
}

describe('模拟部门怎么编', () => {
  it('大多数人和申报一致，六个里大约有一个对不上，总是同一些人', () => {
    expect(wagesOf(plain, 'means-check')).toMatchObject({ value: '120000' })
    const share = numbers.filter(contradicts).length / numbers.length
    expect(share).toBeGreaterThan(0.1)
    expect(share).toBeLessThan(0.25)
  })
  it('AC-019 的一家：先查到 2300，复核是 1250', () => {
    expect(wagesOf(odd, 'means-check')).toMatchObject({ value: '230000' })
    expect(wagesOf(odd, 're-check')).toMatchObject({ value: '125000' })
  })
  it('人认定过的数，再问还是那个数', () => {
    expect(wagesOf(odd, 'means-check', true)).toMatchObject({ value: '120000' })
  })
})
