import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { aidKindOf, byAidKind } from './aid-kinds.ts'

const policy = fileURLToPath(new URL('../../../policy', import.meta.url))
const folders = (path: string): string[] =>
  readdirSync(path, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))

it('政策里的每一项都排在一类里，低保排在最前面', () => {
  const programmes = [...new Set(folders(policy).flatMap((region) => folders(`${policy}/${region}`)))]
  expect(programmes.length).toBeGreaterThan(20)
  // Only the way of reckoning what relatives owe belongs at the end.
  expect(programmes.filter((one) => aidKindOf(one) === 'reckoning')).toEqual(['support-fee'])
  const [first, second] = programmes.map((programme) => ({ programme })).toSorted(byAidKind)
  expect([first?.programme, second?.programme]).toEqual(['dibao', 'tekun'])
})

it('没有排过的排在最后，不丢', () => {
  expect(byAidKind({ programme: 'new-thing' }, { programme: 'support-fee' })).toBe(0)
  expect(byAidKind({ programme: 'dibao' }, { programme: 'new-thing' })).toBeLessThan(0)
})
