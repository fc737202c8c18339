import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Model, Step, Value } from '../contract.ts'
import { fromJs, loadModel, num, toJs } from '../index.ts'
import { arithmetic, type ArithmeticSign } from '../operations/arithmetic.ts'
import { admit } from '../values/admit.ts'
import { publish } from '../values/publish.ts'
import { anyType } from '../values/type.ts'
import { decision, decisionOf, definitions, input, table } from '../testing/small-model.ts'

const types = `<itemDefinition name="t成员"><itemComponent name="工资"><typeRef>number</typeRef></itemComponent><itemComponent name="年龄"><typeRef>number</typeRef></itemComponent><itemComponent name="类别"><typeRef>string</typeRef></itemComponent></itemDefinition><itemDefinition name="t名单" isCollection="true"><typeRef>t成员</typeRef></itemDefinition>`

const policy = definitions(
  types +
    input('成员', 't名单') +
    input('标准', 'number') +
    decision('人数', 'count(成员)', { inputs: ['成员'] }, 'number') +
    decision('收入', 'if 人数 = 0 then 0 else sum(成员.工资)', { inputs: ['成员'], decisions: ['人数'] }, 'number') +
    decision('老人', '成员[年龄 >= 60]', { inputs: ['成员'] }, 't名单') +
    decision('各人', 'for m in 成员 return {工资: m.工资, 一半: m.工资 / 2}', { inputs: ['成员'] }) +
    decision(
      '有人残疾',
      'some m in 成员 satisfies m.类别 in ("残疾", "重病") and m.工资 < 标准',
      { inputs: ['成员', '标准'] },
      'boolean',
    ) +
    decisionOf(
      '加成',
      table(
        'hitPolicy="COLLECT" aggregation="SUM"',
        [
          { text: 'count(老人)', type: 'number' },
          { text: '有人残疾', type: 'boolean' },
        ],
        [
          ['> 0', '-', '标准 * 0.1'],
          ['-', 'true', '标准 * 0.2'],
          ['-', '-', '0'],
        ],
      ),
      { inputs: ['标准'], decisions: ['老人', '有人残疾'] },
      'number',
    ) +
    decision(
      '补差',
      'max(0, 标准 * 人数 - 收入 + 加成)',
      { inputs: ['标准'], decisions: ['人数', '收入', '加成'] },
      'number',
    ) +
    decision('全部', '{补差: 补差, 各人: 各人, 残疾: 有人残疾, 均: 收入 / 人数}', {
      decisions: ['补差', '各人', '有人残疾', '收入', '人数'],
    }),
)

const known = <Kept>(kept: fc.Arbitrary<Kept>) => fc.option(kept, { freq: 4, nil: null })
const member = fc.record({
  工资: known(fc.integer({ min: 0, max: 500_000 }).map((fen) => fen / 100)),
  年龄: known(fc.integer({ min: 0, max: 99 })),
  类别: known(fc.constantFrom('无', '残疾', '重病')),
})
const subject = fc.record({ 成员: fc.array(member, { maxLength: 5 }), 标准: known(fc.constantFrom(810, 1020.5)) })

/** Checks that each arithmetic step is what its parts make, on the published values alone. */
function recompute(step: Step): void {
  step.from.forEach(recompute)
  const operate = Object.hasOwn(arithmetic, step.operation) ? arithmetic[step.operation as ArithmeticSign] : undefined
  if (!operate || step.from.length !== 2) return
  const [left, right] = step.from.map((each) => admit(each.value, anyType, ''))
  expect(toJs(publish(operate(left!, right!)))).toEqual(toJs(step.value))
}

describe('依据链', () => {
  let model: Model
  const load = async (): Promise<Model> => (model ??= await loadModel(policy, { file: '试.dmn' }))

  it('有依据链和没有依据链，答案处处一样', async () => {
    const loaded = await load()
    fc.assert(
      fc.property(subject, (plain) => {
        const inputs = fromJs(plain as never) as Record<string, Value>
        for (const { name } of loaded.decisions) {
          expect(toJs(loaded.decide(name, inputs))).toEqual(toJs(loaded.explain(name, inputs).value))
        }
      }),
      { numRuns: 500 },
    )
  })

  it('金额可以从依据链重算，没有原因的空值一个也没有', async () => {
    const loaded = await load()
    fc.assert(
      fc.property(subject, (plain) => {
        const answer = loaded.explain('全部', fromJs(plain as never) as Record<string, Value>)
        for (const trace of answer.decisions) {
          trace.steps.forEach(recompute)
          if (trace.value === null) expect(trace.steps[0]?.cause?.zh).toBeTruthy()
        }
      }),
      { numRuns: 300 },
    )
  })

  it('什么都不缺时，不说缺少；补上说缺少的，就不再缺', async () => {
    const loaded = await load()
    fc.assert(
      fc.property(subject, (plain) => {
        const { missing } = loaded.explain('补差', fromJs(plain as never) as Record<string, Value>)
        const isComplete =
          plain.标准 !== null && plain.成员.every((each) => Object.values(each).every((value) => value !== null))
        if (isComplete) expect(missing).toEqual([])
        const filled = structuredClone(plain) as { 标准: number | null; 成员: Record<string, unknown>[] }
        for (const { path } of missing) {
          const at = /^成员\[(\d+)\]\.(.+)$/.exec(path ?? '')
          if (at) filled.成员[Number(at[1]) - 1]![at[2]!] = at[2] === '类别' ? '无' : 1
          else filled.标准 = 810
        }
        const after = loaded.explain('补差', fromJs(filled as never) as Record<string, Value>)
        const still = new Set(after.missing.map((cause) => cause.path))
        expect(missing.filter((cause) => still.has(cause.path))).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  it('每一步都指回原文', async () => {
    const answer = (await load()).explain('补差', { 标准: num('810'), 成员: [] })
    const sources = new Map([['补差', 'max(0, 标准 * 人数 - 收入 + 加成)']])
    const check = (step: Step): void => {
      const text = sources.get(step.place.decision)
      if (text) expect(text.slice(step.place.from, step.place.to)).toBe(step.text)
      step.from.forEach(check)
    }
    answer.decisions.flatMap((trace) => trace.steps).forEach(check)
    expect(answer.decisions.at(-1)?.steps[0]?.text).toBe('max(0, 标准 * 人数 - 收入 + 加成)')
  })

  it('依据链能写成 JSON', async () => {
    const answer = (await load()).explain('补差', { 标准: num('810'), 成员: [] })
    const read = JSON.parse(JSON.stringify(answer)) as typeof answer
    expect(read.decisions.at(-1)).toMatchObject({ decision: '补差', value: { type: 'number', text: '0' } })
    expect(read.decisions.at(-1)?.steps[0]?.from.length).toBeGreaterThan(0)
  })
})
