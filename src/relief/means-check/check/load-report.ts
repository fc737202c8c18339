import type { Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { ReportState } from '../contract.ts'
import type { MeansCheckNeeds } from '../needs.ts'
import { meansCheckRefusals } from '../refusals.ts'
import { compare, type Line } from './compare.ts'
import {
  exceptionsOf,
  familyAnswersOf,
  settlementsOf,
  type ExceptionRow,
  type FamilyAnswerRow,
  type SettlementRow,
} from './difference-store.ts'
import { findReport, reportsOfCase, type ReportRecord } from './report-store.ts'
import { outdatedBy, reportState } from './report-state.ts'
import { attemptsOf, itemsOf, requestsOf, type AttemptRow, type RequestRecord } from './request-store.ts'

/** Everything about one report: what was asked, what came, what people made of it. */
export interface LoadedReport {
  readonly report: ReportRecord
  readonly isLatest: boolean
  readonly state: ReportState
  readonly newcomers: number
  readonly tooOld: readonly string[]
  readonly requests: readonly RequestRecord[]
  readonly attempts: readonly AttemptRow[]
  readonly items: { readonly all: number; readonly answered: number }
  readonly lines: readonly Line[]
  readonly answers: readonly FamilyAnswerRow[]
  readonly settlements: readonly SettlementRow[]
  readonly exceptions: readonly ExceptionRow[]
}

type Needs = Pick<MeansCheckNeeds, 'clock' | 'households'>

/** @throws notFound: not there or not theirs. */
export async function getReport(tx: Tx, who: Caller, id: string): Promise<ReportRecord> {
  const report = await findReport(tx, who.tenant, id)
  if (report === undefined) throw meansCheckRefusals.notFound()
  return report
}

export async function latestReport(tx: Tx, who: Caller, caseId: string): Promise<ReportRecord | null> {
  const [latest] = await reportsOfCase(tx, who.tenant, caseId)
  return latest ?? null
}

export async function loadReport(tx: Tx, who: Caller, report: ReportRecord, needs: Needs): Promise<LoadedReport> {
  const { tenant } = who
  const { id, departments } = report
  const today = needs.clock.today()
  const situation = await needs.households.situationOf(tx, tenant, report.householdId, { factsOn: today })
  const requests = await requestsOf(tx, tenant, id)
  const rows = await itemsOf(tx, tenant, id)
  const byId = new Map(requests.map((request) => [request.id, request]))
  const states = rows.flatMap(({ requestId, ...item }) => {
    const request = byId.get(requestId)
    return request === undefined ? [] : [{ ...item, ...request }]
  })
  const standing = {
    ...{ departments, requests, today },
    people: report.people.map((person) => person.id),
    peopleNow: situation.members.map((member) => member.id),
  }
  const latest = await latestReport(tx, who, report.caseId)
  return {
    ...{ report, requests, isLatest: latest?.id === id, state: reportState(standing), ...outdatedBy(standing) },
    attempts: await attemptsOf(tx, tenant, id),
    items: countItems(states),
    lines: compare(departments, states, report.declared),
    answers: await familyAnswersOf(tx, tenant, id),
    settlements: await settlementsOf(tx, tenant, id),
    exceptions: await exceptionsOf(tx, tenant, id),
  }
}

/** An item of the catalogue counts as answered when it is answered about everybody (AC-016, AC-018). */
function countItems(
  states: readonly { readonly department: string; readonly code: string; readonly outcome: unknown }[],
): LoadedReport['items'] {
  const byItem = Map.groupBy(states, ({ department, code }) => `${department}.${code}`)
  const answered = [...byItem.values()].filter((all) => all.every(({ outcome }) => outcome !== null))
  return { all: byItem.size, answered: answered.length }
}

export const settlementOf = ({ settlements }: LoadedReport, line: string): SettlementRow | null =>
  settlements.findLast((one) => one.line === line) ?? null

/** Differences nobody has settled yet. */
export const openDifferences = (loaded: LoadedReport): Line[] =>
  loaded.lines.filter(({ key, isDifference }) => isDifference && settlementOf(loaded, key) === null)

/** Departments without an answer about somebody whom they should know, and no named exception for them. */
export function unexcused({ report, requests, exceptions }: LoadedReport): {
  readonly waiting: readonly string[]
  readonly silent: readonly string[]
} {
  const excused = new Set(exceptions.flatMap(({ departments }) => departments))
  const grown = new Set(report.people.filter(({ isAdult }) => isAdult).map(({ id }) => id))
  const of = (states: readonly RequestRecord['state'][]): string[] => [
    ...new Set(
      requests
        .filter(({ state, department }) => states.includes(state) && !excused.has(department))
        // A newborn without a number, a child nobody signed for: said in the report, and no department's silence.
        .filter(({ state, subject }) => state !== 'no-id-number' || grown.has(subject))
        .map(({ department }) => department),
    ),
  ]
  return {
    waiting: of(['waiting', 'asked']),
    silent: of(['silent', 'refused', 'not-configured', 'no-id-number']),
  }
}

export const nameOf = (
  { departments }: Pick<ReportRecord, 'departments'>,
  code: string,
): { zh: string; en: string } => {
  const found = departments.find((department) => department.code === code)
  return { zh: found?.zh ?? code, en: found?.en ?? code }
}
