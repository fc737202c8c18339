import { count, difference, yuan } from '#design/console/figures.ts'
import { useSay, type Say } from '#design/console/language.tsx'
import type { LineAnswer, Shown } from './calls.ts'

const unitOf = (say: Say, per: 'once' | 'month' | 'year'): string => {
  if (per === 'month') return say('元/月', 'yuan a month')
  return per === 'year' ? say('元/年', 'yuan a year') : say('元', 'yuan')
}

/** A value with its unit, never broken between the two. */
export function textOf(value: Shown, say: Say): string {
  switch (value.kind) {
    case 'money':
      return `${yuan(value.fen)} ${unitOf(say, value.per)}`
    case 'count':
      return count(value.count)
    case 'day':
      return value.day
    case 'words':
      return say(value)
  }
}

export function ShownValue({ value, none }: { value: Shown | null; none: string }) {
  const say = useSay()
  return value === null ? <span className="mute">{none}</span> : <b className="n">{textOf(value, say)}</b>
}

/** The difference with its sign; where nothing can be subtracted or both are the same, the mark beside it says enough. */
export function Difference({ line }: { line: LineAnswer }) {
  const say = useSay()
  const { difference: by } = line
  if (by === null) return null
  if (by.kind === 'count' ? by.count === 0 : by.kind === 'money' && BigInt(by.fen) === 0n) return null
  if (by.kind === 'count') return <span className="n">{by.count > 0 ? `＋${by.count}` : `－${-by.count}`}</span>
  if (by.kind !== 'money') return null
  return (
    <span className="n">
      {difference(by.fen, say('一致', 'same'))} {unitOf(say, by.per)}
    </span>
  )
}

/** `09:03` of a moment, in Beijing time; the day before it when it is not the day asked about. */
export const timeOf = (moment: string): string => {
  const at = new Date(new Date(moment).getTime() + 8 * 3_600_000).toISOString()
  return `${at.slice(5, 10)} ${at.slice(11, 16)}`
}
