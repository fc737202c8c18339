import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { day, month } from '#platform/clock/index.ts'
import type { Vault } from '#platform/crypto/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { fen } from '#platform/money/index.ts'
import { testDatabase } from '#platform/testing/index.ts'
import type { Keep } from './contract.ts'
import type { Review } from './review-store.ts'
import {
  alone,
  county,
  monitoringOn,
  monitoringVault,
  otherReviewer,
  reviewer,
  townClerk,
  type House,
} from './testing.ts'

const database = testDatabase()
let vault: Vault
let march: House

beforeAll(async () => {
  vault = await monitoringVault(database.db)
  march = await monitoringOn(database.db, vault, '2026-03-02')
}, 60_000)
afterAll(() => march.close())

const act = <Result>(who: Caller, work: (tx: Tx) => Promise<Result>): Promise<Result> =>
  who.transaction(database.db, work)
const reviewsOf = (householdId: string, house = march): Promise<readonly Review[]> =>
  act(reviewer, (tx) => house.monitoring.ofHousehold(tx, reviewer, householdId))
const waitingOf = async (householdId: string, house = march): Promise<Review> => {
  const waiting = (await reviewsOf(householdId, house)).filter(({ state }) => state === 'open' || state === 'proposed')
  expect(waiting).toHaveLength(1)
  return waiting[0]!
}
const on = ({ id, version }: Review) => ({ id, version })
const dismiss = (review: Review, more: Partial<Keep> = {}, who = townClerk, house = march): Promise<void> =>
  act(who, (tx) =>
    house.monitoring.dismiss(tx, who, on(review), { cause: 'one-off', lookedOn: null, why: '问过单位', ...more }),
  )
const agree = (review: Review, who = reviewer, house = march): Promise<void> =>
  act(who, (tx) => house.monitoring.approve(tx, who, on(review)))

interface Family {
  readonly householdId: string
  readonly personId: string
}
const found = (zh: string) => ({ kind: 'found' as const, zh, on: day('2026-03-02') })
const earns = (family: Family, kind: 'wages' | 'transfers', amount: bigint) =>
  act(reviewer, (tx) =>
    march.households.state(tx, reviewer, {
      ...{ householdId: family.householdId, validFrom: march.clock.today(), reason: '核对' },
      members: [
        {
          id: family.personId,
          incomes: {
            [kind]:
              amount === null ? null : { value: { amount: fen(amount), per: 'month' }, source: found('人社（模拟）') },
          },
        },
      ],
    }),
  )

/** 71,000 is paid; the wage makes it 61,000. */
const lessDue = async (number: string): Promise<Family> => {
  const family = await march.admit(number, 20_000n, 71_000n)
  await march.run()
  return family
}

