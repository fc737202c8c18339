import type { Words } from '#design/console/language.tsx'
import type { ShapeName, Tone } from '#design/console/shape.tsx'
import { lineStateWords } from '#finance/payouts/labels.ts'
import { rowStateWords } from '../labels.ts'
import type { Light, RowState } from '../wire.ts'
import type { Campaign, Part, Row } from './model.ts'

type Face = Words & { readonly tone: Tone; readonly shape: ShapeName }

/** The clock to the day the document names: a word, a shape, a colour. */
export const lightFaces: Readonly<Record<Light, Face>> = {
  quiet: { zh: '时间还够', en: 'in good time', tone: 'go-on', shape: 'half' },
  soon: { zh: '七天之内要发完', en: 'due within a week', tone: 'soon', shape: 'soon' },
  late: { zh: '过了期限，没有发完', en: 'past its day, not all paid', tone: 'late', shape: 'late' },
  done: { zh: '按时发完', en: 'all paid in time', tone: 'ok', shape: 'done' },
  'done-late': { zh: '发完了，有过期才到账的', en: 'all paid, some late', tone: 'soon', shape: 'done' },
}
/** Nobody is on a list yet, so there is nothing to be in time for. */
export const emptyFace: Face = { zh: '名单上没有人', en: 'nobody listed', tone: 'still', shape: 'not-yet' }

export const partFaces: Readonly<Record<Part['state'], Face>> = {
  draft: { zh: '还能重新生成', en: 'may be drawn again', tone: 'go-on', shape: 'half' },
  submitted: { zh: '等第二个人批', en: 'awaits approval', tone: 'soon', shape: 'lock' },
  approved: { zh: '批准了', en: 'approved', tone: 'ok', shape: 'done' },
  cancelled: { zh: '撤销了', en: 'cancelled', tone: 'still', shape: 'never' },
}
export const undrawnFace: Face = { zh: '还没有生成', en: 'not drawn yet', tone: 'still', shape: 'not-yet' }

export const rowFaces: Readonly<Record<RowState, Face>> = {
  listed: { ...rowStateWords.listed, tone: 'go-on', shape: 'half' },
  excluded: { ...rowStateWords.excluded, tone: 'still', shape: 'minus' },
  cancelled: { ...rowStateWords.cancelled, tone: 'still', shape: 'never' },
}

type Payment = NonNullable<Row['payment']>
const paymentTones: Readonly<Record<Payment, readonly [Tone, ShapeName]>> = {
  listed: ['still', 'not-yet'],
  held: ['soon', 'still'],
  waiting: ['still', 'not-yet'],
  payable: ['go-on', 'half'],
  'in-bank': ['go-on', 'arrow'],
  paid: ['ok', 'done'],
  returned: ['late', 'refusal'],
  stopped: ['still', 'never'],
}
export function paymentFace(payment: Payment): Face {
  const [tone, shape] = paymentTones[payment]
  return { ...lineStateWords[payment], tone, shape }
}

export const runWords: Readonly<Record<Campaign['runs'][number]['state'], Words>> = {
  draft: { zh: '算好了，还没交出去', en: 'computed, not handed on' },
  frozen: { zh: '等第二个人批', en: 'awaits approval' },
  approved: { zh: '批准了，正在发', en: 'approved, being paid' },
  done: { zh: '都有了结果', en: 'settled' },
}

/** `2026-04` → `2026年4月`. */
export const monthZh = (month: string): string => `${month.slice(0, 4)}年${Number(month.slice(5))}月`
