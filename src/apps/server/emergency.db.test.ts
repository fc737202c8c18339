import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runChecks } from '#platform/checks/index.ts'
import { testDatabase } from '#platform/testing/index.ts'
import type { Entitlement } from '#finance/payouts/index.ts'
import { standingChecks } from './checks.ts'
import { testDesk, type TestDesk } from './testing-desk.ts'
import { settableClock } from './testing-notices.ts'
import { testProduct, type TestProduct } from './testing.ts'

/** AC-013: help first, papers after, on the whole house. Cap, days and approver are parameters of 青禾县 (synthetic). */

const database = testDatabase()
const clock = settableClock('2026-03-02T09:00:00+08:00')
let made: TestProduct
let desk: TestDesk
let families: { id: string }[]

beforeAll(async () => {
  made = await testProduct(database, 40, clock)
  desk = testDesk(made)
  const clerk = desk.seat('intake-clerk')
  const tenant = made.ground.bureau.id
  families = (await desk.within(clerk, (tx) => made.product.households.idsOf(tx, tenant))).toSorted((one, other) =>
    one.id < other.id ? -1 : 1,
  )
}, 180_000)
afterAll(() => made.remove())

interface File {
  readonly case: { readonly version: number; readonly stage: string; readonly outcome: string | null }
  readonly emergency: {
    readonly granted: string
    readonly minutesToHelp: number | null
    readonly papersDueOn: string | null
    readonly papersLate: boolean
  }
  readonly decisions: readonly { readonly amount: string; readonly approvedBy: { readonly name: string } }[]
  readonly steps: readonly { readonly move: string; readonly reason: string | null }[]
  readonly moves: readonly { readonly move: string; readonly isOpen: boolean; readonly refusals: readonly object[] }[]
}

/** The short form at the window: whom it is for and what happened. */
async function entered(index: number): Promise<string> {
  const clerk = desk.seat('intake-clerk')
  const body = { programme: 'temporary-aid', householdId: families[index]!.id }
  const draft = await desk.ask<{
    id: string
    parts: { members: { value: { members: { key: string }[] } }; statement: { version: number; value: object } }
  }>(clerk, 'POST /api/application-drafts', { body })
  const { version, value } = draft.parts.statement
  const applicantKey = draft.parts.members.value.members[0]!.key
  await desk.ask(clerk, 'PUT /api/application-drafts/:id/parts/:name', {
    params: { id: draft.id, name: 'statement' },
    body: { version, value: { ...value, applicantKey, reason: '昨天夜里家里失火' } },
  })
  const slip = await desk.ask<{ caseId: string; secret: string }>(
    clerk,
    'POST /api/application-drafts/:id/acceptance',
    { params: { id: draft.id } },
  )
  expect(slip.secret).not.toBe('')
  return slip.caseId
}
const file = (id: string, who = desk.seat('town-head')): Promise<File> =>
  desk.ask<File>(who, 'GET /api/cases/:id', { params: { id } })
const grant = async (id: string, yuan: number, who = desk.seat('town-head')): Promise<string> => {
  const { version } = (await file(id)).case
  const body = { version, amount: `${yuan}00`, why: '房子烧了，没地方住' }
  return desk.refusal(desk.ask(who, 'POST /api/cases/:id/emergency-grant', { params: { id }, body }))
}
const move = async (id: string, name: string, who = desk.seat('town-clerk')): Promise<string> => {
  const { version } = (await file(id)).case
  const body = { move: name, version, reason: '情况属实' }
  return desk.refusal(desk.ask(who, 'POST /api/cases/:id/moves', { params: { id }, body }))
}
const rights = async (index: number): Promise<Entitlement[]> => {
  const { payouts } = made.product.loop.bank.house
  const who = desk.seat('finance-officer')
  const all = await desk.within(who, (tx) => payouts.ofHousehold(tx, who.tenant, families[index]!.id))
  return all.filter(({ programme }) => programme === 'temporary-aid')
}
const late = async (): Promise<string[]> => {
  const { rows } = await desk.ask<{ rows: { id: string }[] }>(desk.seat('town-head'), 'GET /api/cases', {
    query: { alarm: 'papers-late' },
  })
  return rows.map(({ id }) => id)
}
const allot = (amount: string, document: string) =>
  desk.ask(desk.seat('finance-head'), 'POST /api/payouts/allotments', {
    body: { programme: 'temporary-aid', source: 'county', year: 2026, amount, document },
  })

describe('专款专用（AC-032）', () => {
  it('低保的额度再多，急难的钱不够就是不批：说得出还剩多少，哪一边的账都没有动', async () => {
    const year = { source: 'county', year: 2026 }
    const dibao = { programme: 'dibao', amount: '500000000', document: '青财社〔2026〕1号（合成）', ...year }
    await desk.ask(desk.seat('finance-head'), 'POST /api/payouts/allotments', { body: dibao })
    const books = () =>
      desk.within(desk.seat('finance-officer'), (tx) =>
        sql<{ sum: string }>`SELECT programme || account || sum(amount)::text AS sum FROM ledger.leg
          GROUP BY programme, account ORDER BY 1`.execute(tx),
      )
    const before = (await books()).rows
    const id = await entered(4)
    const { version } = (await file(id)).case
    const asked = desk.ask(desk.seat('town-head'), 'POST /api/cases/:id/emergency-grant', {
      params: { id },
      body: { version, amount: '200000', why: '房子烧了' },
    })
    await expect(asked).rejects.toMatchObject({
      code: 'payouts.fundShort',
      zh: expect.stringContaining('只剩 0.00 元'),
    })
    expect((await books()).rows).toEqual(before)
    expect(await rights(4)).toEqual([])
    // The attempt stands in the audit, although all else of it was undone.
    const tried = await desk.within(desk.seat('town-head'), (tx) =>
      sql<{ act: string; details: unknown }>`SELECT act, details FROM audit.entry
        WHERE action = 'casework.move-refused' AND about_id = ${id}`.execute(tx),
    )
    expect(tried.rows).toEqual([{ act: 'refused', details: { move: 'grant-emergency', why: 'payouts.fundShort' } }])
  })
})

