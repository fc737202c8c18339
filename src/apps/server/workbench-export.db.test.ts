import { sql } from 'kysely'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inScope, type PlaceId, type TenantId } from '#platform/db/index.ts'
import { systemCaller, type Caller, type FileAnswer } from '#platform/http/index.ts'
import { testDatabase } from '#platform/testing/index.ts'
import { withSeries, type Draft } from '#relief/policy-workbench/index.ts'
import type { Product } from './compose.ts'
import { testProduct, type TestProduct } from './testing.ts'

const database = testDatabase()
let made: TestProduct
let product: Product
let tenant: TenantId
let officer: Caller
let simulation: string

beforeAll(async () => {
  made = await testProduct(database, 60)
  product = made.product
  tenant = made.ground.bureau.id
  officer = { ...systemCaller('officer', tenant), id: 'officer', name: '政策员', purpose: '会上要看' }
  const { drafts, simulations } = product.workbench
  const draft = await inTenant<Draft>(officer, async (tx) =>
    drafts.edit(tx, officer, await drafts.start(tx, officer, { region: '999901', programme: 'dibao' }), (files) => ({
      ...files,
      'standards.yaml': withSeries(files['standards.yaml'], {
        ...{ key: 'dibao.standard', tier: null, series: '青禾县合成标准' },
        rows: [
          { value: '810.00', from: '2025-07-01', document: '合成' },
          { value: '910.00', from: '2026-04-01', document: '合成' },
        ],
      }),
    })),
  )
  simulation = (await simulations.run(officer, draft.id)).id
}, 120_000)
afterAll(() => made.remove())

const inTenant = <Result>(who: Caller, run: Parameters<Caller['transaction']>[1]): Promise<Result> =>
  who.transaction(product.db, run) as Promise<Result>

async function exported(who: Caller, path: string, id: string, query: Record<string, string> = {}): Promise<string> {
  const row = product.routes().find((one) => one.verb === 'GET' && one.path === `/api/policy-workbench/${path}`)
  const answer = (await row!.run({ who, params: { id }, query: { format: 'csv', ...query } } as never)) as FileAnswer
  return text(answer.stream)
}
const linesOf = (csv: string): string[] => csv.trim().split('\n').slice(1)
const listed = (place: number | null) =>
  database.inTenant(tenant, async (tx) => {
    const { rows } = await sql<{
      number: string
      kind: string
      place: number
    }>`SELECT h.number, s.kind, s.place_id AS place
      FROM policy_workbench.simulated s JOIN households.household h ON h.id = s.household_id
      WHERE simulation_id = ${simulation} AND (${place}::int IS NULL OR s.place_id = ${place})`.execute(tx)
    return rows
  })

describe('政策工作台导出', { timeout: 120_000 }, () => {
  it('有变动的家庭全部在文件里，只到户号和遮住的姓名；照屏幕上的筛选', async () => {
    const csv = await exported(officer, 'simulations/:id/households/export', simulation)
    const all = await listed(null)
    expect(all.length).toBeGreaterThan(10)
    expect(linesOf(csv)).toHaveLength(all.length)
    expect(new Set(linesOf(csv).map((line) => line.split(',')[0]))).toEqual(new Set(all.map(({ number }) => number)))
    for (const line of linesOf(csv)) expect(line.split(',')[1]).toMatch(/^.?\*+.?$|^.\*/)
    const gains = await exported(officer, 'simulations/:id/households/export', simulation, { kind: 'gains' })
    expect(linesOf(gains)).toHaveLength(all.filter(({ kind }) => kind === 'gains').length)
  })

  it('只有自己辖区的家庭', async () => {
    const place = (await listed(null))[0]!.place
    const places = [place as PlaceId]
    const clerk: Caller = {
      ...{ ...officer, places },
      transaction: (db, work) => inScope(db, { tenants: [tenant], places }, work),
    }
    const csv = await exported(clerk, 'simulations/:id/households/export', simulation)
    const here = await listed(place)
    expect(linesOf(csv)).toHaveLength(here.length)
    expect(here.length).toBeLessThan((await listed(null)).length)
  })

  it('没说为什么看，不给名单；给了的，谁、为什么、多少行都记下来', async () => {
    const silent = { ...officer, purpose: null }
    await expect(exported(silent, 'simulations/:id/households/export', simulation)).rejects.toThrow()
    await expect(exported(silent, 'adjustments/:id/export', simulation)).rejects.toThrow()
    const { rows } = await database.inTenant(tenant, (tx) =>
      sql<{ purpose: string; act: string }>`SELECT act, purpose FROM audit.entry
        WHERE action = 'policy-workbench.simulated-exported'`.execute(tx),
    )
    expect(rows.length).toBeGreaterThan(0)
    expect(rows[0]).toMatchObject({ act: 'export', purpose: '会上要看' })
  })

  it('没有的名单导不出', async () => {
    await expect(exported(officer, 'adjustments/:id/export', simulation)).rejects.toThrow('没有找到')
  })

  it('合计里一个人也没有', async () => {
    const csv = await exported(officer, 'simulations/:id/export', simulation)
    expect(linesOf(csv)[0]).toMatch(/^2026-04,[\d.]+,[\d.]+,[\d.-]+,\d+,\d+/)
    for (const { number } of await listed(null)) expect(csv).not.toContain(number)
  })

  it('方案里写了公式样的字，导出来是字，不会算', async () => {
    const { plans } = product.workbench
    const plan = await inTenant<Awaited<ReturnType<typeof plans.get>>>(officer, async (tx) => {
      const begun = await plans.start(tx, officer, { region: '999901', title: '=1+1' })
      const items = begun.items.slice(0, 1).map((item) => ({ ...item, basis: '=HYPERLINK("http://x","点")' }))
      return plans.edit(tx, officer, begun, { title: begun.title, document: '', items })
    })
    const csv = await exported(officer, 'plans/:id/export', plan.id)
    expect(csv).toContain(`"'=HYPERLINK(""http://x"",""点"")"`)
    expect(csv).not.toMatch(/(^|,|")=HYPERLINK/m)
  })
})
