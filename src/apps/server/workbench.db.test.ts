import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays, day, month } from '#platform/clock/index.ts'
import { createAudit } from '#platform/audit/index.ts'
import type { TenantId } from '#platform/db/index.ts'
import { systemCaller, type Caller } from '#platform/http/index.ts'
import { fen } from '#platform/money/index.ts'
import { moved } from '#finance/ledger/index.ts'
import { readCorrections } from '#finance/payouts/index.ts'
import { testDatabase } from '#platform/testing/index.ts'
import { createLivingEligibility, loadPacks, placesAboveFrom, readModel } from '#relief/eligibility/index.ts'
import { adjustedFirst, createWorkbench, withSeries, type Draft } from '#relief/policy-workbench/index.ts'
import { policyFolder, type Product } from './compose.ts'
import { testProduct, type TestProduct } from './testing.ts'

const database = testDatabase()
let made: TestProduct
let product: Product
let tenant: TenantId
let officer: Caller
let head: Caller
let otherHead: Caller

beforeAll(async () => {
  made = await testProduct(database, 40)
  product = made.product
  tenant = made.ground.bureau.id
  const named = (id: string): Caller => ({ ...systemCaller(id, tenant), id, name: id })
  ;[officer, head, otherHead] = [named('officer'), named('head'), named('head-2')]
}, 120_000)
afterAll(() => made.remove())

const { dibao } = { dibao: { region: '999901', programme: 'dibao' } }
const inTenant = <Result>(who: Caller, work: Parameters<Caller['transaction']>[1]): Promise<Result> =>
  who.transaction(product.db, work) as Promise<Result>

/** The standard of the invented county, raised from a day on. */
const raised = (from: string, value: string) => ({
  key: 'dibao.standard',
  tier: null,
  series: '青禾县合成标准',
  rows: [
    { value: '780.00', from: '2024-01-01', document: '青禾县合成标准（演示用）' },
    { value: '810.00', from: '2025-07-01', document: '青禾县合成标准（演示用）' },
    { value, from, document: '青禾县合成调标（测试）' },
  ],
})
/** The day before, the day and the day after of each value, for one person with 500 yuan. */
const casesFor = (begins: readonly (readonly [from: string, pays: string | null, before: string | null])[]): string =>
  `cases:\n${begins
    .flatMap(([from, pays, before]) =>
      [-1, 0, 1].map((shift) => {
        const on = addDays(day(from), shift)
        const amount = shift < 0 ? before : pays
        const said = amount === null ? 'outcome: no-rule' : `outcome: entitled, amount: "${amount}"`
        const members = 'members: [{ age: 46, wages: "500.00" }]'
        return `  - { name: 标准变动 ${on}, month: ${on.slice(0, 7)}, on: ${on}, ${members}, expect: { ${said} } }\n`
      }),
    )
    .join('')}`
const casesOfToday = [
  ['2024-01-01', '280.00', null],
  ['2025-07-01', '310.00', '280.00'],
] as const

async function drafted(from = '2026-04-01', value = '870.00', cases = true) {
  const { drafts } = product.workbench
  return inTenant<Awaited<ReturnType<typeof drafts.get>>>(officer, async (tx) => {
    let draft = await drafts.start(tx, officer, dibao)
    draft = await drafts.edit(tx, officer, draft, (files) => ({
      ...files,
      'standards.yaml': withSeries(files['standards.yaml'], raised(from, value)),
      'cases.yaml': casesFor([
        ...casesOfToday,
        ...(cases ? [[from, `${Number(value) - 500}.00`, '310.00'] as const] : []),
      ]),
    }))
    return drafts.frame(tx, officer, draft, { document: '青禾县合成调标（测试）' })
  })
}

async function proposed(...wish: Parameters<typeof drafted>) {
  const draft = await drafted(...wish)
  return inTenant<typeof draft>(officer, (tx) => product.workbench.drafts.propose(tx, officer, draft))
}

const standardIn = (law: Product['eligibility'], on: string): string | undefined => {
  const picked = law.library.pick({ ...dibao, lawOn: day(on), simulate: false, overlay: [] })
  if (picked.kind === 'no-rule') return undefined
  const places = law.placesAbove('999901')
  const found = picked.rules.table.resolve({ key: 'dibao.standard', tier: null, places, on: day(on) })
  return found.kind === 'found' ? found.row.value : undefined
}

