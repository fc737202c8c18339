import { sql } from 'kysely'
import type { Day } from '#platform/clock/index.ts'
import type { PlaceId, TenantId, Tx } from '#platform/db/contract.ts'
import type { Fen } from '#platform/money/index.ts'
import type { CardDraft } from './notice-store.ts'

export type PublicationState = 'shown' | 'ended' | 'withdrawn'

export interface PublicationRow {
  readonly id: string
  readonly caseId: string
  readonly caseNumber: string
  readonly decisionId: string
  readonly householdId: string
  readonly placeId: PlaceId
  readonly programme: string
  readonly state: PublicationState
  readonly publishedOn: Day
  readonly lastDay: Day
  readonly closesAt: Date
  readonly source: string
  readonly endedWhyZh: string | null
  readonly endedWhyEn: string | null
}

const columns = sql`id, case_id AS "caseId", case_number AS "caseNumber", decision_id AS "decisionId",
  household_id AS "householdId", place_id AS "placeId", programme, state, published_on AS "publishedOn",
  last_day AS "lastDay", closes_at AS "closesAt", source, ended_why_zh AS "endedWhyZh", ended_why_en AS "endedWhyEn"`

/** Newest first. */
export async function readPublicationsOf(tx: Tx, tenant: TenantId, caseId: string): Promise<readonly PublicationRow[]> {
  const { rows } = await sql<PublicationRow>`SELECT ${columns} FROM public_notice.publication
    WHERE tenant_id = ${tenant} AND case_id = ${caseId} ORDER BY id DESC`.execute(tx)
  return rows
}

export async function findPublicationForUpdate(tx: Tx, tenant: TenantId, id: string): Promise<PublicationRow | null> {
  const { rows } = await sql<PublicationRow>`SELECT ${columns} FROM public_notice.publication
    WHERE tenant_id = ${tenant} AND id = ${id} FOR UPDATE`.execute(tx)
  return rows[0] ?? null
}

/** All that are shown; for the job that looks whether the aid goes on. */
export async function readShownPublications(tx: Tx, tenant: TenantId): Promise<readonly PublicationRow[]> {
  const { rows } = await sql<PublicationRow>`SELECT ${columns} FROM public_notice.publication
    WHERE tenant_id = ${tenant} AND state = 'shown' ORDER BY id`.execute(tx)
  return rows
}

export async function insertPublication(tx: Tx, tenant: TenantId, one: PublicationRow, card: CardDraft): Promise<void> {
  await sql`INSERT INTO public_notice.publication (tenant_id, id, case_id, case_number, decision_id, household_id,
      place_id, programme, state, published_on, last_day, closes_at, source)
    VALUES (${tenant}, ${one.id}, ${one.caseId}, ${one.caseNumber}, ${one.decisionId}, ${one.householdId},
      ${one.placeId}, ${one.programme}, ${one.state}, ${one.publishedOn}, ${one.lastDay}, ${one.closesAt},
      ${one.source})`.execute(tx)
  await sql`INSERT INTO public_notice.publication_card (tenant_id, id, place_id, programme, published_on, last_day,
      closes_at, applicant, members, amount_fen)
    VALUES (${tenant}, ${one.id}, ${one.placeId}, ${one.programme}, ${one.publishedOn}, ${one.lastDay},
      ${one.closesAt}, ${card.applicant}, ${card.members}, ${card.amount})`.execute(tx)
}

/** The aid was changed: the card says what is paid now. @returns false when it said so already */
export async function correctAmount(tx: Tx, tenant: TenantId, id: string, amount: Fen): Promise<boolean> {
  const { numAffectedRows } = await sql`UPDATE public_notice.publication_card SET amount_fen = ${amount}
    WHERE tenant_id = ${tenant} AND id = ${id} AND applicant IS NOT NULL
      AND amount_fen IS DISTINCT FROM ${amount}`.execute(tx)
  return numAffectedRows === 1n
}

export async function endPublication(
  tx: Tx,
  tenant: TenantId,
  id: string,
  end: {
    readonly state: Exclude<PublicationState, 'shown'>
    readonly at: Date
    readonly zh: string
    readonly en: string
  },
): Promise<void> {
  await sql`UPDATE public_notice.publication SET state = ${end.state}, ended_at = ${end.at},
      ended_why_zh = ${end.zh}, ended_why_en = ${end.en}
    WHERE tenant_id = ${tenant} AND id = ${id} AND state = 'shown'`.execute(tx)
  await sql`UPDATE public_notice.publication_card SET applicant = NULL, members = NULL, amount_fen = NULL
    WHERE tenant_id = ${tenant} AND id = ${id}`.execute(tx)
}
