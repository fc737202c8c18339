import { expect, it } from 'vitest'
import { withSeries } from './standards.ts'

const text = `# 合成参数
standards:
  - key: dibao.standard
    series: 合成标准
    rows:
      - { value: "780.00", from: 2024-01-01, document: 合成标准 }
  - key: dibao.property.homes-max
    series: 合成财产限额
    rows: [{ value: "1", from: 2024-01-01, document: "合成 [ 限额 ]" }]
`
const kept = { value: '780.00', from: '2024-01-01', document: '合成标准' }
const added = { value: '870.00', from: '2026-04-01', document: '合成调标' }

it('改一个数，别的行一个字也不动', () => {
  const edited = withSeries(text, { key: 'dibao.standard', tier: null, series: '合成标准', rows: [kept, added] })
  const old = text.split('\n')
  expect(edited.split('\n').filter((line) => !old.includes(line))).toEqual([
    '      - { value: "870.00", from: 2026-04-01, document: 合成调标 }',
  ])
  expect(old.filter((line) => !edited.split('\n').includes(line))).toEqual([])
})
