import { createHash } from 'node:crypto'
import { addDays, type Day } from '#platform/clock/index.ts'
import { inScope, type PlaceId, type Tx } from '#platform/db/index.ts'
import { given } from '#platform/errors/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { Outcome, Received } from '../connector/contract.ts'
import { protocolVersion, type Ask } from '../connector/protocol.ts'
import type { ConfiguredDepartment, Connection } from '../departments/department.ts'
import type { MeansCheckNeeds } from '../needs.ts'
import { lessonOf } from '../simulator/lesson.ts'
import { householdSubject } from './declared.ts'
import { readItems } from './items.ts'
import { itemsFor } from './plan.ts'
import { findReport, finishReport, type ReportRecord } from './report-store.ts'
import { nextTryAt } from './report-state.ts'
import {
  claimRequests,
  findAskedForUpdate,
  keepAnswer,
  keepItems,
  keepTicket,
  leaveOut,
  markAsked,
  openItems,
  settleRequest,
  type RequestRecord,
} from './request-store.ts'

export type RunNeeds = Pick<
  MeansCheckNeeds,
  'db' | 'clock' | 'vault' | 'households' | 'authorisations' | 'departments' | 'connector' | 'teach'
>

/** The caller of work that outlives its request: same person, the place of the report only, its purpose the case. */
export const workingFor = (who: Caller, { placeId, caseNumber }: { placeId: PlaceId; caseNumber: string }): Caller => ({
  ...who,
  key: null,
  places: [placeId],
  purpose: caseNumber,
  transaction: (db, work) => inScope(db, { tenants: [who.tenant], places: [placeId] }, work),
})

/** A lease outlasts the longest try by this much; only then may somebody else take the request up. */
const leaseMarginMs = 10_000

/** Ready to be sent: everything that had to be looked up is looked up. */
interface Prepared {
  readonly request: RequestRecord
  readonly department: ConfiguredDepartment
  readonly open: () => Promise<Connection>
  readonly isSimulated: boolean
  readonly ask: Ask
}
type Numbers = ReadonlyMap<string, string | null>

/**
 * Asks whatever may be asked now, all at once, and writes down each answer as it comes. Killed at any moment it can be
 * run again: what was answered stays, what was being asked is asked on with its ticket, nobody is asked twice at once.
 */
export async function runCheck(who: Caller, reportId: string, needs: RunNeeds): Promise<void> {
  const { db, clock } = needs
  const report = await committed(() => who.transaction(db, (tx) => findReport(tx, who.tenant, reportId)))
  if (report === undefined) return
  const working = workingFor(who, report)
  const { prepared, numbers } = await working.transaction(db, (tx) => prepare(tx, working, report, needs))
  if (needs.teach !== null && prepared.some(({ isSimulated }) => isSimulated))
    await needs.teach(lessonOf(report, numbers)).catch(() => undefined)
  await Promise.all(prepared.map((one) => askOne(working, one, needs)))
  await working.transaction(db, (tx) => finishReport(tx, who.tenant, reportId, clock.now()))
}

