import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { type LayoutSpec, type Model, type Value, loadModel, num, toJs } from '../index.ts'
import { decision, decisionOf, definitions, input, literal } from '../testing/small-model.ts'
import { type ColumnProblem, ColumnsRefused, compileColumns, fillCaseload, openCrew, runColumns } from './index.ts'

const types = `<itemDefinition name="t成员"><itemComponent name="收入"><typeRef>number</typeRef></itemComponent></itemDefinition><itemDefinition name="t名单" isCollection="true"><typeRef>t成员</typeRef></itemDefinition>`
const inputs = ['成员', '标准', '类别']
const modelOf = (text: string): Promise<Model> =>
  loadModel(
    definitions(
      `${types}${input('成员', 't名单')}${input('标准', 'number')}${input('类别', 'string')}\n\n${decision('答', text, { inputs })}`,
    ),
    { file: '试.dmn', rules: 'dmn' },
  )

const money = { type: 'number', scale: 2, low: '0', high: '100000.00', mayBeMissing: true } as const
const layout: LayoutSpec = {
  list: { name: '成员', sizes: { from: 1, until: 4 } },
  columns: { 标准: money, 类别: { type: 'code', values: ['甲', '乙'] }, '成员[].收入': money },
}
const problemsOf = (model: Model, spec = layout): readonly ColumnProblem[] => {
  try {
    compileColumns(model, { decisions: ['答'], layout: spec })
    return []
  } catch (error) {
    if (error instanceof ColumnsRefused) return error.problems
    throw error
  }
}
const refusedAs = (code: string) => expect.objectContaining({ code: `decisions.${code}` })

const two = { subjects: 2, sizes: [1, 2] }
const filled = {
  ...two,
  columns: {
    标准: { values: [81_000, 81_000] },
    类别: { values: [0, 1] },
    '成员[].收入': { values: [50_000, 100, 200] },
  },
}

describe('编译器不懂的，说出名字、表达式和行号', () => {
  it.each([
    ['sum(成员.收入) * sum(成员.收入) * 标准', 'columns-range'],
    ['标准 / 7', 'columns-not-supported'],
    ['标准 / 7 * 7', 'columns-not-supported'],
    ['标准 / 3 + 标准 / 7', 'columns-not-supported'],
    ['标准 / sum(成员.收入)', 'columns-not-supported'],
    ['string(标准)', 'columns-not-supported'],
    ['成员[标准].收入', 'columns-not-supported'],
    ['(for m in 成员 return m.收入)[标准 / 3]', 'columns-not-supported'],
    ['date("2026-01-31") + duration("P1M") * 标准', 'columns-not-supported'],
    ['标准 ** 2', 'columns-not-supported'],
    ['if 标准 > 1 then 1 else "甲"', 'columns-not-supported'],
    ['成员', 'columns-not-supported'],
  ])('%s → %s', async (text, code) => {
    const [problem] = problemsOf(await modelOf(text))
    expect(problem).toMatchObject({ code, decision: '答', line: 4 })
    expect(text).toContain(problem?.expression)
  })

  it('里层的表达式指到里层', async () => {
    const [problem] = problemsOf(await modelOf('if 标准 > 0 then string(标准) = "1" else false'))
    expect(problem).toMatchObject({ expression: 'string(标准)', column: 16 })
  })

  it('用到了布局里没有的列', async () => {
    const spec = { ...layout, columns: { 标准: money, '成员[].收入': money } }
    expect(problemsOf(await modelOf('类别 = "甲"'), spec)[0]).toMatchObject({ code: 'columns-layout' })
    expect(problemsOf(await modelOf('标准 > 1'), spec)).toEqual([])
  })

  it('列的种类和模型不合', async () => {
    const spec = { ...layout, columns: { ...layout.columns, 标准: { type: 'truth' } as const } }
    expect(problemsOf(await modelOf('标准 > 1'), spec)[0]).toMatchObject({ code: 'columns-layout' })
  })

  it('不会走到的分支不妨碍编译', async () => {
    expect(problemsOf(await modelOf('if 1 > 2 then 标准 / 7 else 标准'))).toEqual([])
  })
})

