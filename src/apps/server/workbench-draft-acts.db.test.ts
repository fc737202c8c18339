import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays, day } from '#platform/clock/index.ts'
import type { TenantId } from '#platform/db/index.ts'
import { systemCaller, type Caller } from '#platform/http/index.ts'
import { testDatabase } from '#platform/testing/index.ts'
import { withSeries, type Draft } from '#relief/policy-workbench/index.ts'
import type { Product } from './compose.ts'
import { testProduct, type TestProduct } from './testing.ts'

/** Every act on a draft, in every state, by the two roles that have them: what is offered is done, what is not is refused. */
const database = testDatabase()
let made: TestProduct
let product: Product
let tenant: TenantId

beforeAll(async () => {
  made = await testProduct(database, 6)
  product = made.product
  tenant = made.ground.bureau.id
}, 120_000)
afterAll(() => made.remove())

const roles = ['policy-officer', 'county-head'] as const
type Role = (typeof roles)[number]
const callerOf = (role: Role): Caller => ({
  ...{ ...systemCaller(role, tenant), id: role, name: role === 'policy-officer' ? '政策员' : '分管领导' },
  may: ({ heldBy }) => heldBy.includes(role),
})

interface Sheet {
  readonly id: string
  readonly version: number
  readonly state: Draft['state']
  readonly may: Readonly<Record<string, boolean>>
  readonly hindered: { readonly zh: string; readonly en: string } | null
  readonly sentBack: { readonly name: string; readonly reason: string } | null
}

/** As the server does it: first the permission of the route, then the route. */
async function ask(role: Role, verb: string, path: string, sent: { params: object; body?: object }): Promise<unknown> {
  const who = callerOf(role)
  const row = product.routes().find((one) => one.verb === verb && one.path === `/api/policy-workbench/${path}`)!
  if (typeof row.may !== 'string' && !who.may(row.may as never)) throw new Error('no permission')
  return row.run({ who, query: {}, ...sent } as never)
}
const sheetOf = (role: Role, id: string) => ask(role, 'GET', 'drafts/:id', { params: { id } }) as Promise<Sheet>

const acts = {
  edit: ['frame', { document: '青禾县合成调标（另一份）' }],
  propose: ['proposal', {}],
  publish: ['publication', {}],
  sendBack: ['return', { reason: '数还要商量' }],
  withdraw: ['withdrawal', { reason: '不做了' }],
} as const
type Act = keyof typeof acts | 'simulate'

async function act(role: Role, name: Act, { id, version }: Pick<Sheet, 'id' | 'version'>): Promise<unknown> {
  if (name === 'simulate') return ask(role, 'POST', 'drafts/:id/simulation', { params: { id }, body: {} })
  const [path, body] = acts[name]
  return ask(role, 'POST', `drafts/:id/${path}`, { params: { id }, body: { version, ...body } })
}
const offered = async (role: Role, id: string): Promise<Record<Act, boolean>> => {
  const { may } = await sheetOf(role, id)
  const run = (await ask(role, 'GET', 'drafts/:id/simulation', { params: { id } })) as { may: { simulate: boolean } }
  return { ...may, simulate: run.may.simulate } as Record<Act, boolean>
}

const steps = [
  ['2024-01-01', '780.00', null],
  ['2025-07-01', '810.00', '780.00'],
] as const
/** One person with 500 yuan, the day before, the day and the day after of each value. */
const caseOn = (from: string, shift: number, standard: string | null): string => {
  const on = addDays(day(from), shift)
  const pays = standard === null ? 'outcome: no-rule' : `outcome: entitled, amount: "${Number(standard) - 500}.00"`
  return `  - { name: ${on}, month: ${on.slice(0, 7)}, on: ${on}, members: [{ age: 46, wages: "500.00" }], expect: { ${pays} } }\n`
}
let begun = 0
/** Without a fault, and each with another standard, so that one can be published after another. */
const drafted = (document = '青禾县合成调标'): Promise<Draft> => {
  const who = callerOf('policy-officer')
  const { drafts } = product.workbench
  const all = [...steps, ['2026-04-01', `${870 + (begun += 1)}.00`, '810.00'] as const]
  const cases = all.flatMap(([from, value, before]) =>
    [-1, 0, 1].map((at) => caseOn(from, at, at < 0 ? before : value)),
  )
  return who.transaction(product.db, async (tx) => {
    const start = await drafts.start(tx, who, { region: '999901', programme: 'dibao' })
    const draft = await drafts.edit(tx, who, start, (files) => ({
      ...files,
      'standards.yaml': withSeries(files['standards.yaml'], {
        ...{ key: 'dibao.standard', tier: null, series: '青禾县合成标准' },
        rows: all.map(([from, value]) => ({ value, from, document: '青禾县合成标准（演示用）' })),
      }),
      'cases.yaml': `cases:\n${cases.join('')}`,
    }))
    return document === '' ? draft : drafts.frame(tx, who, draft, { document })
  })
}

