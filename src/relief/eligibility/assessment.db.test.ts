import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAudit } from '#platform/audit/index.ts'
import { day, month, stoppedClock } from '#platform/clock/index.ts'
import { openVault } from '#platform/crypto/index.ts'
import { inScope, type Db, type PlaceId, type TenantId } from '#platform/db/index.ts'
import { runChecks } from '#platform/checks/index.ts'
import { systemCaller, type Caller } from '#platform/http/index.ts'
import { fen, yuan } from '#platform/money/index.ts'
import { testDatabase } from '#platform/testing/index.ts'
import { createHouseholds, type HouseholdEntry, type Households } from '#registry/households/index.ts'
import { createRegions, type Regions } from '#registry/regions/index.ts'
import type { Eligibility } from './assess/eligibility.ts'
import { keepPack } from './assessment-store.ts'
import { eligibilityChecks } from './checks.ts'
import { eligibilityConsumers } from './consumers.ts'
import { overlayOf } from './packs/overlay.ts'
import { loadCatalogues } from './catalogue/load.ts'
import { createEntitlementService, type EntitlementService } from './catalogue/service.ts'
import { packInForce } from './packs/pack.ts'
import { readModel } from './packs/read-model.ts'
import { createAssessmentService, type AssessmentService, type ReplayedOne, type ToKeep } from './service.ts'
import {
  eligibilityOf,
  fact,
  household,
  patience,
  person,
  policyFolder,
  requestFor,
  shippedPacks,
  withWages,
} from './testing-packs.ts'
import { recompute } from './tree/recompute.ts'

const database = testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'zhulian-eligibility-'))
afterAll(() => rmSync(folder, { recursive: true }))

const clock = stoppedClock('2026-03-02T09:00:00+08:00')
const county = 7 as TenantId
const town = 11 as PlaceId
const otherTown = 2_000_000 as PlaceId
const householdId = '01930000-0000-7000-8000-000000000412'

let eligibility: Eligibility
let serve: (db: Db) => AssessmentService
let households: Households
let entitlementsOn: (db: Db) => EntitlementService
let regions: Regions
beforeAll(async () => {
  eligibility = eligibilityOf(await shippedPacks())
  const vault = await openVault({ db: database.db, keysFile: join(folder, 'keys'), dataDir: null })
  regions = await createRegions({ db: database.db })
  await regions.loadSynthetic()
  const audit = createAudit({ vault, clock })
  households = createHouseholds({ clock, vault, audit, regions })
  const catalogues = await loadCatalogues(policyFolder)
  entitlementsOn = (db) =>
    createEntitlementService({
      ...{ db, clock, audit, eligibility, households, catalogues },
      regionOf: () => Promise.resolve('999901'),
    })
  serve = (db) =>
    createAssessmentService({
      db,
      clock,
      eligibility,
      readModel,
      audit,
      households,
      directory: () => regions.directory(),
    })
}, patience)

const three = household([withWages(person('1'), '1500'), person('2'), person('3', { relation: 'child' })], {
  paidNow: fact(yuan('1020')),
})
const answer = (on = '2018-11-26'): ToKeep => {
  const request = requestFor(three, { on })
  return { householdId, placeId: town, request, result: eligibility.assess(request) }
}
const clerk: Caller = systemCaller('test', county)
const callerAt = (places: Caller['places'], tenant = county): Caller => ({
  ...systemCaller('test', tenant),
  places,
  transaction: (db, work) => inScope(db, { tenants: [tenant], places }, work),
})
const keep = (db: Db, answers: readonly ToKeep[] = [answer()]): Promise<readonly string[]> =>
  clerk.transaction(db, (tx) => serve(db).keep(tx, clerk, answers))

