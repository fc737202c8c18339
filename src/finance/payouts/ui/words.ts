import type { Words } from '#design/console/language.tsx'
import type { ShapeName, Tone } from '#design/console/shape.tsx'
import type { Hold, PayeeAccount } from './model.ts'
import type { LineState, Movement, RunState } from '../wire.ts'

type Face = Words & { readonly tone: Tone; readonly shape: ShapeName }

/** Where a monthly list stands. */
export const runFaces: Readonly<Record<RunState, Face>> = {
  draft: { zh: '算好了，还能重算', en: 'computed, may change', tone: 'go-on', shape: 'half' },
  frozen: { zh: '冻结，等第二个人批', en: 'frozen, awaits approval', tone: 'soon', shape: 'lock' },
  approved: { zh: '批准了，正在发', en: 'approved, being paid', tone: 'go-on', shape: 'arrow' },
  done: { zh: '都有了结果', en: 'settled', tone: 'ok', shape: 'done' },
}

/** Where one line stands. */
export const lineFaces: Readonly<Record<LineState, Face>> = {
  listed: { zh: '在名单上', en: 'listed', tone: 'still', shape: 'not-yet' },
  held: { zh: '暂缓', en: 'held', tone: 'soon', shape: 'still' },
  waiting: { zh: '放行了，等下一批', en: 'released, next list', tone: 'still', shape: 'not-yet' },
  payable: { zh: '可以发', en: 'payable', tone: 'go-on', shape: 'half' },
  'in-bank': { zh: '在银行', en: 'with the bank', tone: 'go-on', shape: 'arrow' },
  paid: { zh: '发到了', en: 'paid', tone: 'ok', shape: 'done' },
  returned: { zh: '退回来了', en: 'returned', tone: 'late', shape: 'refusal' },
  stopped: { zh: '不发了', en: 'not paid', tone: 'still', shape: 'never' },
}
export const lineOrder: readonly LineState[] = [
  ...(['returned', 'held', 'listed', 'payable', 'in-bank', 'paid', 'waiting', 'stopped'] as const),
]

export const movementWords: Readonly<Record<Movement, Words>> = {
  joined: { zh: '新进', en: 'new' },
  left: { zh: '出去', en: 'left' },
  changed: { zh: '金额变了', en: 'amount changed' },
  arrears: { zh: '补发', en: 'arrears' },
  refund: { zh: '退还', en: 'refund' },
  same: { zh: '和上月一样', en: 'as last month' },
}
export const movementOrder: readonly Movement[] = ['joined', 'left', 'changed', 'arrears', 'refund', 'same']

export const causeWords: Readonly<Record<Hold['cause'], Words>> = {
  death: { zh: '死亡信息', en: 'death record' },
  signal: { zh: '要紧信号', en: 'strong signal' },
  office: { zh: '单位提出', en: 'raised by the office' },
}
export const holdFaces: Readonly<Record<Hold['state'], Face>> = {
  open: { zh: '暂缓着', en: 'held', tone: 'soon', shape: 'still' },
  released: { zh: '放行了', en: 'released', tone: 'ok', shape: 'done' },
  ended: { zh: '不发了', en: 'not paid', tone: 'still', shape: 'never' },
}

export const accountFaces: Readonly<Record<PayeeAccount['state'], Face>> = {
  proposed: { zh: '等第二个人审', en: 'awaits a second person', tone: 'soon', shape: 'half' },
  active: { zh: '正在用', en: 'in use', tone: 'ok', shape: 'done' },
  replaced: { zh: '换掉了', en: 'replaced', tone: 'still', shape: 'never' },
  refused: { zh: '没有通过', en: 'refused', tone: 'late', shape: 'refusal' },
}

/** An entry that takes two people. */
export const askedFaces: Readonly<Record<'asked' | 'confirmed' | 'refused', Face>> = {
  asked: { zh: '等第二个人确认', en: 'awaits a second person', tone: 'soon', shape: 'half' },
  confirmed: { zh: '记账了', en: 'booked', tone: 'ok', shape: 'done' },
  refused: { zh: '没有同意', en: 'refused', tone: 'late', shape: 'refusal' },
}

/** How a refund was proposed; one that lapsed is not shown. */
export const refundFaces: Readonly<Record<'asked' | 'confirmed' | 'refused', Face>> = {
  asked: { zh: '等第二个人确认', en: 'awaits a second person', tone: 'soon', shape: 'half' },
  confirmed: { zh: '确认了', en: 'confirmed', tone: 'ok', shape: 'done' },
  refused: { zh: '没有同意', en: 'refused', tone: 'late', shape: 'refusal' },
}

export const sourceWords: Readonly<Record<string, Words>> = {
  centre: { zh: '中央', en: 'centre' },
  province: { zh: '省级', en: 'province' },
  city: { zh: '市级', en: 'city' },
  county: { zh: '县级', en: 'county' },
}

/** `2026-04` → `2026年4月`. */
export const monthZh = (month: string): string => `${month.slice(0, 4)}年${Number(month.slice(5))}月`
/** `2026-03-02T01:00:00.000Z` → `2026-03-02 09:00`, Beijing time. */
export function momentText(at: string): string {
  const there = new Date(new Date(at).getTime() + 8 * 3_600_000)
  return Number.isNaN(there.getTime()) ? at : there.toISOString().slice(0, 16).replace('T', ' ')
}