/** Whole counties assessed, lists made and paid: a busy machine is slow, not wrong. */
const patience = { timeout: 180_000 }

describe('政策工作台：起草和发布', patience, () => {
  it('算例没有写到新标准的前一天、当天、后一天，不能送复核', async () => {
    const draft = await drafted('2026-04-01', '870.00', false)
    await expect(inTenant(officer, (tx) => product.workbench.drafts.propose(tx, officer, draft))).rejects.toThrow(
      '2026-03-31',
    )
  })

  it('带着“草案”标记收进来的包，改过以后不再标草案：发布了就是在用的', async () => {
    const { drafts } = product.workbench
    const draft = await inTenant<Draft>(officer, async (tx) =>
      drafts.edit(tx, officer, await drafts.start(tx, officer, dibao), (files) => ({
        ...files,
        'pack.yaml': (files['pack.yaml'] ?? '').replace(/^status:.*$/m, 'status: draft'),
      })),
    )
    expect(draft.files['pack.yaml']).toContain('status: synthetic')
  })

  it('动手写过草稿的人自己不能发布', async () => {
    const draft = await proposed()
    await expect(inTenant(officer, (tx) => product.workbench.drafts.publish(tx, officer, draft))).rejects.toThrow(
      '请另一位来复核',
    )
  })

  it('草稿不管写到哪一步，都不改变在用的标准，也不进发放名单', async () => {
    await proposed('2026-02-01', '999.00')
    await product.workbench.lawbook.refresh()
    expect(standardIn(product.eligibility, '2026-03-02')).toBe('810.00')
  })

  it('两个人同时发布同一项：一个成，另一个得到一句话，在用的是成的那一个', async () => {
    const [one, other] = [await proposed('2026-04-01', '870.00'), await proposed('2026-04-01', '880.00')]
    const publish = (who: Caller, draft: typeof one) =>
      inTenant<{ serial: number }>(who, (tx) => product.workbench.drafts.publish(tx, who, draft))
    const done = await Promise.allSettled([publish(head, one), publish(otherHead, other)])
    const failed = done.filter(({ status }) => status === 'rejected')
    expect(failed).toHaveLength(1)
    expect(String((failed[0] as PromiseRejectedResult).reason)).toContain('刚刚由别人发布了第 1 版')
    const { rows } = await database.inTenant(tenant, (tx) =>
      sql<{ serial: number; value: string }>`SELECT serial, files ->> 'standards.yaml' AS value
        FROM policy_workbench.pack_version`.execute(tx),
    )
    expect(rows).toHaveLength(1)
    product.workbench.lawbook.expect()
    await product.workbench.lawbook.refresh()
    const winner = done[0]?.status === 'fulfilled' ? '870.00' : '880.00'
    expect(standardIn(product.eligibility, '2026-04-02')).toBe(winner)
    expect(standardIn(product.eligibility, '2026-03-02')).toBe('810.00')
  })

  it('别的进程下一次看就用新的版本', async () => {
    const { db, clock, regions, households } = product
    const shipped = await loadPacks(policyFolder, readModel)
    const placesAbove = placesAboveFrom(() => regions.directory())
    const eligibility = createLivingEligibility({ packs: shipped, placesAbove, today: () => clock.today() })
    const elsewhere = createWorkbench({
      ...{
        db,
        clock,
        audit: createAudit({ vault: product.vault, clock }),
        eligibility,
        readModel,
        shipped,
        households,
      },
      payouts: product.loop.bank.house.payouts,
      directory: () => regions.directory(),
      goOn: () => undefined,
      tenants: async () => [tenant],
      regionOf: async () => '999901',
    })
    expect(standardIn(eligibility as Product['eligibility'], '2026-04-02')).toBe('810.00')
    await elsewhere.lawbook.refresh()
    expect(standardIn(eligibility as Product['eligibility'], '2026-04-02')).not.toBe('810.00')
  })

  it('以前的测算留着当时的规则，发布以后照样一分不差', async () => {
    const differences: string[] = []
    const replayed = await product.assessments.replayAll(systemCaller('replay', tenant), ({ id }) =>
      differences.push(id),
    )
    expect(replayed).toBeGreaterThan(0)
    expect(differences).toEqual([])
  })

  it('发布过的版本谁也改不了', async () => {
    await expect(
      database.inTenant(tenant, (tx) => sql`UPDATE policy_workbench.pack_version SET title = '改'`.execute(tx)),
    ).rejects.toThrow('permission denied')
  })

  it('从将来某天起用的版本，那天以前的决定还照老的', async () => {
    const draft = await drafted('2026-06-01', '900.00', true)
    const framed = await inTenant<typeof draft>(officer, (tx) =>
      product.workbench.drafts.frame(tx, officer, draft, { startsOn: day('2026-05-20') }),
    )
    const sent = await inTenant<typeof draft>(officer, (tx) => product.workbench.drafts.propose(tx, officer, framed))
    await inTenant(head, (tx) => product.workbench.drafts.publish(tx, head, sent))
    product.workbench.lawbook.expect()
    await product.workbench.lawbook.refresh()
    const at = (lawOn: string) => {
      const picked = product.eligibility.library.pick({ ...dibao, lawOn: day(lawOn), simulate: false, overlay: [] })
      return picked.kind === 'found' ? picked.rules.table.rows.some(({ value }) => value === '900.00') : null
    }
    expect(at('2026-05-19')).toBe(false)
    expect(at('2026-05-20')).toBe(true)
  })
})

