import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runChecks } from '#platform/checks/index.ts'
import { stoppedClock } from '#platform/clock/index.ts'
import { systemCaller } from '#platform/http/index.ts'
import { fen } from '#platform/money/index.ts'
import { testDatabase } from '#platform/testing/index.ts'
import { caseChecks } from './checks.ts'
import { readFile } from './file.ts'
import { sealCaseWords } from './seal-words.ts'
import { caseTimeline } from './sources.ts'
import { caseGround, entryOf, member, type CaseGround } from './testing.ts'

const database = testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'zhulian-cases-'))
afterAll(() => rmSync(folder, { recursive: true }))
const clock = stoppedClock('2026-03-02T09:00:00+08:00')
let ground: CaseGround
beforeAll(async () => {
  ground = await caseGround(database, { folder, clock })
}, 60_000)

const tables = ['casework.step', 'casework.opinion', 'casework.proposal', 'casework.decision'] as const
/** Everything the tables, the books and the events hold, as text. */
const written = async (): Promise<string> => {
  const texts: string[] = []
  for (const table of [...tables, 'audit.entry', 'platform.event']) {
    const { rows } = await sql<{
      text: string
    }>`SELECT to_jsonb(one)::text AS text FROM ${sql.table(table)} one`.execute(database.owner)
    texts.push(...rows.map(({ text }) => text))
  }
  return texts.join('\n')
}
const failing = async () =>
  (await runChecks(database.db, caseChecks, { tenants: [ground.tenant], today: clock.today() }))
    .filter(({ holds }) => !holds)
    .map(({ name }) => name)

/** From opening to a decision that differs from its assessment, each with words nobody else would write. */
async function decided(serial: number) {
  const { cases, officer, record, open, assess } = ground
  const [clerk, head] = [officer('c1', 'town-clerk'), officer('h1', 'county-head')]
  const [first, second] = [officer('r1', 'county-reviewer'), officer('r2', 'county-reviewer')]
  const act = <Made>(who: typeof clerk, work: Parameters<typeof clerk.transaction<Made>>[1]): Promise<Made> =>
    who.transaction(database.db, work)
  const family = await record(entryOf(`QH-S${serial}`, [member(serial), member(serial + 1, { relation: 'spouse' })]))
  const one = await open(clerk, { householdId: family.householdId, applicantId: family.memberIds[0]! })
  await act(clerk, (tx) =>
    cases.move(tx, clerk, one.id, { move: 'accept', version: 1, reason: '金丝雀受理：他儿子病了' }),
  )
  const assessmentId = await assess(clerk, family.householdId)
  const opinion = { version: 2, proposal: 'grant', assessmentId, why: '金丝雀意见：夫妻都没活干' } as const
  await act(clerk, (tx) => cases.giveOpinion(tx, clerk, one.id, opinion))
  const system = systemCaller('notice', ground.tenant)
  await act(system, (tx) => cases.move(tx, system, one.id, { move: 'notice-ended', version: 3 }))
  const { proposal } = await act(first, (tx) =>
    cases.proposeDecision(tx, first, one.id, {
      ...{ version: 4, outcome: 'confirmed', assessmentId, amount: fen(30_000n), why: '金丝雀提议：借了外债' },
      override: { reason: '金丝雀酌情：老人另有负担', article: '民发〔2021〕57号 第二十一条' },
    }),
  )
  await act(head, (tx) => cases.move(tx, head, one.id, { move: 'consent-override', version: 5, reason: '金丝雀同意' }))
  await act(second, (tx) => cases.approveDecision(tx, second, one.id, { version: 6, proposalId: proposal.id }))
  const read = async () => {
    const file = await act(second, (tx) => readFile(tx, second, one.id, ground.needs))
    const timeline = await act(second, (tx) => caseTimeline(ground.needs).entriesOf(tx, second, family.householdId))
    const kept = await act(second, (tx) => cases.proposalOf(tx, second, one.id))
    return { file, timeline, kept }
  }
  return { id: one.id, read }
}

describe('办件里写的话封存着', () => {
  it('每一步的理由、意见、提议、酌情的原因，库里、账簿里、事件里都看不见，办件页和时间线上照样看得到', async () => {
    const { read } = await decided(500)
    expect(await written()).not.toContain('金丝雀')
    const { file, timeline, kept } = await read()
    expect(file.opinions[0]?.why).toBe('金丝雀意见：夫妻都没活干')
    expect(kept).toMatchObject({ why: '金丝雀提议：借了外债', override: { reason: '金丝雀酌情：老人另有负担' } })
    expect(file.decisions[0]).toMatchObject({
      override: { reason: '金丝雀酌情：老人另有负担' },
      reasons: [{ text: '金丝雀酌情：老人另有负担', article: '民发〔2021〕57号 第二十一条' }],
    })
    expect(timeline.map(({ why }) => why)).toEqual([
      ...[null, '金丝雀受理：他儿子病了', '金丝雀意见：夫妻都没活干', null, '金丝雀提议：借了外债', '金丝雀同意', null],
    ])
    expect(await failing()).toEqual([])
  })

  it('从前明着写的，照原样封起来，两个同时封也只封一遍；再跑什么也不动；封完以前，检查说得出来', async () => {
    const { id, read } = await decided(510)
    const before = await read()
    // As rows of before look.
    await sql`UPDATE casework.step SET words = NULL, reason = '从前' || position WHERE case_id = ${id} AND words IS NOT NULL`.execute(
      database.owner,
    )
    await sql`UPDATE casework.opinion SET words = NULL, why = ${before.file.opinions[0]!.why} WHERE case_id = ${id}`.execute(
      database.owner,
    )
    const { why, reasons, override } = before.kept!
    await sql`UPDATE casework.proposal SET words = NULL, why = ${why}, reasons = ${JSON.stringify(reasons)}::jsonb,
      override_reason = ${override!.reason} WHERE case_id = ${id}`.execute(database.owner)
    await sql`UPDATE casework.decision SET words = NULL, reasons = ${JSON.stringify(reasons)}::jsonb,
      override_reason = ${override!.reason} WHERE case_id = ${id}`.execute(database.owner)
    const clear = await read()
    expect({ ...clear.file, steps: [] }).toEqual({ ...before.file, steps: [] })
    expect(clear.file.steps.map(({ reason }) => reason)).toEqual([
      ...[null, '从前2', '从前3', null, '从前5', '从前6', null],
    ])
    expect(await failing()).toEqual(['casework.words-are-sealed'])
    const { vault } = ground.needs
    const both = await Promise.all([1, 2].map(() => sealCaseWords({ owner: database.owner, vault }, ground.tenant)))
    expect(both.reduce((sum, one) => sum + one, 0)).toBe(7)
    expect(await written()).not.toMatch(/金丝雀|从前/)
    expect(await read()).toEqual(clear)
    expect(await sealCaseWords({ owner: database.owner, vault }, ground.tenant)).toBe(0)
    expect(await failing()).toEqual([])
  })

  it('封存以后，办件的经过仍然只能添，不能改', async () => {
    await decided(520)
    const clerk = ground.officer('c1', 'town-clerk')
    for (const table of tables)
      await expect(
        clerk.transaction(database.db, (tx) => sql`UPDATE ${sql.table(table)} SET words = NULL`.execute(tx)),
      ).rejects.toMatchObject({ code: '42501' })
  })
})
