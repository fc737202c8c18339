import { sql } from 'kysely'
import type { Day } from '#platform/clock/index.ts'
import type { TenantId, Tx } from '#platform/db/index.ts'
import type { Fen } from '#platform/money/index.ts'
import type { DocumentKind } from './facts.ts'
import { insertRows, updateRows } from './bulk-rows.ts'
import type { MembershipRow, PlannedFact } from './plan.ts'

/** Which household a row is written for; every table carries both. */
interface Owned {
  readonly placeId: number
  readonly householdId: string
}

export interface SavedHousehold extends Owned {
  readonly isNew: boolean
  readonly number: string
  readonly headName: string
  readonly memberCount: number
  readonly urbanRural: string | null
  readonly programmes: readonly string[]
  readonly paid: Fen | null
  readonly paidSince: Day | null
}

export interface SavedPerson extends Owned {
  readonly id: string
  readonly isNew: boolean
  readonly isMember: boolean
  readonly name: string
  readonly pinyin: string
  readonly initials: string
  readonly documentKind: DocumentKind
  /** Null leaves what is on file. */
  readonly idNumber: Buffer | null
  readonly idHash: Buffer | null
  readonly tailHash: Buffer | null
  readonly bornOn: Day | null
  readonly sex: string | null
  readonly registeredAt: string | null
}

export interface SavedChange extends Owned {
  readonly id: string
  readonly byId: string
  readonly byName: string
  readonly kind: 'recorded' | 'changed' | 'handed-over'
  readonly reason: string
  readonly summary: Readonly<Record<string, unknown>>
}

const householdColumns = {
  tenant_id: 'int',
  id: 'uuid',
  place_id: 'int',
  number: 'text',
  created_at: 'timestamptz',
  changed_at: 'timestamptz',
  head_name: 'text',
  member_count: 'int',
  urban_rural: 'text',
  programmes: 'text[]',
  paid_fen: 'bigint',
  paid_since: 'date',
} as const

export async function saveHouseholds(
  tx: Tx,
  tenant: TenantId,
  at: Date,
  households: readonly SavedHousehold[],
): Promise<void> {
  const rows = households.map((row) => ({
    tenant_id: tenant,
    id: row.householdId,
    place_id: row.placeId,
    number: row.number,
    created_at: at,
    changed_at: at,
    head_name: row.headName,
    member_count: row.memberCount,
    urban_rural: row.urbanRural,
    programmes: row.programmes,
    paid_fen: row.paid,
    paid_since: row.paidSince,
  }))
  await insertRows(
    tx,
    'households.household',
    householdColumns,
    rows.filter((_, index) => households[index]!.isNew),
  )
  await updateRows(
    tx,
    {
      table: 'households.household',
      columns: householdColumns,
      set: `changed_at = r.changed_at, head_name = r.head_name, member_count = r.member_count,
        urban_rural = r.urban_rural, programmes = r.programmes, paid_fen = r.paid_fen, paid_since = r.paid_since`,
    },
    rows.filter((_, index) => !households[index]!.isNew),
  )
}

const personColumns = {
  tenant_id: 'int',
  id: 'uuid',
  place_id: 'int',
  household_id: 'uuid',
  name: 'text',
  name_pinyin: 'text',
  initials: 'text',
  document_kind: 'text',
  id_number: 'bytea',
  id_hash: 'bytea',
  tail_hash: 'bytea',
  born_on: 'date',
  sex: 'text',
  registered_at: 'text',
} as const

export async function savePersons(tx: Tx, tenant: TenantId, persons: readonly SavedPerson[]): Promise<void> {
  const rows = persons.map((person) => ({
    tenant_id: tenant,
    id: person.id,
    place_id: person.placeId,
    household_id: person.isMember ? person.householdId : null,
    name: person.name,
    name_pinyin: person.pinyin,
    initials: person.initials,
    document_kind: person.documentKind,
    id_number: person.idNumber,
    id_hash: person.idHash,
    tail_hash: person.tailHash,
    born_on: person.bornOn,
    sex: person.sex,
    registered_at: person.registeredAt,
  }))
  await insertRows(
    tx,
    'households.person',
    personColumns,
    rows.filter((_, index) => persons[index]!.isNew),
  )
  await updateRows(
    tx,
    {
      table: 'households.person',
      columns: personColumns,
      set: `place_id = r.place_id, household_id = r.household_id, name = r.name, name_pinyin = r.name_pinyin,
        initials = r.initials, document_kind = r.document_kind, id_number = coalesce(r.id_number, t.id_number),
        id_hash = coalesce(r.id_hash, t.id_hash), tail_hash = coalesce(r.tail_hash, t.tail_hash),
        born_on = coalesce(r.born_on, t.born_on), sex = coalesce(r.sex, t.sex),
        registered_at = coalesce(r.registered_at, t.registered_at)`,
    },
    rows.filter((_, index) => !persons[index]!.isNew),
  )
}

