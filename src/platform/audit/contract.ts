import type { TenantId, Tx } from '#platform/db/contract.ts'

/** What was done: a change, or a look at a person, or a door that stayed shut. */
export type AuditAct = 'change' | 'read' | 'reveal' | 'search' | 'export' | 'refused' | 'sign-in'

/** Who is asking. A `Caller` is one; jobs make their own: `{ id: 'system:sealer', name: '系统', … }`. */
export interface Actor {
  readonly id: string
  readonly name: string
  readonly tenant: TenantId
  /** Why: a case number or a sentence; null when none was asked for. */
  readonly purpose: string | null
}

/** What an entry is about: `{ kind: 'household', id: '0193…' }`. Kinds are the nouns of the glossary. */
export interface About {
  readonly kind: string
  readonly id: string
}

export interface Change {
  /** `households.member-moved`: module, then what happened, past tense. */
  readonly action: string
  readonly about: About
  /** The values before and after; kept as ciphertext. Null for what was not there. */
  readonly before?: unknown
  readonly after?: unknown
  /** Why, when it is not the caller's purpose. */
  readonly reason?: string
}

export interface Reading {
  readonly act: Exclude<AuditAct, 'change'>
  /** `households.file-opened`. */
  readonly action: string
  readonly about: About
  /** Counts, filters, hashes of terms. Never a name or a number of a person. */
  readonly details?: Readonly<Record<string, string | number | boolean>>
}

/** Writes into the caller's own transaction: what is not recorded did not happen. */
export interface Audit {
  readonly record: (tx: Tx, who: Actor, change: Change) => Promise<void>
  /** What one command did to thousands of things, each with an entry of its own, in one message. */
  readonly recordMany: (tx: Tx, who: Actor, changes: readonly Change[]) => Promise<void>
  readonly recordRead: (tx: Tx, who: Actor, reading: Reading) => Promise<void>
}
