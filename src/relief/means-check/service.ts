import { v7 } from 'uuid'
import { createCalendar } from '#platform/clock/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { Case, ClockBeside, ClocksBeside } from '#relief/casework/index.ts'
import { addException, addFamilyAnswer, addSettlement } from './check/difference-store.ts'
import {
  getReport,
  latestReport,
  loadReport,
  nameOf,
  openDifferences,
  settlementOf,
  unexcused,
  type LoadedReport,
} from './check/load-report.ts'
import { lockReport, notBegunOf, reportsOfCase } from './check/report-store.ts'
import { wakeRequests } from './check/request-store.ts'
import { runCheck, workingFor } from './check/run-check.ts'
import { settledValue, statementOf, type SettleWish } from './check/settle.ts'
import { recheck, startCheck, type Started } from './check/start-check.ts'
import { startLimit, type StartLimit } from './check/start-limit.ts'
import type { CheckSummary, MeansChecks } from './contract.ts'
import type { MeansCheckNeeds } from './needs.ts'
import { meansCheckRefusals } from './refusals.ts'

export interface MeansCheckService extends MeansChecks {
  /** All reports of a case, the latest first; looked at and written down. @throws notFound of the case */
  readonly ofCase: (who: Caller, caseId: string) => Promise<readonly LoadedReport[]>
  /** @throws notFound */
  readonly read: (who: Caller, id: string) => Promise<LoadedReport>
  /** By when the county has to begin the check; null once it began, the case ended, or no document says so. */
  readonly startLimitOf: (who: Caller, loaded: LoadedReport) => Promise<StartLimit | null>
  /** The same limit on the lists of work, for those of these open cases whose check has not begun. */
  readonly clocksOf: ClocksBeside
  /** Whatever is not answered, once more, now. @throws notFound, notTheLatest, nothingSilent */
  readonly askAgain: (who: Caller, id: string) => Promise<{ readonly id: string }>
  /** @throws notFound, noSuchLine, objectionNeedsNote, unknownDocument */
  readonly answer: (who: Caller, id: string, wish: FamilyWish) => Promise<void>
  /** @throws notFound, notTheLatest, noSuchLine, and what a value may lack */
  readonly settle: (who: Caller, id: string, wish: SettleWish & { line: string; why: string }) => Promise<void>
  /** @throws notFound, notTheLatest, nothingSilent, sameWhoAsked */
  readonly except: (who: Caller, id: string, why: string) => Promise<void>
}

export interface FamilyWish {
  readonly line: string
  readonly says: 'agrees' | 'objects'
  readonly note: string
  readonly documentId: string | null
}

export function createMeansChecks(needs: MeansCheckNeeds): MeansCheckService {
  const { db, clock, audit, cases, goOn } = needs
  const begin = (who: Caller, one: Case, { id, isNew }: Started): { id: string } => {
    if (isNew) run(who, one, id)
    return { id }
  }
  const run = (who: Caller, { placeId, number }: Pick<Case, 'placeId' | 'number'>, id: string): void => {
    const working = workingFor(who, { placeId, caseNumber: number })
    goOn(() => runCheck(working, id, needs))
  }
  const load = async (tx: Tx, who: Caller, id: string): Promise<LoadedReport> =>
    loadReport(tx, who, await getReport(tx, who, id), needs)
  return {
    start: async (who, caseId) => {
      const { one, started } = await who.transaction(db, async (tx) => {
        const found = await cases.get(tx, who, caseId)
        return { one: found, started: await startCheck(tx, who, found, needs) }
      })
      return begin(who, one, started)
    },
    recheck: async (who, { after, why }) => {
      const { one, started } = await who.transaction(db, async (tx) => {
        const earlier = await getReport(tx, who, after)
        const found = await cases.get(tx, who, earlier.caseId)
        return { one: found, started: await recheck(tx, who, { one: found, after: earlier, why, needs }) }
      })
      return begin(who, one, started)
    },
    latestOf: async (tx, who, caseId) => {
      const latest = await latestReport(tx, who, caseId)
      return latest === null ? null : summaryOf(await loadReport(tx, who, latest, needs))
    },
    ofCase: (who, caseId) =>
      who.transaction(db, async (tx) => {
        const one = await cases.get(tx, who, caseId)
        const reports = await reportsOfCase(tx, who.tenant, one.id)
        const about = { kind: 'household', id: one.householdId }
        if (reports.length > 0)
          await audit.recordRead(tx, who, { act: 'read', action: 'means-check.reports-opened', about })
        const loaded: LoadedReport[] = []
        for (const report of reports) loaded.push(await loadReport(tx, who, report, needs))
        return loaded
      }),
    read: (who, id) =>
      who.transaction(db, async (tx) => {
        const loaded = await load(tx, who, id)
        const about = { kind: 'household', id: loaded.report.householdId }
        await audit.recordRead(tx, who, { act: 'read', action: 'means-check.report-opened', about })
        return loaded
      }),
    startLimitOf: async (who, { report, requests, isLatest }) => {
      if (!isLatest || requests.some(({ askedAt }) => askedAt !== null)) return null
      return who.transaction(db, async (tx) => {
        const one = await cases.get(tx, who, report.caseId)
        const within = one.outcome === null ? await needs.beginWithin(tx, one) : null
        if (within === null) return null
        const days = { askedOn: report.askedOn, today: clock.today() }
        return startLimit(days, within, await createCalendar({ db: tx, clock }).now())
      })
    },
    clocksOf: async (tx, who, ids) => {
      const waiting = await notBegunOf(tx, who.tenant, ids)
      if (waiting.length === 0) return []
      const [calendar, today] = [await createCalendar({ db: tx, clock }).now(), clock.today()]
      const clocks: ClockBeside[] = []
      for (const { caseId, askedOn } of waiting) {
        const within = await needs.beginWithin(tx, await cases.get(tx, who, caseId))
        if (within === null) continue
        const limit = startLimit({ askedOn, today }, within, calendar)
        clocks.push({ ...limit, caseId, limitDays: within.days, words: { zh: '启动核对', en: 'Begin the check' } })
      }
      return clocks
    },
    askAgain: async (who, id) => {
      const report = await who.transaction(db, async (tx) => {
        const found = await latestFor(tx, who, id)
        if ((await wakeRequests(tx, who.tenant, id)) === 0) throw meansCheckRefusals.nothingSilent()
        await audit.record(tx, who, { action: 'means-check.silent-asked', about: { kind: 'means-check', id } })
        return found
      })
      run(who, { placeId: report.placeId, number: report.caseNumber }, id)
      return { id }
    },
    answer: (who, id, wish) => who.transaction(db, (tx) => keepFamilyAnswer(tx, who, { id, wish, needs })),
    settle: (who, id, wish) => who.transaction(db, (tx) => keepSettlement(tx, who, { id, wish, needs })),
    except: (who, id, why) =>
      who.transaction(db, async (tx) => {
        const report = await latestFor(tx, who, id)
        if (report.askedBy === who.id) throw meansCheckRefusals.sameWhoAsked()
        const loaded = await loadReport(tx, who, report, needs)
        const { waiting, silent } = unexcused(loaded)
        const departments = [...new Set([...waiting, ...silent])]
        if (departments.length === 0) throw meansCheckRefusals.nothingSilent()
        const number = loaded.exceptions.length + 1
        await addException(tx, who, { reportId: id, number, departments, why, at: clock.now() })
        await audit.record(tx, who, {
          action: 'means-check.silence-excepted',
          about: { kind: 'means-check', id },
          after: { departments },
          reason: why,
        })
      }),
  }
}

