import { sql } from 'kysely'
import { given } from '#platform/errors/index.ts'
import type { Db } from './contract.ts'
import { dbRefusals } from './refusals.ts'

/** What an installation is: settled at its first start, for good. */
export interface Installation {
  readonly kind: 'demo' | 'real'
  /** Milliseconds to add to the machine's clock; 0 for a real one. */
  readonly clockOffset: number
  readonly createdAt: Date
}

/** Null before the first start, also where no table has been laid yet. */
export async function installationOf(db: Db): Promise<Installation | null> {
  const laid = await sql<{ is: boolean }>`
    SELECT to_regclass('platform.installation') IS NOT NULL AS is`.execute(db)
  if (!laid.rows[0]?.is) return null
  const { rows } = await sql<{ kind: 'demo' | 'real'; offset: bigint; createdAt: Date }>`
    SELECT kind, clock_offset AS offset, created_at AS "createdAt" FROM platform.installation`.execute(db)
  const row = rows[0]
  return row ? { kind: row.kind, clockOffset: Number(row.offset), createdAt: row.createdAt } : null
}

/**
 * Writes what this installation is, or confirms it. The first clock offset stays: a restart of the demonstration must not
 * put its history into the future.
 *
 * @throws kindIsFixed when it was settled otherwise.
 */
export async function settleInstallation(
  db: Db,
  wish: { kind: 'demo' | 'real'; clockOffset: number },
): Promise<Installation> {
  await sql`INSERT INTO platform.installation (id, kind, clock_offset)
    VALUES (1, ${wish.kind}, ${wish.clockOffset}) ON CONFLICT (id) DO NOTHING`.execute(db)
  const settled = given(await installationOf(db), 'the installation just written')
  if (settled.kind !== wish.kind) {
    throw dbRefusals.kindIsFixed({ kind: settled.kind === 'demo' ? '演示（demonstration）' : '正式（real）' })
  }
  return settled
}