describe('政策工作台：全县试算', patience, () => {
  it('每一户都和一户一户算的一样，什么也没有改', async () => {
    const draft = await drafted('2026-07-01', '950.00')
    const before = await kept()
    const { id } = await product.workbench.simulations.run(officer, draft.id)
    expect(await kept()).toEqual(before)
    const rows = await simulated(id)
    const situations = await inTenant<readonly { householdId: string }[]>(officer, async (tx) => {
      const ids = (await product.households.idsOf(tx, tenant)).map((one) => one.id)
      return product.households.situationsOf(tx, tenant, ids, { factsOn: product.clock.today(), programme: 'dibao' })
    })
    expect(situations.length).toBeGreaterThan(30)
    const eachByItself = await inTenant<readonly unknown[]>(officer, async (tx) => {
      const all = []
      for (const { householdId: household } of situations) {
        const row = rows.find((one) => one.household === household)
        if (!row) continue
        const { before: was, after: is } = await product.workbench.simulations.household(tx, officer, {
          simulation: id,
          household,
        })
        all.push({ household, before: was.amount, after: is.amount })
        expect(was.simulated && is.simulated).toBe(true)
        expect(is.month).toBe(month('2026-07'))
      }
      return all
    })
    expect(eachByItself).toEqual(
      rows.map(({ household, before: was, after: is }) => ({ household, before: was, after: is })),
    )
    expect(rows.length).toBeGreaterThan(10)
    expect(rows.filter(({ before: was, after: is }) => (is ?? fen(0)) < (was ?? fen(0)))).toEqual([])
  })

  it('只看得到自己辖区的家庭', async () => {
    const draft = await drafted('2026-07-01', '960.00')
    const { id } = await product.workbench.simulations.run(officer, draft.id)
    const all = await simulated(id)
    const [place] = all.map((row) => row.place)
    const seen = await database.inTenant(
      tenant,
      (tx) =>
        sql<{ place: number }>`SELECT place_id AS place FROM policy_workbench.simulated
        WHERE simulation_id = ${id}`.execute(tx),
      [place as never],
    )
    expect(seen.rows.length).toBeGreaterThan(0)
    expect(new Set(seen.rows.map((row) => row.place))).toEqual(new Set([place]))
    expect(seen.rows.length).toBeLessThan(all.length)
  })
})

const kept = async (): Promise<unknown> =>
  (
    await database.inTenant(tenant, (tx) =>
      sql`SELECT (SELECT count(*) FROM eligibility.assessment) AS assessments,
        (SELECT count(*) FROM payouts.entitlement_version) AS rights, (SELECT count(*) FROM payouts.line) AS lines`.execute(
        tx,
      ),
    )
  ).rows[0]

const simulated = async (id: string) =>
  (
    await database.inTenant(tenant, (tx) =>
      sql<{ household: string; place: number; before: bigint | null; after: bigint | null }>`
        SELECT s.household_id AS household, s.place_id AS place, before_fen AS before, after_fen AS after
        FROM policy_workbench.simulated s JOIN households.household h ON h.id = s.household_id
        WHERE simulation_id = ${id} ORDER BY h.number`.execute(tx),
    )
  ).rows

