import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { unitInWords } from './units.ts'

it.each([
  ['元/人/月', 'yuan a head and month'],
  ['元/人/学年', 'yuan a head and school year'],
  ['元/例', 'yuan a case'],
  ['元', 'yuan'],
  ['个月', 'months'],
  ['%', '%'],
  ['', ''],
])('%s 用英文写成 %s', (unit, english) => {
  expect(unitInWords(unit, 'en')).toBe(english)
  expect(unitInWords(unit, 'zh')).toBe(unit)
})

it('随软件带来的规则包里的每一个单位都有英文', () => {
  const policy = fileURLToPath(new URL('../../../policy', import.meta.url))
  const units = new Set(
    globSync(`${policy}/**/pack.yaml`).flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/unit: "?([^,}"\n]*)/g)].map(([, unit = '']) => unit.trim()),
    ),
  )
  expect(units.size).toBeGreaterThan(10)
  for (const unit of units) expect(unitInWords(unit, 'en')).not.toMatch(/\p{Script=Han}/u)
})
