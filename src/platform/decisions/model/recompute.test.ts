import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DecisionTrace, Evaluation, Step, Value } from '../contract.ts'
import { fromJs, loadModel } from '../index.ts'
import { decision, decisionOf, definitions, input, table } from '../testing/small-model.ts'

/**
 * Reads a trace as it is kept, as JSON, and computes the amount again: with fractions of its own and with nothing of the
 * engine. What stands in the model, in an input or in an item of a list is taken from the leaves; every other value must
 * come out of the values below it, and be the one that the trace shows.
 */

/** A fraction; the engine's decimals of 34 digits are only compared with it where it is one. */
interface Fraction {
  readonly over: bigint
  readonly under: bigint
}
type Known = Fraction | boolean | string | null | readonly Known[] | { readonly [name: string]: Known }

const fraction = (text: string): Fraction => {
  const [whole = '0', decimals = ''] = text.split('.')
  return { over: BigInt(whole + decimals), under: 10n ** BigInt(decimals.length) }
}
const isFraction = (value: Known): value is Fraction =>
  typeof value === 'object' && value !== null && 'under' in value && typeof value.under === 'bigint'

/** A value of the trace: numbers are kept as `{ type, text }`. */
function read(value: Value): Known {
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map(read)
  const { type, text } = value as { type?: string; text?: string }
  if (type === 'number') return fraction(text!)
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, read(each as Value)]))
}

const compare = (a: Fraction, b: Fraction): number => Number(a.over * b.under - b.over * a.under)
const floorOf = ({ over, under }: Fraction): bigint => (over >= 0n ? over / under : -((-over + under - 1n) / under))
/** To 24 digits behind the point a quotient is the same for both. */
const seen = ({ over, under }: Fraction): bigint => floorOf({ over: over * 10n ** 24n + under / 2n, under })

function isSame(left: Known, right: Known): boolean {
  if (left === null || right === null || typeof left !== 'object' || typeof right !== 'object') return left === right
  if (isFraction(left) || isFraction(right)) return isFraction(left) && isFraction(right) && seen(left) === seen(right)
  const names = Object.keys(left)
  return (
    names.length === Object.keys(right).length &&
    names.every((name) =>
      isSame((left as Record<string, Known>)[name]!, (right as Record<string, Known>)[name] ?? null),
    )
  )
}

type Operate = (a: Fraction, b: Fraction) => Known
const operations: Readonly<Record<string, Operate>> = {
  '+': (a, b) => ({ over: a.over * b.under + b.over * a.under, under: a.under * b.under }),
  '-': (a, b) => ({ over: a.over * b.under - b.over * a.under, under: a.under * b.under }),
  '*': (a, b) => ({ over: a.over * b.over, under: a.under * b.under }),
  '/': (a, b) => {
    if (b.over === 0n) return null
    const sign = b.over < 0n ? -1n : 1n
    return { over: sign * a.over * b.under, under: sign * a.under * b.over }
  },
  '<': (a, b) => compare(a, b) < 0,
  '<=': (a, b) => compare(a, b) <= 0,
  '>': (a, b) => compare(a, b) > 0,
  '>=': (a, b) => compare(a, b) >= 0,
  max: (a, b) => (compare(a, b) >= 0 ? a : b),
  min: (a, b) => (compare(a, b) <= 0 ? a : b),
  floor: (a, places) => {
    const shift = 10n ** floorOf(places)
    return { over: floorOf({ over: a.over * shift, under: a.under }), under: shift }
  },
}

const sum = (values: readonly Known[]): Known =>
  values.length === 0 || !values.every(isFraction)
    ? null
    : values.reduce<Known>((total, each) => operations['+']!(total as Fraction, each), fraction('0'))

/** Computes decisions in the order in which the trace has them, each from those before it. */
class Again {
  private readonly decided = new Map<string, Known>()
  private readonly supplied = new Map<string, Known>()
  /** Items of the loops and values of the tests around a step, the innermost last. */
  private readonly around: Known[] = []

  all({ value, decisions }: Evaluation): Known {
    let last: Known = null
    for (const trace of decisions) {
      last = this.decision(trace)
      for (const { value } of [trace, trace.steps[0]!]) expect(isSame(last, read(value)), trace.decision).toBe(true)
      this.decided.set(trace.decision, last)
    }
    expect(isSame(last, read(value))).toBe(true)
    return last
  }

