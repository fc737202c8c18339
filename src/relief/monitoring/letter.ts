import { addMonths, dayOf, type Month } from '#platform/clock/index.ts'
import { given, must } from '#platform/errors/index.ts'
import { capitalYuan, plainYuan, type Fen } from '#platform/money/index.ts'
import { writeDay } from '#design/written.ts'
import { remedyWords, type Remedies, type Sheet } from '#relief/papers/index.ts'
import type { AdjustmentKind, MonitoringRule, Views } from './contract.ts'
import type { Review } from './review-store.ts'

type LetterKind = AdjustmentKind | 'leave' | 'care'

/** What the letter of an adjustment is written from. Nobody of the family is named but who is written to. */
export interface AdjustmentLetter {
  readonly review: Pick<Review, 'state' | 'kind' | 'proposal' | 'paid' | 'why' | 'closedAt'>
  /** Of an assessment of self-care: who was assessed, and what was found; null otherwise. */
  readonly care: { readonly name: string; readonly level: string; readonly says: string } | null
  /** Of an ending: whose support ends, and the ground in words with its document; null otherwise. */
  readonly leaving: { readonly name: string; readonly ground: string; readonly source: string } | null
  readonly views: readonly Pick<Views, 'outcome' | 'on' | 'isCurrent'>[]
  readonly rule: Pick<MonitoringRule, 'views'>
  /** 青禾县民政局 */
  readonly office: string
  /** 最低生活保障 */
  readonly programme: string
  readonly householdNumber: string
  readonly head: string
  readonly remedies: Remedies
  readonly hotline: string
}

const titles: Readonly<Record<LetterKind, string>> = {
  raise: '增发决定书',
  cut: '减发决定书',
  end: '停发决定书',
  leave: '终止决定书',
  care: '定档决定书',
}

/** Cut or ended in writing and with its reasons (social assistance law art. 48); a raise is told the same way. */
export function adjustmentSheet(letter: AdjustmentLetter): Sheet {
  const { review, office, programme, householdNumber, head, remedies, hotline } = letter
  const { proposal, closedAt, state } = review
  must(
    state === 'approved' && proposal !== null && proposal.kind !== 'keep' && closedAt !== null,
    'a letter tells what was approved',
  )
  const { kind, amount, why } = proposal
  const from = given(proposal.from, 'the first month of what was approved')
  return {
    title: `${programme}${titles[kind]}`,
    layout: 'letter',
    office,
    number: `户号 ${householdNumber}`,
    code: null,
    foot: `${programme}${titles[kind]}　户号 ${householdNumber}`,
    blocks: [
      { kind: 'to', text: `${head}：` },
      { kind: 'para', text: `${paidWords(letter)}现在决定：` },
      {
        kind: 'decision',
        say: sayWords(letter, amount),
        note: whenWords(kind, from),
        digits: amount === null || kind === 'leave' ? [] : [...plainYuan(amount).replace('.', '')],
        facts: [
          ...(amount === null || kind === 'leave' ? [] : [{ name: '人民币（大写）', text: capitalYuan(amount) }]),
          { name: '原来每月', text: `${plainYuan(review.paid)} 元` },
          ...(amount === null || kind !== 'leave'
            ? []
            : [{ name: '一家其余的人以后每月', text: `${plainYuan(amount)} 元（${capitalYuan(amount)}）` }]),
          { name: '从哪个月起', text: writeDay(from, 'zh') },
        ],
      },
      { kind: 'heading', text: '为什么' },
      { kind: 'list', items: [...becauseWords(letter), why, ...heardWords(letter)] },
      { kind: 'heading', text: '您要知道的' },
      { kind: 'list', items: [...knowWords(kind), remedyWords(remedies)] },
      { kind: 'para', text: `想核对这封信是不是真的：打 ${hotline}，报户号 ${householdNumber}。`, isSmall: true },
      { kind: 'stamp', office, day: writeDay(dayOf(closedAt), 'zh') },
      { kind: 'sign', names: ['收到人签名', '收到日期'] },
    ],
  }
}

const paidWords = ({ programme, review, care }: AdjustmentLetter): string => {
  const now =
    review.paid === 0n ? `您家现在没有领${programme}。` : `您家现在每月领${programme} ${plainYuan(review.paid)} 元。`
  return `${now}${care === null ? '复核' : '评估'}以后，`
}

const sayWords = ({ leaving }: AdjustmentLetter, amount: Fen | null): string => {
  if (leaving !== null) return `终止${leaving.name}的供养`
  return amount === null ? '停止发放' : `每月发给改为 ${plainYuan(amount)} 元`
}

/** The ground of the rule, and what the sum found; what was only reported is told by the ground alone. */
const becauseWords = ({ leaving, care, review }: AdjustmentLetter): string[] => [
  ...(care === null ? [] : [`${care.name}的自理能力：${care.level}。${care.says}`]),
  ...(leaving === null ? [] : [`终止的情形：${leaving.ground}（依据：${leaving.source}）。`]),
  ...(review.kind === 'reported' || review.kind === 'care' ? [] : [review.why.zh]),
]

/** The month before is still paid as it was. */
const whenWords = (kind: LetterKind, from: Month): string =>
  kind === 'end' || kind === 'leave'
    ? `最后发放 ${writeDay(addMonths(from, -1), 'zh')}`
    : `从 ${writeDay(from, 'zh')}起`

/** How the family was heard, and on what day; what they said stays in the file. */
function heardWords({ views, rule, review }: AdjustmentLetter): string[] {
  const heard = views.filter(({ isCurrent }) => isCurrent)
  if (review.proposal?.kind === 'raise' || heard.length === 0) return []
  const basis = rule.views.required ? `（依据：${rule.views.source.zh}）` : ''
  return heard.map(({ outcome, on }) =>
    outcome === 'not-reached'
      ? `${writeDay(on, 'zh')}通知过您，期限以内没有收到您的意见${basis}。`
      : `${writeDay(on, 'zh')}听取过您的意见${basis}。`,
  )
}

const knowWords = (kind: LetterKind): string[] => [
  kind === 'end' || kind === 'leave'
    ? '情况又有变化的，随时可以重新申请。办这件事不收任何费用。'
    : '情况有变化，或者觉得哪个数不对，随时可以说。办这件事不收任何费用。',
]
