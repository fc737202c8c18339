import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runChecks } from '#platform/checks/index.ts'
import { stoppedClock } from '#platform/clock/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { systemCaller } from '#platform/http/index.ts'
import { testDatabase } from '#platform/testing/index.ts'
import { roleNames } from '#registry/officers/index.ts'
import { placesAboveFrom } from '#relief/eligibility/index.ts'
import { createCases } from './cases.ts'
import { caseChecks } from './checks.ts'
import type { Cases, MoveWish } from './contract.ts'
import { createProcedureLibrary, loadProcedures } from './procedure/library.ts'
import type { Procedure, Stage } from './procedure/procedure.ts'
import { caseGround, entryOf, member, policyFolder, type CaseGround } from './testing.ts'

const database = testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'zhulian-town-'))
afterAll(() => rmSync(folder, { recursive: true }))
const clock = stoppedClock('2026-03-02T09:00:00+08:00')
let ground: CaseGround
let cases: Cases

/** Decisions of the county in the hands of the town's heads. */
const atTown = (moves: Stage['moves']): Stage['moves'] =>
  Object.fromEntries(
    Object.entries(moves).map(([move, rule]) => [
      move,
      rule.who.some((role) => role.startsWith('county')) ? { ...rule, who: ['town-head'] } : rule,
    ]),
  )
const townDecides = (one: Procedure): Procedure => ({
  ...one,
  decidedBy: 'town',
  stages: new Map([...one.stages].map(([name, stage]) => [name, { ...stage, moves: atTown(stage.moves) }])),
})

beforeAll(async () => {
  ground = await caseGround(database, { folder, clock })
  const procedures = createProcedureLibrary(
    loadProcedures(policyFolder, roleNames).map(townDecides),
    placesAboveFrom(() => ground.regions.directory()),
  )
  cases = createCases({ ...ground.needs, procedures })
}, 60_000)

/** With the town's opinion given: version 3, on notice. */
async function onNotice(serial: number) {
  const clerk = ground.officer('c1', 'town-clerk')
  const { householdId, memberIds } = await ground.record(entryOf(`QH-T-${serial}`, [member(serial)]))
  const one = await clerk.transaction(database.db, (tx) =>
    cases.open(tx, clerk, { programme: 'dibao', householdId, applicantId: memberIds[0]! }),
  )
  const move = (who: Caller, wish: MoveWish) => who.transaction(database.db, (tx) => cases.move(tx, who, one.id, wish))
  const { case: accepted } = await move(clerk, { move: 'accept', version: 1 })
  const assessmentId = await ground.assess(clerk, householdId)
  const opinion = { version: 2, proposal: 'grant', assessmentId, why: '收入低于标准' } as const
  await clerk.transaction(database.db, (tx) => cases.giveOpinion(tx, clerk, one.id, opinion))
  const limit = await clerk.transaction(database.db, (tx) => cases.clockOf(tx, accepted))
  return { one, move, clerk, assessmentId, limit }
}

describe('流程写明由乡镇确认的', () => {
  it('全程二十个工作日；县里的人批不了，镇里两个人批，一个人不行', async () => {
    const { one, move, assessmentId, limit } = await onNotice(701)
    expect(limit).toMatchObject({ total: { limitDays: 20, dueOn: '2026-03-30' } })
    await move(systemCaller('notice', ground.tenant), { move: 'notice-ended', version: 3 })
    const [first, second] = [ground.officer('h1', 'town-head'), ground.officer('h2', 'town-head')]
    const county = ground.officer('r1', 'county-reviewer')
    const propose = (who: Caller) =>
      who.transaction(database.db, (tx) =>
        cases.proposeDecision(tx, who, one.id, {
          ...{ version: 4, outcome: 'confirmed', assessmentId, amount: null, why: '同意', override: null },
        }),
      )
    await expect(propose(county)).rejects.toMatchObject({ code: 'casework.notYours' })
    const { proposal } = await propose(first)
    const approve = (who: Caller) =>
      who.transaction(database.db, (tx) =>
        cases.approveDecision(tx, who, one.id, { version: 5, proposalId: proposal.id }),
      )
    await expect(approve(first)).rejects.toMatchObject({ code: 'casework.samePerson' })
    await expect(approve(county)).rejects.toMatchObject({ code: 'casework.notYours' })
    expect((await approve(second)).decision).toMatchObject({ outcome: 'confirmed', approvedBy: { id: 'h2' } })
  })

  it('有异议的，改按四十五个工作日；常设核验数出来的一样', async () => {
    const { one, move, clerk } = await onNotice(711)
    await move(clerk, { move: 'raise-objection', version: 3, reason: '村里有人说他家有车' })
    const now = await clerk.transaction(database.db, async (tx) =>
      cases.clockOf(tx, await cases.get(tx, clerk, one.id)),
    )
    expect(now).toMatchObject({ total: { limitDays: 45 } })
    const checks = await runChecks(database.db, caseChecks, { tenants: [ground.tenant], today: clock.today() })
    expect(checks.filter(({ holds }) => !holds).map(({ name }) => name)).toEqual([])
  })
})
