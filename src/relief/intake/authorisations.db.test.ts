import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stoppedClock, type Clock } from '#platform/clock/index.ts'
import { sql } from 'kysely'
import type { PlaceId, TenantId, Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/index.ts'
import { testDatabase } from '#platform/testing/index.ts'
import { syntheticCounty } from '#registry/regions/index.ts'
import type { SignWish } from './authorisations.ts'
import { standingAuthorisations } from './authorisations.ts'
import { emptyParts, type PartName, type Parts } from './form.ts'
import { createIntake, type IntakeService } from './service.ts'
import { readUpload } from './take-paper.ts'
import { clerkIn, idNumberOf, memberTyped, scanned, testIntakeNeeds } from './testing.ts'

const database = testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'zhulian-signatures-'))
afterAll(() => rmSync(folder, { recursive: true }))
const county = 7 as TenantId
let now = '2026-03-02T09:00:00+08:00'
const clock: Clock = { now: () => stoppedClock(now).now(), today: () => stoppedClock(now).today() }
let needs: Awaited<ReturnType<typeof testIntakeNeeds>>
let intake: IntakeService
let clerk: Caller
let village: { code: string; placeId: PlaceId }
let caseId: string

const within = <Result>(work: (tx: Tx) => Promise<Result>) => clerk.transaction(database.db, work)
const take = async (id: string, kind: string, memberKey: string) => {
  const upload = await readUpload(scanned(folder, kind))
  return within((tx) => intake.addDraftPaper(tx, clerk, id, { kind, memberKey, ...upload }))
}

beforeAll(async () => {
  needs = await testIntakeNeeds(database, { folder, clock })
  intake = createIntake(needs)
  const town = needs.regions.directory().children(syntheticCounty)[0]!
  village = needs.regions.directory().children(town.code)[0]!
  clerk = clerkIn(needs.regions.placesUnder(town.code), 'clerk', county)
  const empty = emptyParts()
  const parts: Parts = {
    ...empty,
    family: { ...empty.family, place: village.code },
    members: {
      members: [
        memberTyped('m1', { name: '居民甲0001', relation: 'head', idNumber: idNumberOf(1) }),
        memberTyped('m2', { name: '居民甲0002', relation: 'child', idNumber: idNumberOf(2, '20150601') }),
      ],
    },
    statement: { ...empty.statement, applicantKey: 'm1', speaker: 'm1', reason: '没有收入', hasPromised: true },
  }
  const { id } = await clerk.transaction(database.db, (tx) => intake.start(tx, clerk, { programme: 'dibao' }))
  for (const name of Object.keys(parts) as PartName[])
    await clerk.transaction(database.db, (tx) => intake.save(tx, clerk, id, { name, version: 0, value: parts[name] }))
  for (const [kind, memberKey] of [
    ['application', ''],
    ['id-card-copy', 'm1'],
  ] as const)
    await take(id, kind, memberKey)
  caseId = (await clerk.transaction(database.db, (tx) => intake.acceptDraft(tx, clerk, id))).caseId
}, 60_000)

const states = () => clerk.transaction(database.db, (tx) => intake.authorisationsOf(tx, clerk, caseId))
let scans = 0
const sign = async (more: Partial<SignWish>) => {
  scans += 1
  const { paper } = await readUpload(scanned(folder, `授权 ${scans}`))
  const usual = { signer: 'self', how: 'paper', signedOn: clock.today(), validUntil: '' } as const
  const wish = { personId: '', ...usual, guardianName: '', guardianRelation: '', ...more }
  return within((tx) => intake.sign(tx, clerk, caseId, { wish, paper }))
}

