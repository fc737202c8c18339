import { sql } from 'kysely'
import type { Day } from '#platform/clock/index.ts'
import type { TenantId, Tx } from '#platform/db/index.ts'
import type { AsOf } from './contract.ts'
import type { FactSource, Relation, Situation } from './facts.ts'
import { householdRefusals } from './refusals.ts'
import { householdFactsFrom, memberFactsFrom, type FoundFact, type Json } from './stored-fact.ts'

/** How a value gets into a query: bound, or as a literal where nothing can be bound. */
type Put = (value: string | Date) => ReturnType<typeof sql>
const bound: Put = (value) => sql`${value}`

/** What held on a day, as known now or at an earlier moment. */
export const asKnown = ({ knownOn = null }: AsOf, put = bound) =>
  knownOn === null
    ? sql`known_to IS NULL`
    : sql`known_from <= ${put(knownOn)} AND (known_to IS NULL OR known_to > ${put(knownOn)})`
export const holding = (on: Day, put = bound) =>
  sql`valid_from <= ${put(on)}::date AND (valid_to IS NULL OR valid_to > ${put(on)}::date)`

interface MemberRow {
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

/** One household. @throws notFound: not there or not in sight. */
export async function readSituation(tx: Tx, tenant: TenantId, id: string, asOf: AsOf): Promise<Situation> {
  const { rows } = await sql<{ number: string }>`SELECT number FROM households.household
    WHERE tenant_id = ${tenant} AND id = ${id}`.execute(tx)
  const [household] = rows
  if (household === undefined) throw householdRefusals.notFound()
  const { rows: members } = await sql<MemberRow>`
    SELECT p.id, p.name, m.relation
    FROM (SELECT tenant_id, id, person_id, relation FROM households.member
      WHERE tenant_id = ${tenant} AND household_id = ${id} AND ${asKnown(asOf)} AND ${holding(asOf.factsOn)}) m
    JOIN households.person p ON p.tenant_id = m.tenant_id AND p.id = m.person_id
    ORDER BY ${memberOrder}`.execute(tx)
  const persons = members.map((member) => member.id)
  const factsOf = await readFoundFacts(tx, tenant, { households: [id], persons }, asOf)
  const none = new Map<string, FoundFact>()
  return {
    householdId: id,
    number: household.number,
    members: members.map((member) => ({ ...member, ...memberFactsFrom(factsOf.get(member.id) ?? none) })),
    ...householdFactsFrom(factsOf.get(id) ?? none, asOf.programme),
  }
}

/** The head first, then by age. */
export const memberOrder = sql`m.relation <> 'head', p.born_on NULLS LAST, m.id`

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
