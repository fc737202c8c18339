import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { runChecks } from '#platform/checks/index.ts'
import { day, stoppedClock } from '#platform/clock/index.ts'
import { Refusal } from '#platform/errors/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { systemCaller } from '#platform/http/index.ts'
import { fen } from '#platform/money/index.ts'
import { testDatabase } from '#platform/testing/index.ts'
import { caseChecks } from './checks.ts'
import type { Case, CaseFollower, CaseGate, MoveWish, ProposalWish } from './contract.ts'
import { declareKin, findKin } from './kin.ts'
import { knownOf } from './known.ts'
import { caseRefusals } from './refusals.ts'
import { caseGround, entryOf, member, type CaseGround } from './testing.ts'

const database = testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'zhulian-cases-'))
afterAll(() => rmSync(folder, { recursive: true }))

const clock = stoppedClock('2026-03-02T09:00:00+08:00')
const gates: CaseGate[] = []
const followers: CaseFollower[] = []
let ground: CaseGround
beforeAll(async () => {
  ground = await caseGround(database, { folder, clock, gates: () => gates, followers: () => followers })
}, 60_000)
beforeEach(() => {
  gates.length = 0
  followers.length = 0
})

let serial = 0
const family = (more: Parameters<typeof entryOf>[2] = {}) => {
  serial += 2
  const members = [member(serial), member(serial + 1, { relation: 'spouse' })]
  return ground.record(entryOf(`QH-${String(serial).padStart(4, '0')}`, members, more))
}
const clerk = () => ground.officer('c1', 'town-clerk')
const reviewer = (id = 'r1') => ground.officer(id, 'county-reviewer')
const move = (who: Caller, one: Pick<Case, 'id'>, wish: Omit<MoveWish, 'version'> & { version: number }) =>
  who.transaction(database.db, (tx) => ground.cases.move(tx, who, one.id, wish))
