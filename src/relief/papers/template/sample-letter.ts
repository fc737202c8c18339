import { day, month } from '#platform/clock/index.ts'
import { yuan } from '#platform/money/index.ts'
import type { LetterContent } from '../contract.ts'
import type { LetterForm } from '../wire.ts'

/** An invented letter with which a layout is tried before it is kept. */
export const sampleLetter = (form: LetterForm): LetterContent => ({
  kind: form,
  office: '青禾县民政局',
  programme: '最低生活保障',
  number: '青禾低保〔2026〕412号',
  caseNumber: 'QH-DB-2026-000412',
  applicant: '居民甲0412',
  members: 3,
  appliedOn: day('2026-03-02'),
  decidedOn: day('2026-03-20'),
  amount: form === 'decision' ? yuan('930.00') : null,
  status: null,
  isOnce: false,
  fromMonth: form === 'decision' ? month('2026-04') : null,
  sum:
    form === 'decision'
      ? [
          { text: '低保标准，每人每月', article: '合成标准 第一条', amount: '810.00', isLast: false },
          { text: '× 一家 3 口人', article: null, amount: '3 人', isLast: false },
          { text: '减去一家每月收入', article: null, amount: '1,500.00', isLast: false },
          { text: '每月补', article: '合成标准 第一条', amount: '930.00', isLast: true },
        ]
      : [],
  reasons: [
    form === 'decision'
      ? { text: '一家每月收入低于 3 口人的线', article: '合成标准 第一条' }
      : { text: '一家每月收入 9,000.00 元，不低于 3 口人的线 2,430.00 元', article: '合成标准 第一条' },
  ],
  plain: form === 'decision' ? ['差的部分补上，就是 930.00 元。'] : [],
  handOverBy: form === 'refusal' ? day('2026-03-25') : null,
})
