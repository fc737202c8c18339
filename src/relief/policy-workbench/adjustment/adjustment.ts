import type { Month } from '#platform/clock/index.ts'
import type { Fen } from '#platform/money/index.ts'
import type { PlaceId } from '#platform/db/index.ts'

/**
 * `carrying-out`, `taking-back`: a second person has said so, and it is being done piece by piece. `undo-asked`: one
 * person has asked to take a list back; until another does, it stands as it is. `halted`: taking it back has failed too
 * often and waits for people, who go on or stop it; `stop-asked`: one has asked to stop it; `stopped`: two have, and what
 * was not taken back keeps the raise.
 */
export type AdjustmentState =
  | 'prepared'
  | 'carrying-out'
  | 'approved'
  | 'undo-asked'
  | 'taking-back'
  | 'halted'
  | 'stop-asked'
  | 'stopped'
  | 'dropped'
  | 'undone'
/** `as-new`: paid by the new law already, and on the list only for months before that which are left alone. */
export type LineKind = 'raise' | 'paid-differs' | 'falls' | 'uncertain' | 'changed-since' | 'as-new'
/**
 * What became of a raise when its list was taken back; what somebody has decided since stays, and is handled singly.
 * `stopped`: two persons stopped the taking back before its turn.
 */
export type LineUndone = 'undone' | 'ended-since' | 'changed-since' | 'stopped'

/** What a published version means for one right that runs. */
export interface AdjustmentLine {
  readonly entitlementId: string
  readonly householdId: string
  readonly placeId: PlaceId
  readonly kind: LineKind
  /** Fen a month: paid now, by the law before, by the new one. */
  readonly paid: Fen
  readonly before: Fen | null
  readonly after: Fen | null
  readonly fromMonth: Month
  readonly rightVersion: number | null
  readonly undone: LineUndone | null
  /**
   * The list reaches months before `fromMonth`, from this one on, that were paid by what another decision said: they are
   * left alone, and a person looks. Null: there are none.
   */
  readonly leftFrom: Month | null
  /** The version of the right that is the decision between. */
  readonly leftVersion: number | null
}

/** How far a list is carried out, or taken back: households of which nothing is open, of how many. */
export interface AdjustmentProgress {
  readonly done: number
  readonly total: number
}

/**
 * Where a raise begins: in the first month that the new law reaches and the right exists in, but not before the amount
 * it raises. Months between were paid by another amount and have sums of their own.
 */
export function raiseBegins({
  reached,
  rate,
}: {
  readonly reached: Month
  readonly rate: { readonly since: Month; readonly version: number } | undefined
}): Pick<AdjustmentLine, 'fromMonth' | 'leftFrom' | 'leftVersion'> {
  if (rate === undefined || rate.since <= reached) return { fromMonth: reached, leftFrom: null, leftVersion: null }
  return { fromMonth: rate.since, leftFrom: reached, leftVersion: rate.version }
}

/**
 * Only a raise of what was rightly paid is carried out by a list. Who falls is heard first (社会救助法 art. 48), who is paid
 * another amount than the old law gives has a question of their own, who is uncertain lacks a fact: a person looks.
 *
 * @returns null when there is nothing to do
 */
export function lineKind({ paid, before, after }: Pick<AdjustmentLine, 'paid' | 'before' | 'after'>): LineKind | null {
  if (after === null) return 'uncertain'
  if (after === paid) return null
  if (before !== paid) return 'paid-differs'
  return after > paid ? 'raise' : 'falls'
}

export const lineKindWords: Readonly<Record<LineKind, { readonly zh: string; readonly en: string }>> = {
  raise: { zh: '调高', en: 'raised' },
  'paid-differs': { zh: '现在发的和老标准算的不一样，先核实', en: 'paid otherwise than the old law gives; look first' },
  falls: {
    zh: '会降低或停止，走动态管理，先听取家庭意见',
    en: 'would fall; goes through a review, the family is heard',
  },
  uncertain: { zh: '缺事实，说不准', en: 'a fact is missing' },
  'changed-since': { zh: '名单做好以后又变了，没有动', en: 'changed since the list was made; left alone' },
  'as-new': {
    zh: '已经照新标准发，只有以前的月份没有动',
    en: 'paid by the new law already; only earlier months are left alone',
  },
}

/** Why months before `fromMonth` are left alone, in words. */
export function leftReason({
  fromMonth,
  why,
  byName,
  on,
}: {
  readonly fromMonth: string
  readonly why: string
  readonly byName: string
  readonly on: string
}): { readonly zh: string; readonly en: string } {
  return {
    zh: `${fromMonth} 起的数是另一个决定定的（${on}，${byName}：${why}）；名单只从那个月起调，以前的月份不补也不追，差多少在这一户单独核算`,
    en: `the amount from ${fromMonth} on was set by a decision of its own (${on}, ${byName}: ${why}); the list begins there, earlier months get nothing and owe nothing, and what they lack is worked out with the household`,
  }
}

export const lineUndoneWords: Readonly<Record<LineUndone, { readonly zh: string; readonly en: string }>> = {
  undone: { zh: '已撤回', en: 'taken back' },
  'ended-since': {
    zh: '没有撤回：批准以后停发了，多补的在这一户单独办',
    en: 'not taken back: the right has ended since; handle it with the household',
  },
  'changed-since': {
    zh: '没有撤回：批准以后又改过金额，在这一户单独办',
    en: 'not taken back: the amount has been changed since; handle it with the household',
  },
  stopped: {
    zh: '没有撤回：撤到这里停了，照名单的新数发，在这一户单独办',
    en: 'not taken back: it was stopped before, and the new amount is paid; handle it with the household',
  },
}
