import type { ReviewState } from './contract.ts'

const acts = {
  propose: { from: ['open'], zh: '提出调整' },
  dismiss: { from: ['open'], zh: '不用调整' },
  hear: { from: ['open', 'proposed', 'on-notice', 'objected'], zh: '记录意见' },
  putUp: { from: ['proposed'], zh: '贴出公示' },
  object: { from: ['on-notice'], zh: '登记异议' },
  decideAgain: { from: ['objected'], zh: '重新决定' },
  approve: { from: ['proposed', 'on-notice'], zh: '批准' },
  sendBack: { from: ['proposed', 'on-notice'], zh: '退回' },
} as const satisfies Readonly<Record<string, { readonly from: readonly ReviewState[]; readonly zh: string }>>

export type Act = keyof typeof acts

/** Which act is possible in which state: the whole table, for the services, the page and the test. */
export const isPossible = (act: Act, state: ReviewState): boolean => acts[act].from.some((one) => one === state)

export const actWord = (act: Act): string => acts[act].zh
