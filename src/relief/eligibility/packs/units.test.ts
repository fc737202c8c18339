import { describe, expect, it } from 'vitest'
import { inputPaths, loadModel, ModelRefused, type Problem, type UnitDeclarations } from '#platform/decisions/index.ts'
import { eligibilityOf, policyFolder, shippedPacks } from '../testing-packs.ts'
import { checkPacks } from './check.ts'
import { loadPacks } from './library.ts'
import { unitsOf } from './units.ts'

interface Shipped {
  readonly file: string
  readonly xml: string
  readonly units: UnitDeclarations
}

/** Every model as the loader of packs meets it, with the units of its pack. */
async function shippedModels(): Promise<readonly Shipped[]> {
  const met: Shipped[] = []
  await loadPacks(policyFolder, async (file, xml, declared) => {
    met.push({ file, xml, units: declared!.units })
    return loadModel(xml, { file })
  })
  return met
}
const models = await shippedModels()

async function problemsOf({ file, xml }: Shipped, units: UnitDeclarations): Promise<readonly Problem[]> {
  try {
    await loadModel(xml, { file, units })
    return []
  } catch (error) {
    if (error instanceof ModelRefused) return error.problems
    throw error
  }
}

const withUnit = (units: UnitDeclarations, name: string, unit: string): UnitDeclarations => ({
  ...units,
  inputs: { ...units.inputs, [name]: unit, [`成员[].${name}`]: unit },
})

/** Inputs that this model computes with and that are measured by the month, or by the year: the last one. */
async function measuredBy({ file, xml, units }: Shipped, by: string): Promise<readonly string[]> {
  const said = [...xml.matchAll(/<text>([^<]*)<\/text>/g)].map((each) => each[1]!)
  const names = inputPaths(await loadModel(xml, { file }))
    .filter(({ path }) => units.inputs[path]?.endsWith(by))
    .map(({ path }) => path.replace('成员[].', ''))
    .filter((name) => said.some((text) => text.includes(name)))
  return names.slice(-1)
}

describe('规则包的单位', () => {
  it('每个模型的单位都对得上，除出来的零头都取过整', async () => {
    expect(models.length).toBeGreaterThan(35)
    for (const model of models) expect(await problemsOf(model, model.units), model.file).toEqual([])
  })

  it('每一个是数的输入都说了单位', async () => {
    for (const { file, xml, units } of models) {
      const numbers = inputPaths(await loadModel(xml, { file })).filter(({ type }) => type === 'number')
      const silent = numbers.filter(({ path }) => units.inputs[path] === undefined).map(({ path }) => path)
      expect(silent, file).toEqual([])
    }
  })

  it('按月的数当成按年的、按年的当成按月的，规则包里又按月又按年的，一个都不放过', async () => {
    let tried = 0
    for (const model of models) {
      const [monthly, yearly] = [await measuredBy(model, '/月'), await measuredBy(model, '/年')]
      if (monthly.length === 0 || yearly.length === 0) continue
      for (const name of [...monthly, ...yearly]) {
        const unit = model.units.inputs[name]!
        const swapped = unit.endsWith('/月') ? unit.replace('/月', '/年') : unit.replace('/年', '/月')
        const problems = await problemsOf(model, withUnit(model.units, name, swapped))
        expect(problems[0]?.code, `${model.file} ${name}`).toBe('unit-clash')
        tried += 1
      }
    }
    expect(tried).toBeGreaterThan(30)
  })

  it('发给一家的数不能是每人的，每月发的不能是一年的', async () => {
    for (const model of models) {
      const { results } = model.units
      for (const [decision, [unit]] of Object.entries(results ?? {})) {
        const others = unit!.includes('/人') ? [unit!.replace('/人', '')] : [unit!.replace('元', '元/人')]
        if (unit!.endsWith('/月')) others.push(unit!.replace('/月', '/年'))
        for (const other of others) {
          const [problem] = await problemsOf(model, { ...model.units, results: { [decision]: [other] } })
          expect(problem, `${model.file} ${other}`).toMatchObject({ code: 'unit-clash', decision })
        }
      }
    }
  })

  it('把取整办法换成直接拿除出来的数，就不让用', async () => {
    const rounded = models.filter(({ xml }) => xml.includes('/ 12</text>'))
    expect(rounded.length).toBeGreaterThan(5)
    for (const model of rounded) {
      const xml = model.xml.replace(/floor\((折月未取整) \* 100\) \/ 100/, '$1')
      expect(xml).not.toBe(model.xml)
      const [problem] = await problemsOf({ ...model, xml }, model.units)
      expect(problem, model.file).toMatchObject({
        code: 'unrounded-division',
        decision: '折月未取整',
        expression: '全年净额 / 12',
      })
    }
  })

  it('按人的数和按户的数，说得出差在哪里', async () => {
    const margin = models.find(({ file }) => file === '000000/margin/margin-2021.dmn')!
    const [problem] = await problemsOf(margin, withUnit(margin.units, '低保标准', '元/月'))
    expect(problem?.zh).toMatch(/一个按人，一个不按人，要乘或除以人数/)
    expect(problem?.en).toMatch(/number of persons/)
  })

  it('同一个数在两个规则包里单位不一样，检查时说出来', async () => {
    const packs = await shippedPacks()
    expect(checkPacks(eligibilityOf(packs)).filter(({ zh }) => zh.includes('单位'))).toEqual([])
    const yearly = packs.map((pack) =>
      pack.id === 'cn-margin'
        ? { ...pack, parameters: pack.parameters.map((one) => ({ ...one, unit: one.unit.replace('/月', '/年') })) }
        : pack,
    )
    const found = checkPacks(eligibilityOf(yearly)).filter(
      ({ pack, zh }) => pack === 'cn-margin' && zh.includes('单位'),
    )
    expect(found[0]?.zh).toMatch(/“低保标准”（dibao.standard）这里的单位是“元\/人\/年”.*里是“元\/人\/月”/)
  })

  it('成员的数不写“每人”，也是一个人的', () => {
    const fact = {
      key: 'a.b',
      input: '补贴',
      of: 'member',
      zh: '补贴',
      en: 'aid',
      unit: '元/月',
      type: 'yuan',
    } as const
    expect(unitsOf({ parameters: [], facts: [fact] }).inputs['补贴']).toBe('元/人/月')
    expect(unitsOf({ parameters: [], facts: [{ ...fact, of: 'household' }] }).inputs['补贴']).toBe('元/月')
  })
})