describe('政策工作台：往前补的标准', patience, () => {
  it('草稿不进名单；发布、批准以后，已经发过的月份每户一行补发，分毫等于台账；撤回以后台账像没有过一样', async () => {
    const { house, ledger } = product.loop.bank
    const { workbench } = product
    const [maker, second] = [
      { ...officer, id: 'maker' },
      { ...head, id: 'second' },
    ]
    const february = month('2026-02')
    const rights = await inTenant<readonly { householdId: string; amount: bigint }[]>(maker, async (tx) => {
      await ledger.post(tx, maker, {
        ...{ key: 'allot', kind: 'payouts.allotted', why: '测试额度', on: day('2026-01-01') },
        legs: moved(
          fen(10_000_000_00),
          {
            programme: 'dibao',
            source: 'county',
            budgetYear: 2026,
            householdId: null,
            month: null,
            account: 'outside',
          },
          { account: 'allotment' },
        ),
        about: { kind: 'allotment', id: 'test' },
      })
      const found = await sql<{ household: string; place: number; amount: bigint }>`
        SELECT DISTINCT ON (household_id) household_id AS household, place_id AS place, amount_fen AS amount
        FROM eligibility.assessment WHERE programme = 'dibao' AND outcome = 'entitled'
        ORDER BY household_id, created_at DESC LIMIT 12`.execute(tx)
      await house.payouts.adoptLegacy(
        tx,
        maker,
        found.rows.map(({ household: householdId, place, amount }) => ({
          ...{ householdId, placeId: place as never, programme: 'dibao', from: february },
          rate: { per: 'month' as const, amount: fen(amount) },
          source: { kind: 'legacy' as const, document: '测试名册' },
        })),
        february,
      )
      return found.rows.map(({ household: householdId, amount }) => ({ householdId, amount }))
    })
    expect(rights.length).toBeGreaterThan(5)
    const published = await proposedFrom('2026-02-01', '860.00')
    const listed = async (when: string) => {
      const id = await inTenant<string>(maker, (tx) =>
        house.runs.make(tx, maker, { programme: 'dibao', month: month(when) }),
      )
      await inTenant(maker, (tx) => house.runs.freeze(tx, maker, id))
      await inTenant(second, (tx) => house.runs.approve(tx, second, id))
      const { rows } = await database.inTenant(tenant, (tx) =>
        sql<{ household: string; kind: string; month: string; fen: bigint }>`SELECT household_id AS household, kind,
          to_char(month, 'YYYY-MM') AS month, fen FROM payouts.line WHERE run_id = ${id} ORDER BY household_id, kind`.execute(
          tx,
        ),
      )
      return rows
    }
    const first = await listed('2026-02')
    const inOrder = (amounts: readonly bigint[]) => amounts.map(Number).toSorted((left, right) => left - right)
    expect(inOrder(first.map((line) => line.fen))).toEqual(inOrder(rights.map((right) => right.amount)))
    // One right is over before the standard is published and was paid for a month that it reaches; one is paid by a
    // decision of its own since: a raise touches no month before that.
    const [redecided, over] = rights.slice(-2).map(({ householdId }) => householdId)
    await inTenant(maker, async (tx) => {
      const [ending] = await house.payouts.ofHousehold(tx, tenant, over!)
      await house.payouts.end(tx, maker, {
        ...{ entitlementId: ending!.id, after: february, why: '就业', decisionId: null },
      })
      const [changing] = await house.payouts.ofHousehold(tx, tenant, redecided!)
      const { id: entitlementId, rate } = changing!
      await house.payouts.change(tx, maker, {
        ...{ entitlementId, rate, from: month('2026-03'), why: '复核', decisionId: null },
      })
    })
    const untouched = await balancesOf()
    await expect(
      inTenant(officer, (tx) => workbench.adjustments.prepare(tx, officer, { ...dibao, serial: 99 })),
    ).rejects.toThrow('还没有发布，草稿不能拿来发钱')
    expect(await balancesOf()).toEqual(untouched)

    const { serial } = await inTenant<{ serial: number }>(head, (tx) => workbench.drafts.publish(tx, head, published))
    workbench.lawbook.expect()
    await workbench.lawbook.refresh()
    // A month that the published version reaches is not listed by the version before.
    const ahead = (when: string) =>
      inTenant(maker, (tx) => adjustedFirst(tx, tenant, { programme: 'dibao', month: month(when) }))
    const starts = (
      await inTenant<{ on: string }[]>(
        maker,
        async (tx) =>
          (
            await sql<{ on: string }>`SELECT to_char(starts_on + interval '1 month', 'YYYY-MM') AS on
        FROM policy_workbench.pack_version WHERE serial = ${serial}`.execute(tx)
          ).rows,
      )
    )[0]!.on
    expect(String(await ahead(starts))).toContain('还没有按它重算')
    const before = await balancesOf()
    const { id } = await inTenant<{ id: string }>(officer, (tx) =>
      workbench.adjustments.prepare(tx, officer, { ...dibao, serial }),
    )
    // The one that was decided on since: its month before is left alone, and whoever approves has seen that.
    const seen = { leftAlone: 1 }
    const approve = async (who: Caller, list: string): Promise<void> => {
      await inTenant(who, (tx) => workbench.adjustments.approve(tx, who, list, seen))
      await workbench.carryOn(who, list)
    }
    await expect(approve(officer, id)).rejects.toThrow('请另一位')
    expect(await balancesOf()).toEqual(before)
    expect(await ahead('2026-02')).toBeNull()
    expect(String(await ahead(starts))).toContain('还等着另一位批准')
    await approve(head, id)
    expect(await ahead(starts)).toBeNull()
    const owed = await database.inTenant(tenant, (tx) => readCorrections(tx, tenant, id))
    const raised = await database.inTenant(tenant, (tx) =>
      sql<{ household: string; more: bigint }>`SELECT household_id AS household, after_fen - paid_fen AS more
        FROM policy_workbench.adjustment_line WHERE adjustment_id = ${id} AND kind = 'raise'
        ORDER BY household_id`.execute(tx),
    )
    expect(raised.rows.length).toBe(rights.length)
    expect(raised.rows.map(({ household }) => household)).toContain(over)
    expect(owed.map(({ householdId: household, fen: more }) => ({ household, more }))).toEqual(
      raised.rows.filter(({ household }) => household !== redecided),
    )
    const overNow = (await database.inTenant(tenant, (tx) => house.payouts.ofHousehold(tx, tenant, over!)))[0]!
    expect(overNow.until).toBe('2026-02')
    expect(new Set(owed.map((line) => line.month))).toEqual(new Set(['2026-02']))

    const raisedBalances = await balancesOf()
    const { adjustments } = workbench
    await expect(inTenant(head, (tx) => adjustments.undo(tx, head, id))).rejects.toThrow('现在不能这样办')
    await inTenant(head, (tx) => adjustments.askUndo(tx, head, id, '文件撤回'))
    await expect(inTenant(head, (tx) => adjustments.undo(tx, head, id))).rejects.toThrow('请另一位来办')
    await expect(inTenant(officer, (tx) => adjustments.prepare(tx, officer, { ...dibao, serial }))).rejects.toThrow(
      '已经有一份',
    )
    await inTenant(otherHead, (tx) => adjustments.refuseUndo(tx, otherHead, id, '文件还有效'))
    expect(await balancesOf()).toEqual(raisedBalances)
    await inTenant(officer, (tx) => adjustments.askUndo(tx, officer, id, '文件撤回'))
    // Two confirm at once, on two connections: it is taken back once.
    const takeBack = async (who: Caller, list: string) => {
      await inTenant(who, (tx) => adjustments.undo(tx, who, list))
      await workbench.carryOn(who, list)
      const { rows } = await database.inTenant(tenant, (tx) =>
        sql`SELECT count(*) FILTER (WHERE undone = 'undone')::int AS undone,
          count(*) FILTER (WHERE undone <> 'undone')::int AS stay FROM policy_workbench.adjustment_line
          WHERE adjustment_id = ${list}`.execute(tx),
      )
      return rows[0]
    }
    const undone = await Promise.allSettled([head, otherHead].map((who) => takeBack(who, id)))
    expect(undone.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))).toEqual([
      { undone: rights.length, stay: 0 },
    ])
    expect(undone.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []))).toEqual([
      expect.stringContaining('现在不能这样办'),
    ])
    expect(await balancesOf()).toEqual(before)
    expect(
      (await database.inTenant(tenant, (tx) => readCorrections(tx, tenant, id))).every(
        ({ state }) => state === 'cancelled',
      ),
    ).toBe(true)

    const { id: again } = await inTenant<{ id: string }>(officer, (tx) =>
      workbench.adjustments.prepare(tx, officer, { ...dibao, serial }),
    )
    // One right ends between the list and its approval: it stays as it is, and the raises of all others go through.
    const gone = raised.rows[0]!.household
    await inTenant(maker, async (tx) => {
      const [right] = await house.payouts.ofHousehold(tx, tenant, gone)
      const wish = { entitlementId: right!.id, after: month('2026-01'), why: '录错了', decisionId: null }
      await house.payouts.end(tx, maker, wish)
    })
    await approve(head, again)
    const next = await listed('2026-03')
    expect(next.filter(({ household }) => household === gone)).toEqual([])
    const arrears = next.filter((line) => line.kind === 'arrears')
    expect(arrears.map(({ household, fen: more }) => ({ household, more }))).toEqual(
      raised.rows.filter(({ household }) => household !== gone && household !== redecided),
    )
    expect(next.filter(({ household, month: of }) => household === over && of === '2026-03')).toEqual([])
    expect(new Set(arrears.map((line) => line.month))).toEqual(new Set(['2026-02']))

    // Two rights are decided on after the approval: those stay and are named, all others are taken back.
    const [ends, changes] = raised.rows.slice(1, 3).map(({ household }) => household)
    await inTenant(maker, async (tx) => {
      const [ended] = await house.payouts.ofHousehold(tx, tenant, ends!)
      await house.payouts.end(tx, maker, {
        ...{ entitlementId: ended!.id, after: month('2026-03'), why: '去世', decisionId: null },
      })
      const [changed] = await house.payouts.ofHousehold(tx, tenant, changes!)
      await house.payouts.change(tx, maker, {
        ...{ entitlementId: changed!.id, rate: { per: 'month', amount: fen(12_300) }, from: month('2026-03') },
        ...{ why: '复核', decisionId: null },
      })
    })
    await inTenant(officer, (tx) => adjustments.askUndo(tx, officer, again, '文件撤回'))
    const partly = await takeBack(head, again)
    expect(partly).toEqual({ undone: rights.length - 3, stay: 2 })
    const { rows: became } = await database.inTenant(tenant, (tx) =>
      sql<{ household: string; undone: string }>`SELECT household_id AS household, undone
        FROM policy_workbench.adjustment_line WHERE adjustment_id = ${again} AND undone <> 'undone'`.execute(tx),
    )
    expect(new Map(became.map((row) => [row.household, row.undone]))).toEqual(
      new Map([
        [ends, 'ended-since'],
        [changes, 'changed-since'],
      ]),
    )
    const rateOf = async (household: string) =>
      (await database.inTenant(tenant, (tx) => house.payouts.ofHousehold(tx, tenant, household)))[0]!.rate
    expect(await rateOf(changes!)).toEqual({ per: 'month', amount: 12_300n })
    const fourth = raised.rows[3]!.household
    const was = rights.find((right) => right.householdId === fourth)!
    expect(await rateOf(fourth)).toEqual({ per: 'month', amount: was.amount })
  })

  it('家庭移交以后，调标名单上的那一行也跟着走', async () => {
    const [line] = (
      await database.inTenant(tenant, (tx) =>
        sql<{ household: string; place: number }>`SELECT household_id AS household, place_id AS place
          FROM policy_workbench.adjustment_line LIMIT 1`.execute(tx),
      )
    ).rows
    const { rows: places } = await database.inTenant(tenant, (tx) =>
      sql<{ place: number }>`SELECT DISTINCT place_id AS place FROM households.household
        WHERE place_id <> ${line!.place} LIMIT 1`.execute(tx),
    )
    const [follow] = product.workbench.consumers
    await database.inTenant(tenant, (tx) =>
      follow!.react(tx, { tenant, about: line!.household, codes: { place: places[0]!.place } } as never),
    )
    const { rows: now } = await database.inTenant(tenant, (tx) =>
      sql<{ place: number }>`SELECT DISTINCT place_id AS place FROM policy_workbench.adjustment_line
        WHERE household_id = ${line!.household}`.execute(tx),
    )
    expect(now).toEqual(places)
  })
})

