import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAudit, type Audit } from '#platform/audit/index.ts'
import { day, stoppedClock, type Month } from '#platform/clock/index.ts'
import { openVault, type Vault } from '#platform/crypto/index.ts'
import { inScope, type PlaceId, type TenantId, type Tx } from '#platform/db/index.ts'
import { systemCaller, type Caller, type Route } from '#platform/http/index.ts'
import { fen } from '#platform/money/index.ts'
import { testDatabase } from '#platform/testing/index.ts'
import { createDocuments } from '#registry/documents/index.ts'
import { createOrganisations } from '#registry/organisations/index.ts'
import { createRegions, syntheticCounty, type Regions } from '#registry/regions/index.ts'
import { householdPermissions, seeIncome } from './access.ts'
import type { Fact, HouseholdEntry, Households, MemberEntry, StandingAidSource } from './contract.ts'
import { exportRows, writeExport } from './export.ts'
import { createHouseholds } from './households.ts'
import { checkCharacter } from './id-number.ts'
import { householdRoutes } from './routes.ts'

const database = testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'zhulian-households-'))
afterAll(() => rmSync(folder, { recursive: true }))
const clock = stoppedClock('2026-03-02T01:00:00Z')
const stone = '999901100201'
const lake = '999901103201'

const fact = <Value>(value: Value): Fact<Value> => ({
  value,
  source: { kind: 'listed', zh: '名单', on: day('2026-03-02') },
})
const idNumber = (serial: number): string => {
  const body = `99990119580417${String(serial).padStart(3, '0')}`
  return body + checkCharacter(body)
}
const member = (
  name: string,
  serial: number,
  registeredAt: string,
  relation: MemberEntry['relation'] = 'head',
): MemberEntry => ({
  name,
  relation,
  document: { kind: 'id-card', number: idNumber(serial) },
  bornOn: fact(day('1958-04-17')),
  sex: fact(serial % 2 === 1 ? 'male' : 'female'),
  registeredAt: fact(registeredAt),
  residesAt: null,
  urbanRural: fact('rural'),
  maritalStatus: null,
  labourCapacity: null,
  disability: fact({ kind: 'limb', grade: 2 }),
  seriousIllness: fact(true),
  fullTimeStudy: null,
  counted: null,
  incomes: {
    wages: fact({ amount: fen(150_000n), per: 'month' }),
    business: null,
    property: null,
    transfers: null,
    other: null,
  },
  deduction: null,
})
const entry = (number: string, place: string, members: readonly MemberEntry[]): HouseholdEntry => ({
  number,
  place,
  validFrom: day('2026-03-01'),
  reason: '建档',
  members,
  deposits: fact(fen(621_044n)),
  homes: fact(1),
  vehicles: null,
  businesses: null,
  propertyFinding: null,
  staffRelative: null,
  benefits: [{ programme: 'dibao', amount: fen(93_000n), since: day('2023-12-01'), source: fact(0)!.source }],
  references: [],
})

