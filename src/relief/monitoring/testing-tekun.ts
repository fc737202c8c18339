import { sql } from 'kysely'
import { day, dayOf, type Clock } from '#platform/clock/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { TestDatabase } from '#platform/testing/index.ts'
import type { HouseholdEntry, MemberCorrection } from '#registry/households/index.ts'
import { alone, county, reviewer, type House } from './testing.ts'

/** People in extreme hardship, one moving clock; Qinghe pays a synthetic 1,053.00 a month. */
export const standard = 105_300n

export interface Family {
  readonly householdId: string
  readonly personId: string
}

/** A clock that stands where a test puts it. */
export function movingClock() {
  const now = { at: new Date('2026-03-02T09:00:00+08:00') }
  const clock: Clock = { now: () => now.at, today: () => dayOf(now.at) }
  const on = (date: string, time = '09:00:00'): void => {
    now.at = new Date(`${date}T${time}+08:00`)
  }
  return { clock, on }
}

const listed = (value: string) => ({ value, source: { kind: 'listed' as const, zh: '名单', on: day('2026-01-04') } })
const meets = {
  'tekun.income': listed('0.00'),
  'tekun.property': listed('符合'),
  'tekun.obligor': listed('没有义务人'),
}
/** Facts of who meets the conditions, one of them otherwise. */
export const says = (key: string, value: string) => ({ stated: { ...meets, [key]: listed(value) } })

/** Somebody living alone, born on that day. */
const person = (number: string, born: string): HouseholdEntry => {
  const entry = alone(number, 0n)
  const [member] = entry.members
  const bornOn = { value: day(born), source: { kind: 'listed' as const, zh: '名单', on: day('2026-01-04') } }
  return { ...entry, members: [{ ...member!, bornOn }] }
}

export function tekunFamilies(database: TestDatabase, house: () => House) {
  const act = <Result>(who: Caller, work: (tx: Tx) => Promise<Result>): Promise<Result> =>
    who.transaction(database.db, work)
  const state = (family: Family, facts: Omit<MemberCorrection, 'id'>, from = house().clock.today()): Promise<unknown> =>
    act(reviewer, (tx) =>
      house().households.state(tx, reviewer, {
        ...{ householdId: family.householdId, validFrom: from, reason: '核实' },
        members: [{ id: family.personId, ...facts }],
      }),
    )
  return {
    act,
    state,
    inSupport: async (number: string, born = '1950-04-17', from = '2026-01'): Promise<Family> => {
      const family = await house().admit(number, person(number, born), standard, from, 'tekun')
      await state(family, { stated: meets }, day('2026-01-01'))
      return family
    },
    died: (family: Family, date: string) => {
      const source = { kind: 'found' as const, zh: '公安（模拟）', on: house().clock.today() }
      return state(family, { diedOn: { value: day(date), source } }, day(date))
    },
    /** What a right came to, version by version: from which month how much; null is the end. */
    decidedFor: async (
      { householdId }: Family,
      programme = 'tekun',
    ): Promise<readonly (readonly [string, bigint | null])[]> => {
      const { rows } = await database.inTenant(county, (tx) =>
        sql<{ from: string; fen: bigint | null }>`SELECT to_char(v.from_month, 'YYYY-MM') AS from, v.fen
          FROM payouts.entitlement_version v
          JOIN payouts.entitlement e ON e.tenant_id = v.tenant_id AND e.id = v.entitlement_id
          WHERE e.household_id = ${householdId} AND e.programme = ${programme}
            AND (v.version > 1 OR e.origin = 'decision') ORDER BY v.version`.execute(tx),
      )
      return rows.map(({ from, fen }) => [from, fen])
    },
  }
}