describe('核对授权，一人一份', () => {
  it('没签的是没签；成年人自己签，孩子由监护人签', async () => {
    const [adult, child] = await states()
    expect([adult!.state, child!.state, child!.signer]).toEqual(['missing', 'missing', 'guardian'])
    await expect(sign({ personId: adult!.personId, signer: 'guardian', guardianName: '某某' })).rejects.toThrow(
      '要本人签',
    )
    await expect(sign({ personId: child!.personId })).rejects.toMatchObject({ at: 'guardianName' })
    await expect(sign({ personId: '0199aaaa-0000-7000-8000-000000000009' })).rejects.toThrow('不是这家的成员')
    await sign({ personId: adult!.personId })
    await sign({ personId: child!.personId, signer: 'guardian', guardianName: '居民甲0001', guardianRelation: '父亲' })
    expect((await states()).map(({ state }) => state)).toEqual(['valid', 'valid'])
  })

  it('昨天到期的签不进来；今天到期的明天就不能问', async () => {
    const [adult] = await states()
    await expect(
      sign({ personId: adult!.personId, signedOn: '2026-02-01', validUntil: '2026-03-01' }),
    ).rejects.toMatchObject({ code: 'intake.authorisationOver', at: 'validUntil' })
    await expect(sign({ personId: adult!.personId, signedOn: '2026-03-03' })).rejects.toMatchObject({ at: 'signedOn' })
    await sign({ personId: adult!.personId, validUntil: '2026-03-02' })
    expect((await states())[0]!.state).toBe('valid')
    now = '2026-03-03T09:00:00+08:00'
    expect((await states())[0]).toMatchObject({ state: 'ended', why: { zh: '2026-03-02 已经到期' } })
    const persons = (await states()).map(({ personId }) => personId)
    const standing = await clerk.transaction(database.db, (tx) =>
      standingAuthorisations(tx, clerk, { caseId, persons, on: clock.today() }, needs),
    )
    expect(standing.map(({ byGuardian }) => byGuardian)).toEqual([true])
    now = '2026-03-02T09:00:00+08:00'
  })

  it('两个窗口同时收同一个人的签字，只有一份立着', async () => {
    const [adult] = await states()
    for (let round = 0; round < 10; round++)
      await Promise.all([sign({ personId: adult!.personId }), sign({ personId: adult!.personId })])
    const { rows } = await sql`SELECT 1 FROM intake.authorisation
      WHERE person_id = ${adult!.personId} AND ended_on IS NULL`.execute(database.owner)
    expect(rows).toHaveLength(1)
    expect((await states())[0]!.state).toBe('valid')
  })

  it('本人收回就不能再问；办件撤回，授权都终止', async () => {
    const [adult, child] = await states()
    await clerk.transaction(database.db, (tx) =>
      intake.withdrawAuthorisation(tx, clerk, caseId, adult!.authorisationId!),
    )
    expect((await states())[0]!.state).toBe('ended')
    expect(child!.state).toBe('valid')
    const one = await clerk.transaction(database.db, (tx) => needs.cases.get(tx, clerk, caseId))
    await clerk.transaction(database.db, (tx) =>
      needs.cases.move(tx, clerk, caseId, { move: 'withdraw', version: one.version, reason: '家里撤回' }),
    )
    expect((await states()).map(({ state }) => state)).toEqual(['ended', 'ended'])
  })

  it('办结了（撤回）的，授权、材料都不再收，各有一句话；页面也不给按钮', async () => {
    const [adult] = await states()
    await expect(sign({ personId: adult!.personId })).rejects.toMatchObject({ code: 'intake.aidNotPaid' })
    const late = { kind: 'other', memberKey: '', ...(await readUpload(scanned(folder, '晚到'))) }
    await expect(within((tx) => intake.addCasePaper(tx, clerk, caseId, late))).rejects.toMatchObject({
      code: 'intake.caseOver',
    })
    await expect(
      intake.askAgain(clerk, caseId, { kind: 'other', memberKey: '', newFact: '又有新情况' }),
    ).rejects.toMatchObject({ code: 'intake.caseOver' })
    const panel = await within((tx) => intake.panel(tx, clerk, caseId))
    expect(panel).toMatchObject({ may: { takePapers: false, sign: false, reissue: true } })
    expect(panel!.closed?.zh).toContain('已经办结')
  })
})