/** The code of the refusal, or the stage it led to. */
const answer = async (work: Promise<{ case?: Case } | Case>): Promise<string> => {
  try {
    const done = await work
    return 'stage' in done ? done.stage : (done.case?.stage ?? '')
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}
const opened = async (more: Parameters<typeof entryOf>[2] = {}) => {
  const of = await family(more)
  const one = await ground.open(clerk(), { householdId: of.householdId, applicantId: of.memberIds[0]! })
  return { one, ...of }
}
/** A case that waits for the county's decision, version 4. */
async function toDecide(more: Parameters<typeof entryOf>[2] = {}) {
  const made = await opened(more)
  await move(clerk(), made.one, { move: 'accept', version: 1 })
  const assessmentId = await ground.assess(clerk(), made.householdId)
  const wish = { version: 2, proposal: 'grant', assessmentId, why: '收入低于标准' } as const
  await clerk().transaction(database.db, (tx) => ground.cases.giveOpinion(tx, clerk(), made.one.id, wish))
  await move(systemCaller('notice', ground.tenant), made.one, { move: 'notice-ended', version: 3 })
  return { ...made, assessmentId }
}
const propose = (who: Caller, one: Case, wish: Partial<ProposalWish> & { version: number }) =>
  who.transaction(database.db, (tx) =>
    ground.cases.proposeDecision(tx, who, one.id, {
      ...{ outcome: 'confirmed', assessmentId: null, amount: null, why: '同意', override: null },
      ...wish,
    }),
  )
const approve = (who: Caller, one: Case, wish: { version: number; proposalId: string }) =>
  who.transaction(database.db, (tx) => ground.cases.approveDecision(tx, who, one.id, wish))
const stepsOf = (one: Case) => clerk().transaction(database.db, (tx) => ground.cases.stepsOf(tx, clerk(), one.id))

describe('立案', () => {
  it('一个人同时只在一件同类的办件里，说的话不露在哪里；办结以后可以再来', async () => {
    const { one, householdId, memberIds } = await opened()
    const again = () => ground.open(clerk(), { householdId, applicantId: memberIds[1]! })
    const refusal = await again().catch((error: unknown) => error as Refusal)
    expect(refusal).toMatchObject({ code: 'casework.alreadyOpen' })
    expect((refusal as Refusal).zh).not.toMatch(/QH|青禾|县/)
    await move(clerk(), one, { move: 'withdraw', version: 1, reason: '家里不想办了' })
    expect(await answer(again())).toBe('intake')
  })
  it('别的县正在办的，这里也立不了，也不说是哪里', async () => {
    const { memberIds, householdId } = await opened()
    const other = await caseGround(database, { folder, clock, tenant: 8 })
    const person = member(serial)
    const moved = await other.record(entryOf('XX-0001', [person]))
    expect(moved.householdId).not.toBe(householdId)
    expect(moved.memberIds[0]).not.toBe(memberIds[0])
    const there = other.officer('x1', 'town-clerk')
    const wish = { householdId: moved.householdId, applicantId: moved.memberIds[0]! }
    expect(await answer(other.open(there, wish))).toBe('casework.alreadyOpen')
  })
  it('两个窗口同时给一家立案，只立一件，编号不缺', async () => {
    const before = await opened()
    const { householdId, memberIds } = await family()
    const wish = { householdId, applicantId: memberIds[0]! }
    const both = await Promise.all([
      answer(ground.open(clerk(), wish)),
      answer(ground.open(ground.officer('c2', 'town-clerk'), wish)),
    ])
    expect(both.toSorted()).toEqual(['casework.alreadyOpen', 'intake'])
    const next = await opened()
    const count = ({ number }: Case) => Number(number.slice(-6))
    expect(count(next.one)).toBe(count(before.one) + 2)
  })
  it('不是这家的人、辖区外的人家、没有流程的项目，立不了', async () => {
    const { householdId, memberIds } = await family()
    const stranger = await family()
    const applicantId = stranger.memberIds[0]!
    expect(await answer(ground.open(clerk(), { householdId, applicantId }))).toBe('casework.applicantNotInHousehold')
    const elsewhere = ground.officer('c9', 'town-clerk', ground.regions.placesUnder('999901103201'))
    const wish = { householdId, applicantId: memberIds[0]! }
    expect(await answer(ground.open(elsewhere, wish))).toBe('casework.householdNotFound')
    expect(await answer(ground.open(clerk(), { ...wish, programme: 'elder-allowance' }))).toBe('casework.noProcedure')
  })
})

describe('同时办、重复办', () => {
  it('两个人同时受理，只成一次，后一个说“别人刚刚办过”', async () => {
    const { one } = await opened()
    const wish = { move: 'accept', version: 1 } as const
    const both = await Promise.all([
      answer(move(clerk(), one, wish)),
      answer(move(ground.officer('c2', 'town-clerk'), one, wish)),
    ])
    expect(both.toSorted()).toEqual(['casework.changedMeanwhile', 'investigation'])
    expect(await stepsOf(one)).toHaveLength(2)
  })
  it('同一个按钮按二十次，只走一步', async () => {
    const { one } = await opened()
    const all = await Promise.all(
      Array.from({ length: 20 }, () => answer(move(clerk(), one, { move: 'accept', version: 1 }))),
    )
    expect(all.filter((said) => said === 'investigation')).toHaveLength(1)
    expect(await stepsOf(one)).toHaveLength(2)
  })
  it('两个人同时批一份决定，只有一份决定', async () => {
    const { one, assessmentId } = await toDecide()
    const { proposal } = await propose(reviewer(), one, { version: 4, assessmentId })
    const wish = { version: 5, proposalId: proposal.id }
    const head = ground.officer('h1', 'county-head')
    const both = await Promise.all([answer(approve(reviewer('r2'), one, wish)), answer(approve(head, one, wish))])
    expect(both.toSorted()).toEqual(['casework.changedMeanwhile', 'confirmed'])
    const made = await head.transaction(database.db, (tx) => ground.cases.decisionsOf(tx, head, one.id))
    expect(made).toHaveLength(1)
  })
})

describe('不该办的人', () => {
  it('辖区外的经办人，看不见也办不了', async () => {
    const { one } = await opened()
    const elsewhere = ground.officer('c9', 'town-clerk', ground.regions.placesUnder('999901103201'))
    expect(await answer(move(elsewhere, one, { move: 'accept', version: 1 }))).toBe('casework.notFound')
    expect(await answer(elsewhere.transaction(database.db, (tx) => ground.cases.get(tx, elsewhere, one.id)))).toBe(
      'casework.notFound',
    )
  })
  it('岗位不对、自己批自己的，都不行', async () => {
    const { one, assessmentId } = await toDecide()
    expect(await answer(propose(clerk(), one, { version: 4, assessmentId }))).toBe('casework.notYours')
    const { proposal } = await propose(reviewer(), one, { version: 4, assessmentId })
    const wish = { version: 5, proposalId: proposal.id }
    expect(await answer(approve(reviewer(), one, wish))).toBe('casework.samePerson')
  })
  it('登记过的亲属在这家，每个决定的步骤都办不了，县里一定先入户', async () => {
    const { one, householdId, memberIds } = await opened()
    await move(clerk(), one, { move: 'accept', version: 1 })
    const wish = { householdId, personId: memberIds[1]!, relation: '表兄' }
    await clerk().transaction(database.db, (tx) => declareKin(tx, clerk(), wish, ground.needs))
    const twice = clerk().transaction(database.db, (tx) => declareKin(tx, clerk(), wish, ground.needs))
    await expect(twice).rejects.toMatchObject({ code: 'casework.kinTwice' })
    const assessmentId = await ground.assess(clerk(), householdId)
    const give = (who: Caller) =>
      answer(
        who.transaction(database.db, (tx) =>
          ground.cases.giveOpinion(tx, who, one.id, { version: 2, proposal: 'grant', assessmentId, why: '困难' }),
        ),
      )
    expect(await give(clerk())).toBe('casework.ownKin')
    const visits = () =>
      reviewer().transaction(database.db, async (tx) => (await knownOf(tx, reviewer(), one, ground.needs)).mustVisit)
    expect(await visits()).toHaveLength(1)
  })
  it('备案时按户号找：写全了才找得到，名字只露一半，看过留痕', async () => {
    const { householdId } = await opened()
    const { rows } = await sql<{ number: string }>`SELECT number FROM households.household
      WHERE id = ${householdId}`.execute(database.owner)
    const { number } = rows[0]!
    const find = (who: Caller, wanted: string) =>
      who.transaction(database.db, (tx) => findKin(tx, who, wanted, ground.needs))
    const found = await find(clerk(), number.toLowerCase())
    expect(found).toMatchObject({ householdId, number })
    expect(found.members.every(({ name }) => name.includes('*'))).toBe(true)
    await expect(find(clerk(), number.slice(0, -1))).rejects.toMatchObject({ code: 'casework.householdNotFound' })
    const looked = await sql`SELECT FROM audit.entry WHERE action = 'casework.kin-looked-up'
      AND about_id = ${householdId}`.execute(database.owner)
    expect(looked.rows).toHaveLength(1)
  })
})

describe('别的模块说的话', () => {
  it('前面有拦着的，一句话，什么也没变', async () => {
    const { one } = await opened()
    gates.push({ name: '拦', moves: ['accept'], obstacles: async () => [{ refusal: caseRefusals.notEmergency() }] })
    expect(await answer(move(clerk(), one, { move: 'accept', version: 1 }))).toBe('casework.notEmergency')
    expect(await stepsOf(one)).toHaveLength(1)
  })
  it('后面跟着的失败了，这一步也不算', async () => {
    const { one } = await opened()
    followers.push({ name: '跟', moves: ['accept'], follow: () => Promise.reject(new Error('跟的人摔了')) })
    await expect(move(clerk(), one, { move: 'accept', version: 1 })).rejects.toThrow('跟的人摔了')
    expect(await stepsOf(one)).toHaveLength(1)
    followers.length = 0
    expect(await answer(move(clerk(), one, { move: 'accept', version: 1 }))).toBe('investigation')
  })
  it('跟着的在同一个事务里看见决定', async () => {
    const seen: unknown[] = []
    followers.push({
      name: '发放',
      moves: ['approve-decision'],
      follow: async (tx, who, one) => void seen.push((await ground.cases.decisionOf(tx, who, one.id))?.number),
    })
    const { one, assessmentId } = await toDecide()
    const { proposal } = await propose(reviewer(), one, { version: 4, assessmentId })
    await approve(reviewer('r2'), one, { version: 5, proposalId: proposal.id })
    expect(seen).toEqual([`${one.number}-1`])
  })
})

describe('决定照着测算', () => {
  it('数和测算不一样，没有理由条款不行；有了，等第三个人同意', async () => {
    const { one, assessmentId } = await toDecide()
    const amount = fen(10_000)
    expect(await answer(propose(reviewer(), one, { version: 4, assessmentId, amount }))).toBe('casework.overrideNeeded')
    const override = { reason: '家里老人另有负担，按规定酌减', article: '民发〔2021〕57号 第二十一条' }
    const { proposal } = await propose(reviewer(), one, { version: 4, assessmentId, amount, override })
    const at = (version: number) => ({ version, proposalId: proposal.id })
    expect(await answer(approve(reviewer('r2'), one, at(5)))).toBe('casework.consentFirst')
    const head = ground.officer('h1', 'county-head')
    await move(head, one, { move: 'consent-override', version: 5, reason: '属实' })
    expect(await answer(approve(head, one, at(6)))).toBe('casework.samePerson')
    const { decision } = await approve(reviewer('r2'), one, at(6))
    expect(decision).toMatchObject({ amount, override: { ...override, by: '演示人员h1' } })
    expect(decision.reasons).toEqual([{ text: override.reason, article: override.article }])
  })
  it('情况变了，老的测算不能再用；别家的也不能', async () => {
    const { one, assessmentId, householdId, memberIds } = await toDecide()
    const strange = await toDecide()
    const wrong = propose(reviewer(), one, { version: 4, assessmentId: strange.assessmentId })
    expect(await answer(wrong)).toBe('casework.assessmentNotOfCase')
    const system = systemCaller('test', ground.tenant)
    const source = { kind: 'found', zh: '核对', on: day('2026-03-02') } as const
    const wages = { value: { amount: fen(50_000), per: 'month' as const }, source }
    await system.transaction(database.db, (tx) =>
      ground.needs.households.state(tx, system, {
        ...{ householdId, validFrom: day('2026-03-01'), reason: '核对' },
        members: [{ id: memberIds[0]!, incomes: { wages } }],
      }),
    )
    expect(await answer(propose(reviewer(), one, { version: 4, assessmentId }))).toBe('casework.assessmentStale')
    const fresh = await ground.assess(clerk(), householdId)
    expect(await answer(propose(reviewer(), one, { version: 4, assessmentId: fresh }))).toBe('approval')
  })
  it('决定那天有成员去世：一句明白话，什么也没变', async () => {
    const { one, assessmentId, householdId, memberIds } = await toDecide()
    const { proposal } = await propose(reviewer(), one, { version: 4, assessmentId })
    const system = systemCaller('test', ground.tenant)
    const source = { kind: 'found', zh: '殡葬信息', on: day('2026-03-02') } as const
    await system.transaction(database.db, (tx) =>
      ground.needs.households.state(tx, system, {
        ...{ householdId, validFrom: day('2026-03-01'), reason: '核对' },
        members: [{ id: memberIds[1]!, diedOn: { value: day('2026-03-02'), source } }],
      }),
    )
    const wish = { version: 5, proposalId: proposal.id }
    const refusal = await approve(reviewer('r2'), one, wish).catch((error: unknown) => error as Refusal)
    expect(refusal).toMatchObject({ code: 'casework.memberDied' })
    expect((refusal as Refusal).zh).toContain('2026-03-02')
    expect(await stepsOf(one)).toHaveLength(5)
  })
  it('经办人近亲属备案的，县里入户以后才能决定', async () => {
    const source = { kind: 'declared', zh: '本人申报', on: day('2026-03-02') } as const
    const { one, assessmentId } = await toDecide({ staffRelative: { value: true, source } })
    expect(await answer(propose(reviewer(), one, { version: 4, assessmentId }))).toBe('casework.visitFirst')
    await move(reviewer(), one, { move: 'record-county-visit', version: 4, reason: '两人入户，情况属实' })
    expect(await answer(propose(reviewer(), one, { version: 5, assessmentId }))).toBe('approval')
  })
  it('退回以后换了一份，批不了旧的', async () => {
    const { one, assessmentId } = await toDecide()
    const old = await propose(reviewer(), one, { version: 4, assessmentId })
    await move(reviewer('r2'), one, { move: 'send-back', version: 5, reason: '理由写得不清楚' })
    await propose(reviewer(), one, { version: 6, assessmentId, why: '写清楚了' })
    const wish = { version: 7, proposalId: old.proposal.id }
    expect(await answer(approve(reviewer('r2'), one, wish))).toBe('casework.proposalGone')
  })
  it('重新审查：新的决定在旧的旁边，人又被占住，号接着编', async () => {
    const { one, assessmentId, householdId, memberIds } = await toDecide()
    const first = await propose(reviewer(), one, { version: 4, assessmentId })
    await approve(reviewer('r2'), one, { version: 5, proposalId: first.proposal.id })
    await move(reviewer(), one, { move: 'reconsider', version: 6, reason: '家庭提出新情况' })
    expect(await answer(ground.open(clerk(), { householdId, applicantId: memberIds[0]! }))).toBe('casework.alreadyOpen')
    const refuse = {
      outcome: 'refused',
      override: { reason: '查实隐瞒', article: '社会救助暂行办法 第六十八条' },
    } as const
    const again = await propose(reviewer(), one, { version: 7, assessmentId, ...refuse })
    const head = ground.officer('h1', 'county-head')
    await move(head, one, { move: 'consent-override', version: 8, reason: '属实' })
    const { decision } = await approve(reviewer('r2'), one, { version: 9, proposalId: again.proposal.id })
    expect(decision).toMatchObject({ number: `${one.number}-2`, outcome: 'refused', amount: null, fromMonth: null })
    const all = await head.transaction(database.db, (tx) => ground.cases.decisionsOf(tx, head, one.id))
    expect(all.map(({ outcome }) => outcome)).toEqual(['confirmed', 'refused'])
  })
})

describe('常设核验', () => {
  it('办了这么多件，期限、环节、编号、决定都对得上；动了手脚的指得出来', async () => {
    const { one } = await opened()
    await move(clerk(), one, { move: 'accept', version: 1 })
    const found = async () => {
      const setting = { tenants: [ground.tenant], today: clock.today() }
      const results = await runChecks(database.db, caseChecks, setting)
      return results.filter(({ holds }) => !holds).map(({ name }) => name)
    }
    expect(await found()).toEqual([])
    const spoil = (change: string) =>
      sql.raw(`UPDATE casework.case_record SET ${change} WHERE id = '${one.id}'`).execute(database.owner)
    await spoil('due_on = due_on + 1')
    expect(await found()).toContain('casework.clock-is-what-the-steps-say')
    await spoil('due_on = due_on - 1')
    await spoil(`stage = 'decision'`)
    expect(await found()).toEqual(['casework.case-is-its-last-step'])
    await spoil(`stage = 'investigation', number = replace(number, 'DB', 'XX')`)
    expect(await found()).toEqual(['casework.numbers-have-no-gaps'])
  })
})
