import type { Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { plainYuan } from '#platform/money/index.ts'
import { documentKindOf, openHealthPapers, type DocumentRow, type Documents } from '#registry/documents/index.ts'
import type { Regions } from '#registry/regions/index.ts'
import { readHouseholds, seeHealth, seeIncome, seeProperty } from './access.ts'
import type { AsOf, FileSection, FileSectionSource, SectionCell } from './contract.ts'
import { incomeKinds, type Fact, type FactSource, type MemberFacts, type Situation } from './facts.ts'
import {
  countedLabels,
  disabilityLabels,
  factLabel,
  findingLabels,
  gradeLabels,
  incomeLabels,
  labourLabels,
  maritalLabels,
  sourceLabels,
  type Words,
} from './labels.ts'
import { readSituation } from './situation-view.ts'

const text = ({ zh, en }: Words): SectionCell => ({ kind: 'text', zh, en })
const word = (zh: string) => ({ kind: 'text', zh }) as const satisfies SectionCell

/** Papers about illness are not even named to who may not open them. */
const mayRead =
  (who: Caller) =>
  ({ kind }: DocumentRow): boolean =>
    documentKindOf(kind).isHealth !== true || who.may(openHealthPapers)
const said = ({ kind, zh, on }: FactSource): SectionCell[] => [
  { kind: 'text', zh: zh === '' ? sourceLabels[kind].zh : zh, en: sourceLabels[kind].en },
  { kind: 'day', day: on },
]
const yesNo = (yes: boolean): Words => (yes ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' })

const column = (name: string, zh: string, en: string): FileSection['columns'][number] => ({ name, zh, en })
const member = column('member', '人', 'person')
const item = column('item', '项目', 'item')
const sourceColumns = [column('source', '来源', 'source'), column('on', '哪天说的', 'said on')]

type Rows = FileSection['rows']

const incomeRows = ({ members }: Situation): Rows =>
  members.flatMap((one) =>
    [
      ...incomeKinds.map((kind) => [incomeLabels[kind], one.incomes[kind]] as const),
      [factLabel('deduction'), one.deduction] as const,
    ].flatMap(([label, income]) =>
      income === null
        ? []
        : [
            [
              word(one.name),
              text(label),
              { kind: 'fen' as const, fen: String(income.value.amount) },
              text(income.value.per === 'month' ? { zh: '每月', en: 'a month' } : { zh: '每年', en: 'a year' }),
              ...said(income.source),
            ],
          ],
    ),
  )

function propertyRows(situation: Situation): Rows {
  const row = <Value>(kind: string, fact: Fact<Value>, shown: (value: Value) => SectionCell): Rows =>
    fact === null ? [] : [[text(factLabel(kind)), shown(fact.value), ...said(fact.source)]]
  const counted =
    (unit: string) =>
    (count: number): SectionCell =>
      word(`${count} ${unit}`)
  return [
    ...row('deposits', situation.deposits, (amount) => word(`${plainYuan(amount)} 元`)),
    ...row('homes', situation.homes, counted('处')),
    ...row('vehicles', situation.vehicles, counted('辆')),
    ...row('businesses', situation.businesses, counted('个')),
    ...row('property-finding', situation.propertyFinding, (finding) => text(findingLabels[finding])),
    ...row('staff-relative', situation.staffRelative, (is) => text(yesNo(is))),
  ]
}

function personRows<Name extends keyof MemberFacts>(
  { members }: Situation,
  name: Name,
  kind: string,
  shown: (value: MemberFacts[Name] extends Fact<infer Value> ? Value : never) => SectionCell,
): Rows {
  return members.flatMap((one) => {
    const fact = one[name] as Fact<MemberFacts[Name] extends Fact<infer Value> ? Value : never>
    return fact === null ? [] : [[word(one.name), text(factLabel(kind)), shown(fact.value), ...said(fact.source)]]
  })
}

const situationRows = (situation: Situation, regions: Regions): Rows => {
  const directory = regions.directory()
  const place = (code: string): SectionCell => word(directory.find(code) === undefined ? code : directory.label(code))
  return [
    ...personRows(situation, 'registeredAt', 'registered-at', place),
    ...personRows(situation, 'residesAt', 'resides-at', place),
    ...personRows(situation, 'maritalStatus', 'marital-status', (one) => text(maritalLabels[one])),
    ...personRows(situation, 'labourCapacity', 'labour-capacity', (one) => text(labourLabels[one])),
    ...personRows(situation, 'fullTimeStudy', 'full-time-study', (is) => text(yesNo(is))),
    ...personRows(situation, 'counted', 'counted', (one) =>
      text(one === 'counted' ? countedLabels.counted : { zh: '不计入', en: 'not counted' }),
    ),
  ]
}

/** What touches a person most: health, and why somebody is not counted (in prison, in rehabilitation, missing). */
const healthRows = (situation: Situation): Rows => [
  ...personRows(situation, 'disability', 'disability', (one) =>
    one === 'none'
      ? text({ zh: '没有残疾证', en: 'no certificate' })
      : text({
          zh: `${disabilityLabels[one.kind].zh}${gradeLabels[`${one.grade}`].zh}`,
          en: `${disabilityLabels[one.kind].en}, ${gradeLabels[`${one.grade}`].en}`,
        }),
  ),
  ...personRows(situation, 'seriousIllness', 'serious-illness', (is) => text(yesNo(is))),
  ...personRows(situation, 'counted', 'counted', (one) => text(countedLabels[one])),
]

const valueColumn = column('value', '情况', 'value')

/** The registry's own parts of a household's file. */
export function ownSections(needs: {
  readonly regions: Regions
  readonly documents: Documents
}): readonly FileSectionSource[] {
  const section = (
    head: Pick<FileSectionSource, 'name' | 'zh' | 'en' | 'order' | 'may'>,
    columns: FileSection['columns'],
    rows: (situation: Situation) => Rows,
  ): FileSectionSource => ({
    ...head,
    read: async (tx: Tx, who: Caller, id: string, asOf: AsOf) => ({
      name: head.name,
      zh: head.zh,
      en: head.en,
      columns,
      rows: rows(await readSituation(tx, who.tenant, id, asOf)),
    }),
  })
  const documentColumns = [
    item,
    column('kind', '种类', 'kind'),
    column('by', '谁存的', 'kept by'),
    column('on', '哪天', 'on'),
  ]
  return [
    section(
      { name: 'incomes', zh: '收入', en: 'Incomes', order: 10, may: seeIncome },
      [member, item, column('amount', '元', 'yuan'), column('per', '每', 'per'), ...sourceColumns],
      incomeRows,
    ),
    section(
      { name: 'property', zh: '财产', en: 'Property', order: 20, may: seeProperty },
      [item, valueColumn, ...sourceColumns],
      propertyRows,
    ),
    section(
      { name: 'situation', zh: '基本情况', en: 'Situation', order: 30, may: readHouseholds },
      [member, item, valueColumn, ...sourceColumns],
      (one) => situationRows(one, needs.regions),
    ),
    section(
      { name: 'health', zh: '健康和残疾', en: 'Health', order: 40, may: seeHealth },
      [member, item, valueColumn, ...sourceColumns],
      healthRows,
    ),
    {
      name: 'documents',
      zh: '材料',
      en: 'Documents',
      order: 90,
      may: readHouseholds,
      read: async (tx, who, id) => ({
        name: 'documents',
        zh: '材料',
        en: 'Documents',
        columns: documentColumns,
        rows: (await needs.documents.ofHousehold(tx, who.tenant, id))
          .filter(mayRead(who))
          .map((one) => [
            { ...word(one.name), href: `/api/documents/${one.id}` },
            { kind: 'text' as const, ...documentKindOf(one.kind) },
            word(one.keptBy),
            { kind: 'day', day: one.keptOn },
          ]),
      }),
    },
  ]
}
