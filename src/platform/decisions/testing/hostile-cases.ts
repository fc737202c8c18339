import { ModelRefused, fromJs, loadModel, num } from '../index.ts'
import { decision, decisionOf, definitions, input, table } from './small-model.ts'

/** Models and values that want all the time or memory there is, and how each must end: the code of its refusal, or an answer. */
export interface HostileCase {
  readonly name: string
  readonly ends: readonly string[]
  readonly run: () => Promise<string>
}

const reading =
  (xml: () => string, imports: (namespace: string) => string | null = () => null) =>
  async (): Promise<string> => {
    try {
      await loadModel(xml(), { file: 'a', imports: async (namespace) => imports(namespace) })
      return 'read'
    } catch (error) {
      if (error instanceof ModelRefused) return error.problems[0]!.code
      throw error
    }
  }

/** Computed both ways; both must end alike. */
const computing =
  (text: string, given: Readonly<Record<string, unknown>> = {}) =>
  async (): Promise<string> => {
    const names = Object.keys(given)
    const xml = definitions(names.map((name) => input(name, 'Any')).join('') + decision('答', text, { inputs: names }))
    const model = await loadModel(xml, { file: 'a', rules: 'dmn' })
    const ended = [() => model.decide('答', given as never), () => model.explain('答', given as never).value].map(
      (run) => {
        try {
          return run() === null ? 'null' : 'value'
        } catch (error) {
          return error instanceof Error && 'code' in error ? String(error.code) : String(error)
        }
      },
    )
    return ended[0] === ended[1] ? ended[0]! : ended.join(' ≠ ')
  }

/** `a0: first, a1: …a0…a0…, a2: …`: forty times as much and as much again. */
const doubling = (first: string, next: (last: string) => string): string =>
  `{a0: ${first}, ${Array.from({ length: 40 }, (_, level) => `a${level + 1}: ${next(`a${level}`)}`).join(', ')}}.a40`

const importing = (own: string, other: string): string =>
  definitions(
    `<import name="乙" namespace="https://example.org/${other}" importType="https://www.omg.org/spec/DMN/20191111/MODEL/"/>`,
  ).replace('https://example.org/m"', `https://example.org/${own}"`)

const chain = (length: number): string =>
  definitions(
    Array.from({ length }, (_, level) =>
      decision(`d${level}`, level === 0 ? '1' : `d${level - 1} + 1`, {
        decisions: level === 0 ? [] : [`d${level - 1}`],
      }),
    ).join(''),
  )

const rows = Array.from({ length: 6000 }, (_, row) => [`[${row * 10}..${row * 10 + 5}]`, '1'])
const long = (text: string, times: number): string => text.repeat(times)
const tooMuch = ['decisions.tooMuchWork']
const deep = (levels: number): unknown => {
  let value: unknown = 1
  for (let level = 0; level < levels; level += 1) value = { a: value }
  return value
}
const cyclic: Record<string, unknown> = {}
cyclic['a'] = cyclic

const reads: readonly (readonly [name: string, ends: string, run: () => Promise<string>])[] = [
  ['二百兆的文件', 'too-large', reading(() => `<definitions>${long(' ', 200_000_000)}</definitions>`)],
  ['实体炸弹', 'doctype', reading(() => `<!DOCTYPE d [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><definitions/>`)],
  [
    '用参数实体的炸弹',
    'doctype',
    reading(() => `<?xml version="1.0"?>\n<!ENTITY % a SYSTEM "file:///etc/passwd"><definitions/>`),
  ],
  ['十万层的标签', 'too-deep', reading(() => definitions(long('<a>', 100_000) + long('</a>', 100_000)))],
  ['十万层的中文标签', 'xml', reading(() => definitions(long('<甲>', 100_000) + long('</甲>', 100_000)))],
  [
    '十万个属性',
    'xml',
    reading(() =>
      definitions('').replace('name=', `${Array.from({ length: 100_000 }, (_, n) => `a${n}="1"`).join(' ')} name=`),
    ),
  ],
  ['八千层的决策', 'too-deep', reading(() => chain(8000))],
  [
    '六千行的表',
    'read',
    reading(() =>
      definitions(
        input('甲', 'number') +
          decisionOf('答', table('hitPolicy="UNIQUE"', [{ text: '甲', type: 'number' }], rows), { inputs: ['甲'] }),
      ),
    ),
  ],
  ['五千层的括号', 'too-large', reading(() => definitions(decision('答', `${long('(', 5000)}1${long(')', 5000)}`)))],
  ['一万五千个负号', 'too-large', reading(() => definitions(decision('答', `${long('-', 15_000)}1`)))],
  ['九百层的如果', 'syntax', reading(() => definitions(decision('答', `${long('if true then 1 else ', 900)}1`)))],
  ['一万位的数', 'not-a-number', reading(() => definitions(decision('答', long('9', 10_000))))],
  [
    '导入自己',
    'cycle',
    reading(
      () => importing('a', 'a'),
      () => importing('a', 'a'),
    ),
  ],
  [
    '两个模型互相导入',
    'cycle',
    reading(
      () => importing('a', 'b'),
      (namespace) => importing(namespace.at(-1)!, namespace.endsWith('b') ? 'a' : 'b'),
    ),
  ],
  [
    '三个模型绕一圈',
    'cycle',
    reading(
      () => importing('a', 'b'),
      (namespace) => importing(namespace.at(-1)!, { a: 'b', b: 'c', c: 'a' }[namespace.at(-1)!]!),
    ),
  ],
  [
    '没有尽头的导入',
    'cycle',
    reading(
      () => importing('x0', 'x1'),
      (namespace) => importing(namespace.slice(20), `x${Number(namespace.slice(21)) + 1}`),
    ),
  ],
]

