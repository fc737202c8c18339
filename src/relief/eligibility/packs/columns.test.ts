import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
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
import { householdReader, randomColumns, randomRows } from '#platform/decisions/testing/random-caseload.ts'
import { firstDifference } from '#platform/decisions/testing/same-answers.ts'

const root = new URL('../../../../policy/', import.meta.url).pathname
const files = globSync('**/*.dmn', { cwd: root }).toSorted()

/** Inputs of one value are parameters of a place and a period; money in yuan and fen, counts of things whole. */
function layoutOf(model: Model, xml: string): LayoutSpec {
  const ofHousehold = new Set(['周岁', '当月末周岁', '上月末周岁', '换档月份'])
  const rows = model.inputs.map(({ name }) => name).filter((name) => !ofHousehold.has(name))
  const isCount = (path: string): boolean => /月数|套数|车辆|房屋|经营主体|倍数|周岁|岁$|人数|次数/.test(path)
  return layoutFor(model, {
    rows,
    texts: [...textsIn(xml), '没有写过的说法'],
    sizes: { from: 0, until: 5 },
    number: (path) =>
      isCount(path)
        ? { scale: 0, low: '0', high: '120' }
        : { scale: 2, low: '0', high: path.includes('全年') ? '1200000.00' : '100000.00' },
  })
}

describe('正式的规则包也能整批按列计算', () => {
  it('有规则包', () => expect(files.length).toBeGreaterThan(5))

  it.each(files)('%s：随机的户，按列的结果和逐户的一样', async (file) => {
    const xml = readFileSync(root + file, 'utf8')
    const model = await loadModel(xml, { file })
    const layout = layoutOf(model, xml)
    const decisions = ['测算']
    const kernel = compileColumns(model, { decisions, layout })
    // With a few dozen values to a household some lack nothing and some lack a little.
    const shape = { households: 1500, rowCount: 20, missingShare: 0.02 }
    const chance = chanceOf(20_260_701)
    const columns = randomColumns(chance, kernel.layout, shape)
    const rows = randomRows(chance, kernel.layout, shape)
    const answers = runColumns(kernel, fillCaseload(kernel.layout, columns), rows)
    const inputsOf = householdReader(layout, columns, rows)
    const decide = (inputs: Readonly<Record<string, Value>>) => () => model.decide('测算', inputs)
    expect(firstDifference(answers, decisions, inputsOf, decide)).toBeNull()
    const decided = answers.column(answers.outputs.find(({ kind }) => kind === 'number')!.name)
    const known = Array.from(decided.values).filter((value) => value !== 0).length
    expect(known).toBeGreaterThan(100)
  })
})
