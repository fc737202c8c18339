import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createAudit } from '#platform/audit/index.ts'
import { runChecks } from '#platform/checks/index.ts'
import { day, month } from '#platform/clock/index.ts'
import { inScope, type PlaceId, type TenantId } from '#platform/db/index.ts'
import { systemCaller, type Caller } from '#platform/http/index.ts'
import { fen } from '#platform/money/index.ts'
import { ledgerChecks, moved } from '#finance/ledger/index.ts'
import { payoutChecks, payoutRefusals, readCorrections, type Payouts } from '#finance/payouts/index.ts'
import { testDatabase } from '#platform/testing/index.ts'
import { readModel } from '#relief/eligibility/index.ts'
import { adjustedWhole, createWorkbench, type Workbench } from '#relief/policy-workbench/index.ts'
import type { Product } from './compose.ts'
import { raisedStandard } from './testing-standard.ts'
import { testProduct, type TestProduct } from './testing.ts'

const database = testDatabase()
const dibao = { region: '999901', programme: 'dibao' }
const [february, march] = [month('2026-02'), month('2026-03')]
let made: TestProduct
let product: Product
let tenant: TenantId
let officer: Caller
let head: Caller
let otherHead: Caller
let version: { readonly serial: number }
/** Households paid since February; the first was decided on anew in March, the second by the amount of the new standard. */
let paid: readonly { readonly household: string; readonly amount: bigint }[]
let baseline: unknown

beforeAll(async () => {
  made = await testProduct(database, 40)
  product = made.product
  tenant = made.ground.bureau.id
  const named = (id: string): Caller => ({ ...systemCaller(id, tenant), id, name: id, purpose: '核对测试' })
  ;[officer, head, otherHead] = [named('officer'), named('head'), named('head-2')]
  paid = await ready()
  await listed('2026-02')
  version = await raisedStandard(product, { officer, head })
  await decidedAnew()
  baseline = await books()
}, 180_000)
afterAll(() => made.remove())
/** Every test takes back what it did: no fen, no right and no reservation is left of it. */
afterEach(async () => {
  expect(await books()).toEqual(baseline)
  const asked = { tenants: [tenant], today: day('2026-03-02') }
  for (const { name, offenders } of await runChecks(database.db, [...ledgerChecks, ...payoutChecks], asked))
    expect([name, offenders]).toEqual([name, []])
})

const by = <Result>(who: Caller, work: Parameters<Caller['transaction']>[1]): Promise<Result> =>
  who.transaction(product.db, work) as Promise<Result>
const read = async <Row>(query: ReturnType<typeof sql<Row>>): Promise<Row[]> =>
  (await database.inTenant(tenant, (tx) => query.execute(tx))).rows

async function ready(): Promise<typeof paid> {
  const { house, ledger } = product.loop.bank
  const purse = { programme: 'dibao', source: 'county', budgetYear: 2026, householdId: null, month: null } as const
  return by(officer, async (tx) => {
    await ledger.post(tx, officer, {
      ...{ key: 'allot', kind: 'payouts.allotted', why: '测试额度', on: day('2026-01-01') },
      legs: moved(fen(10_000_000_00), { ...purse, account: 'outside' }, { account: 'allotment' }),
      about: { kind: 'allotment', id: 'test' },
    })
    const { rows } = await sql<{ household: string; place: PlaceId; amount: bigint }>`
      SELECT DISTINCT ON (household_id) household_id AS household, place_id AS place, amount_fen AS amount
      FROM eligibility.assessment WHERE programme = 'dibao' AND outcome = 'entitled'
      ORDER BY household_id, created_at DESC LIMIT 11`.execute(tx)
    const rights = rows.map(({ household: householdId, place, amount }) => ({
      ...{ householdId, placeId: place, programme: 'dibao', from: february },
      rate: { per: 'month' as const, amount: fen(amount) },
      source: { kind: 'legacy' as const, document: '测试名册' },
    }))
    await house.payouts.adoptLegacy(tx, officer, rights, february)
    return rows
  })
}

