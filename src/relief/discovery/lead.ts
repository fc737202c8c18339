import type { Day } from '#platform/clock/index.ts'
import type { Lead } from './contract.ts'
import type { LeadRules } from './lead-rules.ts'
import { leadRefusals } from './refusals.ts'
import type { LeadState } from './wire.ts'

/** The whole life of a lead: what may follow what. */
export const movesFrom: Readonly<Record<LeadState, readonly LeadState[]>> = {
  new: ['in-hand', 'applied', 'closed', 'joined'],
  'in-hand': ['applied', 'closed', 'joined'],
  // Its case closes it.
  applied: ['closed'],
  closed: [],
  joined: [],
}

export const openStates: readonly LeadState[] = ['new', 'in-hand', 'applied']

/** @throws closedAlready, applied, changedMeanwhile */
export function mustAllow(lead: Lead, to: LeadState, version: number): void {
  if (lead.state === 'closed' || lead.state === 'joined') throw leadRefusals.closedAlready({ number: lead.number })
  if (lead.version !== version) throw leadRefusals.changedMeanwhile()
  if (!movesFrom[lead.state].includes(to)) throw leadRefusals.applied({ number: lead.number })
}

/** The result a person chose. @throws resultMissing with what there is to choose from */
export function resultByHand(rules: LeadRules, wanted: string | undefined): string {
  const choices = rules.results.filter(({ by }) => by !== 'case')
  const found = choices.find(({ code }) => code === wanted)
  if (found === undefined)
    throw leadRefusals.resultMissing(
      {
        results: choices.map(({ zh }) => zh).join('、'),
        resultsEn: choices.map(({ en }) => en).join(', '),
      },
      'result',
    )
  return found.code
}

/** What the end of a case answers the reporters. */
export const resultOfOutcome = {
  confirmed: 'admitted',
  refused: 'not-eligible',
  withdrawn: 'withdrawn',
  'ended-non-cooperation': 'ended',
} as const

/** One day after the due day it is late, and the town head is told. */
export const isLate = (lead: Pick<Lead, 'state' | 'dueOn' | 'escalatedOn'>, today: Day): boolean =>
  lead.escalatedOn !== null || ((lead.state === 'new' || lead.state === 'in-hand') && today > lead.dueOn)

/** A part of a whole in tenths of a percent, half up: 12 of 28 is 429. Null when there is nothing to divide by. */
export function tenthsOfPercent(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.floor((part * 2000 + whole) / (whole * 2))
}

/** Digits of a phone as written by anybody; undefined when nothing was given. @throws badPhone */
export function readPhone(text: string | undefined): string | undefined {
  const digits = (text ?? '')
    .normalize('NFKC')
    .replace(/[\s\-—()（）]/g, '')
    .replace(/^\+86/, '')
  if (digits === '') return undefined
  if (!/^\d{5,12}$/.test(digits)) throw leadRefusals.badPhone({}, 'phone')
  return digits
}
