import type { Day } from '#platform/clock/index.ts'
import { draftStateWords } from '../labels.ts'
import { workbenchRefusals } from '../refusals.ts'

/** The files of a pack: name → text. */
export type PackFiles = Readonly<Record<string, string>>

/** Rules of a level above as they were when a draft took them for its own. */
export interface TakenRules {
  readonly region: string
  readonly files: PackFiles
}

export type DraftState = 'open' | 'proposed' | 'published' | 'withdrawn'

/** A version of a pack that is being written. It takes part in no answer that pays. */
export interface Draft {
  readonly id: string
  readonly region: string
  readonly programme: string
  readonly title: string
  readonly document: string
  /** First day of decisions it holds for. */
  readonly startsOn: Day
  readonly state: DraftState
  readonly version: number
  /** The version at which its files or its first day were written last: what was tried since is not stale. */
  readonly writtenVersion: number
  /** The version it was begun from; 0 is what is shipped. */
  readonly baseSerial: number
  readonly baseFiles: PackFiles
  readonly files: PackFiles
  /** Null: its rules are those of the level above, or were its own before. */
  readonly takenRules: TakenRules | null
  readonly planId: string | null
  readonly made: Hand
  readonly changed: Hand
  /** Ids of everybody who has changed it. */
  readonly hands: readonly string[]
  readonly closed: { readonly name: string; readonly at: Date; readonly reason: string | null } | null
  /** The last time it was sent back. */
  readonly sentBack: { readonly name: string; readonly at: Date; readonly reason: string } | null
}

export interface Hand {
  readonly id: string
  readonly name: string
  readonly at: Date
}

const acts = {
  edit: { from: ['open'], zh: '修改', en: 'change it' },
  propose: { from: ['open'], zh: '送复核', en: 'propose it' },
  sendBack: { from: ['proposed'], zh: '退回', en: 'send it back' },
  publish: { from: ['proposed'], zh: '发布', en: 'publish it' },
  simulate: { from: ['open', 'proposed'], zh: '试算', en: 'try it' },
  withdraw: { from: ['open', 'proposed'], zh: '撤回', en: 'withdraw it' },
} as const satisfies Readonly<
  Record<string, { readonly from: readonly DraftState[]; readonly zh: string; readonly en: string }>
>
export type DraftAct = keyof typeof acts

export const isPossible = (act: DraftAct, state: DraftState): boolean => acts[act].from.some((one) => one === state)

/** @throws notNow */
export function checkState(act: DraftAct, { state }: Pick<Draft, 'state'>): void {
  if (isPossible(act, state)) return
  throw workbenchRefusals.notNow({
    ...{ state: draftStateWords[state].zh, act: acts[act].zh },
    ...{ stateEn: draftStateWords[state].en, actEn: acts[act].en },
  })
}

/** @throws notNow, changedMeanwhile, samePerson */
export function checkAct(act: DraftAct, draft: Draft, { by, version }: { by: string; version: number }): void {
  checkState(act, draft)
  if (draft.version !== version) throw workbenchRefusals.changedMeanwhile()
  if (act === 'publish' && draft.hands.includes(by)) throw workbenchRefusals.samePerson()
}

/** @throws startsInThePast, startsBeforeTheLast */
export function checkStart(startsOn: Day, { today, last }: { today: Day; last: Day | null }): void {
  if (startsOn < today) throw workbenchRefusals.startsInThePast({ startsOn, today })
  if (last !== null && startsOn < last) throw workbenchRefusals.startsBeforeTheLast({ last })
}