  private decision({ steps, rules, hitPolicy }: DecisionTrace): Known {
    const [step] = steps
    if (!rules) return this.step(step!)
    const columns = step!.from.filter(({ place }) => !place.part.startsWith('rule:')).map((each) => this.step(each))
    const [hits, outputs] = [new Set<number>(), [] as Known[]]
    for (const each of step!.from.slice(columns.length)) {
      const [, row, kind, column] = each.place.part.split(':')
      if (kind === 'output') outputs.push(this.step(each))
      else {
        hits.add(Number(row))
        this.cell(each, columns[Number(column) - 1]!)
      }
    }
    expect([...hits]).toEqual(rules.filter(({ outcome }) => outcome === 'hit').map(({ row }) => row))
    expect(outputs).toHaveLength(hits.size)
    if (hitPolicy === 'COLLECT SUM') return sum(outputs)
    expect([hitPolicy, hits.size]).toEqual(['UNIQUE', 1])
    return outputs[0]!
  }

  /** A cell of a row that hits: the test of its column holds. */
  private cell(step: Step, tested: Known): void {
    this.around.push(tested)
    expect(this.step(step)).toBe(true)
    this.around.pop()
  }

  private step(step: Step): Known {
    const made = this.make(step)
    expect(isSame(made, read(step.value)), `${step.text} of ${step.place.decision}`).toBe(true)
    // No null without its cause, wherever it stands.
    if (made === null) expect(step.cause?.zh, step.text).toBeTruthy()
    return made
  }

  private make(step: Step): Known {
    const { operation, text, from } = step
    if (operation === 'literal') return literalIn(text)
    if (operation === 'input') return this.given(step)
    if (operation === 'decision') return this.decided.get(text) ?? null
    if (operation === 'variable' || (operation === 'path' && from.length === 0)) return this.found(step)
    if (operation === 'for' || operation === 'filter') return this.loop(step)
    const values = from.map((each) => this.step(each))
    const [first, second] = values as [Known, Known]
    if (operation === 'if') return second
    if (operation === 'sum') return sum(first as readonly Known[])
    if (operation === 'count') return fraction(String((first as readonly Known[]).length))
    if (operation === 'path') return entry(first, text.split('.').at(-1)!)
    // A cell such as `> 0` names its column itself; one such as `true` is compared with it.
    if (operation === 'in') return values.length === 1 ? first : values.slice(1).includes(true)
    if (operation === '=') return isSame(first, values.length === 1 ? this.around.at(-1)! : second)
    const operate = operations[operation]
    if (!operate) throw new Error(`this reader does not know “${operation}”`)
    return isFraction(first) && isFraction(second) ? operate(first, second) : null
  }

  /** What was supplied is the same wherever it is looked at. */
  private given({ text, value }: Step): Known {
    const first = this.supplied.get(text) ?? read(value)
    this.supplied.set(text, first)
    return first
  }

  /** A variable of a loop, or the entry of an item: it must be that of the item the loop has come to. */
  private found({ operation, text }: Step): Known {
    const item = this.around.at(-1)!
    return operation === 'variable' ? item : entry(item, text)
  }

  private loop({ operation, from: [source, ...bodies] }: Step): Known {
    const items = this.step(source!) as readonly Known[]
    expect(bodies).toHaveLength(items.length)
    const made = items.map((item, index) => {
      this.around.push(item)
      const value = this.step(bodies[index]!)
      this.around.pop()
      return value
    })
    return operation === 'for' ? made : items.filter((_, index) => made[index] === true)
  }
}

const literalIn = (text: string): Known =>
  text === '-'
    ? true
    : text === 'true' || text === 'false'
      ? text === 'true'
      : text.startsWith('"')
        ? text.slice(1, -1)
        : fraction(text)

/** FEEL's path: of a list it takes the entry of every item. */
const entry = (of: Known, name: string): Known =>
  Array.isArray(of) ? of.map((each: Known) => entry(each, name)) : ((of as Record<string, Known>)[name] ?? null)