describe('测算存下来', () => {
  it('读回来一样：数、理由、算式、和现在发的差', () =>
    database.rolledBack(async (db) => {
      const [id] = await keep(db)
      const stored = await serve(db).read(clerk, id!)
      expect(stored).toMatchObject({
        amount: '93000',
        paidNow: '102000',
        household: { id: householdId, number: 'QH-0412', head: '居民甲0001' },
        difference: { category: 'overpaid', amount: '-9000' },
        assessedAt: '2026-03-02T01:00:00.000Z',
      })
      expect(recompute(stored.assessment.tree as never)).toEqual({ amount: 93_000n, faults: [] })
    }))

  it('用过的规则整份留下，同一份只留一次', () =>
    database.rolledBack(async (db) => {
      await keep(db, [answer(), answer('2018-12-01')])
      await keep(db)
      const kept = await clerk.transaction(db, (tx) =>
        sql<{ pack_id: string; parts: Record<string, Record<string, string>> }>`
          SELECT pack_id, parts FROM eligibility.pack_in_force`.execute(tx),
      )
      expect(kept.rows.map(({ pack_id: pack }) => pack)).toEqual(['jiaxing-dibao'])
      expect(Object.keys(kept.rows[0]!.parts).toSorted()).toEqual(['000000/dibao', '330000/dibao', '330400/dibao'])
      expect(kept.rows[0]!.parts['330000/dibao']?.['dibao-2014.dmn']).toContain('收入条件')
    }))

  it('只认身份不发钱的也存得下：符合，钱是零；用到的低保标准一起留下', () =>
    database.rolledBack(async (db) => {
      const request = requestFor(three, { programme: 'needs-register' })
      const [id] = await keep(db, [{ householdId, placeId: town, request, result: eligibility.assess(request) }])
      expect(await serve(db).read(clerk, id!)).toMatchObject({
        ...{ outcome: 'entitled', amount: '0' },
        assessment: { per: 'status', class: '需求登记' },
      })
      expect((await serve(db).replay(clerk, id!)).isSame).toBe(true)
      const kept = await clerk.transaction(db, (tx) =>
        sql<{ parts: object }>`SELECT parts FROM eligibility.pack_in_force`.execute(tx),
      )
      expect(Object.keys(kept.rows[0]!.parts)).toContain('330400/dibao')
    }))
  it('发钱的项目，说符合却没有钱，库里不收', () =>
    database.rolledBack(async (db) => {
      const made = answer()
      await expect(keep(db, [{ ...made, result: { ...made.result, amount: fen(0) } }])).rejects.toThrow(
        'assessment_amount_fits_outcome',
      )
    }))

  it('重算：用留下的规则，哪怕装着的规则后来变了，也一分不差', () =>
    database.rolledBack(async (db) => {
      const [id] = await keep(db)
      const replayed = await serve(db).replay(clerk, id!)
      expect(replayed.isSame).toBe(true)
      expect(replayed.again?.amount).toBe(yuan('930'))
      expect(replayed.differences).toEqual([])
    }))

  it('全部重算：存的数被动过的，指得出是哪一次，别的一分不差', () =>
    database.rolledBack(async (db) => {
      const made = answer()
      await keep(db, [made, answer('2018-10-01')])
      const [altered] = await keep(db, [{ ...made, result: { ...made.result, amount: fen(93_001) } }])
      const differences: ReplayedOne[] = []
      expect(await serve(db).replayAll(clerk, (one) => differences.push(one))).toBe(3)
      expect(differences.map(({ id, householdId: whose }) => [id, whose])).toEqual([[altered, householdId]])
    }))
  it('当时留下的规则读不出来：说出是哪一户，别的接着重算', () =>
    database.rolledBack(async (db) => {
      const made = answer()
      const { hash } = made.result.pack
      const broken = { packId: 'x', programme: 'dibao', region: '330400', title: 'x', status: 'in-force' }
      const parts = { '330400/dibao': { 'pack.yaml': 'id: [' } }
      await clerk.transaction(db, (tx) =>
        keepPack(tx, clerk.tenant, { ...broken, hash, parts }, { by: 'test', at: new Date() }),
      )
      const [id] = await keep(db, [made])
      const differences: ReplayedOne[] = []
      expect(await serve(db).replayAll(clerk, (one) => differences.push(one))).toBe(1)
      expect(differences.map((one) => [one.id, one.householdId])).toEqual([[id, householdId]])
      expect(differences[0]?.differences.map(({ zh }) => zh).join()).toContain('当时留下的规则读不出来')
    }))

  it('当时留下的规则不在了：说不在了，说是哪一份，不说程序变了；别的接着重算', async () => {
    const who = callerAt('all', 9 as TenantId)
    const { db, owner } = database
    const { hash, title } = answer().result.pack
    const kept = (made: ToKeep) => who.transaction(db, (tx) => serve(db).keep(tx, who, [made]))
    const request = requestFor(three, { programme: 'needs-register' })
    const [gone] = await kept(answer())
    await kept({ ...answer(), request, result: eligibility.assess(request) })
    // As somebody who owns the database would lose it: the guards are switched off first.
    await owner.connection().execute(async (one) => {
      await sql`SET session_replication_role = replica`.execute(one)
      await sql`DELETE FROM eligibility.pack_in_force WHERE tenant_id = 9 AND hash = ${hash}`.execute(one)
      await sql`RESET session_replication_role`.execute(one)
    })
    const differences: ReplayedOne[] = []
    expect(await serve(db).replayAll(who, (one) => differences.push(one))).toBe(2)
    await sql`TRUNCATE eligibility.assessment, eligibility.pack_in_force`.execute(owner)
    expect(differences.map(({ id }) => id)).toEqual([gone])
    expect(differences[0]).toMatchObject({ isSame: false, again: null })
    expect(differences[0]?.differences).toEqual([
      {
        zh: `当时留下的规则不在了：${title}（jiaxing-dibao，指纹 ${hash}）。没有它就没法重算，请从备份里找回来`,
        en: expect.stringMatching(/^the law kept with it is missing: [ -~]+ \(jiaxing-dibao, hash [0-9a-f]{64}\)\./),
      },
    ])
  })

  it('没有标准的答案也存得下，不带数', () =>
    database.rolledBack(async (db) => {
      const [id] = await keep(db, [answer('2018-10-01')])
      expect(await serve(db).read(clerk, id!)).toMatchObject({ outcome: 'no-rule', amount: null })
      expect((await serve(db).replay(clerk, id!)).isSame).toBe(true)
    }))

  it('模拟和试算的参数跟着存，重算也一样，始终标着模拟', () =>
    database.rolledBack(async (db) => {
      const { packs } = eligibility.library
      const options = {
        overlay: overlayOf([{ key: 'dibao.standard', value: '900' }], { region: '330400', packs, document: '试算' }),
      }
      const request = requestFor(three)
      const result = eligibility.assess(request, options)
      const [id] = await keep(db, [{ householdId, placeId: town, request, result, options }])
      expect(await serve(db).read(clerk, id!)).toMatchObject({ simulated: true, amount: '120000' })
      expect((await serve(db).replay(clerk, id!)).isSame).toBe(true)
    }))

  it('换了规则再算的，不是同一个答案', async () => {
    const before = answer()
    const packs = eligibility.library.packs.map((pack) =>
      pack.id === 'jiaxing-dibao'
        ? packInForce({ ...pack, rows: pack.rows.map((row) => ({ ...row, value: '811.00' })) }, day('2018-01-01'))
        : pack,
    )
    const after = eligibilityOf(packs).assess(before.request)
    expect([after.amount, after.pack.hash === before.result.pack.hash]).toEqual([yuan('933'), false])
  })
})

