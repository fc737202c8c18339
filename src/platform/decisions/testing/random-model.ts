import type { LayoutSpec } from '../columns/index.ts'
import { type Value, dateValue, num } from '../index.ts'
import type { Chance } from './chance.ts'
import { decision, decisionOf, definitions, idOf, input, literal, table } from './small-model.ts'

/** A small model made by chance: inputs of every kind, decisions that use each other, tables of every hit policy. */
export interface RandomModel {
  readonly xml: string
  /** All but `全部`, which holds the values of all the others. */
  readonly decisions: readonly string[]
  readonly layout: LayoutSpec
  readonly fixed: Readonly<Record<string, Value>>
}

const inputTypes: Readonly<Record<string, string>> = {
  成员: 't名单',
  甲: 'number',
  乙: 'number',
  标准: 'number',
  倍: 'number',
  是: 'boolean',
  类别: 'string',
  日: 'date',
  核定日: 'date',
}
const entryTypes: Readonly<Record<string, string>> = {
  收入: 'number',
  年龄: 'number',
  类: 'string',
  本地: 'boolean',
  生日: 'date',
}
/** Item definitions and inputs, as far as the decisions mention them. */
function headOf(content: string, names: readonly string[]): string {
  const entries = Object.entries(entryTypes)
    .filter(([name]) => name === '收入' || content.includes(name))
    .map(([name, type]) => `<itemComponent name="${name}"><typeRef>${type}</typeRef></itemComponent>`)
  const items = `<itemDefinition name="t成员">${entries.join('')}</itemDefinition><itemDefinition name="t名单" isCollection="true"><typeRef>t成员</typeRef></itemDefinition>`
  return items + names.map((name) => input(name, inputTypes[name]!)).join('')
}

const texts = ['老', '幼', '壮']
const layoutBy = (chance: Chance): LayoutSpec => {
  const mayBeMissing = chance.happens(0.7)
  const money = {
    type: 'number',
    scale: 2,
    low: '-50.00',
    high: chance.pick(['300.00', '900000.00']),
    mayBeMissing,
  } as const
  const code = { type: 'code', values: texts, mayBeMissing } as const
  const date = { type: 'date', low: '1940-01-01', high: '2030-12-31', mayBeMissing } as const
  return {
    list: { name: '成员', sizes: { from: chance.below(2), until: 3 } },
    columns: {
      甲: money,
      乙: { type: 'number', scale: 0, low: '-3', high: '12', mayBeMissing },
      是: { type: 'truth', mayBeMissing },
      类别: code,
      日: date,
      '成员[].收入': { ...money, low: '0' },
      '成员[].年龄': { type: 'number', scale: 0, low: '0', high: '120', mayBeMissing },
      '成员[].类': code,
      '成员[].本地': { type: 'truth', mayBeMissing },
      '成员[].生日': date,
    },
    rows: { 标准: { ...money, low: '0' } },
  }
}

export function randomModel(chance: Chance, isSmall: boolean): RandomModel {
  const writer = new Writer(chance, isSmall)
  const made: { name: string; logic: string; type: string }[] = []
  const count = isSmall ? 1 : chance.between(3, 5)
  for (let index = 1; index <= count; index += 1) {
    const each = { name: `决${index}`, ...writer.decide() }
    made.push(each)
    if (each.type !== '') writer.declare(each.name, each.type)
  }
  const content = made.map(({ logic }) => logic).join('')
  const inputs = Object.keys(inputTypes).filter((name) => content.includes(name))
  const decisions = made.map(({ name }) => name)
  const called = content.includes('服(') ? serviceBy(chance, inputs) : ''
  const knowledge = called === '' ? [] : ['服']
  const xml = made.map(({ name, logic, type }, index) =>
    decisionOf(name, logic, { inputs, decisions: decisions.slice(0, index), knowledge }, type),
  )
  const all = `{${decisions.map((name) => `${name}果: ${name}`).join(', ')}}`
  const layout = layoutBy(chance)
  const isUsed = (path: string): boolean =>
    path.split('[].').every((name, index) => content.includes(name) || (index === 1 && name === '收入'))
  const used = (columns: LayoutSpec['columns']): LayoutSpec['columns'] =>
    Object.fromEntries(Object.entries(columns).filter(([path]) => isUsed(path)))
  const fixed = { 倍: num(chance.pick(['3', '0.5', '1.25', '0'])), 核定日: dateValue('2026-07-01') }
  return {
    xml: definitions(headOf(content, inputs) + called + xml.join('') + decision('全部', all, { decisions })),
    decisions,
    layout: {
      ...(content.includes('成员') ? { list: layout.list! } : {}),
      columns: used(layout.columns),
      rows: used(layout.rows!),
    },
    fixed: Object.fromEntries(Object.entries(fixed).filter(([name]) => inputs.includes(name))),
  }
}