describe('没有尽头的模型在有限的时间里拒绝', () => {
  const bomb = (depth: number): string => {
    const functions = Array.from({ length: depth }, (_, index) => {
      const inner = index === 0 ? 'n * 1' : `f${index}(n) + f${index}(n + 1)`
      return `f${index + 1}: function(n: number) ${inner}`
    })
    return `{${functions.join(', ')}, 果: f${depth}(标准)}.果`
  }

  it.each([
    ['函数一层调两次，二十层', bomb(20)],
    ['函数一层套一层，六十层', bomb(60)],
    ['四层循环', 'sum(for a in 1..9, b in 1..9, c in 1..9, d in 1..9 return 标准 + a)'],
    [
      '展开以后太大的和',
      `sum(for a in 1..30, b in 1..30 return floor((标准 * a + b) / 7) + floor((标准 + b * a) / 9) + floor((标准 - a * b) / 11) + floor((标准 * b - a) / 13))`,
    ],
  ])(
    '%s',
    async (_, text) => {
      const since = performance.now()
      const [problem] = problemsOf(await modelOf(text))
      expect(problem?.code).toMatch(/^columns-(too-large|not-supported|range)$/)
      expect(performance.now() - since).toBeLessThan(60_000)
    },
    90_000,
  )
})

describe('不在证明过的范围里的值，什么都不算就拒绝', () => {
  it.each([
    ['太大', { ...filled, columns: { ...filled.columns, 标准: { values: [81_000, 10_000_001] } } }],
    ['负数', { ...filled, columns: { ...filled.columns, '成员[].收入': { values: [1, -1, 2] } } }],
    ['不是整数', { ...filled, columns: { ...filled.columns, 标准: { values: [0.5, 1] } } }],
    ['不是数', { ...filled, columns: { ...filled.columns, 标准: { values: [Number.NaN, 1] } } }],
    ['没有这个代码', { ...filled, columns: { ...filled.columns, 类别: { values: [0, 2] } } }],
    ['人数超过', { ...filled, sizes: [1, 5] }],
  ])('%s', async (_, columns) => {
    const kernel = compileColumns(await modelOf('标准'), { decisions: ['答'], layout })
    expect(() => fillCaseload(kernel.layout, columns)).toThrow(refusedAs('columnOutOfRange'))
  })

  it('少一列、短一截，或者给了不许缺的列缺值，也拒绝', async () => {
    const kernel = compileColumns(await modelOf('标准'), { decisions: ['答'], layout })
    const { 标准: _, ...less } = filled.columns
    const short = { ...filled.columns, 标准: { values: [1] } }
    const unknown = { ...filled.columns, 类别: { values: [0, 1], known: Uint8Array.of(1) } }
    for (const columns of [less, short, unknown]) {
      expect(() => fillCaseload(kernel.layout, { ...filled, columns } as never)).toThrow(refusedAs('columnMissing'))
    }
  })

  it('参数表里超出范围的参数也一样', async () => {
    const { 标准, ...rest } = layout.columns
    const spec: LayoutSpec = { ...layout, columns: rest, rows: { 标准: 标准! } }
    const kernel = compileColumns(await modelOf('标准'), { decisions: ['答'], layout: spec })
    const caseload = fillCaseload(kernel.layout, { ...filled, rows: [0, 1] })
    expect(() => runColumns(kernel, caseload, { 标准: { values: [1, -1] } })).toThrow(refusedAs('columnOutOfRange'))
    expect(() => runColumns(kernel, caseload, { 标准: { values: [1] } })).toThrow(refusedAs('columnMissing'))
    expect(toJs(runColumns(kernel, caseload, { 标准: { values: [1, 250] } }).value('答', 1))).toBe('2.5')
  })
})