describe('不用调整，要两个人', () => {
  it('一个人提了还没有办结；提的人自己同意不了，另一个人同意才算', async () => {
    const family = await lessDue('D-1')
    await dismiss(await waitingOf(family.householdId), {}, reviewer)
    const proposed = await waitingOf(family.householdId)
    expect(proposed).toMatchObject({ state: 'proposed', closedBy: null, proposal: { kind: 'keep', cause: 'one-off' } })
    await expect(agree(proposed, reviewer)).rejects.toMatchObject({ code: 'monitoring.samePerson' })
    await agree(proposed, otherReviewer)
    expect((await reviewsOf(family.householdId))[0]).toMatchObject({ state: 'dismissed', closedReason: '问过单位' })
  })

  it('两个人同时同意，办结一次；同时提，也只有一个', async () => {
    const family = await lessDue('D-2')
    const open = await waitingOf(family.householdId)
    const proposals = await Promise.allSettled([townClerk, reviewer].map((who) => dismiss(open, {}, who)))
    expect(proposals.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const proposed = await waitingOf(family.householdId)
    const others = [reviewer, otherReviewer].filter(({ id }) => id !== proposed.proposedBy?.id)
    const agreed = await Promise.allSettled([...others, otherReviewer].map((who) => agree(proposed, who)))
    expect(agreed.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect((await reviewsOf(family.householdId)).map(({ state }) => state)).toEqual(['dismissed'])
  })

  it('家里有他登记过的近亲属：提不了，也同意不了', async () => {
    const family = await lessDue('D-3')
    const declares = (who: Caller) =>
      act(who, (tx) =>
        sql`INSERT INTO casework.declared_kin (tenant_id, id, officer_id, officer_name, person_id, person_shown, relation,
            declared_on, declared_by)
          VALUES (${county}, ${uuid()}, ${who.id}, ${who.name}, ${family.personId}, '居**', '父亲', '2026-03-01', ${who.id})`.execute(
          tx,
        ),
      )
    await declares(townClerk)
    const open = await waitingOf(family.householdId)
    await expect(dismiss(open)).rejects.toMatchObject({ code: 'monitoring.ownKin' })
    await dismiss(open, {}, otherReviewer)
    await declares(reviewer)
    const proposed = await waitingOf(family.householdId)
    await expect(agree(proposed)).rejects.toMatchObject({ code: 'monitoring.ownKin' })
    await expect(
      act(reviewer, (tx) => march.monitoring.sendBack(tx, reviewer, on(proposed), '再看看')),
    ).rejects.toMatchObject({ code: 'monitoring.ownKin' })
  })

  it('数据库也不让一个人办结', async () => {
    const family = await lessDue('D-4')
    await dismiss(await waitingOf(family.householdId))
    const { id } = await waitingOf(family.householdId)
    const alone = act(townClerk, (tx) =>
      sql`UPDATE monitoring.review SET state = 'dismissed', closed_by_id = proposed_by_id, closed_at = now()
        WHERE id = ${id}`.execute(tx),
    )
    await expect(alone).rejects.toThrow('dismissal_is_by_two')
  })
})

describe('同一件事：依据一样', () => {
  const settled = async (number: string): Promise<Family> => {
    const family = await lessDue(number)
    await dismiss(await waitingOf(family.householdId))
    await agree(await waitingOf(family.householdId))
    await march.run()
    expect(await reviewsOf(family.householdId)).toHaveLength(1)
    return family
  }

  it('同一个数再查到一次，不再问', async () => {
    const family = await settled('C-1')
    await earns(family, 'wages', 20_000n)
    await march.run()
    expect(await reviewsOf(family.householdId)).toHaveLength(1)
  })

  it('金额一样，换了一项收入，重新问', async () => {
    const family = await settled('C-2')
    await earns(family, 'wages', 0n)
    await earns(family, 'transfers', 20_000n)
    await march.run()
    expect(await waitingOf(family.householdId)).toMatchObject({ kind: 'cut', computed: 61_000n, paid: 71_000n })
  })

  it('说不准：换了一项缺的情况，就是另一件事', async () => {
    const [head] = alone('C-3', 0n).members
    const incomes = { ...head!.incomes, wages: null, transfers: null }
    const family = await march.admit('C-3', { ...alone('C-3', 0n), members: [{ ...head!, incomes }] }, 71_000n)
    await march.run()
    const first = await waitingOf(family.householdId)
    expect(first.kind).toBe('unknown')
    await dismiss(first, { cause: 'no-difference' })
    await agree(await waitingOf(family.householdId))
    await march.run()
    expect(await reviewsOf(family.householdId)).toHaveLength(1)
    await earns(family, 'wages', 20_000n)
    await march.run()
    expect(await waitingOf(family.householdId)).toMatchObject({ kind: 'unknown', computed: null })
  })

  it('提出以后依据变了：同意不下去；再跑一遍，退回来重新看', async () => {
    const family = await lessDue('C-4')
    await dismiss(await waitingOf(family.householdId))
    const proposed = await waitingOf(family.householdId)
    await earns(family, 'wages', 0n)
    await earns(family, 'transfers', 20_000n)
    await expect(agree(proposed)).rejects.toMatchObject({ code: 'monitoring.staleAssessment' })
    await march.run()
    expect(await waitingOf(family.householdId)).toMatchObject({ state: 'open', proposal: null, proposedBy: null })
  })
})

describe('下一次定期复核', () => {
  const due = '2026-07-01'
  /** Taken over in July 2025, so that the yearly re-check falls due in July 2026. */
  const dismissedInMarch = async (number: string, lookedOn: string | null): Promise<Family> => {
    const family = await march.admit(number, 20_000n, 71_000n, '2025-07')
    await march.run()
    const open = await waitingOf(family.householdId)
    await dismiss(open, { lookedOn: lookedOn === null ? null : day(lookedOn) })
    await agree(await waitingOf(family.householdId))
    return family
  }
  const kindsOn = async (today: string, family: Family) => {
    const house = await monitoringOn(database.db, vault, today)
    await house.run(month(today.slice(0, 7)))
    return (await reviewsOf(family.householdId, house)).map(({ kind }) => kind)
  }

  it('只核实了这一件，复核的日子不动', async () => {
    const family = await dismissedInMarch('R-1', null)
    expect(await kindsOn(due, family)).toContain('recheck')
  })

  it('真的复核过，从那天重新算', async () => {
    const family = await dismissedInMarch('R-2', '2026-03-02')
    expect(await kindsOn(due, family)).not.toContain('recheck')
  })

  it('定期复核没做，办结不了；做了，一年以后再来', async () => {
    const family = await march.admit('R-3', 10_000n, 71_000n, '2025-03')
    await march.run()
    const open = await waitingOf(family.householdId)
    expect(open.kind).toBe('recheck')
    await expect(dismiss(open, { cause: 'no-change' })).rejects.toMatchObject({ code: 'monitoring.lookMissing' })
    await dismiss(open, { cause: 'no-change', lookedOn: day('2026-03-02') })
    await agree(await waitingOf(family.householdId))
    await march.run()
    expect((await reviewsOf(family.householdId)).map(({ state }) => state)).toEqual(['dismissed'])
  })
})