/** `rejected`: sent back by the one who should have approved it, open again. */
const states = ['draft', 'proposed', 'published', 'rejected', 'withdrawn'] as const
type State = (typeof states)[number]
async function inState(state: State): Promise<string> {
  const { id } = await drafted()
  const go = async (role: Role, name: Act) => act(role, name, await sheetOf(role, id))
  if (state !== 'draft' && state !== 'withdrawn') await go('policy-officer', 'propose')
  if (state === 'published') await go('county-head', 'publish')
  if (state === 'rejected') await go('county-head', 'sendBack')
  if (state === 'withdrawn') await go('policy-officer', 'withdraw')
  return id
}

const names: readonly Act[] = ['edit', 'propose', 'publish', 'sendBack', 'withdraw', 'simulate']
const expected: Readonly<Record<State, Readonly<Record<Role, readonly Act[]>>>> = {
  draft: { 'policy-officer': ['edit', 'propose', 'withdraw', 'simulate'], 'county-head': ['simulate'] },
  proposed: {
    'policy-officer': ['sendBack', 'withdraw', 'simulate'],
    'county-head': ['publish', 'sendBack', 'simulate'],
  },
  published: { 'policy-officer': [], 'county-head': [] },
  rejected: { 'policy-officer': ['edit', 'propose', 'withdraw', 'simulate'], 'county-head': ['simulate'] },
  withdrawn: { 'policy-officer': [], 'county-head': [] },
}

describe('草稿的每一步：做得了的才给按，不给按的服务器也不做', { timeout: 300_000 }, () => {
  it.each(states.flatMap((state) => roles.map((role) => [state, role] as const)))('%s，%s', async (state, role) => {
    const id = await inState(state)
    const may = await offered(role, id)
    expect(names.filter((name) => may[name])).toEqual(expected[state][role])
    const before = await sheetOf(role, id)
    for (const name of names.filter((one) => !may[one])) await expect(act(role, name, before)).rejects.toThrow()
    expect(await sheetOf(role, id)).toEqual(before)
    for (const name of expected[state][role]) {
      const fresh = state === 'draft' || name === 'simulate' ? id : await inState(state)
      const sheet = await sheetOf(role, fresh)
      if (sheet.hindered === null) await act(role, name, sheet)
      if (name === 'withdraw' || name === 'propose') break
    }
  })

  it('试算以后送复核、发布都不算改过；改了一个字才算', async () => {
    const { id } = await drafted()
    await product.workbench.simulations.run(callerOf('policy-officer'), id)
    const stale = async () =>
      ((await ask('county-head', 'GET', 'drafts/:id/simulations', { params: { id } })) as { isStale: boolean }[]).map(
        ({ isStale }) => isStale,
      )
    expect(await stale()).toEqual([false])
    await act('policy-officer', 'propose', await sheetOf('policy-officer', id))
    await act('county-head', 'sendBack', await sheetOf('county-head', id))
    expect(await stale()).toEqual([false])
    await callerOf('policy-officer').transaction(product.db, (tx) =>
      product.workbench.drafts.edit(tx, callerOf('policy-officer'), { id, version: 5 }, (files) => ({
        ...files,
        'cases.yaml': `${files['cases.yaml'] ?? ''}# 又看了一遍\n`,
      })),
    )
    expect(await stale()).toEqual([true])
  })

  it.each([
    ['published', '已发布', 'published'],
    ['withdrawn', '已撤回', 'withdrawn'],
  ] as const)('%s 的草稿不再试算，从命令行也不行，说得出为什么', async (state, zh, en) => {
    const id = await inState(state)
    await expect(product.workbench.simulations.run(callerOf('policy-officer'), id)).rejects.toMatchObject({
      zh: expect.stringContaining(`这份草稿现在是“${zh}”，不能“试算”`),
      en: expect.stringContaining(`This draft is “${en}” now, so you cannot try it`),
    })
  })

  it('没有写文件的草稿，送复核那里说得出为什么还不行；退回的写着谁、为什么', async () => {
    const { id } = await drafted('')
    const bare = await sheetOf('policy-officer', id)
    expect(bare.hindered?.zh).toContain('请写明依据的文件')
    await expect(act('policy-officer', 'propose', bare)).rejects.toThrow(bare.hindered!.zh)
    const back = await sheetOf('policy-officer', await inState('rejected'))
    expect(back).toMatchObject({ state: 'open', sentBack: { name: '分管领导', reason: '数还要商量' }, hindered: null })
  })
})
