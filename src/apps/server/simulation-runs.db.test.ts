import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TenantId } from '#platform/db/index.ts'
import { systemCaller, type Caller } from '#platform/http/index.ts'
import { testDatabase } from '#platform/testing/index.ts'
import { readModel } from '#relief/eligibility/index.ts'
import { createWorkbench, type Draft, type Workbench } from '#relief/policy-workbench/index.ts'
import type { Product } from './compose.ts'
import { testProduct, type TestProduct } from './testing.ts'

const database = testDatabase()
let made: TestProduct
let product: Product
let tenant: TenantId
let officer: Caller
/** A workbench whose work is begun by hand, as a slow machine would. */
let slow: Workbench
let work: (() => Promise<void>)[] = []

beforeAll(async () => {
  made = await testProduct(database, 12)
  product = made.product
  tenant = made.ground.bureau.id
  officer = { ...systemCaller('officer', tenant), id: 'officer', name: '政策员' }
  const { db, clock, audit, eligibility, shipped, households, regions } = product
  slow = createWorkbench({
    ...{ db, clock, audit, eligibility, readModel, shipped, households },
    payouts: product.loop.bank.house.payouts,
    directory: () => regions.directory(),
    tenants: async () => [tenant],
    regionOf: async () => '999901',
    goOn: (one) => void work.push(() => one(() => false)),
  })
}, 120_000)
afterAll(() => made.remove())

const inTenant = <Result>(run: Parameters<Caller['transaction']>[1]): Promise<Result> =>
  officer.transaction(product.db, run) as Promise<Result>
const drafted = () => inTenant<Draft>((tx) => slow.drafts.start(tx, officer, { region: '999901', programme: 'dibao' }))
const latest = async (draft: Draft) =>
  inTenant<Awaited<ReturnType<Workbench['runs']['latest']>>>((tx) => slow.runs.latest(tx, officer, draft.id))
const kept = async (draft: Draft): Promise<number> =>
  (
    await database.inTenant(tenant, (tx) =>
      sql<{ count: number }>`SELECT count(*)::int AS count FROM policy_workbench.simulation
        WHERE draft_id = ${draft.id}`.execute(tx),
    )
  ).rows[0]!.count
const goThrough = async (): Promise<void> => {
  const begun = work
  work = []
  for (const one of begun) await one()
}

describe('全县试算：一份草稿一次只算一回，看得见、停得下、断了说得清', { timeout: 120_000 }, () => {
  it('两个人同时按，算的是同一回，结果只有一份', async () => {
    const draft = await drafted()
    const other = { ...officer, id: 'head', name: '科长' }
    const begun = await Promise.all([slow.runs.begin(officer, draft.id), slow.runs.begin(other, draft.id)])
    expect(begun[0]).toEqual(begun[1])
    expect(work).toHaveLength(1)
    expect(await latest(draft)).toMatchObject({ state: 'running', total: null, done: 0 })
    await goThrough()
    expect(await kept(draft)).toBe(1)
    const run = await latest(draft)
    expect(run).toMatchObject({ id: begun[0]!.id, state: 'done' })
    expect(run!.done).toBe(run!.total)
    expect(run!.done).toBeGreaterThan(5)
  })

  it('别人刚开始、还没有落定的时候按，等他落定，跟他的是一回', async () => {
    const draft = await drafted()
    const id = uuid()
    const [begun, settled] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const theirs = inTenant(async (tx) => {
      await sql`INSERT INTO policy_workbench.simulation_run (tenant_id, id, draft_id, draft_version, state, by_id, by_name,
          at, beat_at) VALUES (${tenant}, ${id}, ${draft.id}, 1, 'running', 'head', '科长', now(), now())`.execute(tx)
      begun.resolve()
      await settled.promise
    })
    await begun.promise
    const mine = slow.runs.begin(officer, draft.id)
    setTimeout(settled.resolve, 300)
    expect(await mine).toEqual({ id })
    await theirs
    expect(work).toHaveLength(0)
  })

  it('算完了再按，是新的一回', async () => {
    const draft = await drafted()
    const first = await slow.runs.begin(officer, draft.id)
    await goThrough()
    const second = await slow.runs.begin(officer, draft.id)
    await goThrough()
    expect(second.id).not.toBe(first.id)
    expect(await kept(draft)).toBe(2)
  })

  it('停掉以后什么也不留，写明是谁停的；停掉的再停一次没有什么可停', async () => {
    const draft = await drafted()
    const { id } = await slow.runs.begin(officer, draft.id)
    const stop = () => inTenant((tx) => slow.runs.cancel(tx, officer, id))
    await stop()
    await goThrough()
    expect(await latest(draft)).toMatchObject({ state: 'cancelled', endedName: '政策员' })
    expect(await kept(draft)).toBe(0)
    expect(await stop()).toMatchObject({ state: 'cancelled' })
  })

  it('算完的停不掉：结果留着', async () => {
    const draft = await drafted()
    const { id } = await slow.runs.begin(officer, draft.id)
    await goThrough()
    expect(await inTenant((tx) => slow.runs.cancel(tx, officer, id))).toMatchObject({ state: 'done' })
    expect(await kept(draft)).toBe(1)
  })

  it('算到一半服务停了：说断了，可以再算；后来醒过来的那一回什么也写不进去', async () => {
    const draft = await drafted()
    const { id } = await slow.runs.begin(officer, draft.id)
    const [asleep] = work
    work = []
    await database.inTenant(tenant, (tx) =>
      sql`UPDATE policy_workbench.simulation_run SET beat_at = beat_at - interval '2 minutes' WHERE id = ${id}`.execute(
        tx,
      ),
    )
    expect(await latest(draft)).toMatchObject({ state: 'broken-off', trouble: null })
    const again = await slow.runs.begin(officer, draft.id)
    expect(again.id).not.toBe(id)
    await asleep!()
    expect(await kept(draft)).toBe(0)
    await goThrough()
    expect(await kept(draft)).toBe(1)
    expect(await latest(draft)).toMatchObject({ id: again.id, state: 'done' })
  })

  it('最后一刻才停掉的，也什么都不留：结果和“算完了”是一回事', async () => {
    const draft = await drafted()
    const { id } = await slow.runs.begin(officer, draft.id)
    work = []
    await inTenant((tx) => slow.runs.cancel(tx, officer, id))
    const { rows } = await database.inTenant(tenant, (tx) =>
      sql<{ count: number }>`SELECT count(*)::int AS count FROM policy_workbench.simulation`.execute(tx),
    )
    const late = { id, tell: () => Promise.resolve(), close: () => Promise.reject(new Error('停了')) }
    await expect(slow.simulations.run(officer, draft.id, late)).rejects.toThrow('停了')
    const after = await database.inTenant(tenant, (tx) =>
      sql<{ count: number }>`SELECT count(*)::int AS count FROM policy_workbench.simulation`.execute(tx),
    )
    expect(after.rows).toEqual(rows)
  })

  it('草稿读不通，说出哪个文件', async () => {
    const draft = await drafted()
    await inTenant((tx) =>
      slow.drafts.edit(tx, officer, draft, (files) => ({ ...files, 'standards.yaml': 'standards: [' })),
    )
    await slow.runs.begin(officer, draft.id)
    await goThrough()
    expect(await latest(draft)).toMatchObject({
      state: 'broken-off',
      trouble: { zh: expect.stringContaining('standards.yaml') as string },
    })
    expect(await kept(draft)).toBe(0)
  })

  it('没有的草稿算不了', async () => {
    await expect(slow.runs.begin(officer, '0198a000-0000-7000-8000-000000000000')).rejects.toThrow('没有找到')
  })
})
