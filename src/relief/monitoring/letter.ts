import { addMonths, dayOf, type Month } from '#platform/clock/index.ts'
import { must } from '#platform/errors/index.ts'
import { capitalYuan, plainYuan } from '#platform/money/index.ts'
import { writeDay } from '#design/written.ts'
import { remedyWords, type Remedies, type Sheet } from '#relief/papers/index.ts'
import type { AdjustmentKind, MonitoringRule, Views } from './contract.ts'
import type { Review } from './review-store.ts'

/** What the letter of an adjustment is written from. Nobody of the family is named but who is written to. */
export interface AdjustmentLetter {
  readonly review: Pick<Review, 'state' | 'proposal' | 'paid' | 'why' | 'closedAt'>
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

const titles: Readonly<Record<AdjustmentKind, string>> = {
  raise: '增发决定书',
  cut: '减发决定书',
  end: '停发决定书',
}

/** Cut or ended in writing and with its reasons (social assistance law art. 48); a raise is told the same way. */
export function adjustmentSheet(letter: AdjustmentLetter): Sheet {
  const { review, office, programme, householdNumber, head, remedies, hotline } = letter
  const { proposal, closedAt, state } = review
  must(
    state === 'approved' && proposal !== null && proposal.kind !== 'keep' && closedAt !== null,
    'a letter tells what was approved',
  )
  const { kind, amount, from, why } = proposal
  return {
    title: `${programme}${titles[kind]}`,
    layout: 'letter',
    office,
    number: `户号 ${householdNumber}`,
    code: null,
    foot: `${programme}${titles[kind]}　户号 ${householdNumber}`,
    blocks: [
      { kind: 'to', text: `${head}：` },
      { kind: 'para', text: `您家现在每月领${programme} ${plainYuan(review.paid)} 元。复核以后，现在决定：` },
      {
        kind: 'decision',
        say: kind === 'end' ? '停止发放' : `每月发给改为 ${plainYuan(amount!)} 元`,
        note: whenWords(kind, from),
        digits: amount === null ? [] : [...plainYuan(amount).replace('.', '')],
        facts: [
          ...(amount === null ? [] : [{ name: '人民币（大写）', text: capitalYuan(amount) }]),
          { name: '原来每月', text: `${plainYuan(review.paid)} 元` },
          { name: '从哪个月起', text: writeDay(from, 'zh') },
        ],
      },
      { kind: 'heading', text: '为什么' },
      { kind: 'list', items: [review.why.zh, why, ...heardWords(letter)] },
      { kind: 'heading', text: '您要知道的' },
      { kind: 'list', items: [...knowWords(kind), remedyWords(remedies)] },
      { kind: 'para', text: `想核对这封信是不是真的：打 ${hotline}，报户号 ${householdNumber}。`, isSmall: true },
      { kind: 'stamp', office, day: writeDay(dayOf(closedAt), 'zh') },
      { kind: 'sign', names: ['收到人签名', '收到日期'] },
    ],
  }
}

/** The month before is still paid as it was. */
const whenWords = (kind: AdjustmentKind, from: Month): string =>
  kind === 'end' ? `最后发放 ${writeDay(addMonths(from, -1), 'zh')}` : `从 ${writeDay(from, 'zh')}起`

/** How the family was heard, and on what day; what they said stays in the file. */
function heardWords({ views, rule, review }: AdjustmentLetter): string[] {
  const heard = views.filter(({ isCurrent }) => isCurrent)
  if (review.proposal?.kind === 'raise' || heard.length === 0) return []
  const basis = rule.views.required ? `（依据：${rule.views.source}）` : ''
  return heard.map(({ outcome, on }) =>
    outcome === 'not-reached'
      ? `${writeDay(on, 'zh')}通知过您，期限以内没有收到您的意见${basis}。`
      : `${writeDay(on, 'zh')}听取过您的意见${basis}。`,
  )
}

const knowWords = (kind: AdjustmentKind): string[] => [
  kind === 'end'
    ? '情况又有变化的，随时可以重新申请。办这件事不收任何费用。'
    : '情况有变化，或者觉得哪个数不对，随时可以说。办这件事不收任何费用。',
]
