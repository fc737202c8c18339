import { sql } from 'kysely'
import type { Db, TenantId, Tx } from '#platform/db/index.ts'
import type { Announcement, Consumer, HappenedEvent } from './contract.ts'

/** The event, and a delivery for each consumer that hears its kind. */
export async function addEvent(
  tx: Tx,
  id: string,
  { tenant, kind, about, version, codes }: Announcement,
): Promise<void> {
  await sql`INSERT INTO platform.event (tenant_id, id, kind, about, version, codes)
    VALUES (${tenant}, ${id}, ${kind}, ${about}, ${version}, ${JSON.stringify(codes ?? {})})`.execute(tx)
  const { rows } = await sql<{ name: string }>`
    SELECT name FROM platform.event_consumer WHERE kind = ${kind}`.execute(tx)
  for (const { name } of rows) {
    await sql`INSERT INTO platform.event_delivery (tenant_id, consumer, event_id, about, version)
      VALUES (${tenant}, ${name}, ${id}, ${about}, ${version})`.execute(tx)
  }
}

/** Makes the table say what the program's rows say. */
export async function saveConsumers(db: Db, consumers: readonly Consumer[]): Promise<void> {
  const pairs = consumers.flatMap(({ name, hears }) => hears.map((kind) => ({ name, kind })))
  const [names, kinds] = [pairs.map(({ name }) => name), pairs.map(({ kind }) => kind)]
  await db.transaction().execute(async (tx) => {
    await sql`DELETE FROM platform.event_consumer WHERE (name, kind) NOT IN
      (SELECT * FROM unnest(${names}::text[], ${kinds}::text[]))`.execute(tx)
    await sql`INSERT INTO platform.event_consumer (name, kind)
      SELECT * FROM unnest(${names}::text[], ${kinds}::text[]) ON CONFLICT DO NOTHING`.execute(tx)
  })
}

/**
 * The next event a consumer has to hear: the oldest undelivered version of its thing, held by nobody else. The versions of
 * one thing are numbered under a lock of the thing, so a lower one can never be committed after a higher one.
 */
export async function takeDelivery(
  tx: Tx,
  tenant: TenantId,
  consumer: string,
): Promise<(HappenedEvent & { tries: number; isConsumed: boolean }) | null> {
  const { rows } = await sql<HappenedEvent & { tries: number; isConsumed: boolean }>`
    SELECT e.tenant_id AS tenant, e.id, e.kind, e.about, e.version, e.codes, d.tries,
      EXISTS (SELECT FROM platform.event_consumed c WHERE c.tenant_id = ${tenant} AND c.consumer = ${consumer}
        AND c.event_id = e.id) AS "isConsumed"
    FROM platform.event_delivery d
    JOIN platform.event e ON e.tenant_id = d.tenant_id AND e.id = d.event_id
    WHERE d.tenant_id = ${tenant} AND d.consumer = ${consumer} AND d.not_before <= now()
      AND NOT EXISTS (SELECT FROM platform.event_delivery earlier
        WHERE earlier.tenant_id = ${tenant} AND earlier.consumer = ${consumer} AND earlier.about = d.about
          AND earlier.version < d.version)
    ORDER BY d.event_id LIMIT 1 FOR UPDATE OF d SKIP LOCKED`.execute(tx)
  return rows[0] ?? null
}

/** Reacted: remembered in the transaction of the reaction, and no longer to be delivered. */
export async function saveConsumed(tx: Tx, tenant: TenantId, consumer: string, eventId: string): Promise<void> {
  await sql`INSERT INTO platform.event_consumed (tenant_id, consumer, event_id)
    VALUES (${tenant}, ${consumer}, ${eventId}) ON CONFLICT DO NOTHING`.execute(tx)
  await sql`DELETE FROM platform.event_delivery
    WHERE tenant_id = ${tenant} AND consumer = ${consumer} AND event_id = ${eventId}`.execute(tx)
}

export async function postponeDelivery(
  tx: Tx,
  tenant: TenantId,
  { consumer, eventId, seconds, trouble }: { consumer: string; eventId: string; seconds: number; trouble: string },
): Promise<void> {
  await sql`UPDATE platform.event_delivery
    SET tries = tries + 1, not_before = now() + make_interval(secs => ${seconds}), trouble = ${trouble}
    WHERE tenant_id = ${tenant} AND consumer = ${consumer} AND event_id = ${eventId}`.execute(tx)
}
