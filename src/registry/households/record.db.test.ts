import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAudit } from '#platform/audit/index.ts'
import { day, stoppedClock } from '#platform/clock/index.ts'
import { openVault } from '#platform/crypto/index.ts'
import { inScope, type PlaceId, type TenantId, type Tx } from '#platform/db/index.ts'
import { systemCaller, type Caller } from '#platform/http/index.ts'
import { fen } from '#platform/money/index.ts'
import { testDatabase } from '#platform/testing/index.ts'
import { createRegions, type Regions } from '#registry/regions/index.ts'
import type { Fact, HouseholdEntry, MemberEntry } from './contract.ts'
import { checkCharacter } from './id-number.ts'
import { createRecord } from './record.ts'
import { readSituation } from './situation-view.ts'

const database = testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'zhulian-households-'))
afterAll(() => rmSync(folder, { recursive: true }))
const tenant = 7 as TenantId
const stone = '999901100201'
const lake = '999901103201'

const fact = <Value>(value: Value): Fact<Value> => ({
  value,
  source: { kind: 'listed', zh: '名单第 2 行', on: day('2026-03-02') },
})
const idNumber = (serial: number): string => {
  const body = `99990119580417${String(serial).padStart(3, '0')}`
  return body + checkCharacter(body)
}
const person = (name: string, more: Partial<MemberEntry> = {}): MemberEntry => ({
  name,
  relation: 'head',
  document: { kind: 'id-card', number: idNumber(1) },
  bornOn: null,
  sex: null,
  registeredAt: fact(stone),
  residesAt: null,
  urbanRural: fact('rural'),
  maritalStatus: null,
  labourCapacity: null,
  disability: null,
  seriousIllness: null,
  fullTimeStudy: null,
  counted: null,
  incomes: {
    wages: fact({ amount: fen(150_000n), per: 'month' }),
    business: null,
    property: null,
    transfers: null,
    other: null,
  },
  deduction: null,
  ...more,
})
const child = person('居民乙0001', { relation: 'child', document: { kind: 'none-newborn', number: null } })
const entry = (more: Partial<HouseholdEntry> = {}): HouseholdEntry => ({
  number: 'QH-0001',
  place: stone,
  validFrom: day('2026-03-01'),
  reason: '名单体检',
  members: [person('居民甲0001')],
  deposits: fact(fen(0n)),
  homes: null,
  vehicles: null,
  businesses: null,
  propertyFinding: null,
  staffRelative: null,
  benefits: [{ programme: 'dibao', amount: fen(93_000n), since: day('2023-12-01'), source: fact(0)!.source }],
  references: [{ system: 'province', kind: 'household', number: 'P-1' }],
  ...more,
})

