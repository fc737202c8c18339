import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runChecks } from '#platform/checks/index.ts'
import { day, type Month } from '#platform/clock/index.ts'
import { openVault } from '#platform/crypto/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { Refusal } from '#platform/errors/index.ts'
import { systemCaller, type Caller } from '#platform/http/index.ts'
import { fen } from '#platform/money/index.ts'
import { testDatabase } from '#platform/testing/index.ts'
import { createLedger } from '#finance/ledger/index.ts'
import { createPayHouse, standingRights, type EntitlementDraft, type PayHouse } from '#finance/payouts/index.ts'
import { allot } from '#finance/payouts/testing.ts'
import type { Case, Decision } from '#relief/casework/index.ts'
import { caseGround, entryOf, member, type CaseGround } from '#relief/casework/testing.ts'
import { createAidOn } from './aid-on.ts'
import { grantFollower, moneyChecks } from './loop-payouts.ts'
import { settableClock } from './testing-notices.ts'

/** A reconsidered case: its right follows the decision that stands. */

const database = testDatabase()
/** What comes with the programme of these cases, as care comes with support. */
const withIt = (programme: string): readonly string[] => (programme === 'dibao' ? ['tekun-care'] : [])
const folder = mkdtempSync(join(tmpdir(), 'zhulian-reconsider-'))
const clock = settableClock('2026-03-02T09:00:00+08:00')
let ground: CaseGround
let house: PayHouse

beforeAll(async () => {
  ground = await caseGround(database, {
    folder,
    clock,
    tenant: 1,
    followers: () => [grantFollower(ground.cases, house.payouts, withIt)],
  })
  const vault = await openVault({ db: database.db, keysFile: join(folder, 'keys'), dataDir: null })
  const { audit, needs } = ground
  const ledger = createLedger({ clock })
  house = createPayHouse({ ...{ ledger, audit, clock, vault, feeds: [] }, households: needs.households })
  const who = systemCaller('test', ground.tenant)
  await who.transaction(database.db, (tx) => allot(tx, ledger, { amount: '1000000' }))
}, 90_000)
afterAll(() => rmSync(folder, { recursive: true }))

const within = <Result>(who: Caller, work: (tx: Tx) => Promise<Result>): Promise<Result> =>
  who.transaction(database.db, work)
const clerk = () => ground.officer('c1', 'town-clerk')
const reviewer = (id = 'r1') => ground.officer(id, 'county-reviewer')
const maker = () => systemCaller('maker', ground.tenant)
const otherMaker = () => systemCaller('head', ground.tenant)

let serial = 100
interface Made {
  readonly id: string
  readonly householdId: string
  readonly memberIds: readonly string[]
}
const get = (id: string): Promise<Case> => within(clerk(), (tx) => ground.cases.get(tx, clerk(), id))
async function toDecide(): Promise<Made> {
  serial += 1
  return apply(await ground.record(entryOf(`QH-${serial}`, [member(serial)])))
}
/** One more application of a family, up to the county's desk, by what the sum says today. */
async function apply({ householdId, memberIds }: Pick<Made, 'householdId' | 'memberIds'>): Promise<Made> {
  const { id } = await ground.open(clerk(), { householdId, applicantId: memberIds[0]! })
  await within(clerk(), (tx) => ground.cases.move(tx, clerk(), id, { move: 'accept', version: 1 }))
  const assessmentId = await ground.assess(clerk(), householdId)
  const found = await within(clerk(), (tx) => ground.assessments.find(tx, clerk(), assessmentId))
  const isGrant = found?.outcome === 'entitled'
  const wish = { version: 2, proposal: isGrant ? 'grant' : 'refuse', assessmentId, why: '照测算' } as const
  await within(clerk(), (tx) => ground.cases.giveOpinion(tx, clerk(), id, wish))
  if (!isGrant) return { id, householdId, memberIds }
  const notice = systemCaller('notice', ground.tenant)
  await within(notice, (tx) => ground.cases.move(tx, notice, id, { move: 'notice-ended', version: 3 }))
  return { id, householdId, memberIds }
}
/** Proposed by one reviewer as assessed today, approved by another; `presses` at once. */
async function decided(
  { id, householdId }: Made,
  outcome: 'confirmed' | 'refused' = 'confirmed',
  presses = 1,
): Promise<string[]> {
  const assessmentId = await ground.assess(reviewer(), householdId)
  const { version } = await get(id)
  const wish = { version, outcome, assessmentId, amount: null, why: '按测算', override: null }
  const { proposal } = await within(reviewer(), (tx) => ground.cases.proposeDecision(tx, reviewer(), id, wish))
  const second = reviewer('r2')
  const press = async (): Promise<string> => {
    try {
      const approval = { version: version + 1, proposalId: proposal.id }
      const { decision } = await within(second, (tx) => ground.cases.approveDecision(tx, second, id, approval))
      return decision.outcome
    } catch (error) {
      if (error instanceof Refusal) return error.code
      throw error
    }
  }
  return Promise.all(Array.from({ length: presses }, press))
}
const reconsider = async ({ id }: Made): Promise<void> => {
  const { version } = await get(id)
  const wish = { move: 'reconsider', version, reason: '家庭提出新情况' } as const
  await within(reviewer(), (tx) => ground.cases.move(tx, reviewer(), id, wish))
}
const earns = async ({ householdId, memberIds }: Made, wages: number): Promise<void> => {
  const source = { kind: 'found', zh: '核对', on: clock.today() } as const
  const value = { amount: fen(BigInt(wages)), per: 'month' as const }
  await within(maker(), (tx) =>
    ground.needs.households.state(tx, maker(), {
      ...{ householdId, validFrom: clock.today(), reason: '核对' },
      members: [{ id: memberIds[0]!, incomes: { wages: { value, source } } }],
    }),
  )
}
const rights = ({ householdId }: Made) =>
  within(maker(), (tx) => house.payouts.ofHousehold(tx, ground.tenant, householdId))
