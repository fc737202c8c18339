import { sql } from 'kysely'
import type { Day } from '#platform/clock/index.ts'
import type { TenantId, Tx } from '#platform/db/index.ts'
import type { AsOf } from './contract.ts'
import type { FactSource, Relation, Situation } from './facts.ts'
import { householdRefusals } from './refusals.ts'
import { householdFactsFrom, memberFactsFrom, type FoundFact, type Json } from './stored-fact.ts'

/** What held on a day, as known now or at an earlier moment. */
export const asKnown = ({ knownOn = null }: AsOf) =>
  knownOn === null
    ? sql`known_to IS NULL`
    : sql`known_from <= ${knownOn} AND (known_to IS NULL OR known_to > ${knownOn})`
export const holding = (on: Day) => sql`valid_from <= ${on}::date AND (valid_to IS NULL OR valid_to > ${on}::date)`

interface HouseholdRow {
  readonly id: string
  readonly number: string
}
interface MemberRow {
  readonly householdId: string
  readonly id: string
  readonly name: string
  readonly relation: Relation
}
interface FactRow {
  readonly subject: string
  readonly kind: string
  readonly value: Json
  readonly sourceKind: FactSource['kind']
  readonly sourceZh: string
  readonly sourceOn: Day
}

/** Three queries, however many households. Ids out of sight are left out. */
export async function readSituations(
  tx: Tx,
  tenant: TenantId,
  ids: readonly string[],
  asOf: AsOf,
): Promise<Situation[]> {
  const { rows: households } = await sql<HouseholdRow>`SELECT id, number FROM households.household
    WHERE tenant_id = ${tenant} AND id = ANY(${ids}::uuid[])`.execute(tx)
  const { rows: members } = await sql<MemberRow>`
    SELECT m.household_id AS "householdId", p.id, p.name, m.relation
    FROM (SELECT tenant_id, id, household_id, person_id, relation FROM households.member
      WHERE tenant_id = ${tenant} AND household_id = ANY(${ids}::uuid[]) AND ${asKnown(asOf)}
        AND ${holding(asOf.factsOn)}) m
    JOIN households.person p ON p.tenant_id = m.tenant_id AND p.id = m.person_id
    ORDER BY m.relation <> 'head', p.born_on NULLS LAST, m.id`.execute(tx)
  const persons = members.map(({ id }) => id)
  const factsOf = await readFoundFacts(tx, tenant, { households: ids, persons }, asOf)
  const membersOf = Map.groupBy(members, ({ householdId }) => householdId)
  const none = new Map<string, FoundFact>()
  const byId = new Map(
    households.map(({ id, number }): [string, Situation] => [
      id,
      {
        householdId: id,
        number,
        members: (membersOf.get(id) ?? []).map(({ householdId: _, ...member }) => ({
          ...member,
          ...memberFactsFrom(factsOf.get(member.id) ?? none),
        })),
        ...householdFactsFrom(factsOf.get(id) ?? none, asOf.programme),
      },
    ]),
  )
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** Facts by subject (a household's or a person's id) and kind. */
export async function readFoundFacts(
  tx: Tx,
  tenant: TenantId,
  { households, persons }: { households: readonly string[]; persons: readonly string[] },
  asOf: AsOf,
): Promise<ReadonlyMap<string, ReadonlyMap<string, FoundFact>>> {
  const part = (subject: ReturnType<typeof sql>, ids: readonly string[]) => sql`
    SELECT ${subject} AS subject, kind, value, source_kind AS "sourceKind", source_zh AS "sourceZh",
      source_on AS "sourceOn"
    FROM households.fact
    WHERE tenant_id = ${tenant} AND ${subject} = ANY(${ids}::uuid[]) AND ${asKnown(asOf)} AND ${holding(asOf.factsOn)}`
  // Two queries, because OR would keep the planner from using the index of either.
  const { rows } = await sql<FactRow>`${part(sql`household_id`, households)}
    UNION ALL ${part(sql`person_id`, persons)}`.execute(tx)
  const found = new Map<string, Map<string, FoundFact>>()
  for (const { subject, kind, value, sourceKind, sourceZh, sourceOn } of rows) {
    const facts = found.get(subject) ?? new Map<string, FoundFact>()
    facts.set(kind, { kind, value, source: { kind: sourceKind, zh: sourceZh, on: sourceOn } })
    found.set(subject, facts)
  }
  return found
}

/** @throws notFound */
export async function readSituation(tx: Tx, tenant: TenantId, id: string, asOf: AsOf): Promise<Situation> {
  const [situation] = await readSituations(tx, tenant, [id], asOf)
  if (situation === undefined) throw householdRefusals.notFound()
  return situation
}
