import { sql } from 'kysely'
import type { Vault } from '#platform/crypto/index.ts'
import type { Db, TenantId } from '#platform/db/index.ts'
import { systemCaller } from '#platform/http/index.ts'
import type { Job } from '#platform/jobs/index.ts'
import { sealedWords, type StoredContent } from './letter-store.ts'

/** Letters sealed in one transaction; two that run at once take different ones. */
const lettersAtOnce = 200

export interface SealNeeds {
  /** The owner's pool: the application may only add letters, and this alone puts what they were under seal. */
  readonly owner: Db
  readonly vault: Pick<Vault, 'boxOf'>
}

/** Seals letters that were kept in clear. Run again it goes on; when nothing is left it does nothing. */
export async function sealLetters({ owner, vault }: SealNeeds, tenant: TenantId): Promise<number> {
  const who = systemCaller('papers', tenant)
  const box = await vault.boxOf(tenant)
  let sealed = 0
  for (;;) {
    const done = await who.transaction(owner, async (tx) => {
      const { rows } = await sql<{ id: string; content: StoredContent }>`SELECT id, content FROM papers.letter
        WHERE tenant_id = ${tenant} AND words IS NULL
        ORDER BY id LIMIT ${lettersAtOnce} FOR UPDATE SKIP LOCKED`.execute(tx)
      for (const { id, content } of rows) {
        const { amount, ...words } = content
        await sql`UPDATE papers.letter SET content = NULL, amount_fen = ${amount}::bigint,
          words = ${sealedWords(box, id, words)} WHERE tenant_id = ${tenant} AND id = ${id}`.execute(tx)
      }
      return rows.length
    })
    sealed += done
    if (done === 0) return sealed
  }
}

/** No letter is kept in clear any more, so an office that was found sealed stays so. */
export function paperJobs(needs: SealNeeds & { readonly tenants: () => Promise<readonly TenantId[]> }): readonly Job[] {
  const sealed = new Set<TenantId>()
  return [
    {
      name: 'papers.seal-letters',
      at: 'every 5 minutes',
      run: async () => {
        for (const tenant of await needs.tenants()) {
          if (sealed.has(tenant)) continue
          await sealLetters(needs, tenant)
          sealed.add(tenant)
        }
      },
    },
  ]
}
