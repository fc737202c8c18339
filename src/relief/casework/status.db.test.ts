import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addMonths, day, monthOf, stoppedClock, type Month } from '#platform/clock/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { systemCaller } from '#platform/http/index.ts'
import { fen } from '#platform/money/index.ts'
import { testDatabase } from '#platform/testing/index.ts'
import { syntheticCounty } from '#registry/regions/index.ts'
import type { ProposalWish } from './contract.ts'
import { isStatusOver, standingStatuses, standingStatusSource } from './standing-status.ts'
import { caseGround, entryOf, member, type CaseGround } from './testing.ts'

/** 低保边缘: a status with a public notice. What a status may never become, and what an amount may never lack. */

const database = testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'zhulian-status-'))
afterAll(() => rmSync(folder, { recursive: true }))
const clock = stoppedClock('2026-03-02T09:00:00+08:00')
let ground: CaseGround
beforeAll(async () => {
  ground = await caseGround(database, { folder, clock })
}, 60_000)

const within = <Result>(who: Caller, work: Parameters<typeof who.transaction<Result>>[1]) =>
  who.transaction(database.db, work)

interface Family {
  readonly householdId: string
  readonly memberIds: readonly string[]
}
const source = { kind: 'surveyed', zh: '入户', on: clock.today() } as const
const townClerk = () => ground.officer('c1', 'town-clerk')

/** Earns this many fen a month from today on: it decides what the sum says. */
const earns = ({ householdId, memberIds }: Family, wages: number) =>
  within(townClerk(), (tx) =>
    ground.needs.households.state(tx, townClerk(), {
      ...{ householdId, validFrom: clock.today(), reason: '测试' },
      household: { stated: { 'aid.class': { value: '都不是', source } } },
      members: [
        {
          id: memberIds[0]!,
          incomes: { wages: { value: { amount: fen(BigInt(wages)), per: 'month' }, source } },
        },
      ],
    }),
  )

/** A family that comes to the county's desk. */
async function atCounty(serial: number, wages: number, programme = 'margin') {
  const family = await ground.record(entryOf(`QH-S-${serial}`, [member(serial)]))
  await earns(family, wages)
  return apply(family, programme)
}

/** Up to the county's desk, by the sum of today. */
async function apply({ householdId, memberIds }: Family, programme = 'margin') {
  const { cases, officer, assessments, tenant } = ground
  const clerk = townClerk()
  const { id } = await ground.open(clerk, { householdId, applicantId: memberIds[0]!, programme })
  await within(clerk, (tx) => cases.move(tx, clerk, id, { move: 'accept', version: 1 }))
  const today = clock.today()
  const { id: assessmentId } = await assessments.assessHousehold(clerk, {
    ...{ householdId, programme, region: syntheticCounty, factsOn: today, lawOn: today },
    month: addMonths(monthOf(today), 1),
  })
  const isGrant = (await within(clerk, (tx) => assessments.find(tx, clerk, assessmentId)))?.outcome === 'entitled'
  const opinion = { version: 2, proposal: isGrant ? 'grant' : 'refuse', assessmentId, why: '照测算' } as const
  const given = await within(clerk, (tx) => cases.giveOpinion(tx, clerk, id, opinion))
  const system = systemCaller('notice', tenant)
  if (isGrant) await within(system, (tx) => cases.move(tx, system, id, { move: 'notice-ended', version: 3 }))
  const version = isGrant ? 4 : 3
  const first = officer('r1', 'county-reviewer')
  const propose = (wish: Partial<ProposalWish> = {}) =>
    within(first, (tx) =>
      cases.proposeDecision(tx, first, id, {
        ...{ version, outcome: 'confirmed', assessmentId, amount: null, why: '同意', override: null },
        ...wish,
      }),
    )
  return { id, householdId, memberIds, opinion: given.opinion, version, propose }
}
type AtCounty = Awaited<ReturnType<typeof atCounty>>

const second = () => ground.officer('r2', 'county-reviewer')
interface Deciding extends Pick<AtCounty, 'id' | 'version'> {
  readonly propose: (wish: Partial<ProposalWish>) => ReturnType<AtCounty['propose']>
}
/** Decided by two persons as the sum says. */
async function decide({ id, version, propose }: Deciding, wish: Partial<ProposalWish>) {
  const { proposal } = await propose(wish)
  const { decision } = await within(second(), (tx) =>
    ground.cases.approveDecision(tx, second(), id, { version: version + 1, proposalId: proposal.id }),
  )
  return decision
}
/** Statuses of a household in a month, as monitoring asks for them. */
const standing = async ({ householdId }: Family, month = '2026-04', programme = 'margin') => {
  const all = await within(second(), (tx) =>
    standingStatuses(ground.needs.procedures)(tx, ground.tenant, { programme, month: month as Month }),
  )
  return all.filter((one) => one.householdId === householdId)
}
const override = { reason: '县里核实，照实认定', article: '某办法 第一条' }

