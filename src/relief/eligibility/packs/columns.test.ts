import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  ColumnsRefused,
  type Kernel,
  type LayoutSpec,
  type Model,
  type Value,
  compileColumns,
  fillCaseload,
  loadModel,
  runColumns,
} from '#platform/decisions/index.ts'
import { chanceOf } from '#platform/decisions/testing/chance.ts'
import { layoutFor, textsIn } from '#platform/decisions/testing/layout-for.ts'
import { subjectReader, randomColumns, randomRows } from '#platform/decisions/testing/random-caseload.ts'
import { firstDifference } from '#platform/decisions/testing/same-answers.ts'

const root = new URL('../../../../policy/', import.meta.url).pathname
const files = globSync('**/*.dmn', { cwd: root }).toSorted()

/** Inputs of one value are parameters of a place and a period; money in yuan and fen, counts of things whole. */
function layoutOf(model: Model, xml: string): LayoutSpec {
  const ofHousehold = new Set(['周岁', '当月末周岁', '上月末周岁', '换档月份'])
  const rows = model.inputs.map(({ name }) => name).filter((name) => !ofHousehold.has(name))
  const isCount = (path: string): boolean => /月数|套数|车辆|房屋|经营主体|倍数|比例|周岁|岁$|人数|次数/.test(path)
  return layoutFor(model, {
    rows,
    texts: [...textsIn(xml), '没有写过的说法'],
    sizes: { from: 0, until: 3 },
    number: (path) =>
      isCount(path)
        ? { scale: 0, low: '0', high: '120' }
        : { scale: 2, low: '0', high: path.includes('全年') ? '1200000.00' : '100000.00' },
  })
}

/** Null when every problem names its decision, its expression and its line; anything less is a failure. */
function compiled(model: Model, layout: LayoutSpec): Kernel | null {
  try {
    return compileColumns(model, { decisions: ['测算'], layout })
  } catch (error) {
    if (!(error instanceof ColumnsRefused)) throw error
    for (const { decision, expression, line, zh } of error.problems) {
      expect([decision, expression, zh].every(Boolean) && (line ?? 0) > 1).toBe(true)
    }
    return null
  }
}

describe('正式的规则包也能整批按列计算', () => {
  it('有规则包', () => expect(files.length).toBeGreaterThan(5))

  it.each(files)(
    '%s：随机的户，按列的结果和逐户的一样',
    async (file) => {
      const xml = readFileSync(root + file, 'utf8')
      const model = await loadModel(xml, { file })
      const layout = layoutOf(model, xml)
      const decisions = ['测算']
      const kernel = compiled(model, layout)
      // What cannot be computed in columns is decided one by one; minimum living allowance has to be.
      if (!kernel) return expect(file).not.toMatch(/\/dibao\//)
      const chance = chanceOf(20_260_701)
      let answered = 0
      // With a few dozen values to a household some lack nothing and some lack a little.
      for (const missingShare of [0, 0.02]) {
        const shape = { subjects: 400, rowCount: 40, missingShare }
        const columns = randomColumns(chance, kernel.layout, shape)
        const rows = randomRows(chance, kernel.layout, shape)
        const answers = runColumns(kernel, fillCaseload(kernel.layout, columns), rows)
        const inputsOf = subjectReader(layout, columns, rows)
        const decide = (inputs: Readonly<Record<string, Value>>) => () => model.decide('测算', inputs)
        expect(firstDifference(answers, decisions, inputsOf, decide)).toBeNull()
        const kinds = answers.outputs
          .filter(({ kind }) => kind !== 'reasons')
          .map(({ name }) => answers.column(name).known!)
        answered += kinds.filter((known) => known.some((bits) => bits !== 0)).length
      }
      expect(answered).toBeGreaterThan(0)
    },
    120_000,
  )
})
