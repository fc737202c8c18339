import { describe, expect, it } from 'vitest'
import { caseNumberIn } from './case-number.ts'

describe('查找框里的办件编号', () => {
  it.each([
    ['QH-DB-2026-000123', 'QH-DB-2026-000123'],
    [' qh-db-2026-000123 ', 'QH-DB-2026-000123'],
    ['ＱＨ－ＤＢ－２０２６－０００１２３', 'QH-DB-2026-000123'],
    ['QH-DB-2026-000123-1', 'QH-DB-2026-000123'],
  ])('%s', (typed, number) => {
    expect(caseNumberIn(typed)).toBe(number)
  })
  it.each(['居民甲0001', '990001200001010011', 'H-990001-0410', 'QH-DB-2026-12'])('不是办件编号：%s', (typed) => {
    expect(caseNumberIn(typed)).toBeNull()
  })
})