describe('只确认身份的决定', () => {
  it('意见、决定写身份不写钱；通知的理由是成立的条件，各有依据', async () => {
    const { id, householdId, memberIds, opinion, version, propose } = await atCounty(9101, 100_000)
    expect(opinion).toMatchObject({ proposal: 'grant', amount: null, status: '低保边缘' })
    const decision = await decide({ id, version, propose }, {})
    expect(decision).toMatchObject({ outcome: 'confirmed', amount: null, status: '低保边缘', fromMonth: '2026-04' })
    expect(decision.reasons.length).toBeGreaterThan(0)
    expect(decision.reasons.some(({ article }) => article !== null)).toBe(true)
    const family = { householdId, memberIds }
    expect(await standing(family)).toMatchObject([{ id: decision.id, programme: 'margin', from: '2026-04' }])
    expect(await standing(family, '2026-03')).toEqual([])
    // The head of the household's file says it from the day it is decided.
    const { standingOf } = standingStatusSource(ground.needs.procedures)
    for (const [on, said] of [
      [clock.today(), [{ programme: 'margin', amount: null, since: '2026-04' }]],
      [day('2026-02-27'), []],
    ] as const)
      expect(
        await within(townClerk(), (tx) => standingOf(tx, townClerk(), householdId, { factsOn: on })),
      ).toMatchObject(said)
  })
  it('填了金额的不收，写了理由、条款也不收', async () => {
    const { propose } = await atCounty(9102, 100_000)
    await expect(propose({ amount: fen(1n), override })).rejects.toMatchObject({
      code: 'casework.statusHasNoAmount',
      at: 'amount',
    })
  })
  it('测算说不符合的，不能直接确认；写了理由、条款的，确认的是项目的名字，等第三个人', async () => {
    const { opinion, propose } = await atCounty(9103, 900_000)
    expect(opinion).toMatchObject({ proposal: 'refuse', amount: null, status: null })
    await expect(propose()).rejects.toMatchObject({ code: 'casework.overrideNeeded' })
    const { proposal } = await propose({ override })
    expect(proposal).toMatchObject({ amount: null, status: '最低生活保障边缘家庭', override })
  })
  it('没有测算的，同样填不了金额', async () => {
    const { propose } = await atCounty(9104, 100_000)
    await expect(propose({ assessmentId: null, amount: fen(50_000n), override })).rejects.toMatchObject({
      code: 'casework.statusHasNoAmount',
    })
  })
  it('库里也守着：决定不能又有身份又有金额，也不能两样都没有', async () => {
    const insert = (amount: number | null, status: string | null) =>
      sql`INSERT INTO casework.decision (tenant_id, id, place_id, case_id, position, number, outcome, amount_fen, status,
          words, members, proposed_by_id, proposed_by_name, approved_by_id, approved_by_name, decided_on, is_once)
        SELECT tenant_id, gen_random_uuid(), place_id, id, 99, 'X', 'confirmed', ${amount}::bigint, ${status},
          '\\x00'::bytea, 1, 'a', 'a',
          'b', 'b', '2026-03-02', false FROM casework.case_record LIMIT 1`.execute(database.owner)
    for (const [amount, status] of [
      [100, '低保边缘'],
      [null, null],
      [null, ''],
    ] as const)
      await expect(insert(amount, status)).rejects.toThrow(
        /decision_(confirmed_has_an_amount_or_a_status|status_is_said)/,
      )
  })
  it('一家同时只能办一样认定；低保是另一类，不拦', async () => {
    const { householdId, memberIds } = await atCounty(9105, 100_000)
    const clerk = ground.officer('c1', 'town-clerk')
    const open = (programme: string) => ground.open(clerk, { householdId, applicantId: memberIds[0]!, programme })
    await expect(open('rigid-expenditure')).rejects.toMatchObject({ code: 'casework.alreadyOpen' })
    await expect(open('dibao')).resolves.toMatchObject({ programme: 'dibao' })
  })
})