/** From the version published last, with the standard raised from a day on. */
async function proposedFrom(from: string, value: string) {
  const { drafts } = product.workbench
  return inTenant<Awaited<ReturnType<typeof drafts.get>>>(officer, async (tx) => {
    const begun = await drafts.start(tx, officer, dibao)
    const edited = await drafts.edit(tx, officer, begun, (files) => ({
      ...files,
      'standards.yaml': withSeries(files['standards.yaml'], raised(from, value)),
      'cases.yaml': casesFor([...casesOfToday, [from, `${Number(value) - 500}.00`, '310.00']]),
    }))
    const framed = await drafts.frame(tx, officer, edited, { document: '青禾县合成调标（往前补）' })
    return drafts.propose(tx, officer, framed)
  })
}

const balancesOf = async () =>
  (await database.inTenant(tenant, (tx) => product.loop.bank.ledger.balances(tx, tenant, {})))
    .map(({ account, budgetYear, amount }) => `${account} ${budgetYear} ${amount}`)
    .toSorted()

describe('政策工作台：一份方案，几个标准', patience, () => {
  it('有一处空着放不了行；样样写明，各成一份草稿，没发布的都不算数', async () => {
    const { plans, drafts } = product.workbench
    const plan = await inTenant<Awaited<ReturnType<typeof plans.get>>>(officer, (tx) =>
      plans.start(tx, officer, { region: '999901', title: '青禾县合成年度调标' }),
    )
    expect(plan.items.length).toBeGreaterThanOrEqual(9)
    const nine = plan.items.slice(0, 9).map((item) => ({
      ...{ ...item, value: `${Number(item.old) + 60}.00`.replace(/(\.\d+)\.00$/, '$1'), basis: '上年消费支出（合成）' },
      from: '2026-07-01',
    }))
    const document = '青禾县合成调标文件'
    const edit = (items: typeof nine, version: number, who = officer) =>
      inTenant<typeof plan>(who, (tx) =>
        plans.edit(tx, who, { id: plan.id, version }, { title: plan.title, document, items }),
      )
    const holed = await edit([...nine.slice(0, 8), { ...nine[8]!, value: '' }], plan.version)
    await expect(inTenant(officer, (tx) => plans.release(tx, officer, holed))).rejects.toThrow(nine[8]!.name)
    const whole = await edit(nine, holed.version, otherHead)
    await inTenant(officer, (tx) => plans.release(tx, officer, whole))
    const made = (await inTenant<readonly Draft[]>(officer, (tx) => drafts.list(tx, officer))).filter(
      ({ planId }) => planId === plan.id,
    )
    expect(new Set(made.map(({ programme }) => programme))).toEqual(new Set(nine.map(({ programme }) => programme)))
    // Whoever wrote the numbers in the plan publishes none of them, whoever released it.
    for (const one of made)
      await expect(
        inTenant(otherHead, async (tx) => {
          await sql`UPDATE policy_workbench.draft SET state = 'proposed' WHERE id = ${one.id}`.execute(tx)
          await drafts.publish(tx, otherHead, one)
        }),
      ).rejects.toThrow('请另一位来复核')
    for (const item of nine) {
      const draft = made.find(({ programme }) => programme === item.programme)
      expect(draft?.files['standards.yaml']).toContain(item.value)
    }
    await expect(edit(nine, whole.version + 1)).rejects.toThrow('已经放行')

    // One of them is published; the release of the others is taken back, and they are in the plan again.
    const [first] = made
    await inTenant(officer, (tx) =>
      sql`UPDATE policy_workbench.draft SET state = 'published', closed_at = now() WHERE id = ${first!.id}`.execute(tx),
    )
    const released = await inTenant<typeof plan>(officer, (tx) => plans.get(tx, officer, plan.id))
    const reopen = (version: number) =>
      inTenant<typeof plan>(officer, (tx) => plans.reopen(tx, officer, { id: plan.id, version }, '数还要商量'))
    await expect(reopen(released.version - 1)).rejects.toThrow('刚刚有人改过')
    const again = await reopen(released.version)
    expect(again.state).toBe('open')
    expect(again.items).toEqual(nine.filter(({ programme }) => programme !== first!.programme))
    await expect(reopen(again.version)).rejects.toThrow('没有放行')
    const after = await inTenant<readonly Draft[]>(officer, (tx) => drafts.ofPlan(tx, officer, plan.id))
    expect(after.filter(({ state }) => state === 'open' || state === 'proposed')).toEqual([])
    expect(after.filter(({ state }) => state === 'published').map(({ id }) => id)).toEqual([first!.id])
  })
})
