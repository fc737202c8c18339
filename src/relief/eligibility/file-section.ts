import { dayOf } from '#platform/clock/index.ts'
import type { FileSection, FileSectionSource } from '#registry/households/contract.ts'
import { readAssessments } from './access.ts'
import { whyConsolePath, type AssessmentRow } from './contract.ts'
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
  rows: rows.map((row) => [
    { kind: 'text', zh: row.month, href: whyConsolePath(row.id) },
    { kind: 'text', zh: row.packTitle },
    { kind: 'text', ...outcomeWords[row.outcome] },
    { kind: 'fen', fen: row.amount, href: whyConsolePath(row.id) },
    { kind: 'fen', fen: row.paidNow },
    { kind: 'day', day: dayOf(new Date(row.assessedAt)) },
    { kind: 'text', zh: row.assessedBy },
  ]),
})

const outcomeWords: Readonly<Record<AssessmentRow['outcome'], { zh: string; en: string }>> = {
  entitled: { zh: '符合', en: 'entitled' },
  'not-entitled': { zh: '不符合', en: 'not entitled' },
  'not-enough-known': { zh: '说不准', en: 'not enough known' },
  'no-rule': { zh: '没有在用的规则', en: 'no rule in force' },
}
