import { v7 as uuid } from 'uuid'
import type { Clock } from '#platform/clock/index.ts'
import type { Vault } from '#platform/crypto/contract.ts'
import type { TenantId, Tx } from '#platform/db/index.ts'
import { addEntries, findEntriesAbout } from './audit-store.ts'
import type { About, Actor, Audit, AuditAct, Change } from './contract.ts'
import type { StoredEntry } from './seal.ts'

/** One line of a thing's history, opened for a person who may read it. */
export interface AuditLine {
  readonly id: string
  readonly at: Date
  readonly act: AuditAct
  readonly action: string
  readonly actor: { readonly id: string; readonly name: string }
  readonly purpose: string | null
  readonly before: unknown
  readonly after: unknown
  readonly details: Readonly<Record<string, unknown>>
}

interface Needs {
  readonly vault: Vault
  readonly clock: Clock
}

export const createAudit = ({ vault, clock }: Needs): Audit => ({
  record: (tx, who, change) => recordMany(tx, who, [change], { vault, clock }),
  recordMany: (tx, who, changes) => recordMany(tx, who, changes, { vault, clock }),
  recordRead: (tx, who, { act, action, about, details = {} }) =>
    addEntries(tx, who.tenant, [
      {
        ...head(who, about, clock),
        id: uuid(),
        act,
        action,
        details,
        purpose: who.purpose,
        before: null,
        after: null,
      },
    ]),
})

async function recordMany(tx: Tx, who: Actor, changes: readonly Change[], { vault, clock }: Needs): Promise<void> {
  if (changes.length === 0) return
  const box = await vault.boxOf(who.tenant)
  const entries = changes.map(({ action, about, before, after, reason }): StoredEntry => {
    const id = uuid()
    const sealed = (side: string, value: unknown): Buffer | null =>
      value === undefined || value === null ? null : box.seal(written(value), `audit.entry.${side}:${id}`)
    const values = { before: sealed('before', before), after: sealed('after', after) }
    return {
      ...head(who, about, clock),
      ...{ id, act: 'change', action, purpose: reason ?? who.purpose, ...values, details: {} },
    }
  })
  await addEntries(tx, who.tenant, entries)
}

const head = (who: Actor, about: About, clock: Clock) => ({
  at: clock.now(),
  actorId: who.id,
  actorName: who.name,
  aboutKind: about.kind,
  aboutId: about.id,
})

/** Money is bigint; in the audit it is written as its digits. */
const written = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? String(inner) : inner))

/** The history of one thing, newest first. */
export async function readAudit(
  tx: Tx,
  vault: Vault,
  { tenant, about, countMax = 200 }: { tenant: TenantId; about: About; countMax?: number },
): Promise<AuditLine[]> {
  const box = await vault.boxOf(tenant)
  const opened = (entry: StoredEntry, side: 'before' | 'after'): unknown => {
    const sealed = entry[side]
    return sealed === null ? null : (JSON.parse(box.open(sealed, `audit.entry.${side}:${entry.id}`)) as unknown)
  }
  return (await findEntriesAbout(tx, tenant, about, countMax)).map((entry) => ({
    id: entry.id,
    at: entry.at,
    act: entry.act as AuditAct,
    action: entry.action,
    actor: { id: entry.actorId, name: entry.actorName },
    purpose: entry.purpose,
    before: opened(entry, 'before'),
    after: opened(entry, 'after'),
    details: entry.details,
  }))
}
