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
import type { Fact, HouseholdEntry, Households, Statement } from './contract.ts'
import { createHouseholds } from './households.ts'

const database = testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'zhulian-state-'))
afterAll(() => rmSync(folder, { recursive: true }))
const tenant = 7 as TenantId
const who: Caller = systemCaller('test', tenant)
const before = { factsOn: day('2026-02-01') }
const after = { factsOn: day('2026-03-02') }

const found = <Value>(value: Value): Fact<Value> => ({
  value,
  source: { kind: 'found', zh: '人社部门 2026-03-01 的缴费基数（模拟数据）', on: day('2026-03-01') },
})

let regions: Regions
let households: Households
let family: { id: string; place: PlaceId; members: readonly string[] }
let stranger: string

const nobody = { maritalStatus: null, labourCapacity: null, disability: null, seriousIllness: null, deduction: null }
const none = { wages: null, business: null, property: null, transfers: null, other: null }
const listed = <Value>(value: Value): Fact<Value> => ({
  value,
  source: { kind: 'listed', zh: '名单第 2 行', on: day('2026-01-04') },
})
const entry = (number: string): HouseholdEntry => ({
  ...{ number, place: '999901100201', validFrom: day('2026-01-01'), reason: '名单', references: [], benefits: [] },
  ...{ deposits: listed(fen(0n)), homes: listed(1), vehicles: null, businesses: null },
  ...{ propertyFinding: null, staffRelative: null },
  members: [
    {
      ...nobody,
      ...{ name: '居民甲0001', relation: 'head', document: { kind: 'none-unregistered', number: null } },
      ...{ bornOn: listed(day('1958-04-17')), sex: null, registeredAt: null, residesAt: null, urbanRural: null },
      ...{ fullTimeStudy: null, counted: null },
      incomes: { ...none, wages: listed({ amount: fen(150_000n), per: 'month' }) },
    },
  ],
})

beforeAll(async () => {
  regions = await createRegions({ db: database.db })
  await regions.loadSynthetic()
  const vault = await openVault({ db: database.db, keysFile: join(folder, 'keys'), dataDir: null })
  const clock = stoppedClock('2026-03-02T01:00:00Z')
  households = createHouseholds({ clock, vault, audit: createAudit({ clock, vault }), regions })
  await database.inTenant(tenant, async (tx) => {
    const [one, other] = await households.record(tx, who, [entry('QH-0001'), entry('QH-0002')])
    const keys = await households.idsOf(tx, tenant)
    family = { id: one!.householdId, place: keys[0]!.placeId, members: one!.memberIds }
    stranger = other!.memberIds[0]!
  })
})

const inTenant = <Result>(work: (tx: Tx) => Promise<Result>, places: readonly PlaceId[] | 'all' = 'all') =>
  database.rolledBack((db) => inScope(db, { tenants: [tenant], places }, work))
const statement = (more: Partial<Statement> = {}): Statement => ({
  householdId: family.id,
  validFrom: day('2026-03-01'),
  reason: '核对差异经本人认可',
  members: [{ id: family.members[0]!, incomes: { wages: found({ amount: fen(125_000n), per: 'month' }) } }],
  ...more,
})
const situation = (tx: Tx, asOf = after) => households.situationOf(tx, tenant, family.id, asOf)

describe('更正家庭的一项事实', () => {
  it('从那天起是新的，以前的日子还是旧的，别的一项不动', () =>
    inTenant(async (tx) => {
      const [old, earlier] = [await situation(tx), await situation(tx, before)]
      expect(await households.state(tx, who, statement())).toEqual({ changed: true })
      const now = await situation(tx)
      expect(now.members[0]!.incomes.wages).toEqual(found({ amount: 125_000n, per: 'month' }))
      expect({ ...now.members[0]!, incomes: null }).toEqual({ ...old.members[0]!, incomes: null })
      expect(now.deposits).toEqual(old.deposits)
      expect(await situation(tx, before)).toEqual(earlier)
    }))

  it('再说一遍同样的话，什么也不添', () =>
    inTenant(async (tx) => {
      await households.state(tx, who, statement())
      expect(await households.state(tx, who, statement())).toEqual({ changed: false })
      const { rows } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM households.change
        WHERE household_id = ${family.id} AND reason = '核对差异经本人认可'`.execute(tx)
      expect(rows[0]!.n).toBe(1)
    }))

  it('家庭自己的事实也能更正，空着的不算说了零', () =>
    inTenant(async (tx) => {
      const old = await situation(tx)
      await households.state(tx, who, statement({ members: [], household: { vehicles: found(1), homes: null } }))
      const now = await situation(tx)
      expect(now.vehicles).toEqual(found(1))
      expect(now.homes).toEqual(old.homes)
    }))

  it('死亡是一项事实：成员关系不动，谁去世了查得到', () =>
    inTenant(async (tx) => {
      const [person] = family.members
      await households.state(tx, who, statement({ members: [{ id: person!, diedOn: found(day('2026-02-27')) }] }))
      const deaths = await households.deathsOf(tx, who, { persons: [person!, stranger], factsOn: day('2026-03-02') })
      expect(deaths).toEqual([{ personId: person, diedOn: '2026-02-27', source: found(0)!.source }])
      expect((await situation(tx)).members.map(({ id }) => id)).toEqual(family.members)
    }))

  it('别家的人不能混进来', () =>
    inTenant(async (tx) => {
      const act = households.state(tx, who, statement({ members: [{ id: stranger, seriousIllness: found(true) }] }))
      await expect(act).rejects.toMatchObject({ code: 'households.notFound' })
    }))

  it('辖区外的家庭找不到，别的单位也找不到', async () => {
    const elsewhere = regions.placesUnder('999901').find((place) => place !== family.place)!
    const outside = inTenant((tx) => households.state(tx, who, statement()), [elsewhere])
    await expect(outside).rejects.toMatchObject({ code: 'households.notFound' })
    const other = { ...who, tenant: 8 as TenantId }
    await expect(inTenant((tx) => households.state(tx, other, statement()))).rejects.toMatchObject({
      code: 'households.notFound',
    })
  })
})
