import { fen, formatYuan, type Fen } from '#platform/money/index.ts'
import type { Assessment, TreeLine } from '../assessment.ts'
import { everyLine } from '../tree/lines.ts'

/** How what is paid now stands to what was computed. */
export type PaidCategory =
  | 'matches'
  | 'underpaid'
  | 'overpaid'
  /** Paid now, and the conditions are no longer met. */
  | 'no-longer'
  | 'not-enough-known'
  /** Nobody said what is paid now: there is nothing to compare with. */
  | 'paid-unknown'

export interface PaidDifference {
  readonly category: PaidCategory
  /** Computed − paid, fen a month; null when one of them is unknown. */
  readonly difference: Fen | null
  /** One sentence. */
  readonly zh: string
  readonly en: string
}

/** Sets an assessment beside the amount paid now. It pays nobody and cuts nobody: it says what to look into. */
export function diffToPaid(assessment: Assessment, paidNow: Fen | null): PaidDifference {
  const { outcome, amount, reasons, missing } = assessment
  if (outcome === 'not-enough-known' || outcome === 'no-rule' || amount === null) {
    const because = outcome === 'no-rule' ? reasons[0] : missing[0]
    const more =
      missing.length > 1 ? { zh: `等 ${missing.length} 样`, en: ` and ${missing.length - 1} more` } : { zh: '', en: '' }
    return {
      category: 'not-enough-known',
      difference: null,
      zh: `说不准：${because?.zh ?? '缺的东西没有写明'}${more.zh}`,
      en: `Not enough known: ${because?.en ?? 'what is missing was not said'}${more.en}`,
    }
  }
  if (paidNow === null)
    return {
      category: 'paid-unknown',
      difference: null,
      zh: `测算 ${formatYuan(amount)} 元；现在发多少没有填，比不了`,
      en: `Computed ${formatYuan(amount)}; what is paid now was not stated`,
    }
  const difference = fen(amount - paidNow)
  const [paid, computed] = [formatYuan(paidNow), formatYuan(amount)]
  if (difference === 0n)
    return { category: 'matches', difference, zh: `现在发 ${paid} 元，和测算一致`, en: `Paid ${paid}, as computed` }
  if (outcome === 'not-entitled')
    return {
      category: 'no-longer',
      difference,
      zh: `现在发 ${paid} 元，测算不再符合：${reasons.map((reason) => reason.zh).join('；')}`,
      en: `Paid ${paid}, conditions no longer met: ${reasons.map((reason) => reason.en).join('; ')}`,
    }
  const how = howComputed(assessment, paidNow)
  const [gapZh, gapEn] = difference > 0n ? ['少发', 'less'] : ['多发', 'more']
  const gap = formatYuan(difference > 0n ? difference : fen(-difference))
  return {
    category: difference > 0n ? 'underpaid' : 'overpaid',
    difference,
    zh: `现在发 ${paid} 元，测算 ${computed} 元，${gapZh} ${gap} 元：${how.zh}`,
    en: `Paid ${paid}, computed ${computed}, ${gap} ${gapEn} than computed: ${how.en}`,
  }
}

/** The sum in one breath, and which income the paid amount would fit. */
function howComputed({ tree }: Assessment, paidNow: Fen): { zh: string; en: string } {
  const lines = new Map(everyLine(tree).map((one) => [one.id, one]))
  const amountOf = (id: string): Fen | null => readFen(lines.get(id))
  const [standard, limit, income] = [amountOf('standard'), amountOf('line'), amountOf('income')]
  const heads = lines.get('heads')?.amount?.value
  if (standard === null || limit === null || income === null || heads === undefined)
    return { zh: '照规则算出来的数不同', en: 'the rule gives another number' }
  const sum = `${formatYuan(standard)} × ${heads} − ${formatYuan(income)}`
  const implied = limit - paidNow
  if (implied < 0n)
    return {
      zh: `算式是 ${sum}；现在发的比线 ${formatYuan(limit)} 还高`,
      en: `${sum}; the paid amount is over the whole line`,
    }
  return {
    zh: `算式是 ${sum}；现在发的数，等于按家庭月收入 ${formatYuan(fen(implied))} 元算`,
    en: `${sum}; the paid amount fits an income of ${formatYuan(fen(implied))}`,
  }
}

const readFen = (one: TreeLine | undefined): Fen | null =>
  one?.amount?.unit === 'fen' ? fen(BigInt(one.amount.value)) : null