describe('有了身份以后，哪个决定算数', () => {
  const confirmed = async (serial: number) => {
    const at = await atCounty(serial, 100_000)
    return { at, decision: await decide(at, {}) }
  }
  const reconsidered = async (at: AtCounty) => {
    const first = ground.officer('r1', 'county-reviewer')
    const now = () => within(first, (tx) => ground.cases.get(tx, first, at.id))
    const again = { move: 'reconsider', version: (await now()).version, reason: '有人举报' } as const
    await within(first, (tx) => ground.cases.move(tx, first, at.id, again))
    return { version: (await now()).version }
  }

  it('再申请一次没有批，原来的身份照旧', async () => {
    const { at, decision } = await confirmed(9111)
    await earns(at, 900_000)
    expect(await decide(await apply(at), { outcome: 'refused' })).toMatchObject({ outcome: 'refused' })
    expect(await standing(at, '2026-12')).toMatchObject([{ id: decision.id }])
  })
  it('再申请一次批了，从新决定的月份起是新的，一家只有一个', async () => {
    const { at, decision } = await confirmed(9112)
    const next = await decide(await apply(at), {})
    expect(next.id).not.toBe(decision.id)
    expect(await standing(at)).toMatchObject([{ id: next.id, caseNumber: next.caseNumber }])
    // What was published of the first comes down with it, and not before it begins.
    const over = (decisionId: string, month: string) =>
      within(second(), (tx) =>
        isStatusOver(ground.needs.procedures)(tx, ground.tenant, {
          ...{ householdId: at.householdId, decisionId, month: month as Month },
        }),
      )
    expect([await over(decision.id, '2026-03'), await over(decision.id, '2026-04')]).toEqual([false, true])
    expect(await over(next.id, '2026-04')).toBe(false)
  })
  it('同一类里换成另一样身份，原来那样不再算', async () => {
    const { at } = await confirmed(9113)
    const rigid = await ground.open(townClerk(), {
      ...{ householdId: at.householdId, applicantId: at.memberIds[0]!, programme: 'rigid-expenditure' },
    })
    await sql`INSERT INTO casework.decision (tenant_id, id, place_id, case_id, position, number, outcome, status, words,
        members, from_month, proposed_by_id, proposed_by_name, approved_by_id, approved_by_name, decided_on, is_once)
      SELECT tenant_id, ${uuid()}, place_id, id, 9, number || '-1', 'confirmed', '刚性支出困难家庭', '\\x00'::bytea, 1,
        '2026-05-01', 'a', 'a', 'b', 'b', '2026-04-20', false
      FROM casework.case_record WHERE id = ${rigid.id}`.execute(database.owner)
    expect(await standing(at, '2026-04')).toHaveLength(1)
    expect(await standing(at, '2026-05')).toEqual([])
    expect(await standing(at, '2026-05', 'rigid-expenditure')).toMatchObject([{ caseNumber: rigid.number }])
  })
  it('再申请一次又撤回，原来的身份照旧', async () => {
    const { at, decision } = await confirmed(9114)
    const again = await apply(at)
    const wish = { move: 'withdraw', version: again.version, reason: '不申请了' } as const
    await within(townClerk(), (tx) => ground.cases.move(tx, townClerk(), again.id, wish))
    expect(await standing(at)).toMatchObject([{ id: decision.id }])
  })
  it('复查还没有结果，原来的照旧；复查以后撤回的也是；复查不予确认的，下个月起没有了', async () => {
    const { at, decision } = await confirmed(9115)
    const { version } = await reconsidered(at)
    expect(await standing(at)).toMatchObject([{ id: decision.id }])
    await earns(at, 900_000)
    const { id: assessmentId } = await ground.assessments.assessHousehold(townClerk(), {
      ...{ householdId: at.householdId, programme: 'margin', region: syntheticCounty, month: '2026-04' as Month },
      ...{ factsOn: clock.today(), lawOn: clock.today() },
    })
    const first = ground.officer('r1', 'county-reviewer')
    const propose = (wish: Partial<ProposalWish>) =>
      within(first, (tx) =>
        ground.cases.proposeDecision(tx, first, at.id, {
          ...{ version, outcome: 'refused', assessmentId, amount: null, why: '核实', override: null },
          ...wish,
        }),
      )
    await decide({ id: at.id, version, propose }, {})
    expect(await standing(at)).toEqual([])

    const { at: other, decision: kept } = await confirmed(9116)
    const { version: asked } = await reconsidered(other)
    const wish = { move: 'withdraw', version: asked, reason: '不要复查了' } as const
    await within(townClerk(), (tx) => ground.cases.move(tx, townClerk(), other.id, wish))
    expect(await standing(other)).toMatchObject([{ id: kept.id }])
  })
})

describe('发钱的项目照旧', () => {
  it('低保没有金额不能确认，写了理由、条款也不能', async () => {
    const { opinion, propose } = await atCounty(9106, 900_000, 'dibao')
    expect(opinion.status).toBeNull()
    await expect(propose({ override })).rejects.toMatchObject({ code: 'casework.amountMissing' })
    await expect(propose({ assessmentId: null, override })).rejects.toMatchObject({ code: 'casework.amountMissing' })
    const { proposal } = await propose({ amount: fen(50_000n), override })
    expect(proposal).toMatchObject({ amount: 50_000n, status: null })
  })
})