const amountOf = async ({ id }: Made): Promise<bigint> =>
  (await within(clerk(), (tx) => ground.cases.decisionOf(tx, clerk(), id)))?.amount ?? 0n
const listOf = (month: string) =>
  within(maker(), async (tx) => {
    const runId = await house.runs.make(tx, maker(), { programme: 'dibao', month: month as Month })
    await house.runs.freeze(tx, maker(), runId)
    await house.runs.approve(tx, otherMaker(), runId)
  })
const paid = async ({ householdId }: Made) =>
  (await within(maker(), (tx) => house.payouts.paymentsOf(tx, ground.tenant, householdId))).map(
    ({ month, amount }) => [month, amount] as const,
  )
const checksThatFail = async () => {
  const results = await runChecks(database.db, moneyChecks, { tenants: [ground.tenant], today: clock.today() })
  return results.filter(({ holds }) => !holds).map(({ name }) => name)
}

/** What a publication of the case’s newest decision has to say of a month. */
const aidOf = async (one: Made, month: string) => {
  const { number: caseNumber } = await get(one.id)
  const aidOn = createAidOn({ payouts: house.payouts, isStatusOver: () => Promise.resolve(false) })
  return within(clerk(), async (tx) => {
    const { id: decisionId } = (await ground.cases.decisionOf(tx, clerk(), one.id))!
    const { householdId } = one
    return aidOn(tx, ground.tenant, { householdId, caseNumber, decisionId }, month as Month)
  })
}

