import { subtractFen, zeroFen, type Fen } from '#platform/money/index.ts'
import { unitInWords } from '#design/console/units.ts'
import type { OutCell, OutColumn, OutSheet } from '#platform/sheets/index.ts'
import { leftReason, lineKindWords, lineUndoneWords, type AdjustmentLine } from '../adjustment/adjustment.ts'
import type { CorrectionLine } from '#finance/payouts/index.ts'
import { changeKindWords, correctionWords } from '../labels.ts'
import type { HouseholdName } from '../named-households.ts'
import type { PlanItem } from '../plan/plan.ts'
import type { SimulatedRow, SimulationSummary } from '../simulation/simulation-store.ts'
import type { SimulationSheet } from '../wire-simulation.ts'
import type { LeftMonth } from './left-months.ts'

export type Language = 'zh' | 'en'
type Title = readonly [zh: string, en: string, width: number]

const columns = (titles: readonly Title[], language: Language): OutColumn[] =>
  titles.map(([zh, en, width]) => ({ title: language === 'zh' ? zh : en, width }))
const money = (text: string): OutCell => ({ fen: BigInt(text) as Fen })
const amount = (fen: Fen | bigint | null): OutCell => (fen === null ? null : { fen: fen as Fen })
const difference = (before: bigint | null, after: bigint | null): OutCell =>
  after === null ? null : { fen: subtractFen(after as Fen, (before ?? zeroFen) as Fen) }

const household: readonly Title[] = [
  ['户号', 'Number', 16],
  ['户主', 'Head', 12],
  ['镇街村居', 'Place', 24],
]
const nameCells = ({ number, head, placeLabel }: HouseholdName): OutCell[] => [number, head, placeLabel]

type Summary = Pick<SimulationSummary, 'months' | 'kinds' | 'bars'> & { readonly places: SimulationSheet['places'] }

/** The months first: that is what a budget asks for. */
export function simulationSheets(summary: Summary, language: Language): [OutSheet, ...OutSheet[]] {
  const word = (zh: string, en: string): string => (language === 'zh' ? zh : en)
  const costs: readonly Title[] = [
    ['照在用的（元）', 'In force (yuan)', 18],
    ['照草稿（元）', 'Draft (yuan)', 18],
    ['差（元）', 'Difference (yuan)', 18],
  ]
  const cost = ({ before, after }: { readonly before: string; readonly after: string }): OutCell[] => [
    money(before),
    money(after),
    difference(BigInt(before), BigInt(after)),
  ]
  return [
    {
      name: word('按月', 'By month'),
      columns: columns(
        [
          ['月份', 'Month', 12],
          ...costs,
          ['户数（在用）', 'Households', 14],
          ['户数（草稿）', 'Households, draft', 14],
        ],
        language,
      ),
      rows: summary.months.map((one) => [one.month, ...cost(one), one.householdsBefore, one.householdsAfter]),
    },
    {
      name: word('按镇街', 'By town'),
      columns: columns(
        [
          ...([['镇街', 'Town', 18], ...costs] as const),
          ...(['enters', 'leaves', 'gains', 'loses', 'open'] as const).map((kind): Title => [
            changeKindWords[kind].zh,
            changeKindWords[kind].en,
            12,
          ]),
        ],
        language,
      ),
      rows: summary.places.map((one) => [
        ...[one.label, ...cost(one)],
        ...[one.enters, one.leaves, one.gains, one.loses, one.open],
      ]),
    },
    {
      name: word('按变动', 'By change'),
      columns: columns(
        [
          ['变动', 'Change', 16],
          ['户数', 'Households', 12],
          ['每月差（元）', 'A month (yuan)', 18],
        ],
        language,
      ),
      rows: summary.kinds.map((one) => [changeKindWords[one.kind][language], one.households, money(one.difference)]),
    },
    {
      name: word('按差额', 'By size'),
      columns: columns(
        [
          ['从（元）', 'From (yuan)', 14],
          ['到，不含（元）', 'To, without (yuan)', 16],
          ['户数', 'Households', 12],
          ['每月差（元）', 'A month (yuan)', 18],
        ],
        language,
      ),
      rows: summary.bars.map(({ from, to, households, difference: fen }) => [
        ...[from === null ? null : money(from), to === null ? null : money(to), households, money(fen)],
      ]),
    },
  ]
}

