import type { Day } from '#platform/clock/index.ts'
import type { Db, TenantId } from '#platform/db/contract.ts'

/** `bureau` decides and pays; `organisation` is a legal person and data controller of its own. */
export type TenantKind = 'bureau' | 'organisation'

export interface Tenant {
  readonly id: TenantId
  readonly kind: TenantKind
  readonly name: string
  /** Unified social credit code (GB 32100), when known. */
  readonly creditCode: string | null
  /** Seat: canonical region code. What it serves is in the coverage. */
  readonly region: string
  /** True for the bureau of an invented county. */
  readonly isSynthetic: boolean
}

export interface TenantDraft {
  readonly kind: TenantKind
  readonly name: string
  readonly creditCode: string | null
  readonly region: string
  readonly isSynthetic: boolean
  /** Regions it serves from a day on. */
  readonly covers: readonly { readonly region: string; readonly from: Day; readonly to: Day | null }[]
}

export interface Organisations {
  /** @throws unknownTenant */
  readonly get: (db: Db, id: TenantId) => Promise<Tenant>
  readonly all: (db: Db) => Promise<readonly Tenant[]>
  /** Adds a tenant, or returns the one of that kind, name and region. Own transaction (reference table). */
  readonly ensure: (db: Db, draft: TenantDraft) => Promise<Tenant>
  /** Regions a tenant serves on a day: canonical codes. */
  readonly coverageOf: (db: Db, id: TenantId, on: Day) => Promise<readonly string[]>
  /** The bureau that serves a region on a day; the nearest coverage upwards wins. */
  readonly covering: (db: Db, region: string, on: Day) => Promise<Tenant | null>
}