const rowsSeenBy = (db: Db, who: Caller): Promise<readonly unknown[]> =>
  who.transaction(db, (tx) => serve(db).rows(tx, who, householdId))

describe('谁看得见', () => {
  it('别的镇、别的局，问编号、问一家、直接查表，都没有', () =>
    database.rolledBack(async (db) => {
      const [id] = await keep(db)
      for (const who of [callerAt([otherTown]), callerAt('all', 8 as TenantId)]) {
        await expect(serve(db).read(who, id!)).rejects.toThrow('没有找到这次测算')
        expect(await rowsSeenBy(db, who)).toEqual([])
        await expect(serve(db).list(who, householdId)).rejects.toThrow('没有找到这一户')
        const raw = await who.transaction(db, (tx) => sql`SELECT 1 FROM eligibility.assessment`.execute(tx))
        expect(raw.rows).toEqual([])
      }
      expect(await rowsSeenBy(db, callerAt([town]))).toHaveLength(1)
    }))

  it('打开一次，留一次痕', () =>
    database.rolledBack(async (db) => {
      const [id] = await keep(db)
      await serve(db).read(clerk, id!)
      const seen = await clerk.transaction(db, (tx) =>
        sql<{ action: string }>`SELECT action FROM audit.entry WHERE action LIKE 'eligibility.%'`.execute(tx),
      )
      expect(seen.rows).toEqual([{ action: 'eligibility.assessment-opened' }])
    }))
})

