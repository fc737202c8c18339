import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { head, household, maker, otherHead, town } from '../testing.ts'
import { gate, payGround, somebodyWaits } from '../testing/ground.ts'

const ground = payGround()
const { inside } = ground
const [first, second] = ['6200000000990001', '6200000000990002']
const propose = (number: string): Promise<string> =>
  inside((tx) =>
    ground.house.accounts.propose(tx, maker, {
      ...{
        householdId: household(1),
        placeId: town,
        holder: '居民甲一',
        bank: '青禾农商行（合成）',
        number,
        why: '换卡',
      },
    }),
  )
const approve = (id: string, number: string, who = head): Promise<string> =>
  inside((tx) => ground.house.accounts.approve(tx, who, { id, number }))
const states = async (): Promise<string[]> => {
  const { rows } = await sql<{ state: string }>`SELECT state FROM payouts.account ORDER BY last_four`.execute(
    ground.database.owner,
  )
  return rows.map(({ state }) => state)
}

describe('收款账户的复核', () => {
  it.each([
    ['少一位', '620000000099000', false],
    ['末位错一个数', '6200000000990002', false],
    ['一样，带空格', '6200 0000 0099 0001', true],
  ])('照材料输入的账号%s', async (_, typed, isFine) => {
    const id = await propose(first)
    if (isFine) await approve(id, typed)
    else await expect(approve(id, typed)).rejects.toThrow('和登记的不一样，没有启用')
    expect(await states()).toEqual([isFine ? 'active' : 'proposed'])
  })

  it('第二个人看到完整户名和尾号，看不到账号；为什么看记在留痕里；没说为什么就不给看', async () => {
    const id = await propose(first)
    const look = (purpose: string | null) => inside((tx) => ground.house.accounts.toCheck(tx, { ...head, purpose }, id))
    await expect(look(null)).rejects.toThrow('先说明用途')
    const seen = await look('QH-2026-000001')
    expect(seen).toEqual({
      householdId: household(1),
      holder: '居民甲一',
      bank: '青禾农商行（合成）',
      lastFour: '0001',
    })
    const { rows } = await sql`SELECT actor_name, purpose, act, about_id FROM audit.entry
      WHERE action = 'payouts.account-checked'`.execute(ground.database.owner)
    expect(rows).toContainEqual({
      ...{ actor_name: '财务负责人', purpose: 'QH-2026-000001', act: 'reveal', about_id: household(1) },
    })
    await approve(id, first)
    await expect(look('QH-2026-000001')).rejects.toThrow('已经处理过')
  })

  it('两个人同时各通过一个账户：一个启用，另一个听到一句话，不是差错', async () => {
    const [one, other] = [await propose(first), await propose(second)]
    const door = gate()
    const quick = inside(async (tx) => {
      await ground.house.accounts.approve(tx, head, { id: one, number: first })
      await door.opened
    })
    await new Promise((resolve) => setTimeout(resolve, 300))
    const late = approve(other, second, otherHead).catch((error: Error) => error.message)
    await somebodyWaits(ground.database)
    door.open()
    await quick
    expect(await late).toContain('刚刚启用了另一个收款账户')
    expect(await states()).toEqual(['active', 'proposed'])
  })

  it('两个人同时通过同一个账户，只通过一次', async () => {
    const id = await propose(first)
    expect(await Promise.all([approve(id, first), approve(id, first, otherHead)])).toEqual([id, id])
    expect(await states()).toEqual(['active'])
  })
})
