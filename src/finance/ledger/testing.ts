import { day, type Month } from '#platform/clock/index.ts'
import type { TenantId } from '#platform/db/index.ts'
import { fen } from '#platform/money/index.ts'
import type { Account, EntryDraft, Leg, Poster } from './contract.ts'
import { moved } from './entry.ts'

/** Synthetic entries for the tests of the ledger. */
export const county = 1 as TenantId
export const poster: Poster = { id: 'o1', name: '财务甲', tenant: county }
export const purse = { programme: 'dibao', source: 'county', budgetYear: 2026 } as const
export const march = '2026-03' as Month
export const household = (index: number): string => `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`

const bare = (account: Account): Omit<Leg, 'amount'> => ({ ...purse, account, householdId: null, month: null })
export const of = (account: Account, index = 1, month = march): Omit<Leg, 'amount'> => ({
  ...purse,
  ...{ account, householdId: household(index), month },
})

export const draft = (key: string, legs: readonly Leg[]): EntryDraft => ({
  ...{ key, kind: 'trial.moved', why: '试记', on: day('2026-03-02'), legs },
  about: { kind: 'trial', id: '1' },
})

export const allot = (key: string, amount = 1_000_000): EntryDraft =>
  draft(key, moved(fen(amount), bare('outside'), { account: 'allotment' }))
export const promise = (key: string, index = 1, amount = 50_000): EntryDraft =>
  draft(key, [...moved(fen(amount), bare('allotment'), of('payable', index))])
export const move = (key: string, [from, to]: readonly [Account, Account], index = 1, amount = 50_000): EntryDraft =>
  draft(key, moved(fen(amount), of(from, index), of(to, index)))
