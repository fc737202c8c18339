import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { day, month } from '#platform/clock/index.ts'
import type { TenantId } from '#platform/db/index.ts'
import { createServer, systemCaller, type Caller } from '#platform/http/index.ts'
import { testDatabase } from '#platform/testing/index.ts'
import { policyCatalogue, readModel, screen, type Assessment } from '#relief/eligibility/index.ts'
import { examineVersions, type Draft } from '#relief/policy-workbench/index.ts'
import type { Product } from './compose.ts'
import { testProduct, type TestProduct } from './testing.ts'

const database = testDatabase()
let made: TestProduct
let product: Product
let tenant: TenantId
let officer: Caller
let before: ReadonlyMap<string, string>

beforeAll(async () => {
  made = await testProduct(database, 10)
  product = made.product
  tenant = made.ground.bureau.id
  officer = { ...systemCaller('officer', tenant), id: 'officer' }
  before = await answers()
  await publishBroken()
  product.workbench.lawbook.expect()
  await product.workbench.lawbook.refresh()
}, 120_000)
afterAll(() => made.remove())

const inTenant = <Result>(who: Caller, run: Parameters<Caller['transaction']>[1]): Promise<Result> =>
  who.transaction(product.db, run) as Promise<Result>

/** As a newer software would find what an older one has stored: a row that is there and cannot be read. */
async function publishBroken(): Promise<void> {
  await sql`UPDATE policy_workbench.edition SET number = number + 1`.execute(database.owner)
  await sql`INSERT INTO policy_workbench.pack_version (tenant_id, region, programme, serial, draft_id, title, document,
      hash, files, starts_on, edition, made_by, made_name, approved_by, approved_name, published_at)
    SELECT ${tenant}, '999901', 'dibao', 1, gen_random_uuid(), '青禾县低保标准', '合成文件', repeat('a', 64),
      ${JSON.stringify({ 'pack.yaml': 'id: [', 'standards.yaml': 'standards: []' })}::jsonb, '2026-03-01', number,
      'a', '甲', 'b', '乙', now() FROM policy_workbench.edition`.execute(database.owner)
}

/** What every programme with rules for the county says of one household. */
async function answers(): Promise<ReadonlyMap<string, string>> {
  const { eligibility, households, clock } = product
  const situation = await inTenant<Parameters<typeof eligibility.assess>[0]['situation']>(officer, async (tx) => {
    const [first] = await households.idsOf(tx, tenant)
    return households.situationOf(tx, tenant, first!.id, { factsOn: clock.today() })
  })
  const programmes = [...new Set(product.shipped.map(({ programme }) => programme))]
  return new Map(
    programmes.map((programme) => {
      const request = { region: '999901', programme, factsOn: day('2026-03-02'), lawOn: day('2026-03-02') }
      return [programme, said(eligibility.assess({ ...request, month: month('2026-03'), situation }))]
    }),
  )
}
const said = ({ outcome, amount, reasons }: Assessment): string =>
  [outcome, amount, ...reasons.map(({ code, zh }) => `${code} ${zh}`)].join('|')

describe('发布过的一版读不出来：只停这一项，别的照常', { timeout: 120_000 }, () => {
  it('这一项说清楚为什么不算，不照老的算，也不照上级的算；别的项目一个字不变', async () => {
    const now = await answers()
    const changed = [...now].filter(([programme, answer]) => before.get(programme) !== answer)
    const dependent = product.shipped
      .filter(({ programme, uses }) => programme === 'dibao' || uses.includes('dibao'))
      .map(({ programme }) => programme)
    expect(before.get('dibao')).toMatch(/^(entitled|not-entitled)/)
    expect(now.get('dibao')).toContain('no-rule')
    expect(now.get('dibao')).toContain('“青禾县低保标准”发布的第 1 版读不出来')
    expect(now.get('dibao')).toContain('pack.yaml')
    for (const [programme] of changed) expect(dependent).toContain(programme)
    expect(now.size - changed.length).toBeGreaterThan(10)
  })

  it('那一版起用以前的决定还照当时的规则', () => {
    const question = { region: '999901', programme: 'dibao', simulate: false, overlay: [] }
    expect(product.eligibility.library.pick({ ...question, lawOn: day('2026-02-28') }).kind).toBe('found')
    expect(product.eligibility.library.pick({ ...question, lawOn: day('2026-03-01') }).kind).toBe('no-rule')
    // Another county under the same national rules is none of it.
    expect(product.eligibility.library.pick({ ...question, region: '330400', lawOn: day('2026-03-02') }).kind).toBe(
      'found',
    )
  })

  it('门户的政策页、自助查询和政策工作台都打得开，doctor 和 /readyz 说得出是哪一项', async () => {
    const pages = policyCatalogue(product.eligibility)
    expect(pages.length).toBeGreaterThan(10)
    expect(pages.some(({ region, programme }) => region === '999901' && programme === 'dibao')).toBe(false)
    const speaking = { today: product.clock.today() } as Parameters<typeof screen>[2]
    const none = { place: null, elders: null } as Parameters<typeof screen>[1]
    expect(() => screen(product.eligibility, none, speaking)).not.toThrow()
    const app = await createServer({
      ...product.serverNeeds,
      openTenant: tenant,
      routes: product.routes(),
      assets: [],
      version: 'test',
      degraded: () => product.degraded(),
    })
    const ready = await app.inject({ url: '/readyz' })
    expect(ready.statusCode).toBe(200)
    expect(ready.json()).toMatchObject({ status: 'ready', degraded: ['policy:999901/dibao@1'] })
    for (const url of ['/', '/policies', '/api/regions']) {
      const { statusCode } = await app.inject({ url })
      expect({ url, isOpen: statusCode < 500 }).toEqual({ url, isOpen: true })
    }
    await app.close()
    const findings = await examineVersions({ db: product.db, tenants: [tenant], readModel })
    expect(findings).toMatchObject([{ level: 'warning', zh: expect.stringContaining('青禾县低保标准') as string }])
  })

  it('从读得出来的那一版重新起草，另一个人发布，就好了', async () => {
    const { drafts, lawbook } = product.workbench
    const draft = await inTenant<Draft>(officer, (tx) =>
      drafts.start(tx, officer, { region: '999901', programme: 'dibao' }),
    )
    expect(draft.baseSerial).toBe(1)
    expect(draft.files['standards.yaml']).toContain('青禾县合成标准')
    const head = { ...officer, id: 'head' }
    await inTenant(officer, async (tx) => {
      const framed = await drafts.frame(tx, officer, draft, { document: '重新发布' })
      const proposed = await drafts.propose(tx, officer, framed)
      await drafts.publish(tx, head, proposed)
    })
    lawbook.expect()
    await lawbook.refresh()
    expect(lawbook.unreadable().map(({ serial }) => serial)).toEqual([])
    expect(await answers()).toEqual(before)
  })
})