/** Locked, and the latest of its case. @throws notFound, notTheLatest */
async function latestFor(tx: Tx, who: Caller, id: string) {
  const report = await getReport(tx, who, id)
  await lockReport(tx, who.tenant, id)
  if ((await latestReport(tx, who, report.caseId))?.id !== id) throw meansCheckRefusals.notTheLatest()
  return report
}

const lineOf = ({ lines }: LoadedReport, key: string) => {
  const line = lines.find((one) => one.key === key)
  // Whoever wants to take another value where both agree corrects the file, not the report.
  if (line === undefined || !line.isDifference) throw meansCheckRefusals.noSuchLine()
  return line
}

async function keepFamilyAnswer(
  tx: Tx,
  who: Caller,
  { id, wish, needs }: { readonly id: string; readonly wish: FamilyWish; readonly needs: MeansCheckNeeds },
): Promise<void> {
  const { clock, audit, documents } = needs
  const report = await getReport(tx, who, id)
  const { key } = lineOf(await loadReport(tx, who, report, needs), wish.line)
  const { says, note, documentId } = wish
  if (says === 'objects' && note === '' && documentId === null) throw meansCheckRefusals.objectionNeedsNote({}, 'note')
  if (documentId !== null) {
    const papers = await documents.ofHousehold(tx, who.tenant, report.householdId)
    if (!papers.some((paper) => paper.id === documentId)) throw meansCheckRefusals.unknownDocument({}, 'documentId')
  }
  await addFamilyAnswer(tx, who, { id: v7(), reportId: id, line: key, says, note, documentId, at: clock.now() })
  await audit.record(tx, who, {
    action: 'means-check.difference-answered',
    about: { kind: 'means-check', id },
    after: { line: key, says, documentId },
  })
}

async function keepSettlement(
  tx: Tx,
  who: Caller,
  one: {
    readonly id: string
    readonly wish: SettleWish & { readonly line: string; readonly why: string }
    readonly needs: MeansCheckNeeds
  },
): Promise<void> {
  const { id, wish, needs } = one
  const { clock, audit, households } = needs
  const report = await latestFor(tx, who, id)
  const loaded = await loadReport(tx, who, report, needs)
  const line = lineOf(loaded, wish.line)
  const value = settledValue(line, wish)
  const before = settlementOf(loaded, line.key)
  const departments = [...new Set(line.sources.map(({ department }) => nameOf(report, department).zh))]
  const statement = statementOf({
    ...{ householdId: report.householdId, line, value, takes: wish.takes, why: wish.why, on: report.askedOn },
    sourceWords: `${departments.join('、')} ${report.askedOn} `,
  })
  await addSettlement(tx, who, {
    ...{ id: v7(), reportId: id, line: line.key, takes: wish.takes, value, why: wish.why, at: clock.now() },
  })
  await audit.record(tx, who, {
    action: 'means-check.difference-settled',
    about: { kind: 'means-check', id },
    before,
    after: { line: line.key, takes: wish.takes, value },
    reason: wish.why,
  })
  // The file holds what was declared already, unless this line had moved it before.
  const isAsDeclared = wish.takes === 'declared' && (before === null || before.takes === 'declared')
  if (statement !== null && !isAsDeclared) await households.state(tx, who, statement)
}

export const summaryOf = (loaded: LoadedReport): CheckSummary => {
  const { report, state, items, requests } = loaded
  return {
    ...{ id: report.id, caseId: report.caseId, position: report.position, state, askedOn: report.askedOn },
    ...{ answered: items.answered, unanswered: items.all - items.answered, open: openDifferences(loaded).length },
    isSimulated: requests.some(({ isSimulated }) => isSimulated),
  }
}