describe('重新审查以后，待遇跟着新的决定', () => {
  it('还没开始发就改了数：还是一份待遇，从同一个月起，按新的数', async () => {
    clock.set('2026-03-02T09:00:00+08:00')
    const one = await toDecide()
    expect(await decided(one)).toEqual(['confirmed'])
    const first = await amountOf(one)
    await reconsider(one)
    await earns(one, 20_000)
    expect((await decided(one, 'confirmed', 3)).toSorted()).toEqual([
      ...['casework.changedMeanwhile', 'casework.changedMeanwhile', 'confirmed'],
    ])
    const second = await amountOf(one)
    expect(second).toBeLessThan(first)
    expect(await rights(one)).toMatchObject([{ from: '2026-04', until: null, rate: { per: 'month', amount: second } }])
  })

  it('发过一个月以后改数：发过的照决定书不动，下个月起按新的；再改为不给，决定的当月以后停', async () => {
    clock.set('2026-03-02T09:00:00+08:00')
    const one = await toDecide()
    await decided(one)
    const first = await amountOf(one)
    clock.set('2026-04-05T09:00:00+08:00')
    await listOf('2026-04')
    await reconsider(one)
    await earns(one, 20_000)
    await decided(one)
    const second = await amountOf(one)
    expect(await aidOf(one, '2026-05')).toEqual({ amount: second })
    clock.set('2026-05-05T09:00:00+08:00')
    await listOf('2026-05')
    expect(await paid(one)).toEqual([
      ['2026-05', second],
      ['2026-04', first],
    ])
    await reconsider(one)
    await earns(one, 900_000)
    expect((await decided(one, 'refused', 2)).toSorted()).toEqual(['casework.changedMeanwhile', 'refused'])
    expect(await rights(one)).toMatchObject([{ from: '2026-04', until: '2026-05' }])
    clock.set('2026-06-05T09:00:00+08:00')
    await reconsider(one)
    await earns(one, 0)
    expect(await decided(one)).toEqual(['confirmed'])
    expect((await rights(one)).map(({ from, until }) => [from, until])).toEqual([
      ['2026-07', null],
      ['2026-04', '2026-05'],
    ])
    expect(await checksThatFail()).toEqual([])
  })

  it('决定从发过的月份起改数：少发的补一行，指着原来的月份；同一个决定再来一次，什么也不多', async () => {
    clock.set('2026-07-02T09:00:00+08:00')
    const one = await toDecide()
    await decided(one)
    clock.set('2026-08-05T09:00:00+08:00')
    for (const month of ['2026-06', '2026-07', '2026-08']) await listOf(month)
    const first = await amountOf(one)
    const stands = (await within(clerk(), (tx) => ground.cases.decisionOf(tx, clerk(), one.id)))!
    const more: Decision = {
      ...{ ...stands, id: '00000000-0000-7000-8000-000000000777', number: `${stands.caseNumber}-2` },
      ...{ amount: fen(first + 10_000n), fromMonth: '2026-08' as Month, decidedOn: day('2026-08-05') },
    }
    const follower = grantFollower({ decisionOf: () => Promise.resolve(more) }, house.payouts, withIt)
    const record = await get(one.id)
    for (let press = 0; press < 2; press++)
      await within(reviewer('r2'), (tx) => follower.follow(tx, reviewer('r2'), record, {} as never))
    clock.set('2026-09-05T09:00:00+08:00')
    await listOf('2026-09')
    const payments = await paid(one)
    expect(payments).toHaveLength(3)
    expect(payments).toEqual(
      expect.arrayContaining([
        ['2026-08', 10_000n],
        ['2026-08', first],
        ['2026-09', first + 10_000n],
      ]),
    )
    expect(await checksThatFail()).toEqual([])
  })

  it('在自己的办件里不予确认，跟着待遇的也停到同一个月；另一件不予确认的，都不动', async () => {
    clock.set('2026-03-02T09:00:00+08:00')
    const one = await toDecide()
    await decided(one)
    const { placeId } = await get(one.id)
    const source = { kind: 'decision', decisionId: one.id, caseNumber: '另一件' } as const
    await within(maker(), (tx) =>
      house.payouts.grant(tx, maker(), {
        ...{ householdId: one.householdId, placeId, programme: 'tekun-care', from: '2026-04' as Month, source },
        rate: { per: 'month', amount: fen(90_000n) },
      }),
    )
    const untilNow = async () => {
      const rights = await within(maker(), (tx) => house.payouts.ofHousehold(tx, ground.tenant, one.householdId))
      return rights.map(({ programme, until }) => `${programme} ${until ?? '—'}`).toSorted()
    }
    clock.set('2026-05-11T09:00:00+08:00')
    await earns(one, 900_000)
    const again = await apply(one)
    await decided(again, 'refused')
    expect(await untilNow()).toEqual(['dibao —', 'tekun-care —'])
    await reconsider(one)
    await decided(one, 'refused')
    expect(await untilNow()).toEqual(['dibao 2026-05', 'tekun-care 2026-05'])
  })

  it('从来没给过的，不予确认什么也不停；复查后给了，就是新的一份', async () => {
    clock.set('2026-09-07T09:00:00+08:00')
    const one = await toDecide()
    await earns(one, 900_000)
    expect(await decided(one, 'refused')).toEqual(['refused'])
    expect(await rights(one)).toEqual([])
    await reconsider(one)
    await earns(one, 0)
    await decided(one)
    expect(await rights(one)).toMatchObject([{ from: '2026-10', until: null }])
  })
})

