import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { addDays, day, type Day } from '#platform/clock/index.ts'
import { copyIn, inScope, type PlaceId, type TenantId, type Tx } from '#platform/db/index.ts'
import { chanceOf } from '#platform/decisions/testing/chance.ts'
import { testDatabase } from '#platform/testing/index.ts'
import type { AsOf } from './contract.ts'
import { readSituation } from './situation-view.ts'
import { readSituations } from './situations-view.ts'
import type { Json } from './stored-fact.ts'

const database = testDatabase()
const tenant = 7 as TenantId
const seed = 20_261_126
const chance = chanceOf(seed)
const householdCount = 120
const places = [11, 12, 13] as PlaceId[]
const uuid = (kind: number, n: number): string => `0198000${kind}-0000-7000-8000-${String(n).padStart(12, '0')}`
const someDay = (): Day => addDays(day('2025-01-01'), chance.below(500))
const moments = ['2026-01-01T02:00:00Z', '2026-02-01T02:00:00Z', '2026-03-01T02:00:00Z'].map((at) => new Date(at))

/** Every kind of fact there is, and two that no situation shows. */
const values: Readonly<Record<string, () => Json>> = {
  'born-on': () => addDays(day('1930-01-01'), chance.below(35_000)),
  ...{ sex: () => chance.pick(['male', 'female']), 'registered-at': () => chance.pick(['999901100201', '330400']) },
  ...{ 'resides-at': () => '999901100201', 'urban-rural': () => chance.pick(['urban', 'rural']) },
  ...{ 'marital-status': () => 'widowed', 'labour-capacity': () => chance.pick(['full', 'partial', 'none']) },
  disability: () => chance.pick<Json>(['none', { kind: 'limb', grade: 2 }, { grade: 1, kind: 'sight' }]),
  ...{ 'serious-illness': () => chance.happens(0.5), 'full-time-study': () => chance.happens(0.5) },
  ...{ counted: () => chance.pick(['counted', 'in-prison']), deduction: () => ({ fen: '12345', per: 'year' }) },
  ...Object.fromEntries(
    ['wages', 'business', 'property', 'transfers', 'other'].map((kind) => [
      `income.${kind}`,
      () => ({ fen: String(chance.below(10) === 0 ? 90_071_992_547_409_93n : chance.below(3) * 15_000), per: 'month' }),
    ]),
  ),
  'died-on': () => '2026-02-02',
}
const valuesOfHousehold: Readonly<Record<string, () => Json>> = {
  ...{ deposits: () => String(chance.below(4) * 100_000), homes: () => chance.below(3), vehicles: () => 0 },
  ...{ businesses: () => chance.below(2), 'property-finding': () => chance.pick(['meets', 'fails']) },
  'staff-relative': () => chance.happens(0.3),
  'benefit.dibao': () => ({ fen: chance.happens(0.2) ? null : '93000', since: '2023-12-01' }),
  'benefit.elder-allowance': () => ({ fen: '5000', since: null }),
  'a-kind-of-later': () => ({ 说: ['引号"、反斜杠\\、制表\t'] }),
}

type Row = readonly (string | number | Date | Json | null)[]

/** Values of one kind, one after the other in time; some were corrected, so that an earlier moment knew another. */
function history(place: PlaceId, subject: { household: string | null; person: string | null }, kind: string): Row[] {
  if (chance.happens(0.25)) return []
  const make = { ...values, ...valuesOfHousehold }[kind]!
  const row = (from: Day, to: Day | null, knownFrom: Date, knownTo: Date | null): Row => {
    const source = [chance.pick(['listed', 'found', 'declared']), `名单第 ${chance.below(3)} 行\\N	“一”`, someDay()]
    const id = uuid(9, (facts += 1))
    const value = JSON.stringify(make())
    return [tenant, id, place, subject.household, subject.person, kind, value, ...source, from, to, knownFrom, knownTo]
  }
  const [first, second] = [someDay(), someDay()].toSorted() as [Day, Day]
  const corrected = chance.happens(0.3) ? [row(first, null, moments[0]!, moments[1]!)] : []
  const since = corrected.length > 0 ? moments[1]! : moments[0]!
  if (first === second) return [...corrected, row(first, null, since, null)]
  return [
    ...corrected,
    row(first, second, since, null),
    row(second, chance.happens(0.2) ? addDays(second, 9) : null, since, null),
  ]
}
let facts = 0