describe('按档案里的情况测算', () => {
  const stone = '999901100201'
  const entry = (): HouseholdEntry => {
    const { id: _, ...member } = withWages(person('1', { registeredAt: fact(stone) }), '500')
    return {
      number: 'QH-0001',
      place: stone,
      validFrom: day('2026-03-01'),
      reason: '名单体检',
      members: [{ ...member, document: { kind: 'none-unregistered', number: null } }],
      deposits: fact(fen(0)),
      homes: fact(1),
      vehicles: fact(0),
      businesses: fact(0),
      propertyFinding: null,
      staffRelative: null,
      benefits: [{ programme: 'dibao', amount: yuan('300'), since: day('2024-12-01'), source: fact(0)!.source }],
      references: [],
    }
  }
  const asked = { programme: 'dibao', region: '999901', factsOn: day('2026-03-02'), lawOn: day('2026-03-02') }
  it('可享政策：管得着的看得见六十项；管不着的，没有这一户；填错的不收', () =>
    database.rolledBack(async (db) => {
      const [recorded] = await clerk.transaction(db, (tx) => households.record(tx, clerk, [entry()]))
      const { householdId } = recorded!
      const entitlements = entitlementsOn(db)
      const matched = await entitlements.match(clerk, { householdId, answers: [] })
      expect(matched).toMatchObject({ household: { number: 'QH-0001' }, region: '999901', on: '2026-03-02' })
      expect(matched.items).toHaveLength(60)
      expect(matched.items.find(({ id }) => id === 'dibao')).toMatchObject({ class: 'fits', amount: '31000' })
      for (const who of [callerAt([otherTown]), callerAt('all', 8 as TenantId)])
        await expect(entitlements.match(who, { householdId, answers: [] })).rejects.toThrow('没有找到这一户')
      const answers = [{ path: 'household.stated.aid.class', value: '富裕' }]
      await expect(entitlements.match(clerk, { householdId, answers })).rejects.toThrow('不能是')
    }))
  it('从档案取事实，照青禾县的规矩算，存下来，谁做的留痕', () =>
    database.rolledBack(async (db) => {
      const [recorded] = await clerk.transaction(db, (tx) => households.record(tx, clerk, [entry()]))
      const question = { householdId: recorded!.householdId, ...asked, month: month('2026-03') }
      const { id } = await serve(db).assessHousehold(clerk, question)
      expect(await serve(db).read(clerk, id)).toMatchObject({
        outcome: 'entitled',
        amount: '31000',
        paidNow: '30000',
        difference: { category: 'underpaid', amount: '1000' },
        household: { number: 'QH-0001' },
      })
      const place = regions.directory().get(stone).placeId
      expect(await serve(db).list(callerAt([place]), recorded!.householdId)).toHaveLength(1)
      const refused = serve(db).list(callerAt([otherTown]), recorded!.householdId)
      await expect(refused).rejects.toThrow('没有找到这一户')
    }))
  it('看不见的家庭，算不了', () =>
    database.rolledBack(async (db) => {
      const [recorded] = await clerk.transaction(db, (tx) => households.record(tx, clerk, [entry()]))
      const question = { householdId: recorded!.householdId, ...asked, month: month('2026-03') }
      await expect(serve(db).assessHousehold(callerAt([otherTown]), question)).rejects.toThrow('没有找到')
    }))
})

describe('常设核验', () => {
  const offenders = (db: Db): Promise<readonly string[]> =>
    runChecks(db, eligibilityChecks, { tenants: [county], today: clock.today() }).then((results) =>
      results.filter(({ holds }) => !holds).map(({ name }) => name),
    )
  it('存下的都过', () =>
    database.rolledBack(async (db) => {
      await keep(db, [answer(), answer('2018-10-01')])
      expect(await offenders(db)).toEqual([])
    }))
  it('钱数和算式、和存下的答案对不上，查得出来', () =>
    database.rolledBack(async (db) => {
      const made = answer()
      await keep(db, [{ ...made, result: { ...made.result, amount: fen(93_001) } }])
      expect(await offenders(db)).toEqual(['eligibility.amount-is-the-last-line'])
    }))
  it('移交的家庭，测算跟着走', () =>
    database.rolledBack(async (db) => {
      await keep(db)
      const event = { id: 'e', tenant: county, kind: 'households.handed-over', about: householdId, version: 2 }
      const [follow] = eligibilityConsumers
      await clerk.transaction(db, (tx) => follow!.react(tx, { ...event, codes: { place: otherTown } }))
      expect(await rowsSeenBy(db, callerAt([town]))).toEqual([])
      expect(await rowsSeenBy(db, callerAt([otherTown]))).toHaveLength(1)
    }))
})

describe('表自己守的规矩', () => {
  const change = (statement: string): Promise<unknown> =>
    database.rolledBack(async (db) => {
      await keep(db)
      return clerk.transaction(db, (tx) => sql.raw(statement).execute(tx))
    })
  it.each([
    ['答案不能改', `UPDATE eligibility.assessment SET amount_fen = 1`],
    ['答案不能删', `DELETE FROM eligibility.assessment`],
    ['留下的规则不能改', `UPDATE eligibility.pack_in_force SET title = '改'`],
    ['留下的规则不能删', `DELETE FROM eligibility.pack_in_force`],
  ])('%s', async (_, statement) => expect(change(statement)).rejects.toThrow('permission denied'))
  it('移交以后，跟着换地方', async () => {
    await expect(change(`UPDATE eligibility.assessment SET place_id = 2000000`)).resolves.toBeDefined()
  })
})
