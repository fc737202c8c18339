import { sql } from 'kysely'
import { copyOut, RowDictionary, type CopiedRow, type TenantId, type Tx } from '#platform/db/index.ts'
import { must } from '#platform/errors/index.ts'
import type { AsOf } from './contract.ts'
import type { Fact, FactSource, Income, MemberFacts, Relation, Situation } from './facts.ts'
import { asKnown, holding, memberOrder } from './situation-view.ts'
import { paidNowFrom, placeOfFact, type FactPlace, type FoundFact, type Json } from './stored-fact.ts'

type Facts = Record<string, Fact<unknown>>

/** A household while it is read: its own facts, and who belongs to it. */
interface Household {
  readonly number: string
  readonly facts: Facts
  readonly benefits: Map<string, FoundFact>
  /** Null until there is one: most households are asked nothing beyond what every household is. */
  stated: Record<string, Fact<string>> | null
  readonly members: {
    readonly id: string
    readonly name: string
    readonly relation: Relation
    readonly facts: Person
  }[]
}
interface Person {
  readonly facts: Facts
  readonly incomes: Facts
  stated: Record<string, Fact<string>> | null
}

// Fields in one order for everybody: objects that look alike are quick to fill and to read.
const nothingKnown = (): Facts => ({
  ...{ bornOn: null, sex: null, registeredAt: null, residesAt: null, urbanRural: null, maritalStatus: null },
  ...{ labourCapacity: null, disability: null, seriousIllness: null, fullTimeStudy: null, counted: null },
  ...{ deduction: null },
})
const noIncome = (): Facts => ({ wages: null, business: null, property: null, transfers: null, other: null })
const nothingOwned = (): Facts => ({
  ...{ deposits: null, homes: null, vehicles: null, businesses: null, propertyFinding: null, staffRelative: null },
})

/**
 * Many households at once: what `readSituation` says of each, in the order of the ids; ids out of sight are left out.
 * Three statements by COPY however many they are, and equal facts are one object.
 */
export async function readSituations(
  tx: Tx,
  tenant: TenantId,
  ids: readonly string[],
  asOf: AsOf,
): Promise<Situation[]> {
  if (ids.length === 0) return []
  const households = await readHouseholds(tx, tenant, ids)
  const persons = await readMembers(tx, { tenant, ids, asOf }, households)
  await readFacts(tx, { tenant, asOf }, { households, persons })
  return ids.flatMap((id) => {
    const found = households.get(id)
    return found ? [situationOf(id, found, asOf.programme)] : []
  })
}

const lit = (value: string | Date) => sql`${sql.lit(value instanceof Date ? value.toISOString() : value)}`
const isUuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

function among(column: 'id' | 'household_id' | 'person_id', ids: Iterable<string>) {
  const list = [...ids]
  must(
    list.every((id) => isUuid.test(id)),
    'ids of households and persons are uuids',
  )
  return sql`${sql.ref(column)} = ANY(${sql.lit(`{${list.join(',')}}`)}::uuid[])`
}

async function readHouseholds(tx: Tx, tenant: TenantId, ids: readonly string[]): Promise<Map<string, Household>> {
  const households = new Map<string, Household>()
  const query = sql`SELECT id, number FROM households.household
    WHERE tenant_id = ${sql.lit(tenant)} AND ${among('id', ids)}`
  const onRow = (row: CopiedRow): void => {
    const household = { number: row.text(1), facts: nothingOwned(), benefits: new Map(), stated: null, members: [] }
    households.set(row.uuid(0), household)
  }
  await copyOut(tx, query, { width: 2, onRow })
  return households
}

interface Question {
  readonly tenant: TenantId
  readonly ids: readonly string[]
  readonly asOf: AsOf
}

