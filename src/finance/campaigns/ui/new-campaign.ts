import { fenTyped } from '#design/console/fen-text.ts'
import { openCampaign } from '../wire.ts'
import type { CampaignWish } from './campaign-calls.ts'

export interface TypedGroup {
  /** Tells the groups apart while they are typed. */
  readonly key: number
  readonly name: string
  readonly programme: string
  readonly ageUnder: string
  readonly amount: string
}
export interface Typed {
  readonly name: string
  readonly issuer: string
  readonly documentNumber: string
  readonly documentOn: string
  readonly cutOff: string
  readonly dueBefore: string
  readonly payMonth: string
  readonly source: string
  readonly deceased: string
  readonly overlap: string
  readonly groups: readonly TypedGroup[]
  readonly towns: readonly string[]
}

export const aGroup = (before: readonly TypedGroup[]): TypedGroup => ({
  ...{ key: Math.max(0, ...before.map(({ key }) => key)) + 1, name: '', programme: '', ageUnder: '', amount: '' },
})

/** Nothing is chosen beforehand: neither who died later, nor who is in two groups, nor a town. */
export const nothing: Typed = {
  ...{ name: '', issuer: '', documentNumber: '', documentOn: '', cutOff: '', dueBefore: '', payMonth: '', source: '' },
  ...{ deceased: '', overlap: '', groups: [aGroup([])], towns: [] },
}

/** What is sent, or null while something is missing. */
export function wishOf(typed: Typed): CampaignWish | null {
  const groups = typed.groups.map(({ name, programme, ageUnder, amount }) => {
    const fen = fenTyped(amount)
    return {
      ...{ name, programme, ageUnder: ageUnder.trim() === '' ? null : Number(ageUnder) },
      amount: fen.is === 'amount' ? fen.fen : '',
    }
  })
  const parsed = openCampaign.body.safeParse({ ...typed, groups })
  return parsed.success ? parsed.data : null
}
