import type { LayoutSpec } from '../columns/index.ts'
import { dateValue } from '../index.ts'
import type { RandomModel } from './random-model.ts'
import { decision, decisionOf, definitions, idOf, input, table } from './small-model.ts'

const types =
  '<itemDefinition name="t成员"><itemComponent name="收入"><typeRef>number</typeRef></itemComponent>' +
  '<itemComponent name="类"><typeRef>string</typeRef></itemComponent>' +
  '<itemComponent name="本地"><typeRef>boolean</typeRef></itemComponent>' +
  '<itemComponent name="生日"><typeRef>date</typeRef></itemComponent></itemDefinition>' +
  '<itemDefinition name="t名单" isCollection="true"><typeRef>t成员</typeRef></itemDefinition>'
const inputTypes = {
  成员: 't名单',
  甲: 'number',
  乙: 'number',
  是: 'boolean',
  类别: 'string',
  日: 'date',
  核定日: 'date',
}
const inputs = Object.keys(inputTypes)

const mayBeMissing = true
const money = { type: 'number', scale: 2, low: '-900.00', high: '900000.00', mayBeMissing } as const
const code = { type: 'code', values: ['老', '幼', '壮'], mayBeMissing } as const
const day = { type: 'date', low: '1940-07-01', high: '2030-12-31', mayBeMissing } as const
const layout: LayoutSpec = {
  list: { name: '成员', sizes: { from: 0, until: 3 } },
  columns: {
    甲: money,
    乙: { type: 'number', scale: 0, low: '-3', high: '12', mayBeMissing },
    是: { type: 'truth', mayBeMissing },
    类别: code,
    日: day,
    '成员[].收入': { ...money, low: '0' },
    '成员[].类': code,
    '成员[].本地': { type: 'truth', mayBeMissing },
    '成员[].生日': day,
  },
}

const age = 'years and months duration(日, 核定日)'
/** What random models seldom have: every rounding on both sides of zero, ends of ranges, steps of an age, odd months. */
const expressions = {
  number: [
    ...['floor', 'ceiling', 'round up', 'round down', 'round half up', 'round half down'].flatMap((name) => [
      `${name}(甲 / 4, 1)`,
      `${name}(甲 / 3, 0)`,
      `${name}(甲 / -40, 2)`,
    ]),
    '甲 / -5',
    '甲 / 0',
    '服务(甲, 乙)',
    '甲 * 30',
    '乙 * 甲 - 甲 * 7',
    '(核定日 - 日).days',
    `${age}.months`,
    'years and months duration(核定日, 日).years',
    '((日 + years and months duration(成员[1].生日, 核定日)) - 核定日).days',
    '((日 - duration("P13M")) - 核定日).days',
    'if 是 then 甲 else null',
    'if 是 then null else 乙',
    'if 是 = null then 甲 else 甲 * 0.125',
    'sum(成员[本地].收入)',
    'max(成员[收入 < 500].收入)',
    'min(成员[本地 = true].收入)',
    'floor(sum(成员.收入) / count(成员[本地 = true]))',
    '成员[本地][-1].收入',
    '成员[-2].收入',
    'max(甲, 乙, -甲)',
    'abs(甲)',
  ],
  boolean: [
    ...['<', '<=', '>', '>='].flatMap((sign) => [
      `甲 ${sign} 乙`,
      `${age}.years ${sign} 35.5`,
      `${age}.years ${sign} 86`,
      `甲 * 乙 ${sign} 100000`,
      `floor(甲 / 7) ${sign} -128`,
      `${age}.years ${sign} 200`,
      `60 ${sign} ${age}.years`,
      `日 ${sign} 核定日`,
      `甲 - sum(成员.收入) ${sign} 0`,
    ]),
    '乙 between 1 and 10',
    '乙 in [1..10]',
    '乙 in (1..10)',
    '乙 in (3, > 8)',
    'not(是)',
    '是 and 乙 > 3',
    '是 or 乙 > 3',
    'not(是 and 乙 > 3) or 甲 = 乙',
    'if 是 then 乙 > 3 else true',
    'if 是 then true else 乙 > 3',
    'if 是 then false else 乙 > 3',
    'if 是 then 乙 > 3 else false',
    'if 乙 > 3 then 是 else 甲 > 0',
    '类别 = null',
    '类别 = 成员[1].类',
    'starts with(if 乙 > 3 then 类别 else null, "老")',
    'every m in 成员 satisfies m.本地',
    'some m in 成员 satisfies m.本地',
    'every m in 成员[收入 > 100] satisfies m.本地',
    'some m in 成员[收入 > 100] satisfies m.本地',
  ],
  string: ['if 是 then 类别 else "别"', 'if 甲 > 0 then "壮" else 类别', '成员[2].类'],
} as const

const cells = [
  ['> 3', '-', '1'],
  ['[0..8]', 'true', '甲'],
  ['-', 'false', '甲 * 2'],
]
const columns = [
  { text: '乙', type: 'number' },
  { text: '是', type: 'boolean' },
]
const policies = [
  ...['FIRST', 'UNIQUE', 'ANY'].map((policy) => `hitPolicy="${policy}"`),
  ...['SUM', 'MIN', 'MAX', 'COUNT'].map((each) => `hitPolicy="COLLECT" aggregation="${each}"`),
]
const priorities = '<outputValues><text>"幼","别","老"</text></outputValues>'
const made = [
  ...Object.entries(expressions).flatMap(([type, texts]) =>
    texts.map((text, index) => {
      const name = `${type}${index}`
      return { name, xml: decision(name, text, { inputs, knowledge: ['服务'] }, type) }
    }),
  ),
  ...policies.map((policy, index) => {
    const name = `table${index}`
    return { name, xml: decisionOf(name, table(policy, columns, cells), { inputs }, 'number') }
  }),
  {
    name: 'otherwise',
    xml: decisionOf(
      'otherwise',
      table(policies[3]!, columns, [['> 3', 'true', '甲']], '<defaultOutputEntry><text>7</text></defaultOutputEntry>'),
      { inputs },
      'number',
    ),
  },
  {
    name: 'priority',
    xml: decisionOf(
      'priority',
      table(
        'hitPolicy="PRIORITY"',
        columns,
        [
          ['> 3', '-', '"老"'],
          ['-', 'true', '"幼"'],
          ['not(1)', '-', '"别"'],
        ],
        priorities,
      ),
      { inputs },
      'string',
    ),
  },
]
const decisions = made.map(({ name }) => name)

/** What a decision service is not called with is missing in it. */
const service =
  input('左', 'number') +
  input('右', 'number') +
  decision('差', 'if 日 = null then max(左, 0) - 右 else 0', { inputs: ['左', '右', '日'] }, 'number') +
  `<decisionService id="${idOf('服务')}" name="服务"><variable name="服务"/><outputDecision href="#${idOf('差')}"/>` +
  `<inputData href="#${idOf('左')}"/><inputData href="#${idOf('右')}"/></decisionService>`

/** One model with each of them as a decision, in the form in which random models come. */
export const focusedModel: RandomModel = {
  xml: definitions(
    types +
      Object.entries(inputTypes)
        .map(([name, type]) => input(name, type))
        .join('') +
      service +
      made.map(({ xml }) => xml).join('') +
      decision('全部', `{${decisions.map((name) => `${name}果: ${name}`).join(', ')}}`, { decisions }),
  ),
  decisions,
  layout,
  fixed: { 核定日: dateValue('2026-07-01') },
}