beforeAll(async () => {
  await database.inTenant(tenant, async (tx) => {
    const rows = { households: [] as Row[], persons: [] as Row[], members: [] as Row[], facts: [] as Row[] }
    for (let n = 1; n <= householdCount; n += 1) {
      const [household, place] = [uuid(0, n), chance.pick(places)]
      rows.households.push([tenant, household, place, `QH-${n}`, moments[0]!, moments[0]!, '居民甲', 1])
      for (const kind of Object.keys(valuesOfHousehold))
        rows.facts.push(...history(place, { household, person: null }, kind))
      // Some households have nobody; some lost somebody, some were joined later.
      for (let at = 0; at < chance.below(5); at += 1) {
        const person = uuid(1, n * 10 + at)
        const born = chance.happens(0.3) ? null : addDays(day('1940-01-01'), chance.below(20_000))
        rows.persons.push([tenant, person, place, household, `居民${n}-${at}`, 'jumin', 'jm', 'id-card', born])
        const [from, to] = [someDay(), chance.happens(0.3) ? day('2026-06-01') : null]
        const relation = at === 1 ? 'head' : chance.pick(['spouse', 'child', 'parent'])
        rows.members.push([
          tenant,
          uuid(2, n * 10 + at),
          place,
          household,
          person,
          relation,
          from,
          to,
          moments[0]!,
          null,
        ])
        for (const kind of Object.keys(values)) rows.facts.push(...history(place, { household: null, person }, kind))
      }
    }
    const time = ['valid_from', 'valid_to', 'known_from', 'known_to']
    const head = ['tenant_id', 'id', 'place_id']
    await copyIn(
      tx,
      'households.household',
      [...head, 'number', 'created_at', 'changed_at', 'head_name', 'member_count'],
      rows.households as never,
    )
    await copyIn(
      tx,
      'households.person',
      [...head, 'household_id', 'name', 'name_pinyin', 'initials', 'document_kind', 'born_on'],
      rows.persons as never,
    )
    await copyIn(
      tx,
      'households.member',
      [...head, 'household_id', 'person_id', 'relation', ...time],
      rows.members as never,
    )
    await copyIn(
      tx,
      'households.fact',
      [...head, 'household_id', 'person_id', 'kind', 'value', 'source_kind', 'source_zh', 'source_on', ...time],
      rows.facts as never,
    )
  })
})

const reading = <Result>(work: (tx: Tx) => Promise<Result>, only: readonly PlaceId[] | 'all' = 'all') =>
  inScope(database.db, { tenants: [tenant], places: only }, work)
const everybody = Array.from({ length: householdCount }, (_, index) => uuid(0, index + 1))
const oneByOne = async (tx: Tx, ids: readonly string[], asOf: AsOf) => {
  const all = []
  for (const id of ids) all.push(await readSituation(tx, tenant, id, asOf))
  return all
}

describe('一次读很多户', () => {
  it('造出来的户什么样的都有', async () => {
    const { rows } = await sql<{
      kinds: number
      closed: number
      left: number
    }>`SELECT count(DISTINCT kind)::int AS kinds,
      count(known_to)::int AS closed, count(valid_to)::int AS "left" FROM households.fact`.execute(database.owner)
    expect(rows[0]!.kinds).toBe(Object.keys({ ...values, ...valuesOfHousehold }).length)
    expect(Math.min(rows[0]!.closed, rows[0]!.left)).toBeGreaterThan(100)
  })

  it.each(Array.from({ length: 12 }, (_, index) => index))('第 %i 种问法：和一户一户读的一模一样', async () => {
    const asOf: AsOf = {
      factsOn: someDay(),
      knownOn: chance.pick([null, ...moments]),
      ...(chance.happens(0.5) ? { programme: chance.pick(['dibao', 'elder-allowance', 'tekun']) } : {}),
    }
    const ids = everybody.toSorted(() => chance.below(3) - 1)
    await reading(async (tx) => {
      const many = await readSituations(tx, tenant, ids, asOf)
      expect(many).toEqual(await oneByOne(tx, ids, asOf))
      expect(many.map(({ householdId }) => householdId)).toEqual(ids)
    })
  })

  it('看不见的户不在里面，没有的也不在', () =>
    reading(
      async (tx) => {
        const asOf = { factsOn: day('2026-03-02') }
        const { rows } = await sql<{ id: string }>`SELECT id FROM households.household ORDER BY id`.execute(tx)
        const seen = rows.map(({ id }) => id)
        expect(seen.length).toBeGreaterThan(10)
        expect(seen.length).toBeLessThan(householdCount)
        const many = await readSituations(tx, tenant, [...everybody, uuid(0, 99_999)], asOf)
        expect(many).toEqual(await oneByOne(tx, seen, asOf))
      },
      [places[1]!],
    ))

  it('不是编号的不拿去问', () =>
    reading(async (tx) => {
      const asOf = { factsOn: day('2026-03-02') }
      const bad = ["'}'::uuid[]) OR true --"]
      await expect(readSituations(tx, tenant, bad, asOf)).rejects.toThrow('uuids')
      expect(await readSituations(tx, tenant, [], asOf)).toEqual([])
    }))
})
