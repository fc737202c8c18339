import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stoppedClock, type Clock } from '#platform/clock/index.ts'
import { inScope, type PlaceId, type TenantId } from '#platform/db/index.ts'
import type { Caller, InputRefusal } from '#platform/http/index.ts'
import { testDatabase } from '#platform/testing/index.ts'
import { syntheticCounty } from '#registry/regions/index.ts'
import { emptyParts, type PartName, type Parts } from './form.ts'
import { createIntake, type IntakeService } from './service.ts'
import { readUpload } from './take-paper.ts'
import { clerkIn, idNumberOf, memberTyped, scanned, testIntakeNeeds } from './testing.ts'

const database = testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'zhulian-intake-'))
afterAll(() => rmSync(folder, { recursive: true }))
const county = 7 as TenantId
const otherCounty = 8 as TenantId

let now = '2026-03-02T09:00:00+08:00'
const clock: Clock = { now: () => stoppedClock(now).now(), today: () => stoppedClock(now).today() }
let needs: Awaited<ReturnType<typeof testIntakeNeeds>>
let intake: IntakeService
let clerk: Caller
let colleague: Caller
let farClerk: Caller
let strangers: Caller
let village: { code: string; placeId: PlaceId }
let farVillage: { code: string; placeId: PlaceId }
beforeAll(async () => {
  needs = await testIntakeNeeds(database, { folder, clock })
  intake = createIntake(needs)
  const directory = needs.regions.directory()
  const [town, far] = directory.children(syntheticCounty)
  village = directory.children(town!.code)[0]!
  farVillage = directory.children(far!.code)[0]!
  const here = needs.regions.placesUnder(town!.code)
  clerk = clerkIn(here, 'clerk', county)
  colleague = clerkIn(here, 'colleague', county)
  farClerk = clerkIn(needs.regions.placesUnder(far!.code), 'far', county)
  strangers = clerkIn(here, 'stranger', otherCounty)
})

let families = 100
/** A family of one with everything the window wants. */
function familyParts(more: { number?: string; place?: string; name?: string } = {}): Parts {
  families += 1
  const empty = emptyParts()
  const name = more.name ?? `居民甲${families}`
  const idNumber = more.number ?? idNumberOf(families)
  return {
    family: { ...empty.family, place: more.place ?? village.code, urbanRural: 'rural', phone: '10012345678' },
    members: { members: [memberTyped('m1', { name, relation: 'head', idNumber })] },
    incomes: { by: { m1: { wages: { amount: '300', per: 'month' }, transfers: { amount: '0', per: 'month' } } } },
    property: { ...empty.property, deposits: '1200.50', homes: '1', vehicles: '0' },
    statement: {
      ...empty.statement,
      applicantKey: 'm1',
      speaker: 'm1',
      reason: '干不动活，没有收入',
      hasPromised: true,
    },
  }
}
const within = <Result>(who: Caller, work: (tx: Parameters<IntakeService['list']>[0]) => Promise<Result>) =>
  who.transaction(database.db, work)
const start = (who: Caller, programme = 'dibao', more: object = {}) =>
  within(who, (tx) => intake.start(tx, who, { programme, ...more }))
const save = (who: Caller, id: string, name: PartName, version: number, value: unknown) =>
  within(who, (tx) => intake.save(tx, who, id, { name, version, value }))
async function typed(who: Caller, parts: Parts, programme = 'dibao'): Promise<string> {
  const { id } = await start(who, programme)
  for (const name of Object.keys(parts) as PartName[]) await save(who, id, name, 0, parts[name])
  return id
}
const paper = async (who: Caller, id: string, kind: string, memberKey = '') => {
  const upload = await readUpload(scanned(folder, `${kind} ${id}`))
  return within(who, (tx) => intake.addDraftPaper(tx, who, id, { kind, memberKey, ...upload }))
}
async function complete(who: Caller, parts: Parts): Promise<string> {
  const id = await typed(who, parts)
  await paper(who, id, 'application')
  await paper(who, id, 'id-card-copy', 'm1')
  return id
}
const accept = (who: Caller, id: string) => within(who, (tx) => intake.acceptDraft(tx, who, id))
const panel = async (who: Caller, caseId: string) => (await within(who, (tx) => intake.panel(tx, who, caseId)))!