export const simulatedSheet = (
  rows: readonly (SimulatedRow & { readonly name: HouseholdName })[],
  language: Language,
): OutSheet => ({
  name: language === 'zh' ? '有变动的家庭' : 'Households that change',
  columns: columns(
    [
      ...household,
      ['变动', 'Change', 14],
      ['照在用的（元）', 'In force (yuan)', 16],
      ['照草稿（元）', 'Draft (yuan)', 16],
      ['差（元）', 'Difference (yuan)', 16],
    ],
    language,
  ),
  rows: rows.map(({ name, kind, before, after }) => [
    ...nameCells(name),
    ...[changeKindWords[kind][language], amount(before), amount(after), difference(before, after)],
  ]),
})

export function adjustmentSheets(
  list: {
    readonly lines: readonly (AdjustmentLine & { readonly name: HouseholdName })[]
    readonly corrections: readonly (CorrectionLine & { readonly name: HouseholdName })[]
    readonly left: readonly (LeftMonth & { readonly name: HouseholdName })[]
  },
  language: Language,
): [OutSheet, ...OutSheet[]] {
  const word = (zh: string, en: string): string => (language === 'zh' ? zh : en)
  return [
    {
      name: word('名单', 'The list'),
      columns: columns(
        [
          ...household,
          ['怎么办', 'What', 30],
          ['现在发（元）', 'Paid (yuan)', 14],
          ['老标准（元）', 'Old law (yuan)', 14],
          ['新标准（元）', 'New law (yuan)', 14],
          ['从哪月', 'From', 10],
          ['撤回', 'Undone', 30],
        ],
        language,
      ),
      rows: list.lines.map(({ name, kind, paid, before, after, fromMonth, undone }) => [
        ...[...nameCells(name), lineKindWords[kind][language], amount(paid), amount(before), amount(after), fromMonth],
        undone === null ? null : lineUndoneWords[undone][language],
      ]),
    },
    {
      name: word('往前补发和追回', 'Arrears and recoveries'),
      columns: columns(
        [...household, ['月份', 'Month', 10], ['差（元）', 'Difference (yuan)', 14], ['到哪了', 'State', 24]],
        language,
      ),
      rows: list.corrections.map(({ name, month, fen, state }) => [
        ...[...nameCells(name), month, amount(fen), correctionWords[state]?.[language] ?? state],
      ]),
    },
    {
      name: word('没有动的月份', 'Months left alone'),
      columns: columns(
        [...household, ['月份', 'Month', 10], ['这个月的数（元）', 'That month (yuan)', 16], ['为什么不动', 'Why', 60]],
        language,
      ),
      rows: list.left.map(({ name, month, fen, ...left }) => [
        ...[...nameCells(name), month, amount(fen), leftReason(left)[language]],
      ]),
    },
  ]
}

export const planSheet = (
  items: readonly (PlanItem & { readonly programmeTitle: string })[],
  language: Language,
): OutSheet => ({
  name: language === 'zh' ? '调标方案' : 'Adjustment plan',
  columns: columns(
    [
      ['项目', 'Programme', 22],
      ['标准', 'Standard', 26],
      ['单位', 'Unit', 12],
      ['老的数', 'Old', 12],
      ['新的数', 'New', 12],
      ['从哪天起', 'From', 12],
      ['调整的根据', 'Basis', 40],
    ],
    language,
  ),
  rows: items.map(({ programmeTitle, name, tier, unit, old, value, from, basis }) => [
    ...[
      programmeTitle,
      `${name}${tierWords[tier ?? 'none'][language]}`,
      unitInWords(unit, language),
      figure(old),
      figure(value),
      from,
      basis,
    ],
  ]),
})

const tierWords = {
  urban: { zh: '（城镇）', en: ' (urban)' },
  rural: { zh: '（农村）', en: ' (rural)' },
  none: { zh: '', en: '' },
} as const

/** A number where one was written; what is not written yet stays empty. */
const figure = (text: string): OutCell => (/^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text === '' ? null : text)