/** The click may still be inside its transaction: the work waits until everybody sees it. */
async function committed(find: () => Promise<ReportRecord | undefined>): Promise<ReportRecord | undefined> {
  for (let tries = 0; tries < 250; tries += 1) {
    const found = await find()
    if (found !== undefined) return found
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  return undefined
}

/** No authorisation, no query: looked up here, a moment before the first byte leaves, and never remembered. */
async function prepare(
  tx: Tx,
  who: Caller,
  report: ReportRecord,
  needs: RunNeeds,
): Promise<{ readonly prepared: readonly Prepared[]; readonly numbers: Numbers }> {
  const { clock, households, authorisations, departments } = needs
  const now = clock.now()
  const configured = await departments.of(tx, who.tenant)
  const timeoutMax = Math.max(...configured.map(({ timeoutMs }) => timeoutMs), 0)
  const until = new Date(now.getTime() + timeoutMax + leaseMarginMs)
  const claimed = await claimRequests(tx, who.tenant, report.id, { now, until })
  const persons = report.people.map(({ id }) => id)
  const { caseId, householdId } = report
  const question = { caseId, householdId, persons, on: clock.today() }
  const signed = new Map((await authorisations.standing(tx, who, question)).map((one) => [one.personId, one.id]))
  const isReached = claimed.some((request) => configured.find(({ code }) => code === request.department)?.connection)
  const asked = [...signed.keys()]
  const numbers =
    isReached && asked.length > 0
      ? await households.numbersFor(tx, who, { householdId, persons: asked })
      : new Map<string, string | null>()
  const prepared: Prepared[] = []
  for (const request of claimed) {
    const one = await prepareOne(tx, who, request, { report, configured, signed, numbers, now })
    if (one !== null) prepared.push(one)
  }
  return { prepared, numbers }
}

interface Looked {
  readonly report: ReportRecord
  readonly configured: readonly ConfiguredDepartment[]
  /** Person → authorisation. */
  readonly signed: ReadonlyMap<string, string>
  readonly numbers: Numbers
  readonly now: Date
}

async function prepareOne(tx: Tx, who: Caller, request: RequestRecord, looked: Looked): Promise<Prepared | null> {
  const { report, configured, signed, numbers, now } = looked
  const persons = report.people.map(({ id }) => id)
  const wanted = request.subject === householdSubject ? persons : [request.subject]
  const authorised = wanted.filter((id) => signed.has(id))
  const numbered = authorised.filter((id) => (numbers.get(id) ?? null) !== null)
  const department = configured.find(({ code }) => code === request.department)
  if (authorised.length === 0) return left(tx, who, request, 'not-authorised')
  if (!department?.connection) return left(tx, who, request, 'not-configured')
  if (numbered.length === 0) return left(tx, who, request, 'no-id-number')
  const { open, isSimulated } = department.connection
  const missing = new Set(await openItems(tx, who.tenant, request.id))
  const items = itemsFor(department, request.subject).filter(({ code }) => missing.has(code))
  const papers = numbered.map((id) => given(signed.get(id), 'the authorisation'))
  const isWhole = numbered.length === wanted.length
  await markAsked(tx, who.tenant, request.id, { authorisations: papers, isWhole, isSimulated, at: now })
  const ask: Ask = {
    ...{ version: protocolVersion, request: request.id, department: department.code },
    purpose: report.position === 1 ? 'means-check' : 're-check',
    ...{ caseNumber: report.caseNumber, basis: report.basis.zh, authorisations: papers },
    subjects: numbered.map((id) => given(numbers.get(id), 'the number')),
    items: items.map(({ code }) => code),
  }
  return { request, department, open, isSimulated, ask }
}

async function left(
  tx: Tx,
  who: Caller,
  { id }: RequestRecord,
  state: 'not-authorised' | 'not-configured' | 'no-id-number',
): Promise<null> {
  await leaveOut(tx, who.tenant, id, state)
  return null
}

async function askOne(who: Caller, prepared: Prepared, needs: RunNeeds): Promise<void> {
  const { db, connector } = needs
  const { request, department, ask } = prepared
  const onTicket = (ticket: string): Promise<void> =>
    who.transaction(db, (tx) => keepTicket(tx, who.tenant, request.id, ticket))
  const outcome = await prepared.open().then(
    (connection) => connector.put({ department, connection, ask, ticket: request.ticket, onTicket }),
    (): Outcome => ({ kind: 'silent', trouble: 'unreachable' }),
  )
  await who.transaction(db, (tx) => keepOutcome(tx, who, { prepared, outcome, needs }))
}

async function keepOutcome(
  tx: Tx,
  who: Caller,
  { prepared, outcome, needs }: { readonly prepared: Prepared; readonly outcome: Outcome; readonly needs: RunNeeds },
): Promise<void> {
  const { clock } = needs
  const { department } = prepared
  const at = clock.now()
  const request = await findAskedForUpdate(tx, who.tenant, prepared.request.id)
  // Taken over and settled by another process: its answer stands.
  if (request === undefined) return
  const nextAt = nextTryAt(department, request.tries + 1, at)
  if (outcome.kind === 'refused')
    return settleRequest(tx, who.tenant, request, { state: 'refused', trouble: `refused:${outcome.reason}`, at })
  if (outcome.kind === 'silent')
    return settleRequest(tx, who.tenant, request, { state: 'silent', trouble: outcome.trouble, at, nextAt })
  const asked = itemsFor(department, request.subject)
  // A department's clock may be a day ahead of ours at midnight; more is an error of theirs.
  const items = readItems(asked, outcome.received.answer.items, tomorrow(clock.today()))
  if (items === null)
    return settleRequest(tx, who.tenant, request, { state: 'silent', trouble: 'not-understood', at, nextAt })
  await keepReceived(tx, who, { request, received: outcome.received, at, needs })
  await keepItems(tx, who.tenant, request.id, items)
  const isWhole = (await openItems(tx, who.tenant, request.id)).length === 0
  await settleRequest(
    tx,
    who.tenant,
    request,
    isWhole ? { state: 'answered', at } : { state: 'silent', trouble: 'partial', at, nextAt },
  )
}

const tomorrow = (today: Day): Day => addDays(today, 1)

/** Byte for byte, sealed: what the department said, whatever becomes of our reading of it. */
async function keepReceived(
  tx: Tx,
  who: Caller,
  one: { readonly request: RequestRecord; readonly received: Received; readonly at: Date; readonly needs: RunNeeds },
): Promise<void> {
  const { request, received, at, needs } = one
  const box = await needs.vault.boxOf(who.tenant)
  const number = request.tries + 1
  await keepAnswer(tx, who.tenant, request.id, {
    ...{ number, at, received },
    sealed: box.seal(received.raw, answerUse(request.id, number)),
    sha256: createHash('sha256').update(received.raw).digest('hex'),
  })
}

export const answerUse = (requestId: string, number: number): string => `means-check.answer:${requestId}:${number}`
