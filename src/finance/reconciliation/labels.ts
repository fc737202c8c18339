import type { Stage } from './three-books.ts'

/** Names of the stages, in the order in which money passes through them. */
export const stageWords: Readonly<Record<Stage, { readonly zh: string; readonly en: string }>> = {
  payable: { zh: '应付', en: 'payable' },
  inBank: { zh: '在银行', en: 'with the bank' },
  paid: { zh: '发到', en: 'paid' },
  returned: { zh: '退回', en: 'returned' },
}