async function listed(when: string): Promise<string> {
  const { runs } = product.loop.bank.house
  const id = await by<string>(officer, (tx) => runs.make(tx, officer, { programme: 'dibao', month: month(when) }))
  await by(officer, (tx) => runs.freeze(tx, officer, id))
  await by(head, (tx) => runs.approve(tx, head, id))
  return id
}

const rightOf = async (household: string) =>
  (await database.inTenant(tenant, (tx) => product.loop.bank.house.payouts.ofHousehold(tx, tenant, household)))[0]!
async function change(household: string, amount: bigint, from = march, why = '复核'): Promise<number> {
  const { id: entitlementId } = await rightOf(household)
  const wish = { entitlementId, rate: { per: 'month' as const, amount: fen(amount) }, from, why, decisionId: null }
  const right = await by<{ version: number }>(officer, (tx) =>
    product.loop.bank.house.payouts.change(tx, officer, wish),
  )
  return right.version
}

async function decidedAnew(): Promise<void> {
  const [anew, alreadyNew] = paid
  await change(anew!.household, anew!.amount, march, '收入复核')
  const { id } = await by<{ id: string }>(officer, (tx) =>
    product.workbench.adjustments.prepare(tx, officer, { ...dibao, ...version }),
  )
  const [line] = await read(sql<{ after: bigint }>`SELECT after_fen AS after FROM policy_workbench.adjustment_line
    WHERE adjustment_id = ${id} AND household_id = ${alreadyNew!.household}`)
  await by(officer, (tx) => product.workbench.adjustments.drop(tx, officer, id, '先复核一户'))
  await change(alreadyNew!.household, line!.after, march, '新标准复核')
}

/** What stands in every account, and what is kept back for every household. */
async function books(): Promise<unknown> {
  return {
    ledger: await read(sql`SELECT account, source, budget_year, household_id, month::text, sum(amount)::text AS fen
      FROM ledger.leg GROUP BY 1, 2, 3, 4, 5 HAVING sum(amount) <> 0 ORDER BY 1, 2, 3, 4, 5`),
    reserved: await read(
      sql`SELECT entitlement_id, year, fen::text FROM payouts.reservation WHERE fen <> 0 ORDER BY 1, 2`,
    ),
    waiting: await read(sql`SELECT entitlement_id, month::text, fen::text, state FROM payouts.correction
      WHERE state <> 'cancelled' ORDER BY 1, 2`),
  }
}

/** A workbench of small pieces, over payouts that may break. */
function workbenchOn(payouts: Payouts = product.loop.bank.house.payouts): Workbench {
  const { db, clock, vault, eligibility, shipped, households, regions } = product
  return createWorkbench({
    ...{ db, clock, audit: createAudit({ vault, clock }), eligibility, readModel, shipped, households, payouts },
    ...{ directory: () => regions.directory(), tenants: async () => [tenant], regionOf: async () => '999901' },
    ...{ goOn: () => undefined, rightsAtOnce: 3 },
  })
}
/** The second piece fails as if its process, or its connection, had died. */
function dying(how: 'changeMany' | 'undoMany', error: () => Error = () => new Error('killed')): Workbench {
  const { payouts } = product.loop.bank.house
  let pieces = 0
  return workbenchOn({
    ...payouts,
    [how]: async (...args: Parameters<Payouts['changeMany']>) => {
      const done = await (payouts[how] as Payouts['changeMany'])(...args)
      pieces += 1
      if (pieces === 2) throw error()
      return done
    },
  })
}

const seen = { leftAlone: 2 }
const adjustments = () => product.workbench.adjustments
const prepared = async (): Promise<string> =>
  (await by<{ id: string }>(officer, (tx) => adjustments().prepare(tx, officer, { ...dibao, ...version }))).id