describe('已经在领的家庭再申请一次', () => {
  const standsOn = (one: Made, on: string) =>
    within(maker(), (tx) => standingRights.standingOf(tx, maker(), one.householdId, { factsOn: day(on) }))
  const spans = async (one: Made) =>
    (await rights(one)).map(({ from, until, rate }) => [from, until, rate.amount] as const)
  /** In April, for an application in June. */
  const receiving = async () => {
    clock.set('2026-03-02T09:00:00+08:00')
    const one = await toDecide()
    await decided(one)
    clock.set('2026-06-02T09:00:00+08:00')
    return { one, amount: await amountOf(one) }
  }

  it('没有批：原来的待遇一分不动', async () => {
    const { one, amount } = await receiving()
    await earns(one, 900_000)
    expect(await decided(await apply(one), 'refused', 2)).toEqual(
      expect.arrayContaining(['refused', 'casework.changedMeanwhile']),
    )
    expect(await spans(one)).toEqual([['2026-04', null, amount]])
  })

  it('批了：从新决定的月份起是新的一份，以前的到上个月为止，哪个月都不重', async () => {
    const { one, amount } = await receiving()
    await earns(one, 20_000)
    const next = await apply(one)
    expect((await decided(next, 'confirmed', 2)).toSorted()).toEqual(['casework.changedMeanwhile', 'confirmed'])
    const second = await amountOf(next)
    expect(second).toBeLessThan(amount)
    // The head of the file says one amount, of the month that is looked at.
    for (const [on, since, due] of [
      ['2026-03-31', '2026-04', amount],
      ['2026-06-30', '2026-04', amount],
      ['2026-07-01', '2026-07', second],
    ] as const)
      expect(await standsOn(one, on), on).toMatchObject([{ programme: 'dibao', since, amount: due }])
    expect(await spans(one)).toEqual([
      ['2026-07', null, second],
      ['2026-04', '2026-06', amount],
    ])
    // What was published of the first decision ends with it; the second says its own amount.
    for (const [published, month, says] of [
      [one, '2026-06', { amount }],
      [one, '2026-07', 'ended'],
      [next, '2026-06', null],
      [next, '2026-07', { amount: second }],
    ] as const)
      expect(await aidOf(published, month), `${published.id} ${month}`).toEqual(says)
    // The case of before is over: deciding it anew to nothing ends nothing of the new one.
    await reconsider(one)
    await earns(one, 900_000)
    await decided(one, 'refused')
    expect(await spans(one)).toEqual([
      ['2026-07', null, second],
      ['2026-04', '2026-06', amount],
    ])
    expect(await checksThatFail()).toEqual([])
  })

  it('复核停了以后再申请：没有批的，停的照旧；批了的，是新的一份', async () => {
    const { one, amount } = await receiving()
    const [right] = await rights(one)
    const ended = { entitlementId: right!.id, after: '2026-06' as Month, why: '动态管理复核：停止' }
    await within(maker(), (tx) => house.payouts.end(tx, maker(), { ...ended, decisionId: null }))
    await earns(one, 900_000)
    await decided(await apply(one), 'refused')
    expect(await spans(one)).toEqual([['2026-04', '2026-06', amount]])
    expect(await standsOn(one, '2026-07-01')).toEqual([])
    await earns(one, 0)
    await decided(await apply(one))
    expect((await spans(one)).map(([from, until]) => [from, until])).toEqual([
      ['2026-07', null],
      ['2026-04', '2026-06'],
    ])
  })

  it('原来名单上的：再申请批了，从那个月起由决定接替；没有批的不动；撤回的也不动', async () => {
    clock.set('2026-06-02T09:00:00+08:00')
    serial += 1
    const family = await ground.record(entryOf(`QH-${serial}`, [member(serial)]))
    const { placeId } = (await within(maker(), (tx) =>
      ground.needs.households.identitiesOf(tx, ground.tenant, family.householdId),
    ))!
    const draft: EntitlementDraft = {
      ...{ householdId: family.householdId, placeId, programme: 'dibao', from: '2025-01' as Month },
      ...{ rate: { per: 'month', amount: fen(66_000n) }, source: { kind: 'legacy', document: '低保名单' } },
    }
    await within(maker(), (tx) => house.payouts.adoptLegacy(tx, maker(), [draft], '2026-06' as Month))
    const one = { id: '', ...family }
    await earns(one, 900_000)
    await decided(await apply(one), 'refused')
    await earns(one, 0)
    const withdrawn = await apply(one)
    const { version } = await get(withdrawn.id)
    const wish = { move: 'withdraw', version, reason: '不申请了' } as const
    await within(clerk(), (tx) => ground.cases.move(tx, clerk(), withdrawn.id, wish))
    expect(await spans(one)).toEqual([['2025-01', null, 66_000n]])
    const granted = await apply(one)
    await decided(granted)
    expect(await spans(one)).toEqual([
      ['2026-07', null, await amountOf(granted)],
      ['2025-01', '2026-06', 66_000n],
    ])
  })
})
