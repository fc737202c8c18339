import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runChecks } from '#platform/checks/index.ts'
import { day, stoppedClock, type Clock } from '#platform/clock/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { systemCaller } from '#platform/http/index.ts'
import { testDatabase } from '#platform/testing/index.ts'
import { caseChecks } from './checks.ts'
import type { CaseMove } from './moves.ts'
import { readFile } from './file.ts'
import { listCases } from './list.ts'
import { caseGround, entryOf, member, type CaseGround } from './testing.ts'
import { caseFilter } from './wire.ts'

const database = testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'zhulian-cases-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** The day can be turned on. */
const now = { at: '2026-03-02T09:00:00+08:00' }
const clock: Clock = { now: () => stoppedClock(now.at).now(), today: () => stoppedClock(now.at).today() }
let ground: CaseGround
beforeAll(async () => {
  ground = await caseGround(database, { folder, clock })
}, 60_000)

describe('一家低保从立案到送达', () => {
  it('各岗位各做一步：受理、意见、公示期满、提出、批准、公布、送达', async () => {
    const { cases, officer, record, open, assess } = ground
    const clerk = officer('c1', 'town-clerk')
    const [first, second] = [officer('r1', 'county-reviewer'), officer('r2', 'county-reviewer')]
    const family = await record(entryOf('QH-0001', [member(1), member(2, { relation: 'spouse' })]))
    const one = await open(clerk, { householdId: family.householdId, applicantId: family.memberIds[0]! })
    expect(one).toMatchObject({ number: 'QH-DB-2026-000001', stage: 'intake', version: 1, acceptedOn: null })
    const move = (who: Caller, name: CaseMove, version: number) =>
      who.transaction(database.db, (tx) => cases.move(tx, who, one.id, { move: name, version }))
    const accepted = await move(clerk, 'accept', 1)
    expect(accepted.case).toMatchObject({ stage: 'investigation', acceptedOn: '2026-03-02' })
    expect(await clerk.transaction(database.db, (tx) => cases.clockOf(tx, accepted.case))).toMatchObject({
      total: { dueOn: '2026-04-14', limitDays: 30, light: 'green' },
    })
    now.at = '2026-03-06T10:00:00+08:00'
    const assessmentId = await assess(clerk, family.householdId)
    const opinion = await clerk.transaction(database.db, (tx) =>
      cases.giveOpinion(tx, clerk, one.id, {
        version: 2,
        proposal: 'grant',
        assessmentId,
        why: '家庭困难，收入低于标准',
      }),
    )
    expect(opinion.case.stage).toBe('notice')
    expect(opinion.opinion).toMatchObject({ members: 2, assessmentId })
    expect(opinion.opinion.amount).toBeGreaterThan(0n)
    now.at = '2026-03-16T08:00:00+08:00'
    const system = systemCaller('notice', ground.tenant)
    expect((await move(system, 'notice-ended', 3)).case.stage).toBe('decision')
    const proposed = await first.transaction(database.db, (tx) =>
      cases.proposeDecision(tx, first, one.id, {
        ...{ version: 4, outcome: 'confirmed', assessmentId, amount: null, why: '同意乡镇意见', override: null },
      }),
    )
    // The second person has what is left of the county's ten days, also in the work list.
    now.at = '2026-03-20T10:00:00+08:00'
    const listNeeds = { ...ground.needs, regions: ground.regions }
    const atCounty = await second.transaction(database.db, async (tx) => ({
      clock: await cases.clockOf(tx, proposed.case),
      list: await listCases(tx, second, { ...caseFilter.parse({ state: 'open' }), page: 1, size: 20 }, listNeeds),
      file: await readFile(tx, second, one.id, ground.needs),
    }))
    const stage = { limitDays: 10, dueOn: '2026-03-30', leftDays: 6 }
    expect(atCounty.clock?.stage).toMatchObject(stage)
    expect(atCounty.list.rows).toMatchObject([{ stage: 'approval', ...stage }])
    const shown = atCounty.file.stages.find((made) => made.stage === 'approval')
    expect(shown).toMatchObject({ limitDays: 10, limitStages: ['decision', 'approval'] })
    const standing = await runChecks(database.db, caseChecks, { tenants: [ground.tenant], today: day('2026-03-20') })
    expect(standing.filter(({ holds }) => !holds)).toEqual([])
    const decided = await second.transaction(database.db, (tx) =>
      cases.approveDecision(tx, second, one.id, { version: 5, proposalId: proposed.proposal.id }),
    )
    expect(decided.decision).toMatchObject({
      number: 'QH-DB-2026-000001-1',
      outcome: 'confirmed',
      amount: opinion.opinion.amount,
      fromMonth: '2026-04',
      decidedOn: '2026-03-20',
      proposedBy: { id: 'r1' },
      approvedBy: { id: 'r2' },
    })
    expect(decided.decision.reasons.length).toBeGreaterThan(0)
    await move(clerk, 'publish', 6)
    const delivered = await move(clerk, 'deliver-letter', 7)
    expect(delivered.case).toMatchObject({ stage: 'confirmed', outcome: 'confirmed', version: 8 })
    const file = await clerk.transaction(database.db, (tx) => readFile(tx, clerk, one.id, ground.needs))
    expect(file.steps.map(({ move: name }) => name)).toEqual([
      ...['open', 'accept', 'give-opinion', 'notice-ended', 'propose-decision', 'approve-decision', 'publish'],
      'deliver-letter',
    ])
    expect(file.clock).toMatchObject({ stoppedOn: '2026-03-20', usedDays: 14 })
    const results = await runChecks(database.db, caseChecks, { tenants: [ground.tenant], today: day('2026-03-20') })
    expect(results.filter(({ holds }) => !holds)).toEqual([])
  })
})
