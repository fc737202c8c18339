import { sql } from 'kysely'
import type { PlaceId, TenantId, Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { Group, Terms } from './contract.ts'

export interface CampaignRow extends Omit<Terms, 'groups'> {
  readonly id: string
  readonly programme: string
  readonly documentKey: string
  readonly state: 'open' | 'cancelled'
  readonly madeAt: Date
  readonly madeName: string
  readonly cancelledAt: Date | null
  readonly cancelledName: string | null
  readonly cancelledReason: string | null
}
export interface Campaign extends CampaignRow {
  readonly groups: readonly Group[]
}

const columns = sql`c.id, c.programme, c.name, c.issuer, c.document_number AS "documentNumber",
  c.document_on AS "documentOn", c.document_key AS "documentKey", c.cut_off AS "cutOff", c.due_before AS "dueBefore",
  to_char(c.pay_month, 'YYYY-MM') AS "payMonth", c.source, c.deceased, c.overlap, c.state, c.made_at AS "madeAt",
  c.made_name AS "madeName", c.cancelled_at AS "cancelledAt", c.cancelled_name AS "cancelledName",
  c.cancelled_reason AS "cancelledReason"`

/**
 * One document, however its number was typed: no spaces, one kind of bracket, one size of digits and letters.
 * `青民发 [2026] 7 号` and `青民发〔2026〕7号` are one.
 */
export const documentKeyOf = (number: string): string =>
  number
    .normalize('NFKC')
    .replaceAll(/\s/g, '')
    .replaceAll(/[〔【[(（〈《]/g, '[')
    .replaceAll(/[〕】\])）〉》]/g, ']')
    .toUpperCase()

export async function addCampaign(
  tx: Tx,
  who: Caller,
  { id, programme, terms, towns, at }: NewCampaign,
): Promise<void> {
  const { tenant } = who
  await sql`INSERT INTO campaigns.campaign (tenant_id, id, programme, name, issuer, document_number, document_on,
      document_key, cut_off, due_before, pay_month, source, deceased, overlap, state, made_at, made_by, made_name)
    VALUES (${tenant}, ${id}, ${programme}, ${terms.name}, ${terms.issuer}, ${terms.documentNumber},
      ${terms.documentOn}, ${documentKeyOf(terms.documentNumber)}, ${terms.cutOff}, ${terms.dueBefore},
      ${`${terms.payMonth}-01`}, ${terms.source}, ${terms.deceased}, ${terms.overlap}, 'open', ${at}, ${who.id},
      ${who.name})`.execute(tx)
  for (const { ordinal, name, programme: standsOn, ageUnder, amount } of terms.groups)
    await sql`INSERT INTO campaigns.group_rule (tenant_id, campaign_id, ordinal, name, programme, age_under, fen)
      VALUES (${tenant}, ${id}, ${ordinal}, ${name}, ${standsOn}, ${ageUnder}, ${amount})`.execute(tx)
  for (const town of towns) await addPart(tx, tenant, { ...town, campaignId: id, sequence: 1 })
}

export async function addPart(
  tx: Tx,
  tenant: TenantId,
  {
    id,
    campaignId,
    place,
    sequence,
  }: { readonly id: string; readonly campaignId: string; readonly place: PlaceId; readonly sequence: number },
): Promise<void> {
  await sql`INSERT INTO campaigns.part (tenant_id, id, campaign_id, place_id, sequence, state)
    VALUES (${tenant}, ${id}, ${campaignId}, ${place}, ${sequence}, 'draft')`.execute(tx)
}
interface NewCampaign {
  readonly id: string
  readonly programme: string
  readonly terms: Terms
  readonly towns: readonly { readonly id: string; readonly place: PlaceId }[]
  readonly at: Date
}

const groupsOf = async (tx: Tx, tenant: TenantId, id: string): Promise<Group[]> => {
  const { rows } = await sql<Group>`SELECT ordinal, name, programme, age_under AS "ageUnder", fen AS amount
    FROM campaigns.group_rule WHERE tenant_id = ${tenant} AND campaign_id = ${id} ORDER BY ordinal`.execute(tx)
  return rows
}

export async function findCampaign(tx: Tx, tenant: TenantId, id: string): Promise<Campaign | null> {
  const { rows } = await sql<CampaignRow>`SELECT ${columns} FROM campaigns.campaign c
    WHERE c.tenant_id = ${tenant} AND c.id = ${id}`.execute(tx)
  const [found] = rows
  return found ? { ...found, groups: await groupsOf(tx, tenant, id) } : null
}

/** Locked until the transaction ends: nobody else draws, hands on or takes back meanwhile. */
export async function lockCampaign(tx: Tx, tenant: TenantId, id: string): Promise<Campaign | null> {
  await sql`SELECT FROM campaigns.campaign WHERE tenant_id = ${tenant} AND id = ${id} FOR UPDATE`.execute(tx)
  return findCampaign(tx, tenant, id)
}

/** One page, the newest cut-off first; `count` is of all. */
export async function findCampaigns(
  tx: Tx,
  tenant: TenantId,
  { page, size }: { readonly page: number; readonly size: number },
): Promise<{ readonly rows: CampaignRow[]; readonly count: number }> {
  const { rows } = await sql<CampaignRow>`SELECT ${columns} FROM campaigns.campaign c WHERE c.tenant_id = ${tenant}
    ORDER BY c.cut_off DESC, c.made_at DESC, c.id LIMIT ${size} OFFSET ${(page - 1) * size}`.execute(tx)
  const counted = await sql<{ count: number }>`SELECT count(*)::int AS count FROM campaigns.campaign
    WHERE tenant_id = ${tenant}`.execute(tx)
  return { rows, count: counted.rows[0]?.count ?? 0 }
}

export async function saveCancelled(
  tx: Tx,
  who: Caller,
  { id, at, reason }: { readonly id: string; readonly at: Date; readonly reason: string },
): Promise<void> {
  await sql`UPDATE campaigns.campaign SET state = 'cancelled', cancelled_at = ${at}, cancelled_name = ${who.name},
    cancelled_reason = ${reason} WHERE tenant_id = ${who.tenant} AND id = ${id}`.execute(tx)
  await sql`UPDATE campaigns.part SET state = 'cancelled'
    WHERE tenant_id = ${who.tenant} AND campaign_id = ${id}`.execute(tx)
}

export type PartState = 'draft' | 'submitted' | 'approved' | 'cancelled'
export interface PartRow {
  readonly id: string
  readonly campaignId: string
  readonly placeId: PlaceId
  /** From 1; further lists of a town carry who could not be on the earlier ones. */
  readonly sequence: number
  readonly state: PartState
  readonly drawnAt: Date | null
  readonly drawnBy: string | null
  readonly drawnName: string | null
  readonly submittedAt: Date | null
  readonly submittedBy: string | null
  readonly submittedName: string | null
  readonly approvedAt: Date | null
  readonly approvedBy: string | null
  readonly approvedName: string | null
  readonly backAt: Date | null
  readonly backName: string | null
  readonly backReason: string | null
}

export const partColumns = sql`p.id, p.campaign_id AS "campaignId", p.place_id AS "placeId", p.sequence, p.state, p.drawn_at AS "drawnAt",
  p.drawn_by AS "drawnBy", p.drawn_name AS "drawnName", p.submitted_at AS "submittedAt",
  p.submitted_by AS "submittedBy", p.submitted_name AS "submittedName", p.approved_at AS "approvedAt",
  p.approved_by AS "approvedBy", p.approved_name AS "approvedName", p.back_at AS "backAt", p.back_name AS "backName",
  p.back_reason AS "backReason"`

export async function findPartForUpdate(tx: Tx, tenant: TenantId, id: string): Promise<PartRow | null> {
  const { rows } = await sql<PartRow>`SELECT ${partColumns} FROM campaigns.part p
    WHERE p.tenant_id = ${tenant} AND p.id = ${id} FOR UPDATE`.execute(tx)
  return rows[0] ?? null
}

/** In one order for everybody, locked until the transaction ends. */
export async function lockParts(tx: Tx, tenant: TenantId, campaignId: string): Promise<PartRow[]> {
  const { rows } = await sql<PartRow>`SELECT ${partColumns} FROM campaigns.part p
    WHERE p.tenant_id = ${tenant} AND p.campaign_id = ${campaignId} ORDER BY p.id FOR UPDATE`.execute(tx)
  return rows
}

export async function saveDrawn(tx: Tx, who: Caller, parts: readonly string[], at: Date): Promise<void> {
  await sql`UPDATE campaigns.part SET drawn_at = ${at}, drawn_by = ${who.id}, drawn_name = ${who.name}
    WHERE tenant_id = ${who.tenant} AND id = ANY (${parts}::uuid[])`.execute(tx)
}

export async function saveSubmitted(tx: Tx, who: Caller, parts: readonly string[], at: Date): Promise<void> {
  await sql`UPDATE campaigns.part SET state = 'submitted', submitted_at = ${at}, submitted_by = ${who.id},
    submitted_name = ${who.name}, back_at = NULL, back_name = NULL, back_reason = NULL
    WHERE tenant_id = ${who.tenant} AND id = ANY (${parts}::uuid[])`.execute(tx)
}

export async function saveBack(
  tx: Tx,
  who: Caller,
  { id, at, reason }: { readonly id: string; readonly at: Date; readonly reason: string },
): Promise<void> {
  await sql`UPDATE campaigns.part SET state = 'draft', submitted_at = NULL, submitted_by = NULL, submitted_name = NULL,
    back_at = ${at}, back_name = ${who.name}, back_reason = ${reason}
    WHERE tenant_id = ${who.tenant} AND id = ${id}`.execute(tx)
}

export async function saveApproved(tx: Tx, who: Caller, id: string, at: Date): Promise<void> {
  await sql`UPDATE campaigns.part SET state = 'approved', approved_at = ${at}, approved_by = ${who.id},
    approved_name = ${who.name} WHERE tenant_id = ${who.tenant} AND id = ${id}`.execute(tx)
}
