import type { Day } from '#platform/clock/index.ts'
import type { PlaceId, TenantId, Tx } from '#platform/db/contract.ts'
import type { Caller } from '#platform/http/contract.ts'

/** What a paper is: original bytes, never changed. */
export interface DocumentDraft {
  /** Household it belongs to; null for an office's own paper (a whole list). */
  readonly householdId: string | null
  readonly place: PlaceId | null
  /** `roster-sheet`, `id-card-copy`, `home-survey`, … a code of the glossary. */
  readonly kind: string
  readonly name: string
  readonly mediaType: string
  readonly bytes: Buffer
  /** Retention class: how long it is kept, a code of the archive profile. */
  readonly retention: string
  readonly archiveNumber: string | null
}

export interface DocumentRow {
  readonly id: string
  readonly householdId: string | null
  readonly kind: string
  readonly name: string
  readonly mediaType: string
  readonly size: number
  /** SHA-256 of the bytes, hexadecimal. */
  readonly sha256: string
  readonly retention: string
  readonly archiveNumber: string | null
  readonly keptAt: Date
  readonly keptOn: Day
  readonly keptBy: string
}

/** `isKnown`: the same bytes were kept for this household and kind before, and nothing was added. */
export type KeptDocument = DocumentRow & { readonly isKnown: boolean }

export interface Documents {
  /**
   * Keeps the bytes; the same bytes of the same kind for the same household are kept once. Photos and PDFs from outside
   * go through `readPaper` first.
   */
  readonly keep: (tx: Tx, who: Caller, draft: DocumentDraft) => Promise<KeptDocument>
  readonly ofHousehold: (tx: Tx, tenant: TenantId, householdId: string) => Promise<readonly DocumentRow[]>
  /**
   * Papers that came before their household was on file (`householdId` null) now belong to it.
   *
   * @returns ids of those that do; the others belong to another household already
   */
  readonly attach: (
    tx: Tx,
    tenant: TenantId,
    ids: readonly string[],
    to: { readonly householdId: string; readonly place: PlaceId },
  ) => Promise<readonly string[]>
  /** The household was handed over: whoever handles it now sees its papers, whoever handled it before does not. */
  readonly follow: (tx: Tx, tenant: TenantId, householdId: string, place: PlaceId) => Promise<void>
  /** @throws notFound */
  readonly open: (tx: Tx, who: Caller, id: string) => Promise<{ readonly row: DocumentRow; readonly bytes: Buffer }>
}