const computes: readonly (readonly [name: string, ends: readonly string[], run: () => Promise<string>])[] = [
  ['翻倍的文字', tooMuch, computing(doubling('"xxxxxxxxxx"', (last) => `${last} + ${last}`))],
  ['翻倍的文字有多长', tooMuch, computing(`string length(${doubling('"xxxxxxxxxx"', (last) => `${last} + ${last}`)})`)],
  ['翻倍的名单', tooMuch, computing(doubling('[1, 2, 3, 4]', (last) => `concatenate(${last}, ${last})`))],
  ['摊平的名单', tooMuch, computing(`flatten(${doubling('[1, 2]', (last) => `[${last}, ${last}]`)})`)],
  ['越换越长的文字', tooMuch, computing(doubling('"xxxxxxxxxx"', (last) => `replace(${last}, "x", "xxxxxxxxxx")`))],
  ['连起来的文字', tooMuch, computing(`string join(for i in 1..400000 return "${long('x', 5000)}")`)],
  [
    '函数一层调两次',
    tooMuch,
    computing(doubling('function(x) x', (last) => `function(x) ${last}(x) + ${last}(x)`).replace('.a40', '.a40(1)')),
  ],
  ['一万亿次的循环', tooMuch, computing('count(for i in 1..1000000000000 return i)')],
  ['十万个里找不同的', tooMuch, computing('count(distinct values(for i in 1..100000 return i))')],
  ['互相调用的函数', ['decisions.tooDeep'], computing('{f: function(g, h, n) h(h, g, n + 1), r: f(f, f, 1)}.r')],
  ['慢慢爆炸的模式', tooMuch, computing('matches(甲, ".*.*.*.*.*=x")', { 甲: long('a', 3000) })],
  ['换文字的慢模式', tooMuch, computing('replace(甲, "a*b?a*b?a*c", "x")', { 甲: long('a', 5000) })],
  ['爆炸的模式', ['null'], computing('matches(甲, "(x+x+)+y")', { 甲: long('x', 60) })],
  ['带分支的爆炸模式', ['null'], computing('replace(甲, "(a|aa)+$", "b")', { 甲: `${long('a', 60)}!` })],
  ['切文字的爆炸模式', ['null'], computing('split(甲, "(a*)*b")', { 甲: `${long('a', 60)}!` })],
  ...['^(a?a)*$', '^(a|b?a)*$', '^(a|A)*$', '^(a?a){45}c$', '^(aa?)+$', '^(a{1,2}){20,}$', '^((a)|a)*$'].map(
    (pattern) =>
      [
        `越试越多的模式 ${pattern}`,
        ['null'],
        computing('matches(甲, 乙, "i")', { 甲: `${long('a', 60)}b`, 乙: pattern }),
      ] as const,
  ),
  ['一串各有两种的模式', tooMuch, computing('matches(甲, 乙)', { 甲: long('a', 60), 乙: `^${long('(a|aa)', 35)}c` })],
  [
    '一串可有可无的模式',
    tooMuch,
    computing('matches(甲, 乙)', { 甲: long('a', 60), 乙: `${long('a?', 35)}${long('a', 35)}b` }),
  ],
  ['文字里一万位的数', ['null'], computing(`number("${long('9', 10_000)}")`)],
  ['巨大的乘方', ['null', 'value'], computing('1.0000001 ** 100000000000')],
  ['绕回自己的输入', ['value'], computing('甲.a.a', { 甲: cyclic })],
  ['二十万层的输入', ['value'], computing('甲.a', { 甲: deep(200_000) })],
  ['叫 __proto__ 的格子', ['null'], computing('甲.__proto__', { 甲: fromJs({ 乙: 1 }) })],
  ['叫 constructor 的格子', ['null'], computing('甲.constructor.constructor', { 甲: fromJs({ 乙: 1 }) })],
]

/** A number of ten thousand digits does not even become an input. */
const digits = async (): Promise<string> => {
  try {
    return typeof num(long('9', 10_000))
  } catch (error) {
    return error instanceof Error ? 'refused' : 'thrown'
  }
}

export const hostileCases: readonly HostileCase[] = [
  ...reads.map(([name, ends, run]) => ({ name, ends: [ends], run })),
  ...computes.map(([name, ends, run]) => ({ name, ends, run })),
  { name: '输入是一万位的数', ends: ['refused'], run: digits },
]