describe('结果', () => {
  it('不知道的带着走，知道的精确到分', async () => {
    const text = '{差: if sum(成员.收入) < 标准 then 标准 - sum(成员.收入) else 0, 类: 类别}'
    const kernel = compileColumns(await modelOf(text), { decisions: ['答'], layout })
    const columns = { ...filled.columns, '成员[].收入': { values: [50_001, 100, 0], known: Uint8Array.of(0b011) } }
    const answers = runColumns(kernel, fillCaseload(kernel.layout, { ...filled, columns }))
    expect(answers.outputs.map(({ name }) => name)).toEqual(['答.差', '答.类'])
    expect([0, 1].map((subject) => toJs(answers.value('答.差', subject)))).toEqual(['309.99', '0'])
    expect([0, 1].map((subject) => answers.value('答.类', subject))).toEqual(['甲', '乙'])
    expect(Array.from(answers.column('答.差').values)).toEqual([30_999, 0])
  })

  it('只留下变了的户；用过的内存还回去再用', async () => {
    const spec: LayoutSpec = {
      ...layout,
      columns: { '成员[].收入': money, 类别: layout.columns['类别']! },
      rows: { 标准: money },
    }
    const kernel = compileColumns(await modelOf('sum(成员.收入) < 标准'), { decisions: ['答'], layout: spec })
    const caseload = fillCaseload(kernel.layout, { ...filled, rows: [0, 0] })
    const run = (fen: number) => runColumns(kernel, caseload, { 标准: { values: [fen] } })
    const before = run(81_000)
    const after = run(40_000)
    expect([...after.changedSince(before)]).toEqual([0])
    const bytes = caseload.regions.memory.buffer.byteLength
    after.release()
    before.release()
    for (let round = 0; round < 5000; round += 1) run(40_000).release()
    expect(caseload.regions.memory.buffer.byteLength).toBe(bytes)
    expect(() => before.value('答', 0)).toThrow('released')
  })

  it('整批都一样的输入编进内核，换一个数就是另一个内核', async () => {
    const { 标准: _, ...rest } = layout.columns
    const model = await modelOf('标准 - sum(成员.收入)')
    const answers = ['1000', '2000'].map((text): Value => {
      const fixed = { 标准: num(text) }
      const kernel = compileColumns(model, { decisions: ['答'], layout: { ...layout, columns: rest }, fixed })
      return runColumns(kernel, fillCaseload(kernel.layout, filled)).value('答', 0)
    })
    expect(answers.map(toJs)).toEqual(['500', '1500'])
  })

  it('引用了几层的决策和业务知识', async () => {
    const xml = definitions(
      input('标准', 'number') +
        decisionOf('半', literal('floor(标准 / 2)'), { inputs: ['标准'] }, 'number') +
        decision('答', '半 + 半', { decisions: ['半'] }, 'number'),
    )
    const kernel = compileColumns(await loadModel(xml, { file: 'a' }), {
      decisions: ['答'],
      layout: { columns: { 标准: money } },
    })
    const answers = runColumns(
      kernel,
      fillCaseload(kernel.layout, { subjects: 1, columns: { 标准: { values: [301] } } }),
    )
    expect(toJs(answers.value('答', 0))).toBe('2')
  })
})

describe('几个线程一起算', () => {
  const [many, size] = [60_000, 9]
  const spec: LayoutSpec = { list: { name: '成员', sizes: { from: size, until: size } }, columns: layout.columns }
  const columns = {
    subjects: many,
    sizes: new Int8Array(many).fill(size),
    columns: {
      标准: { values: Int32Array.from({ length: many }, (_, index) => index) },
      类别: { values: new Int8Array(many) },
      '成员[].收入': { values: Int32Array.from({ length: many * size }, (_, index) => index % 97) },
    },
  }
  /** Some hundred milliseconds of work. */
  const long = 'sum(for x in 成员, y in 成员, z in 成员 return floor((x.收入 * 3 + y.收入 * 5 - z.收入) / 7, 2))'

  it('和一个线程的结果一样；中途有线程停了就拒绝，什么都不留，下一次照常', async () => {
    const short = compileColumns(await modelOf('floor((标准 - sum(成员.收入)) / 3, 2)'), {
      decisions: ['答'],
      layout: spec,
    })
    const slow = compileColumns(await modelOf(long), { decisions: ['答'], layout: spec })
    const caseload = fillCaseload(short.layout, columns)
    const crew = openCrew(2)
    const alone = runColumns(short, caseload)
    const before = await crew.run(short, caseload)
    expect(before.changedSince(alone)).toHaveLength(0)
    // On a busy machine the run may be over before the thread is stopped; then it is stopped sooner.
    const outcomes: unknown[] = []
    for (const delay of [20, 10, 5, 2, 1, 0]) {
      const run = crew.run(slow, caseload).then(
        () => 'finished',
        (error: unknown) => error,
      )
      await setTimeout(delay)
      await crew.threads()[0]!.terminate()
      outcomes.push(await run)
      if (outcomes.at(-1) !== 'finished') break
    }
    expect(outcomes.at(-1)).toEqual(refusedAs('columnsInterrupted'))
    expect(before.changedSince(alone)).toHaveLength(0)
    const after = await crew.run(short, caseload)
    expect(after.changedSince(alone)).toHaveLength(0)
    await crew.close()
  }, 120_000)

  it('闲着的线程停了，下一次换一个新的', async () => {
    const kernel = compileColumns(await modelOf('标准'), { decisions: ['答'], layout })
    const caseload = fillCaseload(kernel.layout, filled)
    const crew = openCrew(2)
    await Promise.all(crew.threads().map((worker) => worker.terminate()))
    expect(toJs((await crew.run(kernel, caseload)).value('答', 1))).toBe('810')
    await crew.close()
  })
})
