import { sql } from 'kysely'
import type { Day } from '#platform/clock/index.ts'
import type { TenantId, Tx } from '#platform/db/index.ts'
import type { Received, Trouble } from '../connector/contract.ts'
import type { RequestState } from '../contract.ts'
import type { ItemAnswer, FoundValue } from './items.ts'

export interface RequestRecord {
  readonly id: string
  readonly department: string
  /** A person's id, or `household`. */
  readonly subject: string
  readonly state: RequestState
  readonly isSimulated: boolean
  readonly authorisations: readonly string[]
  readonly isWhole: boolean
  readonly ticket: string | null
  readonly tries: number
  readonly nextAt: Date | null
  readonly askedAt: Date | null
  readonly answeredAt: Date | null
}

const columns = sql`id::text, department, subject, state, is_simulated AS "isSimulated", authorisations,
  is_whole AS "isWhole", ticket, tries, next_at AS "nextAt", asked_at AS "askedAt", answered_at AS "answeredAt"`

export async function requestsOf(tx: Tx, tenant: TenantId, reportId: string): Promise<RequestRecord[]> {
  const { rows } = await sql<RequestRecord>`
    SELECT ${columns} FROM means_check.request WHERE tenant_id = ${tenant} AND report_id = ${reportId}
    ORDER BY department, subject`.execute(tx)
  return rows
}

/**
 * Takes what may be asked now: never asked, silent and due, or asked by somebody whose time is over. Taken by one only:
 * the row's lock decides, and the lease lets another go on when this process dies.
 */
export async function claimRequests(
  tx: Tx,
  tenant: TenantId,
  reportId: string,
  { now, until }: { readonly now: Date; readonly until: Date },
): Promise<RequestRecord[]> {
  const { rows } = await sql<RequestRecord>`
    UPDATE means_check.request SET claimed_until = ${until}
    WHERE tenant_id = ${tenant} AND report_id = ${reportId}
      AND (claimed_until IS NULL OR claimed_until <= ${now})
      AND (state IN ('waiting', 'asked') OR (state = 'silent' AND next_at <= ${now}))
    RETURNING ${columns}`.execute(tx)
  return rows
}

/** It cannot or may not be asked; nothing was sent. */
export async function leaveOut(
  tx: Tx,
  tenant: TenantId,
  id: string,
  state: 'not-authorised' | 'no-id-number' | 'not-configured',
): Promise<void> {
  await sql`UPDATE means_check.request SET state = ${state}, claimed_until = NULL, next_at = NULL
    WHERE tenant_id = ${tenant} AND id = ${id}`.execute(tx)
}

export interface Asking {
  readonly authorisations: readonly string[]
  readonly isWhole: boolean
  readonly isSimulated: boolean
  readonly at: Date
}

export async function markAsked(tx: Tx, tenant: TenantId, id: string, asking: Asking): Promise<void> {
  await sql`UPDATE means_check.request SET state = 'asked', authorisations = ${asking.authorisations}::text[],
      is_whole = ${asking.isWhole}, is_simulated = ${asking.isSimulated}, next_at = NULL, asked_at = ${asking.at}
    WHERE tenant_id = ${tenant} AND id = ${id}`.execute(tx)
}

export async function keepTicket(tx: Tx, tenant: TenantId, id: string, ticket: string): Promise<void> {
  await sql`UPDATE means_check.request SET ticket = ${ticket}
    WHERE tenant_id = ${tenant} AND id = ${id} AND state = 'asked'`.execute(tx)
}

/** Locks the request; undefined when it is settled already, by whoever took it over. */
export async function findAskedForUpdate(tx: Tx, tenant: TenantId, id: string): Promise<RequestRecord | undefined> {
  const { rows } = await sql<RequestRecord>`
    SELECT ${columns} FROM means_check.request WHERE tenant_id = ${tenant} AND id = ${id} AND state = 'asked'
    FOR UPDATE`.execute(tx)
  return rows[0]
}

export async function keepAnswer(
  tx: Tx,
  tenant: TenantId,
  id: string,
  kept: {
    readonly number: number
    readonly at: Date
    readonly sealed: Buffer
    readonly sha256: string
    readonly received: Received
  },
): Promise<void> {
  await sql`
    INSERT INTO means_check.answer (tenant_id, request_id, number, received_at, body, sha256, signature, is_simulated)
    VALUES (${tenant}, ${id}, ${kept.number}, ${kept.at}, ${kept.sealed}, ${kept.sha256}, ${kept.received.signature},
      ${kept.received.answer.simulated})`.execute(tx)
}

