import { sql } from 'kysely'
import type { Day } from '#platform/clock/index.ts'
import type { PlaceId, TenantId, Tx } from '#platform/db/index.ts'
import type { KnownFact } from './fact-history.ts'
import type { FactSource, Relation } from './facts.ts'
import type { HashedEntry, Known, KnownHousehold, KnownMembership, KnownPerson } from './matching.ts'
import type { Json } from './stored-fact.ts'

interface PersonRow {
  readonly id: string
  readonly name: string
  readonly idHash: string | null
}
interface HouseholdRow {
  readonly id: string
  readonly number: string
  readonly placeId: PlaceId
  readonly headName: string
  readonly references: readonly string[]
}
interface FactRow {
  readonly id: string
  readonly householdId: string | null
  readonly personId: string | null
  readonly kind: string
  readonly value: Json
  readonly sourceKind: FactSource['kind']
  readonly sourceZh: string
  readonly sourceOn: Day
  readonly validFrom: Day
  readonly validTo: Day | null
}

/** Reads everything on file that some entries could be about: a handful of queries, however many entries. */
export async function readKnown(tx: Tx, tenant: TenantId, entries: readonly HashedEntry[]): Promise<Known> {
  const hashes = entries.flatMap(({ members }) => members.flatMap(({ idHash }) => (idHash === null ? [] : [idHash])))
  const numbers = entries.map(({ entry }) => entry.number)
  const stated = await readPersons(
    tx,
    tenant,
    sql`id_hash = ANY(ARRAY(
    SELECT decode(hash, 'hex') FROM unnest(${hashes}::text[]) AS hash))`,
  )
  const through = await readMemberships(tx, tenant, sql`person_id = ANY(${stated.map(({ id }) => id)}::uuid[])`)
  const households = await readHouseholds(
    tx,
    tenant,
    numbers,
    through.map(({ householdId }) => householdId),
  )
  const memberships = await readMemberships(
    tx,
    tenant,
    sql`household_id = ANY(${households.map(({ id }) => id)}::uuid[])`,
  )
  const persons = await readPersons(tx, tenant, sql`id = ANY(${memberships.map(({ personId }) => personId)}::uuid[])`)
  return assemble(
    households,
    [...stated, ...persons],
    [...through, ...memberships],
    await readFacts(tx, tenant, {
      households: households.map(({ id }) => id),
      persons: [...stated, ...persons].map(({ id }) => id),
    }),
  )
}

/** One household's facts as known now, and those of everybody on file as its member; locked until the transaction ends. */
export async function readStanding(
  tx: Tx,
  tenant: TenantId,
  householdId: string,
): Promise<
  | {
      readonly placeId: PlaceId
      readonly facts: readonly KnownFact[]
      readonly persons: ReadonlyMap<string, readonly KnownFact[]>
    }
  | undefined
> {
  const households = await readHouseholds(tx, tenant, [], [householdId])
  const memberships = await readMemberships(tx, tenant, sql`household_id = ${householdId}::uuid`)
  const persons = await readPersons(tx, tenant, sql`id = ANY(${memberships.map(({ personId }) => personId)}::uuid[])`)
  const ids = persons.map(({ id }) => id)
  const facts = await readFacts(tx, tenant, { households: [householdId], persons: ids })
  const known = assemble(households, persons, memberships, facts)
  const household = known.byId.get(householdId)
  return household === undefined
    ? undefined
    : {
        placeId: household.placeId,
        facts: household.facts,
        persons: new Map((known.personsOf.get(householdId) ?? []).map((person) => [person.id, person.facts])),
      }
}

type Condition = ReturnType<typeof sql>

async function readPersons(tx: Tx, tenant: TenantId, condition: Condition): Promise<PersonRow[]> {
  const { rows } = await sql<PersonRow>`SELECT id, name, encode(id_hash, 'hex') AS "idHash"
    FROM households.person WHERE tenant_id = ${tenant} AND ${condition}`.execute(tx)
  return rows
}