async function readMembers(
  tx: Tx,
  { tenant, ids, asOf }: Question,
  households: ReadonlyMap<string, Household>,
): Promise<Map<string, Person>> {
  const persons = new Map<string, Person>()
  const query = sql`SELECT m.household_id, p.id, p.name, m.relation
    FROM (SELECT tenant_id, id, household_id, person_id, relation FROM households.member
      WHERE tenant_id = ${sql.lit(tenant)} AND ${among('household_id', ids)} AND ${asKnown(asOf, lit)}
        AND ${holding(asOf.factsOn, lit)}) m
    JOIN households.person p ON p.tenant_id = m.tenant_id AND p.id = m.person_id
    ORDER BY ${memberOrder}`
  const onRow = (row: CopiedRow): void => {
    const id = row.uuid(1)
    const facts = persons.get(id) ?? { facts: nothingKnown(), incomes: noIncome(), stated: null }
    persons.set(id, facts)
    households.get(row.uuid(0))?.members.push({ id, name: row.text(2), relation: row.text(3) as Relation, facts })
  }
  await copyOut(tx, query, { width: 4, onRow })
  return persons
}

interface Subjects {
  readonly households: ReadonlyMap<string, Household>
  readonly persons: ReadonlyMap<string, Person>
}

/** What one row says, whoever it is about. */
interface Said {
  readonly place: FactPlace
  readonly fact: Fact<unknown>
  readonly found: FoundFact
}

async function readFacts(
  tx: Tx,
  { tenant, asOf }: Pick<Question, 'tenant' | 'asOf'>,
  { households, persons }: Subjects,
): Promise<void> {
  const part = (column: 'household_id' | 'person_id', ids: Iterable<string>) => sql`
    SELECT ${sql.ref(column)}, kind, value, source_kind, source_zh, source_on FROM households.fact
    WHERE tenant_id = ${sql.lit(tenant)} AND ${among(column, ids)} AND ${asKnown(asOf, lit)}
      AND ${holding(asOf.factsOn, lit)}`
  // The same fact of the same source stands on file a thousand times; it is read once.
  const sayings = new RowDictionary(1, saidIn)
  const ofHousehold = (row: CopiedRow): void => {
    const said = sayings.of(row)
    const household = said && households.get(row.uuid(0))
    if (!said || !household) return
    if (said.place.of === 'benefit') household.benefits.set(said.place.name, said.found)
    else if (said.place.of === 'household') household.facts[said.place.name] = said.fact
    else if (said.place.of === 'stated') (household.stated ??= {})[said.place.name] = said.fact as Fact<string>
  }
  let last: { readonly id: Buffer; readonly person: Person | undefined } | null = null
  const ofPerson = (row: CopiedRow): void => {
    const said = sayings.of(row)
    if (!said) return
    // Rows of one person come together, as the index has them.
    if (last === null || !row.isSame(0, last.id)) last = { id: row.copy(0), person: persons.get(row.uuid(0)) }
    const { person } = last
    if (!person) return
    if (said.place.of === 'member') person.facts[said.place.name] = said.fact
    else if (said.place.of === 'income') person.incomes[said.place.name] = said.fact
    else if (said.place.of === 'stated') (person.stated ??= {})[said.place.name] = said.fact as Fact<string>
  }
  await copyOut(tx, part('household_id', households.keys()), { width: 6, onRow: ofHousehold })
  await copyOut(tx, part('person_id', persons.keys()), { width: 6, onRow: ofPerson })
}

function saidIn(row: CopiedRow): Said | null {
  const kind = row.text(1)
  const place = placeOfFact(kind)
  if (place === null) return null
  // The first byte of a value in binary form is the version of its form.
  const value = JSON.parse(row.bytes.toString('utf8', row.starts[2]! + 1, row.ends[2])) as Json
  const source = { kind: row.text(3) as FactSource['kind'], zh: row.text(4), on: row.day(5) }
  return { place, fact: { value: place.read(value), source }, found: { kind, value, source } }
}

function situationOf(
  id: string,
  { number, facts, benefits, stated, members }: Household,
  programme?: string,
): Situation {
  return {
    householdId: id,
    number,
    members: members.map(({ id: memberId, name, relation, facts: person }) => ({
      ...{ id: memberId, name, relation },
      ...(person.facts as unknown as Omit<MemberFacts, 'id' | 'name' | 'relation' | 'incomes'>),
      ...(person.stated === null ? {} : { stated: person.stated }),
      incomes: person.incomes as Readonly<Record<keyof MemberFacts['incomes'], Fact<Income>>>,
    })),
    ...(facts as unknown as Omit<Situation, 'householdId' | 'number' | 'members' | 'paidNow'>),
    ...(stated === null ? {} : { stated }),
    paidNow: benefits.size === 0 ? null : paidNowFrom(benefits, programme),
  }
}
