import { expect, it } from 'vitest'
import { csvFile, listHeadings, listRow, problemsOf, readFileOf } from './testing-lists.ts'

it('出生在今天可以，出生在明天不行', async () => {
  const headings = [...listHeadings, '出生日期']
  const born = async (on: string): Promise<string[]> =>
    problemsOf(await readFileOf(await csvFile([listRow('QH-1', 1, { 证件号码: '', 出生日期: on })], headings)))
  expect(await born('2026-03-02')).toEqual([])
  expect(await born('2026-03-03')).toEqual(['2 T inFuture'])
})

it('一户四十人可以，四十一人要问', async () => {
  const household = (persons: number) =>
    Array.from({ length: persons }, (_, index) =>
      listRow('QH-1', index + 1, { 与户主关系: index === 0 ? '户主' : '子女' }),
    )
  expect(problemsOf(await readFileOf(await csvFile(household(40))))).toEqual([])
  expect(problemsOf(await readFileOf(await csvFile(household(41))))).toEqual(['2 - tooManyMembers'])
})
