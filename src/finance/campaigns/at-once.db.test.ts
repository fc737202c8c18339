import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import type { TenantId } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { campaignConsumers } from './consumers.ts'
import { campaignGround, eastTown, subsidy, westTown, type FamilyWish, type TestOffice } from './testing.ts'

const ground = campaignGround()
const office = () => ground.at('2024-09-20T10:00:00+08:00')
const [inEast, inWest] = [`${eastTown}201`, `${westTown}201`]
const one = (serial: number, more: Partial<FamilyWish> = {}): FamilyWish => ({
  ...{ number: `QH-${serial}`, place: inEast, members: [{ serial }], programmes: ['tekun'] },
  ...more,
})
/** `ok`, or the sentence of the refusal. */
const outcomes = async (works: readonly Promise<unknown>[]): Promise<string[]> =>
  (await Promise.allSettled(works))
    .map((done) => (done.status === 'fulfilled' ? 'ok' : String((done.reason as Error).message)))
    .toSorted()
const submitted = async (here: TestOffice, id: string): Promise<string[]> => {
  await here.draw(id)
  await here.submit(id)
  return (await here.whole(id)).parts.filter(({ state }) => state === 'submitted').map((part) => part.id)
}
const rights = async () => {
  const { rows } = await sql<{ count: number; reserved: string }>`SELECT
    (SELECT count(*)::int FROM payouts.entitlement WHERE origin = 'campaign') AS count,
    (SELECT coalesce(sum(amount), 0)::text FROM ledger.leg WHERE account = 'reserved' AND programme LIKE 'one-off-%') AS reserved`.execute(
    ground.database.owner,
  )
  return rows[0]
}

describe('两个人同时按', () => {
  it('两个镇同时批，钱只够一个：批成一个，另一个说差多少', async () => {
    const here = office()
    await here.family(one(1))
    await here.family(one(2, { place: inWest }))
    const id = await here.opened(subsidy())
    await here.allot((await here.whole(id)).programme, '500')
    const parts = await submitted(here, id)
    expect(parts).toHaveLength(2)
    const said = await outcomes(parts.map((part, index) => here.approve(part, here.as(`head-${index}`))))
    expect(said[0]).toBe('ok')
    expect(said[1]).toContain('只剩 0.00 元，不够 500.00 元')
    expect(await rights()).toEqual({ count: 1, reserved: '50000' })
  })

  it('两个镇同时批，钱够：都批成，各是各的', async () => {
    const here = office()
    await here.family(one(1))
    await here.family(one(2, { place: inWest }))
    const id = await here.opened(subsidy())
    await here.allot((await here.whole(id)).programme, '1000')
    const parts = await submitted(here, id)
    expect(await outcomes(parts.map((part, index) => here.approve(part, here.as(`head-${index}`))))).toEqual([
      'ok',
      'ok',
    ])
    expect(await rights()).toEqual({ count: 2, reserved: '100000' })
  })

  it('两个负责人同时批同一份：只批一次', async () => {
    const here = office()
    await here.family(one(1))
    const id = await here.opened(subsidy())
    await here.allot((await here.whole(id)).programme, '1000')
    const [part] = await submitted(here, id)
    const said = await outcomes(['head-1', 'head-2'].map((name) => here.approve(part!, here.as(name))))
    expect(said.filter((words) => words === 'ok')).toHaveLength(1)
    expect(await rights()).toEqual({ count: 1, reserved: '50000' })
  })

  it('同一文件的两项同时批同一个人：只有一项批成', async () => {
    const here = office()
    await here.family(one(1))
    const ids = [await here.opened(subsidy()), await here.opened(subsidy())]
    const parts: string[] = []
    for (const id of ids) {
      await here.allot((await here.whole(id)).programme, '500')
      parts.push(...(await submitted(here, id)))
    }
    const said = await outcomes(parts.map((part, index) => here.approve(part, here.as(`head-${index}`))))
    expect(said[0]).toBe('ok')
    expect(said[1]).toContain('有 1 个人变了')
    expect(await rights()).toEqual({ count: 1, reserved: '50000' })
  })

  it('同时生成两次：名单只有一份', async () => {
    const here = office()
    for (const serial of [1, 2]) await here.family(one(serial))
    const id = await here.opened(subsidy())
    expect(await outcomes([here.draw(id), here.draw(id, here.as('another'))])).toEqual(['ok', 'ok'])
    expect((await here.people(id)).count).toBe(2)
  })

  it('一个人批，另一个人整项撤销：不管谁先，钱都回来，没有人留在名单上', async () => {
    const here = office()
    await here.family(one(1))
    const id = await here.opened(subsidy())
    await here.allot((await here.whole(id)).programme, '500')
    const [part] = await submitted(here, id)
    const cancel = here.run(here.as('other-head'), (tx) =>
      here.campaigns.cancel(tx, here.as('other-head'), id, '停了（合成）'),
    )
    await Promise.allSettled([here.approve(part!), cancel])
    const { state, fund, tally } = await here.whole(id)
    expect({ state, fund: fund.free, listed: tally.listed }).toEqual({ state: 'cancelled', fund: '50000', listed: 0 })
  })

  it('两个人同时建：各有各的号，各有各的钱袋', async () => {
    const here = office()
    const ids = await Promise.all([here.opened(subsidy()), here.opened(subsidy())])
    const programmes = await Promise.all(ids.map(async (id) => (await here.whole(id)).programme))
    expect(programmes.toSorted()).toEqual(['one-off-1', 'one-off-2'])
  })
})

