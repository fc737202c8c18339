import { yuan } from '#design/console/figures.ts'
import type { Words } from '#design/console/language.tsx'
import type { AdjustmentKind } from '../contract.ts'

interface Sums {
  /** What is due and what is paid a month, in fen; null: not enough is known. */
  readonly computed: string | null
  readonly paid: string
  /** Set where the support hangs on notice before it ends. */
  readonly ending?: object | null
}

/** Why a way of adjusting is closed: what the server would refuse is not offered. Null: it is open. An end is, but where it hangs on notice first. */
export function notThisWay(kind: AdjustmentKind, { computed, paid, ending = null }: Sums): Words | null {
  if (kind === 'end')
    return ending === null
      ? null
      : { zh: '停止以前要公示：请用“终止供养”', en: 'on notice first: use “end the support”' }
  if (computed === null) return { zh: '说不准，先补上缺的情况', en: 'not known: supply what is missing first' }
  if (BigInt(computed) === 0n) return { zh: '测算是零：不再发的请选“停止”', en: 'nothing is due: choose an end' }
  if (computed === paid) return { zh: '测算和现在发的一样', en: 'what is due is what is paid' }
  if ((kind === 'raise') === BigInt(computed) > BigInt(paid)) return null
  return kind === 'raise'
    ? { zh: '测算比现在发的少', en: 'less is due than is paid' }
    : { zh: '测算比现在发的多', en: 'more is due than is paid' }
}

/** What follows from an open way. */
export const laterWords = (kind: AdjustmentKind, computed: string | null): Words =>
  kind === 'end' || computed === null
    ? { zh: '以后不再发', en: 'nothing any more' }
    : { zh: `以后每月 ${yuan(computed)} 元`, en: `${yuan(computed)} yuan a month` }
