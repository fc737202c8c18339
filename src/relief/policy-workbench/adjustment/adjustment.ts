import type { Month } from '#platform/clock/index.ts'
import type { Fen } from '#platform/money/index.ts'
import type { PlaceId } from '#platform/db/index.ts'

/** `undo-asked`: one person has asked to take an approved list back; until another does, it stands as approved. */
export type AdjustmentState = 'prepared' | 'approved' | 'undo-asked' | 'dropped' | 'undone'
export type LineKind = 'raise' | 'paid-differs' | 'falls' | 'uncertain' | 'changed-since'
/** What became of a raise when its list was taken back; what somebody has decided since stays, and is handled singly. */
export type LineUndone = 'undone' | 'ended-since' | 'changed-since'

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
}