describe('谁看得见', () => {
  it('镇领导只看得见、只批得了自己镇的', async () => {
    const here = office()
    await here.family(one(1))
    await here.family(one(2, { place: inWest }))
    const id = await here.opened(subsidy())
    await here.allot((await here.whole(id)).programme, '1000')
    const parts = await submitted(here, id)
    const head = here.as('town-head', { places: ground.regions().placesUnder(westTown) })
    const seen = await here.whole(id, head)
    expect(seen.parts.map(({ town, tally }) => [town, tally.listed])).toEqual([['北塘镇', 1]])
    expect(seen.tally.listed).toBe(1)
    expect((await here.people(id, {}, head)).rows.map(({ number }) => number)).toEqual(['QH-2'])
    const foreign = parts.filter((part) => part !== seen.parts[0]!.id)
    await expect(here.approve(foreign[0]!, head)).rejects.toThrow('不在您的辖区')
    await here.approve(seen.parts[0]!.id, head)
    expect(await rights()).toEqual({ count: 1, reserved: '50000' })
  })

  it('邻县按同一文件已经发给这个人：本县的名单上没有他，也不说是哪个县', async () => {
    const here = office()
    const elsewhere = here.as('maker', { tenant: (ground.tenant() + 1) as TenantId })
    const headElsewhere = { ...elsewhere, id: 'head', name: '邻县负责人' }
    await here.family(one(1), elsewhere)
    await here.family(one(1))
    const there = await here.opened(subsidy(), elsewhere)
    await here.allot((await here.whole(there, elsewhere)).programme, '500', elsewhere)
    await here.draw(there, elsewhere)
    await here.submit(there, elsewhere)
    const lists = (await here.whole(there, elsewhere)).parts
    await here.approve(lists.find(({ state }) => state === 'submitted')!.id, headElsewhere)
    const id = await here.opened(subsidy())
    await here.draw(id)
    expect((await here.people(id)).rows.map(({ why }) => why?.zh)).toEqual(['已经在同一文件的另一份批准的名单上'])
    await expect(here.whole(there)).rejects.toThrow('没有找到')
  })

  it('一页一页列，总数是全部的', async () => {
    const here = office()
    const [first, second] = [
      await here.opened(subsidy()),
      await here.opened(subsidy({ cutOff: '2024-09-05' as never })),
    ]
    const page = async (number: number) => {
      const { rows, count } = await here.cards({ page: number, size: 1 })
      return [count, rows.map(({ id }) => id)]
    }
    const { count } = await here.cards()
    const all = await here.cards({ page: 1, size: 200 })
    expect(all.rows.map(({ id }) => id)).toEqual(expect.arrayContaining([first, second]))
    expect(await page(1)).toEqual([count, [all.rows[0]!.id]])
    expect(await page(count)).toEqual([count, [all.rows.at(-1)!.id]])
    expect(await page(count + 1)).toEqual([count, []])
  })

  it('移交到别的镇的一户，跟着过去看得见，原来的镇看不见了', async () => {
    const here = office()
    const { id: moved } = await here.family(one(1))
    const id = await here.opened(subsidy())
    await here.draw(id)
    const [east, west] = [eastTown, westTown].map((town) =>
      here.as('town-head', { places: ground.regions().placesUnder(town) }),
    )
    const place = ground.regions().directory().get(inWest).placeId
    const event = { tenant: ground.tenant(), about: moved, codes: { place } }
    await here.run(here.maker, (tx) => campaignConsumers[0]!.react(tx, event as never))
    const seen = async (head: Caller) => (await here.people(id, {}, head)).count
    expect([await seen(east!), await seen(west!)]).toEqual([0, 1])
  })

  it('名单和留痕里没有全名，也没有证件号码', async () => {
    const here = office()
    await here.family(one(1))
    const id = await here.opened(subsidy())
    await here.draw(id)
    const said = JSON.stringify([await here.people(id), await here.whole(id), await here.cards()])
    expect(said).toContain('居**01')
    expect(said).not.toContain('居民甲0001')
    expect(said).not.toMatch(/\d{17}[\dX]/)
  })
})
