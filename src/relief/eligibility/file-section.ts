import { dayOf } from '#platform/clock/index.ts'
import { unitInWords } from '#design/console/units.ts'
import type { FileSection, FileSectionSource, Households, SectionCell } from '#registry/households/contract.ts'
import { readAssessments } from './access.ts'
import { assessmentsShownMax } from './assessment-store.ts'
import type { Eligibility } from './assess/eligibility.ts'
import { entitlementsPath, whyConsolePath, type AssessmentRow } from './contract.ts'
import { outcomeWords } from './labels.ts'
import type { AssessmentService } from './service.ts'

/** What the household file shows of us: one line an assessment, each with a door to its sum. */
export const assessmentSection = ({ assessments }: { readonly assessments: AssessmentService }): FileSectionSource => ({
  name: 'assessments',
  zh: '测算',
  en: 'Assessments',
  order: 40,
  may: readAssessments,
  read: async (tx, who, householdId) => section(await assessments.rows(tx, who, householdId)),
})

/** A door to the list of everything the household may ask for; it is worked out when it is opened. */
export const entitlementSection: FileSectionSource = {
  name: 'entitlements',
  zh: '可享政策',
  en: 'What they may ask for',
  order: 41,
  may: readAssessments,
  read: (_tx, _who, householdId) =>
    Promise.resolve({
      name: 'entitlements',
      zh: '可享政策',
      en: 'What they may ask for',
      columns: [{ name: 'list', zh: '目录', en: 'List' }],
      rows: [
        [
          {
            kind: 'text',
            zh: '打开六十项目录：哪些符合、哪些不符合、哪些还差一样',
            en: 'Open the list of sixty: what fits, what does not, what is open',
            href: entitlementsPath(householdId),
          },
        ],
      ],
    }),
}

/** Facts only some policies ask for, as they are kept, each in the words of the pack that asks. */
export const statedSection = ({
  households,
  eligibility,
}: {
  readonly households: () => Pick<Households, 'situationOf'>
  readonly eligibility: Pick<Eligibility, 'library'>
}): FileSectionSource => ({
  name: 'stated-facts',
  zh: '政策另问的情况',
  en: 'What policies ask for',
  order: 42,
  may: readAssessments,
  read: async (tx, who, householdId, asOf) => {
    const { stated = {}, members } = await households().situationOf(tx, who.tenant, householdId, asOf)
    const definitions = new Map(
      eligibility.library.packs.flatMap(({ facts }) => facts.map((fact) => [fact.key, fact] as const)),
    )
    const lines = [
      { name: '全家', en: 'Household', stated },
      ...members.map(({ name, stated: of = {} }) => ({ name, en: name, stated: of })),
    ]
    return {
      name: 'stated-facts',
      zh: '政策另问的情况',
      en: 'What policies ask for',
      columns: [
        { name: 'whose', zh: '谁的', en: 'Whose' },
        { name: 'fact', zh: '情况', en: 'Fact' },
        { name: 'value', zh: '是什么', en: 'Value' },
        { name: 'source', zh: '谁说的', en: 'Source' },
        { name: 'on', zh: '哪天记下', en: 'Stated on' },
      ],
      rows: lines.flatMap(({ name, en, stated: of }) =>
        Object.entries(of).flatMap(([key, fact]): SectionCell[][] => {
          if (fact === null) return []
          const asked = definitions.get(key)
          const option = asked?.options?.find(({ value }) => value === fact.value)
          return [
            [
              { kind: 'text', zh: name, en },
              { kind: 'text', zh: asked?.zh ?? '已不再问的情况', en: asked?.en ?? 'no longer asked' },
              {
                kind: 'text',
                zh: `${fact.value}${asked?.unit ?? ''}`,
                en: option?.en ?? [fact.value, unitInWords(asked?.unit ?? '', 'en')].join(' ').trim(),
              },
              { kind: 'text', zh: fact.source.zh },
              { kind: 'day', day: fact.source.on },
            ],
          ]
        }),
      ),
    }
  },
})

const section = (rows: readonly AssessmentRow[]): FileSection => ({
  name: 'assessments',
  zh: '测算',
  en: 'Assessments',
  columns: [
    { name: 'month', zh: '月份', en: 'Month' },
    { name: 'programme', zh: '项目', en: 'Programme' },
    { name: 'outcome', zh: '结论', en: 'Outcome' },
    { name: 'amount', zh: '测算每月', en: 'Computed a month' },
    { name: 'paid', zh: '现在发', en: 'Paid now' },
    { name: 'on', zh: '测算日', en: 'Assessed' },
    { name: 'by', zh: '测算人', en: 'By' },
  ],
  cut:
    rows.length > assessmentsShownMax
      ? { zh: '更早的从当时的办件、名单里打开。', en: 'Older ones are opened from the case or list of their time.' }
      : undefined,
  rows: rows.slice(0, assessmentsShownMax).map((row) => [
    { kind: 'text', zh: row.month, href: whyConsolePath(row.id) },
    { kind: 'text', zh: row.packTitle },
    { kind: 'text', ...outcomeWords[row.outcome] },
    { kind: 'fen', fen: row.amount, href: whyConsolePath(row.id) },
    { kind: 'fen', fen: row.paidNow },
    { kind: 'day', day: dayOf(new Date(row.assessedAt)) },
    { kind: 'text', zh: row.assessedBy },
  ]),
})