/** A decision service over two numbers, which exist nowhere else. */
function serviceBy(chance: Chance, others: readonly string[]): string {
  const inner = chance.pick([
    'if 左 > 右 then 左 - 右 else 0',
    'max(左, 右) + 一半',
    'if 左 = null then 右 else 一半',
    'floor(一半 * 10) / 10',
    // The caller's own input is not given to the service: it is missing there.
    ...(others.includes('甲') ? ['if 甲 = null then 右 else 左'] : []),
  ])
  const own = ['左', '右', ...(inner.includes('甲') ? ['甲'] : [])]
  const hrefs = (element: string, names: readonly string[]): string =>
    names.map((name) => `<${element} href="#${idOf(name)}"/>`).join('')
  return (
    ['左', '右'].map((name) => input(name, 'number')).join('') +
    decision('一半', '左 / 2', { inputs: ['左'] }, 'number') +
    decision('服内', inner, { inputs: own, decisions: ['一半'] }, 'number') +
    `<decisionService id="${idOf('服')}" name="服"><variable name="服"/>` +
    `${hrefs('outputDecision', ['服内'])}${hrefs('encapsulatedDecision', ['一半'])}${hrefs('inputData', ['左', '右'])}</decisionService>`
  )
}

type Kind = 'number' | 'boolean' | 'string'

/** Writes expressions of a wanted kind; `m` is the member in reach, or none. */
class Writer {
  private readonly chance: Chance
  private readonly isSmall: boolean
  private readonly known: Record<Kind, string[]> = { number: [], boolean: [], string: [] }

  constructor(chance: Chance, isSmall: boolean) {
    this.chance = chance
    this.isSmall = isSmall
  }

  declare(name: string, kind: string): void {
    this.known[kind as Kind].push(name)
  }

  decide(): { logic: string; type: string } {
    const kind = this.chance.pick<Kind>(['number', 'number', 'boolean', 'string'])
    if (this.chance.happens(0.35)) return this.table(kind)
    const depth = this.isSmall ? this.chance.between(1, 2) : this.chance.between(1, 4)
    return { logic: literal(this.expression(kind, depth)), type: kind }
  }

  private expression(kind: Kind, depth: number, m = ''): string {
    if (kind === 'number') return this.number(depth, m)
    return kind === 'boolean' ? this.truth(depth, m) : this.text(depth, m)
  }

  private one(makers: readonly (() => string)[]): string {
    return this.chance.pick(makers)()
  }

  private number(depth: number, m: string): string {
    const { chance } = this
    const own = m === '' ? [] : [`${m}.收入`, `${m}.年龄`, `years and months duration(${m}.生日, 核定日).years`]
    const leaf = (): string =>
      chance.pick(['甲', '乙', '标准', '倍', '0', '1', '12.5', '810.00', '100', ...own, ...this.known.number])
    if (depth === 0) return leaf()
    const inner = (): string => this.number(depth - 1, m)
    const when = (): string => this.truth(depth - 1, m)
    const ofMember = (): string => this.number(Math.min(1, depth - 1), 'x')
    return this.one([
      leaf,
      () => `(${inner()} ${chance.pick(['+', '-'])} ${inner()})`,
      () => `(${inner()} * ${chance.pick(['2', '0.1', '3', '乙', '倍', '标准'])})`,
      () => `(${inner()} / ${chance.pick(['2', '4', '-5', '0', '0.25'])})`,
      () =>
        `${chance.pick(['floor', 'ceiling', 'round half up', 'round half down', 'round up', 'round down'])}(${inner()} / ${chance.pick(['3', '7', '12', '1', '-6'])}, ${chance.pick(['0', '1', '2'])})`,
      () => `-(${inner()})`,
      () => `(if ${when()} then ${inner()} else ${inner()})`,
      () => `${chance.pick(['min', 'max'])}(${inner()}, ${inner()})`,
      () => `abs(${inner()})`,
      () => `${chance.pick(['sum', 'min', 'max'])}(成员.${chance.pick(['收入', '年龄'])})`,
      () => `${chance.pick(['sum', 'max'])}(成员[${this.truth(1, 'item')}].收入)`,
      () => `sum(for x in 成员 return ${ofMember()})`,
      () => `count(成员[${this.truth(1, 'item')}])`,
      () => `floor(mean(成员.收入) * 100) / 100`,
      () => `round half up(sum(成员.收入) / count(成员), 2)`,
      () => `floor(甲 / count(成员[本地 = true]))`,
      () => `(if floor(甲 / 12 * 100) = 甲 / 12 * 100 then 甲 / 12 else floor(甲 / 12 * 100) / 100)`,
      () => `日.${chance.pick(['year', 'month', 'day'])}`,
      () =>
        `years and months duration(日, ${chance.pick(['核定日', 'date("1990-02-28")'])}).${chance.pick(['years', 'months'])}`,
      () => `(核定日 - 日).days`,
      () => `((日 ${chance.pick(['+', '-'])} ${this.months()}) - 核定日).days`,
      () =>
        `成员[${chance.pick(['1', '-1', '2', '-2', '乙', '倍', 'if 是 then 2 else null'])}].${chance.pick(['收入', '年龄'])}`,
      () => `成员[${this.truth(1, 'item')}][${chance.pick(['1', '-1', '2'])}].收入`,
      () => `服(${inner()}, ${inner()})`,
      () => (chance.happens(0.2) ? 'null' : leaf()),
    ])
  }

