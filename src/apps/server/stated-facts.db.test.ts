import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { day, type Day } from '#platform/clock/index.ts'
import type { TenantId } from '#platform/db/index.ts'
import { systemCaller, type Caller } from '#platform/http/index.ts'
import { testDatabase } from '#platform/testing/index.ts'
import type { Situation } from '#registry/households/contract.ts'
import type { MatchedCatalogue } from '#relief/eligibility/contract.ts'
import type { Product } from './compose.ts'
import { testProduct, type TestProduct } from './testing.ts'

const database = testDatabase()
let made: TestProduct
let product: Product
let tenant: TenantId
let clerk: Caller
let household: string

beforeAll(async () => {
  made = await testProduct(database, 6)
  product = made.product
  tenant = made.ground.bureau.id
  clerk = { ...systemCaller('clerk', tenant), id: 'clerk', name: '镇街经办', purpose: 'QH-2026-0001' }
  household = await inTenant<string>(async (tx) => (await product.households.idsOf(tx, tenant))[0]!.id)
}, 120_000)
afterAll(() => made.remove())

const inTenant = <Result>(run: Parameters<Caller['transaction']>[1]): Promise<Result> =>
  clerk.transaction(product.db, run) as Promise<Result>
const ask = <Answer>(verb: string, path: string, body: object, who = clerk): Promise<Answer> => {
  const row = product.routes().find((one) => one.verb === verb && one.path === path)
  return row!.run({ who, params: { id: household }, body } as never) as Promise<Answer>
}
const match = (answers: readonly object[] = []): Promise<MatchedCatalogue> =>
  ask('POST', '/api/households/:id/entitlements', { answers })
const keep = (answers: readonly object[], from = '2026-02-01', who = clerk): Promise<{ changed: boolean }> =>
  ask('POST', '/api/households/:id/stated-facts', { answers, from, source: 'surveyed', says: '三月二日入户' }, who)
const situation = (factsOn: Day) =>
  inTenant<Situation>((tx) => product.households.situationOf(tx, tenant, household, { factsOn }))

/** The first question that a yes-or-no answers, and the answer. */
const answerable = async () => {
  const { questions } = await match()
  const question = questions.find(({ type }) => type === 'yes-no')!
  return { path: question.path, value: '否' }
}

describe('政策另问的情况存进档案', { timeout: 120_000 }, () => {
  it('只对照不存的，下次还问；存下的，下次不问，测算就用它', async () => {
    const answer = await answerable()
    const tried = await match([answer])
    expect((await match()).questions.map(({ path }) => path)).toContain(answer.path)
    expect(await keep([answer])).toEqual({ changed: true })
    const kept = await match()
    expect(kept.questions.map(({ path }) => path)).not.toContain(answer.path)
    expect(kept.items.map((item) => item.class)).toEqual(tried.items.map((item) => item.class))
  })

  it('有来源、有起始日：那天以前不算；一户一户读和成批读一个样；再存一次没有变', async () => {
    const answer = await answerable()
    await keep([answer])
    const [holder, key] = answer.path.split('.stated.') as [string, string]
    const of = (found: Situation) =>
      (holder === 'household' ? found : found.members.find(({ id }) => `member:${id}` === holder))?.stated?.[key]
    expect(of(await situation(day('2026-03-02')))).toEqual({
      value: '否',
      source: { kind: 'surveyed', zh: '入户看到：三月二日入户', on: '2026-03-02' },
    })
    expect(of(await situation(day('2026-01-31')))).toBeUndefined()
    const [together] = await inTenant<Situation[]>((tx) =>
      product.households.situationsOf(tx, tenant, [household], { factsOn: day('2026-03-02') }),
    )
    expect(together).toEqual(await situation(day('2026-03-02')))
    expect(await keep([answer])).toEqual({ changed: false })
  })

  it('改了以后，原来的还读得出来', async () => {
    const answer = await answerable()
    await keep([answer], '2026-01-10')
    await keep([{ ...answer, value: '是' }], '2026-02-15')
    const [holder, key] = answer.path.split('.stated.') as [string, string]
    const on = async (factsOn: string) => {
      const found = await situation(day(factsOn))
      return (holder === 'household' ? found : found.members.find(({ id }) => `member:${id}` === holder))?.stated?.[key]
        ?.value
    }
    expect([await on('2026-02-14'), await on('2026-02-15')]).toEqual(['否', '是'])
  })

  it('还没到的日子、没有的情况、不是这家的人、答不成这样的，都不收', async () => {
    const answer = await answerable()
    await expect(keep([answer], '2026-03-03')).rejects.toThrow('还没有到')
    await expect(keep([{ path: 'household.stated.no.such', value: '是' }])).rejects.toThrow('不能是')
    const [, key] = answer.path.split('.stated.')
    await expect(keep([{ path: `member:someone.stated.${key}`, value: '是' }])).rejects.toThrow('不能是')
    await expect(keep([{ ...answer, value: '也许' }])).rejects.toThrow('也许')
    await expect(keep([answer, { ...answer, value: '是' }])).rejects.toThrow('两个不同')
    expect((await match()).questions.map(({ path }) => path)).toContain(answer.path)
  })

  it('没说为什么打开这家的，不收', async () => {
    const answer = await answerable()
    await expect(
      Promise.resolve().then(() => keep([answer], '2026-02-01', { ...clerk, purpose: null })),
    ).rejects.toThrow()
  })
})
