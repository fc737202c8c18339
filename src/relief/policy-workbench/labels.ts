import type { DraftState } from './draft/draft.ts'

interface Words {
  readonly zh: string
  readonly en: string
}

export const draftStateWords: Readonly<Record<DraftState, Words>> = {
  open: { zh: '正在起草', en: 'being written' },
  proposed: { zh: '等人复核', en: 'waiting for approval' },
  published: { zh: '已发布', en: 'published' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
}

export const changeKindWords = {
  enters: { zh: '新符合', en: 'newly entitled' },
  leaves: { zh: '不再符合', en: 'no longer entitled' },
  gains: { zh: '增加', en: 'gain' },
  loses: { zh: '减少', en: 'lose' },
  open: { zh: '变得说不准', en: 'no longer certain' },
} as const satisfies Readonly<Record<string, Words>>

/** What became of a month that a change corrected. */
export const correctionWords: Readonly<Record<string, Words>> = {
  waiting: { zh: '随下一批补发', en: 'comes with the next list' },
  lined: { zh: '已上补发名单', en: 'on a list' },
  owed: { zh: '应追回', en: 'to be recovered' },
  refund: { zh: '家里还过的，列入退还', en: 'repaid before, to be refunded' },
  refunded: { zh: '家里还过的，退还了', en: 'repaid before, refunded' },
  cancelled: { zh: '已撤回', en: 'taken back' },
  ended: { zh: '有人写明理由决定不发了', en: 'a person decided with a reason not to pay it' },
}