/** An item that is answered stays as it was answered first. */
export async function keepItems(tx: Tx, tenant: TenantId, id: string, items: readonly ItemAnswer[]): Promise<void> {
  await sql`
    UPDATE means_check.item i SET outcome = a.outcome, value = a.value, data_on = a.data_on
    FROM jsonb_to_recordset(${JSON.stringify(
      items.map(({ code, outcome, value, dataOn }) => ({ code, outcome, value, data_on: dataOn })),
    )}::jsonb) AS a (code text, outcome text, value jsonb, data_on date)
    WHERE i.tenant_id = ${tenant} AND i.request_id = ${id} AND i.code = a.code AND i.outcome IS NULL`.execute(tx)
}

export async function openItems(tx: Tx, tenant: TenantId, id: string): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`SELECT code FROM means_check.item
    WHERE tenant_id = ${tenant} AND request_id = ${id} AND outcome IS NULL ORDER BY code`.execute(tx)
  return rows.map(({ code }) => code)
}

export type Settled =
  | { readonly state: 'answered'; readonly at: Date }
  | { readonly state: 'refused'; readonly trouble: string; readonly at: Date }
  | { readonly state: 'silent'; readonly trouble: Trouble; readonly at: Date; readonly nextAt: Date | null }

/** What came of one try. A try that came to nothing leaves a line. */
export async function settleRequest(tx: Tx, tenant: TenantId, request: RequestRecord, settled: Settled): Promise<void> {
  const number = request.tries + 1
  await sql`UPDATE means_check.request SET state = ${settled.state}, tries = ${number}, claimed_until = NULL,
      ticket = CASE WHEN ${settled.state === 'silent' && settled.trouble === 'timeout'} THEN ticket END,
      next_at = ${settled.state === 'silent' ? settled.nextAt : null},
      answered_at = ${settled.state === 'answered' ? settled.at : null}
    WHERE tenant_id = ${tenant} AND id = ${request.id}`.execute(tx)
  if (settled.state === 'answered') return
  await sql`INSERT INTO means_check.attempt (tenant_id, request_id, number, at, trouble)
    VALUES (${tenant}, ${request.id}, ${number}, ${settled.at}, ${settled.trouble})`.execute(tx)
}

/** Whatever is not answered may be asked again, now. @returns how many */
export async function wakeRequests(tx: Tx, tenant: TenantId, reportId: string): Promise<number> {
  const { rows } = await sql`
    UPDATE means_check.request SET state = 'waiting', next_at = NULL, claimed_until = NULL
    WHERE tenant_id = ${tenant} AND report_id = ${reportId}
      AND state IN ('silent', 'refused', 'not-authorised', 'no-id-number', 'not-configured')
    RETURNING id`.execute(tx)
  return rows.length
}

/** Reports with something to ask now: a process died, or a silent source is due. */
export async function reportsToGoOn(
  tx: Tx,
  tenant: TenantId,
  now: Date,
): Promise<
  { readonly id: string; readonly askedBy: string; readonly askedByName: string; readonly placeId: number }[]
> {
  const { rows } = await sql<{ id: string; askedBy: string; askedByName: string; placeId: number }>`
    SELECT r.id::text, r.asked_by AS "askedBy", r.asked_by_name AS "askedByName", r.place_id AS "placeId"
    FROM means_check.report r
    WHERE r.tenant_id = ${tenant} AND EXISTS (
      SELECT 1 FROM means_check.request q WHERE q.tenant_id = r.tenant_id AND q.report_id = r.id
        AND (q.claimed_until IS NULL OR q.claimed_until <= ${now})
        AND (q.state IN ('waiting', 'asked') OR (q.state = 'silent' AND q.next_at <= ${now})))
    ORDER BY r.asked_at LIMIT 200`.execute(tx)
  return rows
}

export interface ItemRow {
  readonly requestId: string
  readonly code: string
  readonly outcome: 'found' | 'none' | null
  readonly value: FoundValue | null
  readonly dataOn: Day | null
}

export async function itemsOf(tx: Tx, tenant: TenantId, reportId: string): Promise<ItemRow[]> {
  const { rows } = await sql<ItemRow>`
    SELECT request_id::text AS "requestId", code, outcome, value, data_on AS "dataOn" FROM means_check.item
    WHERE tenant_id = ${tenant} AND report_id = ${reportId}`.execute(tx)
  return rows
}

export interface AttemptRow {
  readonly requestId: string
  readonly at: Date
  readonly trouble: string
}

export async function attemptsOf(tx: Tx, tenant: TenantId, reportId: string): Promise<AttemptRow[]> {
  const { rows } = await sql<AttemptRow>`
    SELECT a.request_id::text AS "requestId", a.at, a.trouble FROM means_check.attempt a
    JOIN means_check.request q ON q.tenant_id = a.tenant_id AND q.id = a.request_id
    WHERE a.tenant_id = ${tenant} AND q.report_id = ${reportId} ORDER BY a.at, a.number`.execute(tx)
  return rows
}