async function readMemberships(tx: Tx, tenant: TenantId, condition: Condition): Promise<KnownMembership[]> {
  const { rows } = await sql<KnownMembership & { relation: Relation }>`
    SELECT id, household_id AS "householdId", person_id AS "personId", relation, valid_from AS "validFrom",
      valid_to AS "validTo"
    FROM households.member WHERE tenant_id = ${tenant} AND known_to IS NULL AND ${condition}
    ORDER BY valid_from, id`.execute(tx)
  return rows
}

/** Locked until the transaction ends: two lists at once write one after the other. */
async function readHouseholds(
  tx: Tx,
  tenant: TenantId,
  numbers: readonly string[],
  ids: readonly string[],
): Promise<HouseholdRow[]> {
  const { rows } = await sql<Omit<HouseholdRow, 'references'>>`
    SELECT id, number, place_id AS "placeId", head_name AS "headName" FROM households.household
    WHERE tenant_id = ${tenant} AND (number = ANY(${numbers}::text[]) OR id = ANY(${ids}::uuid[]))
    ORDER BY id FOR UPDATE`.execute(tx)
  const { rows: references } = await sql<{ id: string; text: string }>`
    SELECT about_id AS id, concat_ws('/', system, kind, number) AS text FROM households.external_reference
    WHERE tenant_id = ${tenant} AND about_kind = 'household' AND about_id = ANY(${rows.map(({ id }) => id)}::uuid[])`.execute(
    tx,
  )
  const of = Map.groupBy(references, ({ id }) => id)
  return rows.map((row) => ({ ...row, references: (of.get(row.id) ?? []).map(({ text }) => text) }))
}

async function readFacts(
  tx: Tx,
  tenant: TenantId,
  { households, persons }: { households: readonly string[]; persons: readonly string[] },
): Promise<FactRow[]> {
  const columns = sql`id, household_id AS "householdId", person_id AS "personId", kind, value,
    source_kind AS "sourceKind", source_zh AS "sourceZh", source_on AS "sourceOn", valid_from AS "validFrom",
    valid_to AS "validTo"`
  // Two queries, because OR would keep the planner from using the index of either.
  const { rows } = await sql<FactRow>`
    SELECT ${columns} FROM households.fact
    WHERE tenant_id = ${tenant} AND known_to IS NULL AND household_id = ANY(${households}::uuid[])
    UNION ALL
    SELECT ${columns} FROM households.fact
    WHERE tenant_id = ${tenant} AND known_to IS NULL AND person_id = ANY(${persons}::uuid[])`.execute(tx)
  return rows
}

function assemble(
  households: readonly HouseholdRow[],
  persons: readonly PersonRow[],
  memberships: readonly KnownMembership[],
  facts: readonly FactRow[],
): Known {
  const factsOf = Map.groupBy(facts, ({ householdId, personId }) => householdId ?? personId)
  const known = (id: string): KnownFact[] =>
    (factsOf.get(id) ?? []).map(({ sourceKind, sourceZh, sourceOn, ...fact }) => ({
      ...fact,
      source: { kind: sourceKind, zh: sourceZh, on: sourceOn },
    }))
  const rows = new Map(memberships.map((row) => [row.id, row]))
  const rowsOf = Map.groupBy(rows.values(), ({ personId }) => personId)
  const byPerson = new Map(
    persons.map((person): [string, KnownPerson] => [
      person.id,
      { ...person, memberships: rowsOf.get(person.id) ?? [], facts: known(person.id) },
    ]),
  )
  const byId = new Map(households.map((row): [string, KnownHousehold] => [row.id, { ...row, facts: known(row.id) }]))
  const personsOf = new Map<string, KnownPerson[]>()
  for (const { householdId, personId } of rows.values()) {
    const person = byPerson.get(personId)
    const list = personsOf.get(householdId) ?? []
    if (person !== undefined && !list.includes(person)) list.push(person)
    personsOf.set(householdId, list)
  }
  return {
    byId,
    byNumber: new Map([...byId.values()].map((household) => [household.number, household])),
    personByHash: new Map(
      [...byPerson.values()].flatMap((person) => (person.idHash === null ? [] : [[person.idHash, person]])),
    ),
    personsOf,
  }
}
