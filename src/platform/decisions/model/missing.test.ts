import { describe, expect, it } from 'vitest'
import { fromJs, loadModel, num, toJs } from '../index.ts'
import type { Step } from '../contract.ts'
import { decision, decisionOf, definitions, input, table } from '../testing/small-model.ts'

const people = `<itemDefinition name="t成员"><itemComponent name="工资"><typeRef>number</typeRef></itemComponent><itemComponent name="本地"><typeRef>boolean</typeRef></itemComponent></itemDefinition><itemDefinition name="t名单" isCollection="true"><typeRef>t成员</typeRef></itemDefinition>`

async function ask(text: string, members: readonly object[]) {
  const xml = definitions(people + input('成员', 't名单') + decision('答', text, { inputs: ['成员'] }))
  const model = await loadModel(xml, { file: 'a' })
  const inputs = fromJs({ 成员: members } as never) as Record<string, never>
  const answer = model.explain('答', inputs)
  expect(toJs(answer.value)).toEqual(toJs(model.decide('答', inputs)))
  return { value: toJs(answer.value), missing: answer.missing.map((cause) => cause.path) }
}

describe('缺少的输入', () => {
  it.each([
    ['求和时少一个人的工资', 'sum(成员.工资)', [{ 工资: 1 }, { 本地: true }], null, ['成员[2].工资']],
    ['人数不问工资', 'count(成员)', [{ 工资: 1 }, {}], '2', []],
    ['筛选时不知道算不算', 'count(成员[本地 = true])', [{ 本地: true }, {}], '1', ['成员[2].本地']],
    ['筛选条件本身不知道', 'count(成员[本地])', [{ 本地: true }, {}], '1', ['成员[2].本地']],
    ['比较时不知道', '成员[1].工资 < 5', [{}], null, ['成员[1].工资']],
    ['在不在名单里不知道', '成员[1].工资 in (1, 2)', [{}], false, ['成员[1].工资']],
    ['有一个肯定就肯定', 'some m in 成员 satisfies m.本地 = true', [{}, { 本地: true }], true, []],
    ['没有一个肯定就有疑问', 'some m in 成员 satisfies m.本地 = true', [{}, { 本地: false }], false, ['成员[1].本地']],
    ['有一个否定，“每个”就是否', 'every m in 成员 satisfies m.本地', [{}, { 本地: false }], false, []],
    ['不知道的条件走“否则”，但有疑问', 'if 成员[1].本地 then 1 else 2', [{}], '2', ['成员[1].本地']],
    ['问是不是空，答案没有疑问', 'if 成员[1].本地 = null then 1 else 2', [{}], '1', []],
    ['没用到的分支不算', 'if true then 1 else 成员[1].工资', [{}], '1', []],
    ['在列表里带着走', '(for m in 成员 return {工资: m.工资})[1].工资', [{}], null, ['成员[1].工资']],
    ['整个名单没有给', 'count(成员)', undefined as never, null, ['成员']],
  ])('%s', async (_, text, members, value, missing) => {
    expect(await ask(text, members)).toEqual({ value, missing })
  })
})

describe('没有声明类型的输入', () => {
  it('没有的项也按路径说缺少', async () => {
    const xml = definitions(input('甲', 'Any') + decision('答', '甲.收入.工资 + 1', { inputs: ['甲'] }))
    const model = await loadModel(xml, { file: 'a' })
    const given = fromJs({ 甲: { 收入: {} } }) as Record<string, never>
    expect(model.explain('答', given).missing.map((cause) => cause.path)).toEqual(['甲.收入.工资'])
  })
})

describe('决策表里的缺少', () => {
  const model = (policy: string) =>
    loadModel(
      definitions(
        input('甲', 'number') +
          input('乙', 'boolean') +
          decisionOf(
            '答',
            table(
              policy,
              [
                { text: '甲', type: 'number' },
                { text: '乙', type: 'boolean' },
              ],
              [
                ['< 10', '-', '1'],
                ['>= 10', 'true', '2'],
                ['>= 10', 'false', '3'],
              ],
            ),
            { inputs: ['甲', '乙'] },
          ),
      ),
      { file: 'a' },
    )

  it('缺少的输入决定不了命中时，不算缺少', async () => {
    const answer = (await model('hitPolicy="UNIQUE"')).explain('答', { 甲: num('5') })
    expect(toJs(answer.value)).toBe('1')
    expect(answer.missing).toEqual([])
    expect(answer.decisions[0]?.rules?.map((rule) => rule.outcome)).toEqual(['hit', 'miss', 'miss'])
  })

  it('只差一个输入的行是“未定”', async () => {
    const answer = (await model('hitPolicy="UNIQUE"')).explain('答', { 甲: num('50') })
    expect(answer.value).toBeNull()
    expect(answer.missing.map((cause) => cause.path)).toEqual(['乙'])
    expect(answer.decisions[0]?.rules?.map((rule) => rule.outcome)).toEqual(['miss', 'undetermined', 'undetermined'])
  })

  it('没有一行适用时，说没有规则', async () => {
    const xml = definitions(
      input('甲', 'number') +
        decisionOf('答', table('hitPolicy="UNIQUE"', [{ text: '甲', type: 'number' }], [['< 10', '1']]), {
          inputs: ['甲'],
        }),
    )
    const answer = (await loadModel(xml, { file: 'a' })).explain('答', { 甲: num('50') })
    expect(answer.cause?.code).toBe('no-rule')
    expect(answer.missing).toEqual([])
  })
})

describe('每个空值都有原因', () => {
  it.each(['1 / 0', '"a" + 1', 'date("2026-02-30")', '[1][2]', 'number("x")', '{a: 1}.b', 'sqrt(-1)', 'null'])(
    '%s',
    async (text) => {
      const model = await loadModel(definitions(decision('答', text)), { file: 'a', rules: 'dmn' })
      const { value, cause, decisions } = model.explain('答', {})
      expect(value).toBeNull()
      expect(cause?.zh).toBeTruthy()
      const check = (step: Step): void => {
        if (step.value === null) expect(step.cause?.en).toBeTruthy()
        step.from.forEach(check)
      }
      decisions.forEach((each) => each.steps.forEach(check))
    },
  )
})