const approved = async (): Promise<string> => {
  const id = await prepared()
  await by(head, (tx) => adjustments().approve(tx, head, id, seen))
  return id
}
const undoConfirmed = async (id: string): Promise<void> => {
  await by(officer, (tx) => adjustments().askUndo(tx, officer, id, '文件撤回'))
  await by(head, (tx) => adjustments().undo(tx, head, id))
}
const takenBack = async (id: string): Promise<void> => {
  await undoConfirmed(id)
  await workbenchOn().carryOn(head, id)
}
const stateOf = async (id: string) =>
  (
    await read(sql<{ state: string; trouble: string | null; raised: number; undone: number }>`SELECT state,
        trouble_zh AS trouble, (SELECT count(*)::int FROM policy_workbench.adjustment_line l
          WHERE l.adjustment_id = a.id AND right_version IS NOT NULL) AS raised,
        (SELECT count(*)::int FROM policy_workbench.adjustment_line l
          WHERE l.adjustment_id = a.id AND undone IS NOT NULL) AS undone
      FROM policy_workbench.adjustment a WHERE id = ${id}`)
  )[0]!
/** Versions of rights that the list has made, and those that take them back. */
const versionsOf = (id: string) =>
  read(sql<{ right: string; made: number; undone: number }>`SELECT v.entitlement_id AS right, count(*)::int AS made,
      (SELECT count(*)::int FROM payouts.entitlement_version u WHERE u.entitlement_id = v.entitlement_id
        AND u.undoes = min(v.version)) AS undone
    FROM payouts.entitlement_version v WHERE v.decision_id = ${id} GROUP BY 1 ORDER BY 1`)
const minutesPass = () =>
  sql`UPDATE policy_workbench.adjustment SET moved_at = moved_at - interval '2 minutes'`.execute(database.owner)
const goOn = () => workbenchOn().jobs[0]!.run()
const makeMarch = () =>
  by(officer, (tx) => product.loop.bank.house.runs.make(tx, officer, { programme: 'dibao', month: march }))
const [raisesAll, piece] = [10, 3]

