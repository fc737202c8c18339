import { capitalYuan, plainYuan, type Fen } from '#platform/money/index.ts'
import { writeDay } from '#design/written.ts'
import type { LetterContent } from '../contract.ts'
import type { Block, Sheet } from '../print/sheet.ts'
import { remedyWords, type Remedies } from './remedies.ts'

/** What stands on every letter of an office and is not part of the decision. */
export interface LetterSetting {
  readonly remedies: Remedies
  /** The line that is called to ask whether a letter is true. */
  readonly hotline: string
}

export const letterTitle = ({ kind, programme }: Pick<LetterContent, 'kind' | 'programme'>): string =>
  kind === 'decision' ? `${programme}确认通知书` : `${programme}不予确认告知书`

/** What was decided, in the frame. */
export interface DecidedWords {
  readonly say: string
  readonly note: string
  readonly capital: string | null
  readonly from: string | null
}

/** The words of a letter, the same on paper, on its page and in the office's own layout. */
export interface LetterWords extends DecidedWords {
  readonly title: string
  readonly to: string
  readonly opening: string
  readonly why: string
  readonly reasons: readonly string[]
  readonly know: readonly string[]
}

export function decidedWords({ kind, amount, status, isOnce, fromMonth, members }: LetterContent): DecidedWords {
  const isGrant = kind === 'decision'
  const from = fromMonth === null || isOnce ? null : writeDay(fromMonth, 'zh')
  if (isGrant && status !== null)
    return {
      ...{ say: `予以确认：${status}`, note: `一家 ${members} 口人；确认的是身份，本身不发钱` },
      ...{ capital: null, from },
    }
  return {
    say: isGrant ? `予以确认，${isOnce ? '一次发给' : '每月发给'}` : '不予确认',
    note: isGrant ? `按 ${members} 口人计算` : '理由写在下面，每一条都写明依据',
    capital: amount === null ? null : capitalYuan(amount),
    from,
  }
}

export function letterWords(content: LetterContent, { remedies }: Pick<LetterSetting, 'remedies'>): LetterWords {
  const isGrant = content.kind === 'decision'
  return {
    ...decidedWords(content),
    title: letterTitle(content),
    to: `${content.applicant}：`,
    opening:
      `您家 ${writeDay(content.appliedOn, 'zh')}提出的${content.programme}申请（办件编号 ${content.caseNumber}），` +
      `我们已经按规定审核。现在决定：`,
    why: isGrant ? '为什么' : '为什么不予确认',
    reasons: content.reasons.map(({ text, article }) => (article === null ? text : `${text}（依据：${article}）`)),
    know: [...(isGrant ? (content.status === null ? grantKnow : statusKnow) : refusalKnow), remedyWords(remedies)],
  }
}

const grantKnow = [
  '办这件事不收任何费用。',
  '找到工作、添人、搬家、有人去世，请告诉村（社区）或者镇（街道）。',
  '要减发或者停发以前，我们会先听您的意见，再书面告诉您理由。',
]
const statusKnow = [
  '办这件事不收任何费用。',
  '医疗、教育、住房、就业等救助可以按这个身份申请，各有各的条件，去哪里办请问镇（街道）。',
  '找到工作、添人、搬家、有人去世，请告诉村（社区）或者镇（街道）。我们会按规定复核。',
]
const refusalKnow = ['情况有变化，或者觉得哪个数不对，随时可以说，也可以重新申请。办这件事不收任何费用。']

/** The letter on one page of A4. The stamp has its place and nothing is drawn into it. */
export function letterSheet(
  content: LetterContent,
  setting: LetterSetting & { readonly code: Sheet['code']; readonly check: string },
): Sheet {
  const words = letterWords(content, setting)
  const { amount } = content
  const facts = [
    ...(words.capital === null ? [] : [{ name: '人民币（大写）', text: words.capital }]),
    ...(words.from === null ? [] : [{ name: '从哪个月起', text: words.from }]),
    { name: '办件编号', text: content.caseNumber },
  ]
  return {
    title: words.title,
    layout: 'letter',
    office: content.office,
    number: content.number,
    code: setting.code,
    foot: `${content.number}　办件编号 ${content.caseNumber}`,
    blocks: [
      { kind: 'to', text: words.to },
      { kind: 'para', text: words.opening },
      { kind: 'decision', say: words.say, note: words.note, digits: amount === null ? [] : digitsOf(amount), facts },
      ...sumBlocks(content),
      ...reasonBlocks(words),
      { kind: 'heading', text: '您要知道的' },
      { kind: 'list', items: words.know },
      { kind: 'para', text: `想核对这封信是不是真的：打 ${setting.hotline}，报号 ${setting.check}。`, isSmall: true },
      { kind: 'stamp', office: content.office, day: writeDay(content.decidedOn, 'zh') },
      { kind: 'sign', names: ['收到人签名', '收到日期'] },
    ],
  }
}

function sumBlocks({ sum, plain }: LetterContent): Block[] {
  if (sum.length === 0) return []
  const lines = sum.map((line) => ({ ...line, article: line.article ?? '' }))
  const said: Block[] = plain.length === 0 ? [] : [{ kind: 'para', text: plain.join(''), isSmall: true }]
  return [{ kind: 'heading', text: '怎么算的' }, { kind: 'sum', lines }, ...said]
}

const reasonBlocks = ({ reasons, why }: LetterWords): Block[] =>
  reasons.length === 0
    ? []
    : [
        { kind: 'heading', text: why },
        { kind: 'list', items: reasons },
      ]

/** `93000n` → 9 3 0 0 0: every digit to its column, fen last. */
export const digitsOf = (amount: Fen): string[] => [...plainYuan(amount).replace('.', '')]
