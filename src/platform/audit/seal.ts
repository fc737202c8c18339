import { createHash } from 'node:crypto'

/** An entry as it stands in the table. */
export interface StoredEntry {
  readonly id: string
  readonly at: Date
  readonly act: string
  readonly action: string
  readonly actorId: string
  readonly actorName: string
  readonly purpose: string | null
  readonly aboutKind: string
  readonly aboutId: string
  readonly before: Buffer | null
  readonly after: Buffer | null
  readonly details: Readonly<Record<string, unknown>>
}

/** Also used by the ledger, which seals its entries in the same way. */
export const sm3 = (...parts: readonly (Buffer | string)[]): Buffer => {
  const hash = createHash('sm3')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

/** The hash of one entry; every field counts, in one order, so that no two entries read alike. */
export const hashOf = (tenant: number, entry: StoredEntry): Buffer =>
  sm3(
    '\u0000',
    JSON.stringify([
      tenant,
      entry.id,
      entry.at.toISOString(),
      entry.act,
      entry.action,
      entry.actorId,
      entry.actorName,
      entry.purpose,
      entry.aboutKind,
      entry.aboutId,
      entry.before?.toString('hex') ?? null,
      entry.after?.toString('hex') ?? null,
      Object.entries(entry.details).toSorted(([one], [other]) => (one < other ? -1 : 1)),
    ]),
  )

/** Merkle root of a batch: one entry can be proven with a few hashes, without showing the others. */
export function rootOf(hashes: readonly Buffer[]): Buffer {
  if (hashes.length <= 1) return hashes[0] ?? sm3('empty')
  const pairs: Buffer[] = []
  for (let at = 0; at < hashes.length; at += 2) {
    const [left, right] = [hashes[at], hashes[at + 1]]
    if (left) pairs.push(right ? sm3('\u0001', left, right) : left)
  }
  return rootOf(pairs)
}

/** Before the first batch. */
export const chainStart = sm3('zhulian audit')

export const chainAfter = (chain: Buffer, { batch, entries, root }: { batch: number; entries: number; root: Buffer }) =>
  sm3(chain, `\u0002${batch}:${entries}:`, root)