describe('先救助，后补手续（AC-013）', () => {
  it('资金不够就一句话，什么也没留下；九点登记、十点半批，钱马上有了，一项核对也没做', async () => {
    const id = await entered(0)
    clock.set('2026-03-02T10:30:00+08:00')
    expect(await grant(id, 2000)).toBe('payouts.fundShort')
    expect((await file(id)).case).toMatchObject({ stage: 'report', version: 1 })
    await allot('2000000', '青财社〔2026〕3号（合成）')
    expect(await grant(id, 3001)).toBe('casework.overCap')
    expect(await rights(0)).toEqual([])
    expect(await grant(id, 2000, desk.seat('town-head', 'intake-clerk'))).toBe('casework.samePerson')
    expect(await grant(id, 2000, desk.seat('town-clerk'))).not.toBe('done')
    expect(await grant(id, 2000)).toBe('done')
    expect(await rights(0)).toMatchObject([
      { rate: { per: 'once', amount: 200_000n }, from: '2026-03', until: '2026-03', source: { kind: 'decision' } },
    ])
    const now = await file(id)
    expect(now.emergency).toEqual(
      expect.objectContaining({ granted: '200000', minutesToHelp: 90, papersDueOn: '2026-03-16', papersLate: false }),
    )
    expect(now.decisions[0]!.approvedBy.name).toBe('演示人员 town-head')
    expect(now.steps.at(-1)).toMatchObject({ move: 'grant-emergency', reason: '房子烧了，没地方住' })
    const checks = await database.owner
      .selectFrom('means_check.request' as never)
      .selectAll()
      .execute()
    expect(checks).toEqual([])
  })

  it('到期没补上：进警示名单；县里不同意就没有第二次，同意了同一个月也能再给一次', async () => {
    const id = await entered(1)
    expect(await grant(id, 1000)).toBe('done')
    clock.set('2026-03-16T17:00:00+08:00')
    expect(await late()).not.toContain(id)
    clock.set('2026-03-17T09:00:00+08:00')
    expect(await late()).toContain(id)
    expect((await file(id)).emergency.papersLate).toBe(true)
    expect(await grant(id, 500)).toBe('casework.papersFirst')
    expect(await move(id, 'consent-second-grant', desk.seat('town-head'))).toBe('casework.notYours')
    expect(await move(id, 'consent-second-grant', desk.seat('county-reviewer'))).toBe('done')
    expect(await move(id, 'consent-second-grant', desk.seat('county-reviewer'))).toBe('casework.consentNotNeeded')
    expect(await grant(id, 500)).toBe('done')
    expect(await grant(id, 500)).toBe('casework.papersFirst')
    expect(new Set((await rights(1)).map(({ rate }) => rate.amount))).toEqual(new Set([100_000n, 50_000n]))
    expect(await move(id, 'complete-papers')).toBe('done')
    expect(await late()).not.toContain(id)
  })

  it('换一件来也绕不过：手续没补就终止的，新的一件也要县里先同意', async () => {
    clock.set('2026-03-02T11:00:00+08:00')
    const first = await entered(2)
    expect(await grant(first, 800)).toBe('done')
    clock.set('2026-03-20T09:00:00+08:00')
    expect(await move(first, 'end-non-cooperation', desk.seat('town-head'))).toBe('done')
    const second = await entered(2)
    const seen = await file(second)
    expect(seen.moves.find((one) => one.move === 'grant-emergency')).toMatchObject({
      isOpen: false,
      refusals: [{ code: 'casework.papersFirst', zh: expect.stringContaining('2026-03-16') }],
    })
    expect(await grant(second, 800)).toBe('casework.papersFirst')
    expect(await move(second, 'consent-second-grant', desk.seat('county-head'))).toBe('done')
    expect(await grant(second, 800)).toBe('done')
    expect(await rights(2)).toHaveLength(2)
  })

  it('手续补齐过的，下一次急难照常先救助；不用县里同意', async () => {
    clock.set('2026-03-20T10:00:00+08:00')
    const id = await entered(1)
    expect(await move(id, 'consent-second-grant', desk.seat('county-head'))).toBe('casework.consentNotNeeded')
    expect(await grant(id, 500)).toBe('done')
  })

  it('两个人同时批、同一个按钮按多次，只给一次', async () => {
    const id = await entered(3)
    const both = await Promise.all([
      grant(id, 600),
      grant(id, 600),
      grant(id, 600, desk.seat('town-head', 'other-head')),
    ])
    expect(both.filter((said) => said === 'done')).toHaveLength(1)
    expect(await rights(3)).toHaveLength(1)
  })

  it('办完这些，常设核验都成立', async () => {
    const asked = { tenants: [made.ground.bureau.id], today: clock.today() }
    const results = await runChecks(made.product.db, standingChecks, asked)
    expect(results.filter(({ holds }) => !holds)).toEqual([])
  })
})
