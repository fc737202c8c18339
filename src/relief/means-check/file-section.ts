import { dayOf } from '#platform/clock/index.ts'
import type { FileSectionSource } from '#registry/households/contract.ts'
import type { TimelineSource } from '#registry/timeline/index.ts'
import { readChecks } from './access.ts'
import { loadReport } from './check/load-report.ts'
import { reportsOfHousehold } from './check/report-store.ts'
import { reportStateWords } from './labels.ts'
import type { MeansCheckNeeds } from './needs.ts'
import { summaryOf } from './service.ts'
import { reportPath } from './wire.ts'

type Needs = Pick<MeansCheckNeeds, 'clock' | 'households'>

/** What the household file shows of us: one line a report, each with a door to it. */
export const meansCheckSection = (needs: Needs): FileSectionSource => ({
  name: 'means-checks',
  zh: '经济状况核对',
  en: 'Means checks',
  order: 45,
  may: readChecks,
  read: async (tx, who, householdId) => {
    const summaries = []
    for (const report of await reportsOfHousehold(tx, who.tenant, householdId))
      summaries.push({ report, summary: summaryOf(await loadReport(tx, who, report, needs)) })
    return {
      ...{ name: 'means-checks', zh: '经济状况核对', en: 'Means checks' },
      columns: [
        { name: 'on', zh: '核对日', en: 'Asked on' },
        { name: 'case', zh: '办件', en: 'Case' },
        { name: 'state', zh: '结果', en: 'State' },
        { name: 'items', zh: '项目', en: 'Items' },
        { name: 'open', zh: '未认定的差异', en: 'Open differences' },
        { name: 'by', zh: '发起人', en: 'By' },
      ],
      rows: summaries.map(({ report, summary }) => [
        { kind: 'day', day: dayOf(report.askedAt) },
        { kind: 'text', zh: report.caseNumber, href: reportPath(report.id) },
        { kind: 'text', ...reportStateWords[summary.state] },
        {
          kind: 'text',
          zh: `已回复 ${summary.answered} 项，没有回复 ${summary.unanswered} 项`,
          en: `${summary.answered} answered, ${summary.unanswered} not`,
        },
        { kind: 'text', zh: String(summary.open) },
        { kind: 'text', zh: report.askedByName },
      ]),
    }
  },
})

/** Each asking on the household's timeline; what was found stays in the report. */
export const meansCheckTimeline: TimelineSource = {
  name: 'means-check',
  may: readChecks,
  entriesOf: async (tx, who, householdId) =>
    (await reportsOfHousehold(tx, who.tenant, householdId)).map((report) => ({
      id: report.id,
      at: report.askedAt,
      kind: 'means-check.asked',
      zh: report.position === 1 ? '发起经济状况核对' : `第 ${report.position} 次核对（复核）`,
      en: report.position === 1 ? 'asked the departments' : `check no. ${report.position}`,
      who: report.askedByName,
      why: report.why,
      href: reportPath(report.id),
    })),
}