describe('边填边存', () => {
  it('打了一半的都在：别的页面、别的同事打开是一样的', async () => {
    const parts = familyParts()
    const half = { ...parts.members, members: [{ ...parts.members.members[0]!, idNumber: '9999011970', bornOn: '19' }] }
    const { id } = await start(clerk)
    await save(clerk, id, 'members', 0, half)
    const again = await within(colleague, (tx) => intake.open(tx, colleague, id))
    expect(again.parts.members.value).toEqual(half)
    const { rows, count } = await within(colleague, (tx) => intake.list(tx, colleague, { page: 1, size: 1 }))
    expect(rows.map(({ family }) => family)).toEqual([expect.stringMatching(/^居\*\*/)])
    const later = await within(colleague, (tx) => intake.list(tx, colleague, { page: 2, size: 1 }))
    expect([later.count, later.rows.length]).toEqual([count, Math.min(1, count - 1)])
  })

  it('应答丢了再存一遍不算冲突；别处存过新的就说清楚，不互相盖', async () => {
    const { id } = await start(clerk)
    const value = { ...emptyParts().statement, reason: '第一遍' }
    const first = await save(clerk, id, 'statement', 0, value)
    expect(await save(clerk, id, 'statement', 0, value)).toMatchObject({ version: first.version })
    await save(colleague, id, 'statement', first.version, { ...value, reason: '同事写的' })
    await expect(save(clerk, id, 'statement', first.version, { ...value, reason: '我写的' })).rejects.toThrow(
      '刚在别处存过',
    )
  })

  it('两个标签页同时存同一组，只有一份算数', async () => {
    const { id } = await start(clerk)
    const both = await Promise.allSettled([
      save(clerk, id, 'property', 0, { ...emptyParts().property, homes: '1' }),
      save(clerk, id, 'property', 0, { ...emptyParts().property, homes: '2' }),
    ])
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  it('别的镇街、别的县看不到', async () => {
    const { id } = await start(clerk)
    for (const who of [farClerk, strangers])
      await expect(within(who, (tx) => intake.open(tx, who, id))).rejects.toThrow('没有找到这份没填完的申请')
  })

  it('姓名、证件号、困难不以明文进库；登记后草稿里什么都不剩', async () => {
    const canary = familyParts({ name: '金丝雀八八' })
    const number = canary.members.members[0]!.idNumber
    const secretPlace = { ...canary, statement: { ...canary.statement, reason: '金丝雀住在桥下' } }
    const id = await complete(clerk, secretPlace)
    const before = await everything()
    expect(before).not.toMatch(/金丝雀/)
    expect(before).not.toContain(number)
    await accept(clerk, id)
    const after = await everything()
    expect(after).not.toMatch(/金丝雀/)
    expect(after).not.toContain(number)
    const { rows } = await database.inTenant(county, (tx) =>
      sql`SELECT 1 FROM intake.draft_part WHERE draft_id = ${id}`.execute(tx),
    )
    expect(rows).toEqual([])
  })
})

describe('受理', () => {
  it('齐了一次办成：建档、立案、起算、回执，两个人的名字都在', async () => {
    const slip = await accept(clerk, await complete(clerk, familyParts()))
    expect(slip).toMatchObject({ acceptedOn: '2026-03-02', office: '青禾县民政局' })
    expect(slip.secret).toMatch(/^\d{6}$/)
    const one = await within(clerk, (tx) => needs.cases.get(tx, clerk, slip.caseId))
    expect(one).toMatchObject({ stage: 'investigation', acceptedOn: '2026-03-02', number: slip.number })
    const situation = await within(clerk, (tx) =>
      needs.households.situationOf(tx, county, one.householdId, { factsOn: clock.today() }),
    )
    expect(situation.members[0]!.incomes.wages).toMatchObject({
      value: { amount: 30_000n },
      source: { kind: 'declared' },
    })
    expect(situation.members[0]!.incomes.business).toBeNull()
    expect(situation.deposits?.value).toBe(120_050n)
    const shown = await panel(clerk, slip.caseId)
    expect(shown.members[0]!.idNumber).toMatch(/^999901\*{8}/)
    expect(shown).toMatchObject({ clerk: clerk.name, speaker: { name: shown.applicant } })
  })

  it('两位受理员同时受理同一份，只有一件', async () => {
    const id = await complete(clerk, familyParts())
    const both = await Promise.allSettled([accept(clerk, id), accept(colleague, id)])
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const refused = both.find(({ status }) => status === 'rejected') as PromiseRejectedResult
    expect(String(refused.reason)).toMatch(/已经登记为/)
  })

  it('缺材料不能受理；一次告知后补齐才受理；再要别的要写新情况，想白要的记下来', async () => {
    const parts = familyParts()
    const ill = { members: [{ ...parts.members.members[0]!, seriousIllness: 'yes' }] }
    const id = await typed(clerk, { ...parts, members: ill })
    await expect(accept(clerk, id)).rejects.toThrow(/还缺 3 份材料：申请书、身份证复印件（居民甲\d+）、病历/)
    const asked = await within(clerk, (tx) => intake.askMissing(tx, clerk, id))
    expect(asked.papers.map(({ kind }) => kind)).toEqual(['application', 'id-card-copy', 'medical-record'])
    const { accept: waiting } = await panel(clerk, asked.caseId)
    const acceptCase = () => within(clerk, (tx) => intake.acceptCase(tx, clerk, asked.caseId, waiting!.version))
    await expect(acceptCase()).rejects.toThrow('还缺 3 份')
    // Whoever goes round the window meets the same sentence.
    await expect(
      within(clerk, (tx) => needs.cases.move(tx, clerk, asked.caseId, { move: 'accept', version: waiting!.version })),
    ).rejects.toThrow('还缺 3 份')
    const more = { kind: 'study-proof', memberKey: 'm1' }
    await expect(intake.askAgain(clerk, asked.caseId, more)).rejects.toThrow('已经一次告知过')
    expect(await audited('intake.second-ask-refused')).toBe(1)
    await intake.askAgain(clerk, asked.caseId, { ...more, newFact: '三月五日考上了大学' })
    for (const kind of ['application', 'id-card-copy', 'medical-record', 'study-proof']) {
      const upload = await readUpload(scanned(folder, `later ${kind} ${id}`))
      const wish = { kind, memberKey: kind === 'application' ? '' : 'm1', ...upload }
      await within(clerk, (tx) => intake.addCasePaper(tx, clerk, asked.caseId, wish))
    }
    expect((await acceptCase()).acceptedOn).toBe('2026-03-02')
  })

  it('部门查得到的不向家里要：2026-07-01 以后身份证复印件也不要', async () => {
    now = '2026-09-01T09:00:00+08:00'
    const id = await typed(clerk, familyParts())
    const { papers } = await within(clerk, (tx) => intake.check(tx, clerk, id))
    now = '2026-03-02T09:00:00+08:00'
    expect(papers.filter(({ state }) => state === 'missing').map(({ kind }) => kind)).toEqual(['application'])
    expect(papers.find(({ kind }) => kind === 'id-card-copy')?.verifiedBy?.zh).toContain('公安')
  })

  it('承诺没勾：引用的依据照那一天的；打开草稿也带着', async () => {
    const parts = familyParts()
    const silent = { ...parts, statement: { ...parts.statement, hasPromised: false } }
    const saidOn = async (at: string) => {
      now = at
      const id = await typed(clerk, silent)
      const { problems } = await within(clerk, (tx) => intake.check(tx, clerk, id))
      const draft = await within(clerk, (tx) => intake.open(tx, clerk, id))
      now = '2026-03-02T09:00:00+08:00'
      const problem = problems.find((one) => one.at === 'statement.hasPromised')!
      expect(problem.zh).toContain(draft.quotes!.promise)
      return problem.zh
    }
    expect(await saidOn('2026-06-30T09:00:00+08:00')).toContain('（民发〔2021〕57号 第九条）')
    expect(await saidOn('2026-07-01T09:00:00+08:00')).toContain('社会救助法')
  })

  it('每处错都在自己的格子上，一次全说出来', async () => {
    const parts = familyParts({ place: '999999999999', number: '99990119700101101X' })
    const id = await typed(clerk, { ...parts, incomes: { by: { m1: { wages: { amount: '三百', per: 'month' } } } } })
    const { problems } = await within(clerk, (tx) => intake.check(tx, clerk, id))
    expect(problems.map(({ at }) => at)).toEqual(['family.place', 'members.0.idNumber', 'incomes.m1.wages'])
    const error = await accept(clerk, id).catch((refusal: InputRefusal) => refusal)
    expect((error as InputRefusal).problems).toHaveLength(3)
  })

  it('同一家申请两次、别的镇街又收、别的县也收：都不行，也不说在哪里', async () => {
    const number = idNumberOf(77)
    await accept(clerk, await complete(clerk, familyParts({ number, name: '居民乙0077' })))
    const twice = await complete(colleague, familyParts({ number, name: '居民乙0077' }))
    await expect(accept(colleague, twice)).rejects.toThrow('档案里已经有这家了')
    const far = await complete(farClerk, familyParts({ number, name: '居民乙0077', place: farVillage.code }))
    const refusedFar = await accept(farClerk, far).catch((error: Error) => error.message)
    expect(refusedFar).toMatch(/已经算在另一户里|只能办一件/)
    const abroad = await complete(strangers, familyParts({ number, name: '居民乙0077' }))
    const refusedAbroad = await accept(strangers, abroad).catch((error: Error) => error.message)
    expect(refusedAbroad).toContain('一个人同时只能办一件')
    for (const said of [refusedFar, refusedAbroad]) expect(said).not.toMatch(/禾|青|镇[^街]|QH|clerk/)
  })

  it('辖区外的地方不收，同一份材料不收两次', async () => {
    const outside = await complete(clerk, familyParts({ place: farVillage.code }))
    await expect(accept(clerk, outside)).rejects.toMatchObject({ at: 'family.place' })
    const id = await typed(clerk, familyParts())
    await paper(clerk, id, 'application')
    await expect(paper(clerk, id, 'application')).rejects.toThrow('已经交过了')
    const upload = await readUpload(scanned(folder, 'both at once'))
    const both = await Promise.allSettled(
      [clerk, colleague].map((who) =>
        within(who, (tx) => intake.addDraftPaper(tx, who, id, { kind: 'other', memberKey: '', ...upload })),
      ),
    )
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  it('线索转成申请，办件带着线索，线索跟着走', async () => {
    const { lead } = await within(clerk, (tx) =>
      needs.leads.report(tx, clerk, {
        ...{ channel: 'grid', place: village.code, hardship: 'illness', urgency: 'soon' },
        ...{ sentence: '一个人住院没人管', phone: '10012340001' },
      }),
    )
    const draft = await start(clerk, 'dibao', { leadId: lead.id })
    expect(draft.parts.statement.value.reason).toBe('一个人住院没人管')
    const parts = familyParts()
    for (const name of Object.keys(parts) as PartName[])
      await save(clerk, draft.id, name, draft.parts[name].version, parts[name])
    await paper(clerk, draft.id, 'application')
    await paper(clerk, draft.id, 'id-card-copy', 'm1')
    const slip = await accept(clerk, draft.id)
    const turned = await within(clerk, (tx) => needs.leads.get(tx, clerk, lead.id))
    expect(turned).toMatchObject({ state: 'applied', caseId: slip.caseId, caseNumber: slip.number })
  })
})

describe('回执的查询码', () => {
  it('对的码打得开；错五次停一刻钟；补发换新码，旧码作废', async () => {
    const slip = await accept(clerk, await complete(clerk, familyParts()))
    const check = (secret: string) =>
      inScope(database.db, { tenants: [county], places: [] }, (tx) =>
        intake.checkReceipt(tx, county, slip.number, secret),
      )
    expect(await check(slip.secret)).toMatchObject({ kind: 'right', caseId: slip.caseId })
    const wrong = slip.secret === '000000' ? '000001' : '000000'
    for (let time = 0; time < 5; time += 1) expect((await check(wrong)).kind).toBe('wrong')
    expect((await check(slip.secret)).kind).toBe('closed')
    now = '2026-03-02T09:16:00+08:00'
    expect((await check(slip.secret)).kind).toBe('right')
    now = '2026-03-02T09:00:00+08:00'
    const fresh = await within(clerk, (tx) => intake.reissue(tx, clerk, slip.caseId, '单子丢了'))
    if (fresh.secret !== slip.secret) expect((await check(slip.secret)).kind).toBe('wrong')
    expect((await check(fresh.secret)).kind).toBe('right')
    expect(await everything()).not.toContain(`"${fresh.secret}"`)
  })
})

const everything = async (): Promise<string> => {
  const tables = ['intake.draft', 'intake.draft_part', 'intake.application', 'intake.paper', 'intake.receipt']
  const texts = await Promise.all(
    [...tables, 'casework.case_record', 'casework.step', 'platform.event', 'audit.entry'].map(async (table) => {
      const { rows } = await sql<{ text: string }>`SELECT t::text AS text FROM ${sql.table(table)} t`.execute(
        database.owner,
      )
      return rows.map(({ text }) => text).join('\n')
    }),
  )
  return texts.join('\n')
}
const audited = async (action: string): Promise<number> => {
  const { rows } = await sql<{
    n: number
  }>`SELECT count(*)::int AS n FROM audit.entry WHERE action = ${action}`.execute(database.owner)
  return rows[0]!.n
}