  private months(): string {
    const fixed = ['P1M', 'P6M', 'P13M', 'P18Y', 'P60Y'].map((text) => `duration("${text}")`)
    return this.chance.pick([...fixed, 'years and months duration(日, 核定日)'])
  }

  private truth(depth: number, m: string): string {
    const { chance } = this
    const own = m === '' ? [] : [`${m}.本地`, `${m}.本地 = true`]
    const leaf = (): string => chance.pick(['是', 'true', 'false', ...own, ...this.known.boolean])
    if (depth === 0) return leaf()
    const number = (): string => this.number(depth - 1, m)
    const inner = (): string => this.truth(depth - 1, m)
    return this.one([
      leaf,
      () => `(${number()} ${chance.pick(['<', '<=', '>', '>=', '=', '!='])} ${number()})`,
      () => `(${this.text(depth - 1, m)} ${chance.pick(['=', '!='])} ${this.text(depth - 1, m)})`,
      () => `(${inner()} ${chance.pick(['and', 'or'])} ${inner()})`,
      () => `not(${inner()})`,
      () => `(${number()} in ${chance.pick(['(1, 5, >= 800)', '[1..10]', '(0..300)', '< 12.5', '[-3..0)'])})`,
      () => `(${number()} between ${number()} and ${number()})`,
      () => `(${chance.pick(['some', 'every'])} x in 成员 satisfies ${this.truth(Math.min(1, depth - 1), 'x')})`,
      () => `list contains(成员.类, ${this.text(0, '')})`,
      () => `(${this.expression(chance.pick<Kind>(['number', 'boolean', 'string']), depth - 1, m)} = null)`,
      () =>
        `(日 ${chance.pick(['<', '>=', '='])} ${chance.pick(['核定日', 'date("1999-12-31")', '日 + duration("P3D")'])})`,
      () =>
        `(years and months duration(日, 核定日).years ${chance.pick(['<', '>=', '>', '<='])} ${chance.pick(['60', '18', '35.5'])})`,
      () => `(日 + ${this.months()} ${chance.pick(['<', '>=', '='])} 核定日)`,
      () => `(if ${inner()} then ${inner()} else ${inner()})`,
      () => `starts with(类别, "老")`,
    ])
  }

  private text(depth: number, m: string): string {
    const own = m === '' ? [] : [`${m}.类`]
    const leaf = (): string => this.chance.pick(['类别', '"老"', '"幼"', '"别"', ...own, ...this.known.string])
    if (depth === 0) return leaf()
    return this.one([
      leaf,
      () => `成员[${this.chance.pick(['1', '-1', '3'])}].类`,
      () => `(if ${this.truth(depth - 1, m)} then ${this.text(depth - 1, m)} else ${this.text(depth - 1, m)})`,
    ])
  }

  private cell(kind: Kind): string {
    const { chance } = this
    if (chance.happens(0.25)) return '-'
    if (kind === 'boolean') return chance.pick(['true', 'false', 'not(true)'])
    if (kind === 'string') return chance.pick(['"老"', '"老", "幼"', 'not("幼")', '"别"', 'null'])
    return chance.pick(['< 100', '>= 810.00', '[0..12.5]', '0, 1', 'not(> 5)', '标准', '(1..900)', '> 乙'])
  }

  private table(kind: Kind): { logic: string; type: string } {
    const { chance } = this
    const policy = chance.pick(['UNIQUE', 'FIRST', 'ANY', 'COLLECT', 'SUM', 'MIN', 'MAX', 'COUNT', 'PRIORITY'])
    const isNumber = ['SUM', 'MIN', 'MAX', 'COUNT'].includes(policy)
    const output: Kind = isNumber ? 'number' : policy === 'COLLECT' || policy === 'PRIORITY' ? 'string' : kind
    const columns = Array.from({ length: chance.between(1, 2) }, () =>
      chance.pick<Kind>(['number', 'boolean', 'string']),
    )
    const rows = Array.from({ length: chance.between(2, 4) }, () => [
      ...columns.map((each) => this.cell(each)),
      policy === 'COLLECT' || policy === 'PRIORITY'
        ? chance.pick(['"老"', '"幼"', '"别"'])
        : this.expression(output, 1),
    ])
    const head = isNumber ? `hitPolicy="COLLECT" aggregation="${policy}"` : `hitPolicy="${policy}"`
    const order = policy === 'PRIORITY' ? '<outputValues><text>"幼","别","老"</text></outputValues>' : ''
    const otherwise =
      policy !== 'COLLECT' && chance.happens(0.4)
        ? `<defaultOutputEntry><text>${this.expression(output, 0)}</text></defaultOutputEntry>`
        : ''
    const inputs = columns.map((each) => ({ text: this.expression(each, 2), type: each }))
    return { logic: table(head, inputs, rows, order + otherwise), type: policy === 'COLLECT' ? '' : output }
  }
}