const types = `<itemDefinition name="t成员"><itemComponent name="工资"><typeRef>number</typeRef></itemComponent><itemComponent name="全年"><typeRef>number</typeRef></itemComponent><itemComponent name="年龄"><typeRef>number</typeRef></itemComponent></itemDefinition><itemDefinition name="t名单" isCollection="true"><typeRef>t成员</typeRef></itemDefinition>`
const policy = definitions(
  types +
    input('成员', 't名单') +
    input('标准', 'number') +
    decision('人数', 'count(成员)', { inputs: ['成员'] }, 'number') +
    decision('工资', 'if 人数 = 0 then 0 else sum(成员.工资)', { inputs: ['成员'], decisions: ['人数'] }, 'number') +
    decision(
      '折月',
      'if 人数 = 0 then 0 else floor(sum(成员.全年) / 12, 2)',
      { inputs: ['成员'], decisions: ['人数'] },
      'number',
    ) +
    decision(
      '扣减',
      'if 人数 = 0 then 0 else sum(for m in 成员 return min(m.工资, 标准 * 0.2))',
      { inputs: ['成员', '标准'], decisions: ['人数'] },
      'number',
    ) +
    decision('收入', 'max(0, 工资 + 折月 - 扣减)', { decisions: ['工资', '折月', '扣减'] }, 'number') +
    decision('老人', 'count(成员[年龄 >= 60])', { inputs: ['成员'] }, 'number') +
    decisionOf(
      '加成',
      table(
        'hitPolicy="COLLECT" aggregation="SUM"',
        [
          { text: '老人', type: 'number' },
          { text: '人数', type: 'number' },
        ],
        [
          ['> 0', '-', '标准 * 0.1 * 老人'],
          ['-', '1', '标准 * 0.2'],
          ['-', '-', '0'],
        ],
      ),
      { inputs: ['标准'], decisions: ['老人', '人数'] },
      'number',
    ) +
    decisionOf(
      '补差',
      table(
        'hitPolicy="UNIQUE"',
        [{ text: '收入 < 标准 * 人数', type: 'boolean' }],
        [
          ['true', '标准 * 人数 - 收入 + 加成'],
          ['false', '0'],
        ],
      ),
      { inputs: ['标准'], decisions: ['收入', '人数', '加成'] },
      'number',
    ),
)

const fen = (max: number) => fc.integer({ min: 0, max }).map((amount) => amount / 100)
const member = fc.record({ 工资: fen(300_000), 全年: fen(3_000_000), 年龄: fc.integer({ min: 0, max: 99 }) })
const situation = fc.record({ 成员: fc.array(member, { maxLength: 5 }), 标准: fc.constantFrom(810, 1020.5) })
const kept = (answer: Evaluation): Evaluation => JSON.parse(JSON.stringify(answer)) as Evaluation

describe('金额只凭存下来的依据链就能重算', () => {
  it('另写的分数算法，从叶子算到金额，每一步都对得上', async () => {
    const model = await loadModel(policy, { file: '试.dmn' })
    fc.assert(
      fc.property(situation, (plain) => {
        const inputs = fromJs(plain as never) as Record<string, Value>
        const answer = model.explain('补差', inputs)
        expect(isSame(new Again().all(kept(answer)), read(answer.value))).toBe(true)
      }),
      { numRuns: 200 },
    )
  })

  it('改动依据链里任何一个数，都对不上', async () => {
    const model = await loadModel(policy, { file: '试.dmn' })
    const plain = { 成员: [{ 工资: 500, 全年: 1000.01, 年龄: 70 }], 标准: 810 }
    const text = JSON.stringify(model.explain('补差', fromJs(plain as never) as Record<string, Value>))
    expect(refuses(() => new Again().all(JSON.parse(text) as Evaluation))).toBe(false)
    const numbers = [...text.matchAll(/"type":"number","text":"([^"]+)"/g)]
    expect(numbers.length).toBeGreaterThan(40)
    const unnoticed = numbers.filter(({ index, 0: found, 1: number }) => {
      const changed = found.replace(`"text":"${number}"`, `"text":"${Number(number) + 1}"`)
      const forged = text.slice(0, index) + changed + text.slice(index + found.length)
      return !refuses(() => new Again().all(JSON.parse(forged) as Evaluation))
    })
    expect(unnoticed.map(([found]) => found)).toEqual([])
  })
})

function refuses(run: () => unknown): boolean {
  try {
    run()
    return false
  } catch {
    return true
  }
}
