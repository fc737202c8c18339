import { formatYuan, fen } from '#platform/money/index.ts'
import type { Assessment } from '../assessment.ts'
import type { Words } from '../labels.ts'

/** What the family reads: short sentences, the sum first, the law last. */
export interface PlainSetting {
  readonly outcome: Assessment['outcome']
  readonly amount: Assessment['amount']
  readonly per: Assessment['per']
  readonly line: Assessment['amount']
  readonly income: Assessment['amount']
  readonly heads: number
  readonly title: Words
}

export const perWords: Readonly<Record<Assessment['per'], Words>> = {
  month: { zh: '每个月', en: 'a month' },
  year: { zh: '每年', en: 'a year' },
  'school-year': { zh: '每学年', en: 'a school year' },
  once: { zh: '一次', en: 'once' },
  status: { zh: '', en: '' },
}

/** Reasons and what is missing stand in lists of their own; these sentences lead up to them. */
export function plainWords({ outcome, amount, per, line, income, heads, title }: PlainSetting): Words[] {
  if (outcome === 'entitled' && amount !== null && line !== null && income !== null && amount === line - income)
    return [
      {
        zh: `照您家的情况，每个月能补 ${formatYuan(amount)} 元。`,
        en: `For your household ${formatYuan(amount)} yuan a month.`,
      },
      { zh: `给 ${heads} 口人定的线是 ${formatYuan(line)} 元。`, en: `The line for ${heads} is ${formatYuan(line)}.` },
      { zh: `您家每月已有 ${formatYuan(income)} 元。`, en: `Your household has ${formatYuan(income)} a month.` },
      {
        zh: `差的部分补上，就是 ${formatYuan(fen(line - income))} 元。`,
        en: `The difference is ${formatYuan(fen(line - income))}.`,
      },
    ]
  if (outcome === 'entitled' && per === 'status')
    return [
      {
        zh: `照您家的情况，符合${title.zh}的条件。这一项本身不发钱，别的救助要看它。`,
        en: `For your household the conditions of “${title.en}” are met. Nothing is paid for it; other aid looks at it.`,
      },
    ]
  if (outcome === 'entitled' && amount !== null)
    return [
      {
        zh: `照您家的情况，${perWords[per].zh}能发 ${formatYuan(amount)} 元。`,
        en: `For your household ${formatYuan(amount)} yuan ${perWords[per].en}.`,
      },
    ]
  if (outcome === 'not-entitled')
    return [
      {
        zh: `照现在的情况，还不符合${title.zh}的条件，理由都写在下面。`,
        en: `As things stand, the conditions of “${title.en}” are not met; every reason is below.`,
      },
      {
        zh: '情况有变化，或者觉得哪个数不对，说一声就重算。',
        en: 'If things change or a number is wrong, tell us and it is computed again.',
      },
    ]
  if (outcome === 'no-rule')
    return [
      {
        zh: '没有依据，就不给数，也不当零。原因写在下面。',
        en: 'Without a rule there is no number, and no zero either. The reason is below.',
      },
    ]
  return [
    {
      zh: '还说不准，缺的东西写在下面；弄清了马上重算。',
      en: 'Not enough is known yet; what is missing is below. Once it is known, it is computed again.',
    },
  ]
}