describe('名单、查找、档案', () => {
  let regions: Regions
  let vault: Vault
  let audit: Audit
  let households: Households
  let tenant: TenantId
  let ids: string[]

  beforeAll(async () => {
    regions = await createRegions({ db: database.owner })
    await regions.loadSynthetic()
    await regions.loadShipped()
    vault = await openVault({ db: database.db, keysFile: join(folder, 'keys'), dataDir: null })
    audit = createAudit({ clock, vault })
    households = createHouseholds({ clock, vault, audit, regions })
    const covers = [{ region: syntheticCounty, from: day('2024-01-01'), to: null }]
    const bureau = {
      kind: 'bureau' as const,
      name: '青禾县民政局',
      creditCode: null,
      region: syntheticCounty,
      isSynthetic: true,
      covers,
    }
    tenant = (await createOrganisations({ regions }).ensure(database.owner, bureau)).id
    const recorded = await inScope(database.db, { tenants: [tenant], places: 'all' }, (tx) =>
      households.record(tx, who(), [
        entry('QH-0001', stone, [member('居民甲0001', 1, '330199'), member('居民乙0001', 2, stone, 'spouse')]),
        entry('QH-0002', lake, [member('居民甲0002', 3, '330106')]),
        entry('QH-0003', lake, [member('=HYPERLINK("x")', 5, lake)]),
      ]),
    )
    ids = recorded.map(({ householdId }) => householdId)
  })

  /** Somebody with these roles over these places. */
  const who = (roles: readonly string[] = ['county-reviewer'], places: readonly PlaceId[] | 'all' = 'all'): Caller => ({
    ...systemCaller('test', tenant),
    id: 'officer-1',
    purpose: 'QH-3205-69',
    roles,
    places,
    may: ({ heldBy }) => roles.some((role) => heldBy.includes(role)),
    transaction: (db, work) => inScope(db, { tenants: [tenant], places }, work),
  })
  const placeOf = (code: string): PlaceId => regions.directory().get(code).placeId
  const atLake = (): Caller => who(['town-clerk'], [placeOf(lake)])
  const as = <Result>(caller: Caller, work: (tx: Tx) => Promise<Result>): Promise<Result> =>
    caller.transaction(database.db, work)
  const audited = async (action: string): Promise<number> =>
    as(who(), async (tx) => {
      const { rows } = await sql<{
        n: number
      }>`SELECT count(*)::int AS n FROM audit.entry WHERE action = ${action}`.execute(tx)
      return rows[0]!.n
    })
  const runRow = (path: string, verb: string, caller: Caller, params: object, query: object = {}): Promise<unknown> => {
    const row = householdRoutes({ db: database.db, audit, households }).find(
      (one) => one.path === path && one.verb === verb,
    )!
    return row.run({ who: caller, params, query } as unknown as Parameters<Route['run']>[0])
  }

  it('名单遮住名字，数出户数、人数和钱', async () => {
    const page = await as(who(), (tx) => households.list(tx, who(), {}))
    expect(page).toMatchObject({ count: 3, members: 4, paidNow: 279_000n })
    expect(page.rows[0]).toMatchObject({
      number: 'QH-0001',
      head: '居**01',
      placeLabel: '禾西镇石泾村',
      members: 2,
      programme: 'dibao',
    })
  })

  it.each([
    [{ place: '999901103' }, ['QH-0002', 'QH-0003']],
    [{ place: stone }, ['QH-0001']],
    [{ programme: 'tekun' }, []],
    [{ urbanRural: 'urban' as const }, []],
    [{ text: '居民甲' }, ['QH-0001', 'QH-0002']],
    [{ text: 'jmj0002' }, ['QH-0002']],
    [{ text: 'QH-0003' }, ['QH-0003']],
    [{ text: idNumber(2) }, ['QH-0001']],
  ])('筛选 %j', async (filter, numbers) => {
    const page = await as(who(), (tx) => households.list(tx, who(), filter))
    expect(page.rows.map(({ number }) => number)).toEqual(numbers)
    expect(page.count).toBe(numbers.length)
  })

  it('AC-001 按户籍地“西湖风景名胜区”筛选，只有第一位；按西湖区筛选，不把她算进去', async () => {
    const numbers = async (registeredAt: string): Promise<string[]> =>
      (await as(who(), (tx) => households.list(tx, who(), { registeredAt }))).rows.map(({ number }) => number)
    expect(await numbers('330199')).toEqual(['QH-0001'])
    expect(await numbers('330106')).toEqual(['QH-0002'])
    expect(await numbers('3301')).toEqual(['QH-0001', 'QH-0002'])
  })

  it.each([
    ['居民乙0001', 'name', '居**01'],
    ['juminyi', 'pinyin', '居**01'],
    ['jmy0001', 'initials', '居**01'],
    [idNumber(2), 'id-number', '居**01'],
    ['0002', 'number', '居**02'],
  ])('查“%s”', async (text, by, person) => {
    const answer = await as(who(), (tx) => households.search(tx, who(), text))
    expect(answer.households).toContainEqual(expect.objectContaining({ by, person }))
    expect(JSON.stringify(answer)).not.toContain('居民')
  })

  it('查村名，给出村和户数；两个朱家庄村都在，带着镇', async () => {
    const stoneAnswer = await as(who(), (tx) => households.search(tx, who(), '石泾'))
    expect(stoneAnswer.places).toEqual([{ code: stone, label: '青禾县禾西镇石泾村', households: 1 }])
    const twins = await as(who(), (tx) => households.search(tx, who(), '朱家庄'))
    expect(twins.places.map(({ label }) => label)).toEqual(['青禾县禾东镇朱家庄村', '青禾县古渡镇朱家庄村'])
  })

  it('太短的词不查', async () => {
    await expect(as(who(), (tx) => households.search(tx, who(), 'j'))).rejects.toThrow('至少输入')
  })

  it('AC-005 范围外的一户：按名字、户号、证件号、网址都查不到，也不说有没有，每次都留痕', async () => {
    const clerk = atLake()
    for (const text of ['居民乙0001', 'QH-0001', idNumber(2)]) {
      expect(await as(clerk, (tx) => households.search(tx, clerk, text))).toMatchObject({ households: [] })
      expect(await as(clerk, (tx) => households.list(tx, clerk, { text }))).toMatchObject({
        rows: [],
        count: 0,
        members: 0,
      })
    }
    const searches = await audited('households.searched')
    expect(searches).toBeGreaterThanOrEqual(6)
    const before = await audited('households.not-found-or-not-allowed')
    const messages = []
    for (const id of [ids[0]!, '0198aaaa-0000-7000-8000-000000000000'])
      messages.push(await runRow('/api/households/:id', 'GET', clerk, { id }).catch((error: unknown) => String(error)))
    expect(messages[0]).toContain('没有找到这一户')
    expect(messages[0]).toBe(messages[1])
    expect(await audited('households.not-found-or-not-allowed')).toBe(before + 2)
  })

  it('没说用途，不打开档案', async () => {
    const caller = { ...who(), purpose: null }
    await expect(async () => runRow('/api/households/:id', 'GET', caller, { id: ids[0] })).rejects.toThrow('说明用途')
    expect(await audited('households.file-opened')).toBe(0)
  })

  it('档案：看得到的给出来，看不到的写明；打开就留痕', async () => {
    const clerk = who(['town-clerk'])
    const file = await as(clerk, (tx) => households.openFile(tx, clerk, ids[0]!))
    expect(file).toMatchObject({
      number: 'QH-0001',
      members: 2,
      placeLabel: '青禾县禾西镇石泾村',
      hidden: [],
      mayReveal: true,
      mayAddPapers: true,
    })
    expect(file.people.map(({ idNumber: number }) => number)).toEqual(
      [idNumber(1), idNumber(2)].map((one) => `${one.slice(0, 6)}********${one.slice(14)}`),
    )
    expect(file.people[0]).toMatchObject({ age: 67, since: '2026-03-01', until: null })
    expect(file.sections.map(({ name, rows }) => [name, rows.length])).toEqual([
      ['incomes', 2],
      ['property', 2],
      ['situation', 2],
      ['health', 4],
      ['documents', 0],
    ])
    expect(file.timeline.entries).toMatchObject([{ kind: 'households.recorded', why: '建档' }])
    const cashier = who(['finance-officer'])
    const seen = await as(cashier, (tx) => households.openFile(tx, cashier, ids[0]!))
    expect(seen.hidden.map(({ name }) => name)).toEqual(['incomes', 'property', 'health'])
    expect(JSON.stringify(seen.sections)).not.toContain('150000')
    expect(seen.mayReveal).toBe(false)
    expect(await audited('households.file-opened')).toBe(2)
  })

  it('档案抬头：名单写的数带着来源；待遇由管发放的说，看不到的岗位不去读，只说看不到', async () => {
    const asked: string[] = []
    const rights: StandingAidSource = {
      ...{ name: 'rights', may: seeIncome },
      standingOf: (_tx, { roles }, id) => {
        asked.push(...roles)
        const words = { zh: '低保', en: 'dibao' }
        return Promise.resolve(
          id === ids[0] ? [{ programme: 'dibao', words, amount: fen(83_000n), since: '2023-12' as Month }] : [],
        )
      },
    }
    const told = createHouseholds({ clock, vault, audit, regions, standing: () => [rights] })
    const clerk = who(['town-clerk'])
    const file = await as(clerk, (tx) => told.openFile(tx, clerk, ids[0]!))
    expect(file).toMatchObject({
      standing: [{ amount: 83_000n, since: '2023-12' }],
      unseen: [],
      stated: [{ programme: 'dibao', amount: 93_000n, source: { kind: 'listed' } }],
    })
    const cashier = who(['finance-officer'])
    const seen = await as(cashier, (tx) => told.openFile(tx, cashier, ids[0]!))
    expect(seen).toMatchObject({ standing: [], unseen: ['rights'], stated: [{ amount: 93_000n }] })
    expect(asked).toEqual(['town-clerk'])
  })

  it('完整号码只在说明用途后给一次，并留痕', async () => {
    const { people } = await as(who(), (tx) => households.openFile(tx, who(), ids[0]!))
    await expect(
      as(who(), (tx) => households.revealIdNumber(tx, { ...who(), purpose: ' ' }, people[0]!.id)),
    ).rejects.toThrow('说明用途')
    expect(await as(who(), (tx) => households.revealIdNumber(tx, who(), people[0]!.id))).toBe(idNumber(1))
    expect(await audited('households.id-number-revealed')).toBe(1)
  })

  it('导出的就是看到的：遮住的名字、公式变成文字、条件留痕', async () => {
    const rows = await as(who(), (tx) => exportRows(tx, who(), { place: '999901103' }, { households, audit }))
    const csv = (await writeExport(rows, 'csv', 'zh')).toString('utf8')
    expect(csv.split('\n')[0]).toContain('户号,户主')
    expect(csv).not.toMatch(/居民甲/)
    expect(csv).not.toMatch(/(^|,)=/m)
    expect(await audited('households.exported')).toBe(1)
  })

  it('移交以后，原来的村看不见，接手的村看得见', async () => {
    const clerk = atLake()
    const documents = createDocuments({ clock, audit })
    await as(who(), async (tx) => {
      const draft = {
        householdId: ids[1]!,
        place: clerk.places[0] as PlaceId,
        kind: 'home-survey',
        archiveNumber: null,
      }
      const bytes = { name: '入户调查表', mediaType: 'text/plain', bytes: Buffer.from('表'), retention: 'long' }
      await documents.keep(tx, who(), { ...draft, ...bytes })
      await households.handOver(tx, who(), ids[1]!, { place: stone, why: '搬到石泾村' })
    })
    const there = who(['town-clerk'], [placeOf(stone)])
    expect((await as(clerk, (tx) => households.list(tx, clerk, {}))).rows.map(({ number }) => number)).toEqual([
      'QH-0003',
    ])
    const file = await as(there, (tx) => households.openFile(tx, there, ids[1]!))
    expect(file.timeline.entries[0]).toMatchObject({ zh: '移交：到 禾西镇石泾村', why: '搬到石泾村' })
    expect(file.people).toHaveLength(1)
    expect(file.sections.find(({ name }) => name === 'incomes')?.rows).toHaveLength(1)
    expect(file.sections.find(({ name }) => name === 'documents')?.rows).toHaveLength(1)
    expect(await as(clerk, (tx) => documents.ofHousehold(tx, tenant, ids[1]!))).toEqual([])
  })

  it('每个权限都说了给谁', () => {
    for (const { heldBy, name } of householdPermissions) expect(heldBy.length, name).toBeGreaterThan(0)
  })
})