const patience = { timeout: 120_000 }
describe('调标名单一批一批地办', patience, () => {
  it('办到一半断了：办好的都在，发放名单做不了、送不了银行；几分钟后从断的地方接着办，每户只调一次', async () => {
    const id = await approved()
    await expect(dying('changeMany').carryOn(head, id)).rejects.toThrow('killed')
    expect(await stateOf(id)).toMatchObject({
      state: 'carrying-out',
      raised: piece,
      trouble: expect.stringContaining('中间断了'),
    })
    await expect(makeMarch()).rejects.toThrow('正在照着调高，还没有办完')
    const [run] = await read(sql<{ id: string }>`SELECT id FROM payouts.run WHERE month = '2026-02-01'`)
    await expect(by(officer, (tx) => product.loop.bank.house.desk.linesToSend(tx, officer, run!.id))).rejects.toThrow(
      '不送银行',
    )
    await goOn()
    expect((await stateOf(id)).state, 'it may still be working').toBe('carrying-out')
    await minutesPass()
    await goOn()
    expect(await stateOf(id)).toMatchObject({ state: 'approved', raised: raisesAll, trouble: null })
    expect((await versionsOf(id)).map(({ made: times }) => times)).toEqual(Array.from({ length: raisesAll }, () => 1))
    const [written] = await read(sql<{ who: string; after: unknown }>`SELECT actor_id AS who, after FROM audit.entry
      WHERE action = 'policy-workbench.adjustment-carried-out' AND about_id = ${id}`)
    expect(written).toMatchObject({ who: 'head' })

    await undoConfirmed(id)
    await expect(dying('undoMany').carryOn(head, id)).rejects.toThrow('killed')
    expect(await stateOf(id)).toMatchObject({ state: 'taking-back', undone: piece })
    await expect(makeMarch()).rejects.toThrow('正在撤回，还没有办完')
    await minutesPass()
    await goOn()
    expect(await stateOf(id)).toMatchObject({ state: 'undone', undone: raisesAll, trouble: null })
    expect((await versionsOf(id)).map(({ undone }) => undone)).toEqual(Array.from({ length: raisesAll }, () => 1))
  })

  it('连接断在提交以前：那一批像没有过一样', async () => {
    const id = await approved()
    const cut: Caller = {
      ...head,
      transaction: (db, work) =>
        head.transaction(db, async (tx) => {
          const result = await work(tx)
          if (result !== true) return result
          const { rows } = await sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`.execute(tx)
          await sql`SELECT pg_terminate_backend(${rows[0]?.pid})`.execute(database.owner)
          await sql`SELECT 1`.execute(tx)
          return result
        }),
    }
    await expect(workbenchOn().carryOn(cut, id)).rejects.toThrow()
    expect(await stateOf(id)).toMatchObject({ state: 'carrying-out', raised: 0 })
    await workbenchOn().carryOn(head, id)
    expect(await stateOf(id)).toMatchObject({ state: 'approved', raised: raisesAll })
    await takenBack(id)
  })

  it('两个进程同时办同一份，两个人同时批、同时确认撤回：都只办一次', async () => {
    const id = await prepared()
    const both = [head, otherHead]
    const approve = (who: Caller) => by(who, (tx) => adjustments().approve(tx, who, id, seen))
    const said = await Promise.allSettled(both.map(approve))
    expect(said.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    await Promise.all(both.map((who) => workbenchOn().carryOn(who, id)))
    expect((await versionsOf(id)).map(({ made: times }) => times)).toEqual(Array.from({ length: raisesAll }, () => 1))
    await by(officer, (tx) => adjustments().askUndo(tx, officer, id, '文件撤回'))
    const undone = await Promise.allSettled(both.map((who) => by(who, (tx) => adjustments().undo(tx, who, id))))
    expect(undone.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    await Promise.all(both.map((who) => workbenchOn().carryOn(who, id)))
    expect((await versionsOf(id)).map(({ undone: times }) => times)).toEqual(Array.from({ length: raisesAll }, () => 1))
  })

  it('做发放名单的那一步还没有落定，批准等它；批准在先，那一步就做不了', async () => {
    const id = await prepared()
    const [looked, settled] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const step = by(officer, async (tx) => {
      expect(await adjustedWhole(tx, tenant, { programme: 'dibao', month: march })).toBeNull()
      looked.resolve()
      await settled.promise
    })
    await looked.promise
    let isApproved = false
    const approving = by(head, (tx) => adjustments().approve(tx, head, id, seen)).then(() => (isApproved = true))
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(isApproved).toBe(false)
    settled.resolve()
    await Promise.all([step, approving])
    await expect(makeMarch()).rejects.toThrow('还没有办完')
    await workbenchOn().carryOn(head, id)
    await takenBack(id)
  })

  it('现在发的和老标准差一分：先核实，不在名单里动；做好以后才差的一分，也不动，写明又变了', async () => {
    const [short, later] = paid.slice(-2)
    const undos = [{ household: short!.household, at: await change(short!.household, short!.amount - 1n) }]
    const id = await prepared()
    undos.push({ household: later!.household, at: await change(later!.household, later!.amount - 1n) })
    await by(head, (tx) => adjustments().approve(tx, head, id, { leftAlone: 3 }))
    await workbenchOn().carryOn(head, id)
    const kinds = await read(sql<{ household: string; kind: string; version: number | null }>`SELECT
        household_id AS household, kind, right_version AS version FROM policy_workbench.adjustment_line
      WHERE adjustment_id = ${id} AND kind NOT IN ('raise', 'as-new') ORDER BY kind`)
    expect(kinds).toEqual([
      { household: later!.household, kind: 'changed-since', version: null },
      { household: short!.household, kind: 'paid-differs', version: null },
    ])
    expect((await rightOf(later!.household)).rate).toEqual({ per: 'month', amount: later!.amount - 1n })
    await takenBack(id)
    for (const { household, at } of undos) {
      const { id: entitlementId } = await rightOf(household)
      const wish = { entitlementId, version: at, why: '测试完了' }
      await by(officer, (tx) => product.loop.bank.house.payouts.undo(tx, officer, wish))
    }
  })

  it('停着不动的，说出是什么拦住；可以提出撤回，撤到一户也没调过的样子；不同意撤回就接着办', async () => {
    const id = await approved()
    const short = () => payoutRefusals.fundShort({ fund: '最低生活保障', year: 2026, free: '0.00', wanted: '1.00' })
    await dying('changeMany', short).carryOn(head, id)
    const stopped = await stateOf(id)
    expect(stopped).toMatchObject({ state: 'carrying-out', raised: piece })
    expect(stopped.trouble).toBe(short().zh)
    await by(officer, (tx) => adjustments().askUndo(tx, officer, id, '先停下来'))
    await expect(makeMarch(), 'half of it is done').rejects.toThrow('还没有办完')
    await minutesPass()
    await goOn()
    expect((await stateOf(id)).raised, 'nobody goes on while it is asked').toBe(piece)
    await by(head, (tx) => adjustments().refuseUndo(tx, head, id, '补了额度'))
    expect((await stateOf(id)).state).toBe('carrying-out')
    await by(head, (tx) =>
      sql`UPDATE policy_workbench.adjustment SET trouble_zh = '停', trouble_en = 'still' WHERE id = ${id}`.execute(tx),
    )
    await takenBack(id)
    expect(await stateOf(id)).toMatchObject({ state: 'undone', raised: piece, undone: piece })
    const open = await read(sql`SELECT FROM policy_workbench.adjustment_line WHERE adjustment_id = ${id}
      AND kind = 'raise' AND right_version IS NULL`)
    expect(open).toHaveLength(raisesAll - piece)
  })

  it('一份办不下去，不拖住别的', async () => {
    const id = await approved()
    const stuck = '00000000-0000-7000-8000-000000000099'
    const another = JSON.stringify({ id: stuck, serial: 99 })
    await sql`INSERT INTO policy_workbench.pack_version SELECT (jsonb_populate_record(v, ${another}::jsonb)).*
      FROM policy_workbench.pack_version v WHERE serial = ${version.serial} AND programme = 'dibao'`.execute(
      database.owner,
    )
    await sql`INSERT INTO policy_workbench.adjustment SELECT (jsonb_populate_record(a, ${another}::jsonb)).*
      FROM policy_workbench.adjustment a WHERE id = ${id}`.execute(database.owner)
    const { payouts } = product.loop.bank.house
    const { jobs } = workbenchOn({
      ...payouts,
      changeMany: async (tx, who, wish) => {
        if (wish.about.id === stuck) throw new Error('killed')
        return payouts.changeMany(tx, who, wish)
      },
    })
    await expect(jobs[0]!.run()).rejects.toThrow('broke off again')
    expect(await stateOf(stuck)).toMatchObject({ state: 'carrying-out', trouble: expect.stringContaining('中间断了') })
    expect(await stateOf(id)).toMatchObject({ state: 'approved', raised: raisesAll })
    await sql`DELETE FROM policy_workbench.adjustment WHERE id = ${stuck}`.execute(database.owner)
    await sql`DELETE FROM policy_workbench.pack_version WHERE serial = 99`.execute(database.owner)
    await takenBack(id)
  })

  it('停机的时候，在两批之间停下，下次接着办', async () => {
    const id = await approved()
    let looks = 0
    await workbenchOn().jobs[0]!.run(() => (looks += 1) > 2)
    expect(await stateOf(id)).toMatchObject({ state: 'carrying-out', raised: 2 * piece, trouble: null })
    await workbenchOn().carryOn(head, id)
    await takenBack(id)
  })

  it('没有停着的，办到一半不能提出撤回', async () => {
    const id = await approved()
    await expect(by(officer, (tx) => adjustments().askUndo(tx, officer, id, '不想要了'))).rejects.toThrow(
      '现在不能这样办',
    )
    await workbenchOn().carryOn(head, id)
    await takenBack(id)
  })
})

describe('撤回办不下去', patience, () => {
  const undoneFirst = 2 * piece
  /** Every piece but the first two fails, each time it is tried. */
  const failing = (): Workbench => {
    const { payouts } = product.loop.bank.house
    return workbenchOn({
      ...payouts,
      undoMany: async (tx, who, wish) => {
        const { rows } = await sql<{ undone: number }>`SELECT count(*)::int AS undone
          FROM policy_workbench.adjustment_line
          WHERE undone IS NOT NULL AND adjustment_id = ${wish.about.id}`.execute(tx)
        if (rows[0]!.undone >= undoneFirst) throw payoutRefusals.notFound()
        return payouts.undoMany(tx, who, wish)
      },
    })
  }
  const halted = async (): Promise<string> => {
    const id = await approved()
    await workbenchOn().carryOn(head, id)
    await undoConfirmed(id)
    for (let tries = 1; tries <= 5; tries += 1) {
      expect((await stateOf(id)).state, `before try ${tries}`).toBe('taking-back')
      await failing().carryOn(head, id)
    }
    return id
  }
  const sheet = async (id: string, who: Caller = head): Promise<Sheet> => {
    const path = '/api/policy-workbench/adjustments/:id'
    const route = product.routes().find((one) => one.verb === 'GET' && one.path === path)!
    return (await route.run({ who, params: { id }, query: {}, body: undefined } as never)) as Sheet
  }
  interface Sheet {
    readonly open: number | null
    readonly lines: readonly { readonly isOpen: boolean; readonly undone: string | null }[]
    readonly undone: { readonly undone: number; readonly stay: number; readonly never: number }
    readonly may: Readonly<Record<string, boolean>>
  }
  const as = (id: string, role: string): Caller => ({
    ...{ ...officer, id },
    may: ({ heldBy }) => heldBy.includes(role),
  })
  const isPaused = () => by<unknown>(officer, (tx) => adjustedWhole(tx, tenant, { programme: 'dibao', month: march }))

  it('试了 5 次还不行就停下，说出还剩哪些户；不再自己办，也不发钱；接着撤，撤到一户不剩', async () => {
    const id = await halted()
    expect(await stateOf(id)).toMatchObject({
      state: 'halted',
      undone: undoneFirst,
      trouble: payoutRefusals.notFound().zh,
    })
    await minutesPass()
    await goOn()
    expect(await stateOf(id), 'it does not go on by itself').toMatchObject({ state: 'halted', undone: undoneFirst })
    expect(await isPaused()).toMatchObject({ code: 'policy-workbench.adjustmentHalfUndone' })
    const left = raisesAll - undoneFirst
    const page = await sheet(id, as('officer', 'policy-officer'))
    expect(page.open).toBe(left)
    expect(page.lines.slice(0, left).map(({ isOpen }) => isOpen)).toEqual(Array.from({ length: left }, () => true))
    expect(page.lines.filter(({ isOpen }) => isOpen)).toHaveLength(left)
    expect(page.may).toMatchObject({ resume: true, askStop: true, stop: false, askUndo: false, openHousehold: false })
    expect((await sheet(id, as('head', 'county-head'))).may).toMatchObject({
      resume: true,
      askStop: false,
      openHousehold: true,
    })
    await by(head, (tx) => adjustments().resume(tx, head, id))
    await expect(by(head, (tx) => adjustments().resume(tx, head, id))).rejects.toThrow('现在不能这样办')
    await workbenchOn().carryOn(head, id)
    expect(await stateOf(id)).toMatchObject({ state: 'undone', undone: raisesAll, trouble: null })
    expect((await versionsOf(id)).map(({ undone }) => undone)).toEqual(Array.from({ length: raisesAll }, () => 1))
  })

  it('办好一批就重新数：断断续续的不算办不下去', async () => {
    const id = await approved()
    await workbenchOn().carryOn(head, id)
    await undoConfirmed(id)
    await sql`UPDATE policy_workbench.adjustment SET failures = 4 WHERE id = ${id}`.execute(database.owner)
    await expect(dying('undoMany').carryOn(head, id)).rejects.toThrow('killed')
    expect((await stateOf(id)).state).toBe('taking-back')
    await workbenchOn().carryOn(head, id)
    expect((await stateOf(id)).state).toBe('undone')
  })

  it('到这里为止要两个人，看过还剩多少户；撤回的照撤回，剩下的留着、逐户写明，发钱放开，可以另做名单', async () => {
    const id = await halted()
    const left = raisesAll - undoneFirst
    const stop = (who: Caller, seenLeft = left) =>
      by<void>(who, (tx) => adjustments().stop(tx, who, id, { left: seenLeft }))
    await expect(stop(head)).rejects.toThrow('现在不能这样办')
    await by(officer, (tx) => adjustments().askStop(tx, officer, id, '三户的台账对不上'))
    await expect(stop(officer)).rejects.toThrow('另一位')
    await by(head, (tx) => adjustments().refuseStop(tx, head, id, '再试一次'))
    expect((await stateOf(id)).state).toBe('halted')
    await by(officer, (tx) => adjustments().askStop(tx, officer, id, '试过了'))
    await expect(stop(head, left - 1)).rejects.toThrow(`还有 ${left} 户`)
    const pressed = await Promise.allSettled([stop(head), stop(otherHead)])
    expect(pressed.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(await stateOf(id)).toMatchObject({ state: 'stopped', undone: raisesAll, trouble: null })
    expect((await sheet(id)).undone).toEqual({ undone: undoneFirst, stay: left, never: 0 })
    expect(await isPaused()).toBeNull()
    const kept = await read(sql<{ right: string; version: number }>`SELECT entitlement_id AS right,
        right_version AS version FROM policy_workbench.adjustment_line
      WHERE adjustment_id = ${id} AND undone = 'stopped'`)
    expect(kept).toHaveLength(left)
    const made2 = await prepared()
    const raises = await read(sql`SELECT FROM policy_workbench.adjustment_line
      WHERE adjustment_id = ${made2} AND kind = 'raise'`)
    expect(raises).toHaveLength(undoneFirst)
    await by(officer, (tx) => adjustments().drop(tx, officer, made2, '测试完了'))
    for (const { right: entitlementId, version: at } of kept)
      await by(officer, (tx) =>
        product.loop.bank.house.payouts.undo(tx, officer, { entitlementId, version: at, why: '测试完了' }),
      )
  })
})

const routeOf = (verb: string, path: string) =>
  product.routes().find((one) => one.verb === verb && one.path === `/api/policy-workbench/adjustments/:id/${path}`)!
interface LeftPage {
  readonly count: number
  readonly rows: readonly {
    readonly householdId: string
    readonly kind: string
    readonly fromMonth: string
    readonly why: string
    readonly byName: string
    readonly months: readonly { readonly month: string; readonly fen: string }[]
  }[]
  readonly months: readonly string[]
}
const leftOf = (id: string, query: Record<string, string> = {}, who = head): Promise<LeftPage> =>
  routeOf('GET', 'left-months').run({ who, params: { id }, query } as never) as Promise<LeftPage>

describe('另一个决定以前的月份', patience, () => {
  it('名单说得出是哪几户、哪几个月、那时发多少、哪个决定；没看过这个数批不了；照名单办了也不补那个月', async () => {
    const id = await prepared()
    const [anew, alreadyNew] = paid
    const left = await leftOf(id)
    expect(left.count).toBe(2)
    expect(left.months).toEqual(['2026-02'])
    expect(
      new Map(
        left.rows.map(({ householdId, kind, why, fromMonth, months }) => [
          householdId,
          { kind, why, fromMonth, months },
        ]),
      ),
    ).toEqual(
      new Map([
        [
          anew!.household,
          {
            kind: 'raise',
            why: '收入复核',
            fromMonth: '2026-03',
            months: [{ month: '2026-02', fen: `${anew!.amount}` }],
          },
        ],
        [
          alreadyNew!.household,
          {
            kind: 'as-new',
            why: '新标准复核',
            fromMonth: '2026-03',
            months: [{ month: '2026-02', fen: `${alreadyNew!.amount}` }],
          },
        ],
      ]),
    )
    for (const leftAlone of [0, 1, 3])
      await expect(by(head, (tx) => adjustments().approve(tx, head, id, { leftAlone }))).rejects.toThrow('有 2 户')
    // A household with a second right on the list is still one household.
    const second = JSON.stringify({ entitlement_id: '00000000-0000-7000-8000-000000000077' })
    await sql`INSERT INTO policy_workbench.adjustment_line SELECT (jsonb_populate_record(l, ${second}::jsonb)).*
      FROM policy_workbench.adjustment_line l WHERE adjustment_id = ${id} AND household_id = ${alreadyNew!.household}`.execute(
      database.owner,
    )
    await expect(by(head, (tx) => adjustments().approve(tx, head, id, { leftAlone: 3 }))).rejects.toThrow('有 2 户')
    await sql`DELETE FROM policy_workbench.adjustment_line
      WHERE entitlement_id = '00000000-0000-7000-8000-000000000077'`.execute(database.owner)
    expect((await stateOf(id)).state).toBe('prepared')
    expect(await books()).toEqual(baseline)
    await by(head, (tx) => adjustments().approve(tx, head, id, seen))
    await workbenchOn().carryOn(head, id)
    const owed = await database.inTenant(tenant, (tx) => readCorrections(tx, tenant, id))
    expect(owed).toHaveLength(raisesAll - 1)
    expect(owed.map(({ householdId }) => householdId)).not.toContain(anew!.household)
    expect(await leftOf(id), 'the raise itself is not taken for the decision between').toEqual(left)
    await takenBack(id)
  })

  it('按月份、镇街、怎么办筛；没说为什么看不给；只看得到自己辖区的，看了都记下来', async () => {
    const id = await prepared()
    expect((await leftOf(id, { month: '2026-02' })).count).toBe(2)
    expect((await leftOf(id, { month: '2026-03' })).count).toBe(0)
    expect((await leftOf(id, { kind: 'as-new' })).rows.map(({ householdId }) => householdId)).toEqual([
      paid[1]!.household,
    ])
    expect((await leftOf(id, { place: '不是地方' })).count).toBe(0)
    await expect((async () => leftOf(id, {}, { ...head, purpose: null }))()).rejects.toThrow()
    const [{ place }] = (await read(sql<{
      place: PlaceId
    }>`SELECT place_id AS place FROM policy_workbench.adjustment_line
      WHERE adjustment_id = ${id} AND household_id = ${paid[0]!.household}`)) as [{ place: PlaceId }]
    const elsewhere = await read(sql<{ place: PlaceId }>`SELECT DISTINCT place_id AS place FROM households.household
      WHERE place_id NOT IN (SELECT place_id FROM policy_workbench.adjustment_line WHERE adjustment_id = ${id}
        AND left_from IS NOT NULL) LIMIT 1`)
    const within = (places: readonly PlaceId[]): Caller => ({
      ...{ ...head, places },
      transaction: (db, work) => inScope(db, { tenants: [tenant], places }, work),
    })
    expect((await leftOf(id, {}, within([elsewhere[0]!.place]))).count).toBe(0)
    expect((await leftOf(id, {}, within([place]))).rows.map(({ householdId }) => householdId)).toContain(
      paid[0]!.household,
    )
    const looks = await read(sql`SELECT FROM audit.entry WHERE action = 'policy-workbench.left-months-listed'
      AND about_id = ${id}`)
    expect(looks.length).toBeGreaterThan(5)
    await by(officer, (tx) => adjustments().drop(tx, officer, id, '测试完了'))
  })
})