describe('把名单上的家庭记进档案', () => {
  let regions: Regions
  let who: Caller
  let record: (tx: Tx, entries: readonly HouseholdEntry[], at?: string) => ReturnType<ReturnType<typeof createRecord>>

  beforeAll(async () => {
    regions = await createRegions({ db: database.db })
    await regions.loadSynthetic()
    const vault = await openVault({ db: database.db, keysFile: join(folder, 'keys'), dataDir: null })
    who = systemCaller('test', tenant)
    record = (tx, entries, at = '2026-03-02T01:00:00Z') => {
      const clock = stoppedClock(at)
      return createRecord({ clock, vault, audit: createAudit({ clock, vault }), regions })(tx, who, entries)
    }
  })
  const inTenant = <Result>(work: (tx: Tx) => Promise<Result>, of: TenantId = tenant): Promise<Result> =>
    database.rolledBack((db) => inScope(db, { tenants: [of], places: 'all' }, work))
  const count = async (tx: Tx, table: string): Promise<number> =>
    (await sql<{ n: number }>`SELECT count(*)::int AS n FROM ${sql.raw(table)}`.execute(tx)).rows[0]!.n

  it('新的一户：成员、事实、现在的待遇都读得回来', () =>
    inTenant(async (tx) => {
      const [recorded] = await record(tx, [entry({ members: [person('居民甲0001'), child] })])
      expect(recorded).toMatchObject({ outcome: 'new', matchedBy: null })
      const situation = await readSituation(tx, tenant, recorded!.householdId, { factsOn: day('2026-03-02') })
      expect(situation.members.map(({ id }) => id)).toEqual(recorded!.memberIds)
      expect(situation.members[0]).toMatchObject({
        relation: 'head',
        incomes: { wages: { value: { amount: 150_000n, per: 'month' } }, business: null },
        seriousIllness: null,
      })
      expect(situation.deposits?.value).toBe(0n)
      expect(situation.homes).toBeNull()
      expect(situation.paidNow?.value).toBe(93_000n)
    }))

  it('同一份名单记两次，什么也不变', () =>
    inTenant(async (tx) => {
      const list = [entry({ members: [person('居民甲0001'), child] })]
      const [first] = await record(tx, list)
      const before = await Promise.all(
        ['fact', 'member', 'change', 'person'].map((table) => count(tx, `households.${table}`)),
      )
      const [second] = await record(tx, list, '2026-03-05T01:00:00Z')
      expect(second).toEqual({ ...first, outcome: 'unchanged', matchedBy: 'number' })
      const after = await Promise.all(
        ['fact', 'member', 'change', 'person'].map((table) => count(tx, `households.${table}`)),
      )
      expect(after).toEqual(before)
    }))

  it('收入变了：以前的日子还是以前的数，以前知道的还查得到', () =>
    inTenant(async (tx) => {
      const [{ householdId } = { householdId: '' }] = await record(
        tx,
        [entry({ validFrom: day('2025-09-01') })],
        '2025-09-02T01:00:00Z',
      )
      const wages = fact({ amount: fen(159_000n), per: 'month' as const })
      await record(tx, [entry({ members: [person('居民甲0001', { incomes: { ...child.incomes, wages } })] })])
      const wagesOn = async (factsOn: string, knownOn: string | null = null): Promise<bigint | undefined> => {
        const asOf = { factsOn: day(factsOn), knownOn: knownOn === null ? null : new Date(knownOn) }
        return (await readSituation(tx, tenant, householdId, asOf)).members[0]!.incomes.wages?.value.amount
      }
      expect(await wagesOn('2026-03-01')).toBe(159_000n)
      expect(await wagesOn('2026-02-28')).toBe(150_000n)
      expect(await wagesOn('2026-03-01', '2026-01-01T00:00:00Z')).toBe(150_000n)
    }))

  it('补录以前的名单，不改现在的待遇', () =>
    inTenant(async (tx) => {
      const [{ householdId } = { householdId: '' }] = await record(tx, [entry()])
      const benefit = { programme: 'dibao', amount: fen(70_000n), since: day('2023-12-01'), source: fact(0)!.source }
      await record(tx, [entry({ validFrom: day('2025-06-01'), benefits: [benefit] })])
      const { rows } = await sql<{ paid: bigint }>`SELECT paid_fen AS paid FROM households.household`.execute(tx)
      expect(rows).toEqual([{ paid: 93_000n }])
      const before = await readSituation(tx, tenant, householdId, { factsOn: day('2025-07-01') })
      expect(before.paidNow?.value).toBe(70_000n)
    }))

  it('空着的格子不抹掉已经知道的', () =>
    inTenant(async (tx) => {
      const [{ householdId } = { householdId: '' }] = await record(tx, [entry()])
      await record(tx, [
        entry({ deposits: null, members: [person('居民甲0001', { incomes: child.incomes, urbanRural: null })] }),
      ])
      const situation = await readSituation(tx, tenant, householdId, { factsOn: day('2026-03-02') })
      expect(situation.deposits?.value).toBe(0n)
      expect(situation.members[0]!.urbanRural?.value).toBe('rural')
    }))

  it('户号对不上，用证件号找到；名单的户号记成参考编号', () =>
    inTenant(async (tx) => {
      const [first] = await record(tx, [entry()])
      const [again] = await record(tx, [entry({ number: '乡-17' })])
      expect(again).toMatchObject({
        householdId: first!.householdId,
        number: 'QH-0001',
        matchedBy: 'id-number',
        outcome: 'changed',
      })
      const [third] = await record(tx, [entry({ number: '乡-17' })])
      expect(third!.outcome).toBe('unchanged')
    }))

  it('名单里没有的成员，从那天起不再是成员，不会消失', () =>
    inTenant(async (tx) => {
      const [{ householdId } = { householdId: '' }] = await record(tx, [
        entry({ members: [person('居民甲0001'), child], validFrom: day('2025-09-01') }),
      ])
      await record(tx, [entry()])
      const names = async (on: string): Promise<string[]> =>
        (await readSituation(tx, tenant, householdId, { factsOn: day(on) })).members.map(({ name }) => name)
      expect(await names('2026-02-28')).toEqual(['居民甲0001', '居民乙0001'])
      expect(await names('2026-03-01')).toEqual(['居民甲0001'])
    }))

  it('一个人同一天不能算在两家；同一份名单里从一家去掉、加到另一家可以', () =>
    inTenant(async (tx) => {
      const other = person('居民丙0002', { document: { kind: 'id-card', number: idNumber(3) } })
      const moving = person('居民乙0001', { relation: 'child', document: { kind: 'id-card', number: idNumber(2) } })
      await record(tx, [
        entry({ members: [person('居民甲0001'), moving] }),
        entry({ number: 'QH-0002', members: [other], references: [] }),
      ])
      const second = entry({
        number: 'QH-0002',
        members: [other, moving],
        references: [],
        validFrom: day('2026-03-02'),
      })
      await expect(record(tx, [second])).rejects.toThrow('已经算在另一户里')
      const both = await record(tx, [entry({ validFrom: day('2026-03-02') }), second])
      expect(both.map(({ outcome }) => outcome)).toEqual(['changed', 'changed'])
      const { rows } = await sql<{ household: string }>`SELECT household_id AS household FROM households.person
        WHERE name = '居民乙0001'`.execute(tx)
      expect(rows).toEqual([{ household: both[1]!.householdId }])
    }))

  it('分户：一个人带着新户号单立一户，原来的户也在名单里，两户各是各的', () =>
    inTenant(async (tx) => {
      const leaving = person('居民乙0001', { document: { kind: 'id-card', number: idNumber(2) } })
      const [before] = await record(tx, [entry({ members: [person('居民甲0001'), { ...leaving, relation: 'child' }] })])
      const apart = entry({ number: 'QH-0002', members: [leaving], references: [], validFrom: day('2026-03-02') })
      const [old, split] = await record(tx, [entry({ validFrom: day('2026-03-02') }), apart])
      expect(old).toMatchObject({ householdId: before!.householdId, outcome: 'changed', matchedBy: 'number' })
      expect(split).toMatchObject({ number: 'QH-0002', outcome: 'new', matchedBy: null })
      expect(await count(tx, 'households.household')).toBe(2)
    }))

  it('两户都写着同一户里的人：先到的是那一户，另一户说清楚，不把两家并成一家', () =>
    inTenant(async (tx) => {
      const second = person('居民乙0001', { relation: 'child', document: { kind: 'id-card', number: idNumber(2) } })
      await record(tx, [entry({ members: [person('居民甲0001'), second] })])
      const left = entry({ number: '乡-1', references: [], validFrom: day('2026-03-02') })
      const right = entry({
        number: '乡-2',
        references: [],
        members: [{ ...second, relation: 'head' }],
        validFrom: day('2026-03-02'),
      })
      const recorded = await record(tx, [left, right])
      expect(new Set(recorded.map(({ householdId }) => householdId)).size).toBe(2)
    }))

  it('数据库自己也守着：直接插入第二家，被约束挡住', async () => {
    const insertion = inTenant(async (tx) => {
      const other = person('居民丙0002', { document: { kind: 'id-card', number: idNumber(3) } })
      const [one, two] = await record(tx, [entry(), entry({ number: 'QH-0002', references: [], members: [other] })])
      await sql`INSERT INTO households.member (tenant_id, id, place_id, household_id, person_id, relation, valid_from, known_from)
        SELECT tenant_id, gen_random_uuid(), place_id, ${two!.householdId}, ${one!.memberIds[0]}, 'other', '2027-01-01', now()
        FROM households.household WHERE id = ${two!.householdId}`.execute(tx)
    })
    await expect(insertion).rejects.toThrow('member_of_one_household')
  })

  it('户号是另一家人的，拒绝，不把两家并成一家', () =>
    inTenant(async (tx) => {
      await record(tx, [entry()])
      const stranger = person('居民丙0009', { document: { kind: 'id-card', number: idNumber(9) } })
      await expect(record(tx, [entry({ members: [stranger] })])).rejects.toThrow('一个成员也对不上')
    }))

  it('没有户主、区划不认识，都说清楚', () =>
    inTenant(async (tx) => {
      await expect(record(tx, [entry({ members: [child] })])).rejects.toThrow('没有户主')
      await expect(record(tx, [entry({ place: '123456' })])).rejects.toThrow('不在区划表里')
    }))

  it('证件号在库里是密文，名字之外查不到', () =>
    inTenant(async (tx) => {
      await record(tx, [entry()])
      const { rows } = await sql<{ row: string }>`SELECT p::text AS row FROM households.person p`.execute(tx)
      expect(rows).toHaveLength(1)
      expect(rows[0]!.row).not.toContain(idNumber(1))
      expect(rows[0]!.row).not.toContain(Buffer.from(idNumber(1)).toString('hex'))
    }))

  it('第二道墙：别的机构、别的村，一行也看不见', () =>
    database.rolledBack(async (db) => {
      await inScope(db, { tenants: [tenant], places: 'all' }, (tx) => record(tx, [entry()]))
      const rowsFor = (of: TenantId, places: readonly PlaceId[] | 'all'): Promise<number[]> =>
        inScope(db, { tenants: [of], places }, (tx) =>
          Promise.all(
            ['household', 'person', 'member', 'fact', 'change', 'external_reference'].map((table) =>
              count(tx, `households.${table}`),
            ),
          ),
        )
      const placeOf = (code: string): PlaceId => regions.directory().get(code).placeId
      expect(await rowsFor(8 as TenantId, 'all')).toEqual([0, 0, 0, 0, 0, 0])
      expect(await rowsFor(tenant, [placeOf(lake)])).toEqual([0, 0, 0, 0, 0, 0])
      expect((await rowsFor(tenant, [placeOf(stone)])).every((n) => n > 0)).toBe(true)
      expect(await sql`SELECT 1 FROM households.person`.execute(db)).toMatchObject({ rows: [] })
    }))
})
