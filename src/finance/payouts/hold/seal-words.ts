import { sql } from 'kysely'
import type { Box, Vault } from '#platform/crypto/index.ts'
import type { Db, TenantId, Tx } from '#platform/db/index.ts'
import { systemCaller } from '#platform/http/index.ts'
import type { Job } from '#platform/jobs/index.ts'
import { digestOf, wordsUse } from './hold-words.ts'

/** Rows sealed in one transaction. A row that somebody is just closing is waited for: it would be left in clear. */
const rowsAtOnce = 200

interface SealNeeds {
  readonly db: Db
  readonly vault: Vault
}

/** Seals what was written in clear before words were sealed. Run again it goes on; when nothing is left it does nothing. */
export async function sealHoldWords({ db, vault }: SealNeeds, tenant: TenantId): Promise<number> {
  const who = systemCaller('payouts', tenant)
  const box = await vault.boxOf(tenant)
  let sealed = 0
  for (;;) {
    const done = await who.transaction(db, (tx) => sealSome(tx, box, vault))
    sealed += done
    if (done === 0) return sealed
  }
}

async function sealSome(tx: Tx, box: Box, vault: Vault): Promise<number> {
  const { rows } = await sql<{
    id: string
    householdId: string
    why: string | null
    closing: string | null
  }>`SELECT id, household_id AS "householdId", why, closed_reason AS closing FROM payouts.hold
    WHERE tenant_id = ${box.tenant} AND (why IS NOT NULL OR closed_reason IS NOT NULL)
    ORDER BY id LIMIT ${rowsAtOnce} FOR UPDATE`.execute(tx)
  for (const { id, householdId, why, closing } of rows) {
    // A line that the hold ended said the same words; it points at the hold instead.
    await sql`UPDATE payouts.line l SET reason = NULL, hold_id = h.id FROM payouts.hold h
      WHERE h.tenant_id = ${box.tenant} AND h.id = ${id} AND h.state = 'ended' AND l.tenant_id = ${box.tenant}
        AND l.household_id = h.household_id AND l.programme = h.programme AND l.state = 'stopped'
        AND l.kept_back_by IS NULL AND l.reason = h.closed_reason`.execute(tx)
    await sql`UPDATE payouts.hold SET why = NULL, closed_reason = NULL,
        words = coalesce(${why === null ? null : box.seal(why, wordsUse.why(id))}, words),
        why_digest = coalesce(${why === null ? null : digestOf(vault, { householdId, why })}, why_digest),
        closed_words = coalesce(${closing === null ? null : box.seal(closing, wordsUse.closing(id))}, closed_words)
      WHERE tenant_id = ${box.tenant} AND id = ${id}`.execute(tx)
  }
  return rows.length
}

/** Nothing is written in clear any more, so a bureau that was found sealed stays so. */
export function holdJobs(needs: SealNeeds & { readonly tenants: () => Promise<readonly TenantId[]> }): readonly Job[] {
  const sealed = new Set<TenantId>()
  return [
    {
      name: 'payouts.seal-words',
      at: 'every 5 minutes',
      run: async () => {
        for (const tenant of await needs.tenants()) {
          if (sealed.has(tenant)) continue
          await sealHoldWords(needs, tenant)
          sealed.add(tenant)
        }
      },
    },
  ]
}