/** They are members of no household any more; their facts stay. */
export async function releasePersons(tx: Tx, tenant: TenantId, ids: readonly string[]): Promise<void> {
  await sql`UPDATE households.person SET household_id = NULL
    WHERE tenant_id = ${tenant} AND id = ANY(${ids}::uuid[])`.execute(tx)
}

/** What was known until now; the rows stay. */
export async function closeKnown(
  tx: Tx,
  tenant: TenantId,
  at: Date,
  rows: { readonly memberships: readonly string[]; readonly facts: readonly string[] },
): Promise<void> {
  await sql`UPDATE households.member SET known_to = ${at}
    WHERE tenant_id = ${tenant} AND id = ANY(${rows.memberships}::uuid[])`.execute(tx)
  await sql`UPDATE households.fact SET known_to = ${at}
    WHERE tenant_id = ${tenant} AND id = ANY(${rows.facts}::uuid[])`.execute(tx)
}

export const addMemberships = (
  tx: Tx,
  tenant: TenantId,
  at: Date,
  rows: readonly (MembershipRow & Owned & { readonly id: string })[],
): Promise<void> =>
  insertRows(
    tx,
    'households.member',
    {
      tenant_id: 'int',
      id: 'uuid',
      place_id: 'int',
      household_id: 'uuid',
      person_id: 'uuid',
      relation: 'text',
      valid_from: 'date',
      valid_to: 'date',
      known_from: 'timestamptz',
    },
    rows.map((row) => ({
      tenant_id: tenant,
      id: row.id,
      place_id: row.placeId,
      household_id: row.householdId,
      person_id: row.personId,
      relation: row.relation,
      valid_from: row.validFrom,
      valid_to: row.validTo,
      known_from: at,
    })),
  )

export const addFacts = (
  tx: Tx,
  tenant: TenantId,
  at: Date,
  rows: readonly (PlannedFact & Owned & { readonly id: string })[],
): Promise<void> =>
  insertRows(
    tx,
    'households.fact',
    {
      tenant_id: 'int',
      id: 'uuid',
      place_id: 'int',
      household_id: 'uuid',
      person_id: 'uuid',
      kind: 'text',
      value: 'jsonb',
      source_kind: 'text',
      source_zh: 'text',
      source_on: 'date',
      valid_from: 'date',
      valid_to: 'date',
      known_from: 'timestamptz',
    },
    rows.map((row) => ({
      tenant_id: tenant,
      id: row.id,
      place_id: row.placeId,
      household_id: row.personId === null ? row.householdId : null,
      person_id: row.personId,
      kind: row.kind,
      value: row.value,
      source_kind: row.source.kind,
      source_zh: row.source.zh,
      source_on: row.source.on,
      valid_from: row.validFrom,
      valid_to: row.validTo,
      known_from: at,
    })),
  )

export const addReferences = (
  tx: Tx,
  tenant: TenantId,
  rows: readonly (Owned & {
    readonly id: string
    readonly system: string
    readonly kind: string
    readonly number: string
  })[],
): Promise<void> =>
  insertRows(
    tx,
    'households.external_reference',
    {
      tenant_id: 'int',
      id: 'uuid',
      place_id: 'int',
      about_kind: 'text',
      about_id: 'uuid',
      system: 'text',
      kind: 'text',
      number: 'text',
    },
    rows.map((row) => ({
      tenant_id: tenant,
      id: row.id,
      place_id: row.placeId,
      about_kind: 'household',
      about_id: row.householdId,
      system: row.system,
      kind: row.kind,
      number: row.number,
    })),
  )

export const addChanges = (tx: Tx, tenant: TenantId, at: Date, rows: readonly SavedChange[]): Promise<void> =>
  insertRows(
    tx,
    'households.change',
    {
      tenant_id: 'int',
      id: 'uuid',
      place_id: 'int',
      household_id: 'uuid',
      at: 'timestamptz',
      by_id: 'text',
      by_name: 'text',
      kind: 'text',
      reason: 'text',
      summary: 'jsonb',
    },
    rows.map((row) => ({
      tenant_id: tenant,
      id: row.id,
      place_id: row.placeId,
      household_id: row.householdId,
      at,
      by_id: row.byId,
      by_name: row.byName,
      kind: row.kind,
      reason: row.reason,
      summary: row.summary,
    })),
  )
