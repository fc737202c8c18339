import type { Problem } from '../contract.ts'
import type { Node } from '../syntax/node.ts'
import type { Quantity } from './measure.ts'
import type { Vocabulary } from './vocabulary.ts'

type Said = Pick<Problem, 'code' | 'zh' | 'en'>

/** The problem at its place: `whole` is the expression that `node` is a part of. */
export function problemAt(file: string, node: Node, whole: Node, said: Said): Problem {
  const row = /^rule:(\d+):/.exec(node.at.part)
  const isInside = whole.at.decision === node.at.decision && whole.at.part === node.at.part
  const before = isInside ? whole.text.slice(0, Math.max(0, node.at.from - whole.at.from)) : ''
  return {
    file,
    decision: node.at.decision,
    expression: isInside ? whole.text : node.text,
    column: Array.from(before).length + 1,
    ...(row ? { tableRow: Number(row[1]) } : {}),
    ...said,
  }
}

export type Meeting = 'add' | 'compare' | 'choose'
const meetings: Readonly<Record<Meeting, { zh: string; en: string }>> = {
  add: { zh: '不能相加减', en: 'they cannot be added or subtracted' },
  compare: { zh: '不能比较', en: 'they cannot be compared' },
  choose: { zh: '不能算作同一个数', en: 'they cannot stand for the same value' },
}

interface Side {
  readonly node: Node
  readonly measure: Quantity
}

export function clash(vocabulary: Vocabulary, meeting: Meeting, left: Side, right: Side): Said {
  const [one, other] = vocabulary.nearest(left.measure.units!, right.measure.units!)
  const [first, second] = [vocabulary.textOf(one), vocabulary.textOf(other)]
  const advice = vocabulary.adviceFor(one, other)
  const [zh, en] = [advice.zh && `。${advice.zh}`, advice.en && `; ${advice.en}`]
  return {
    code: 'unit-clash',
    zh: `单位对不上：“${left.node.text}”是${spaced(first.zh)}，“${right.node.text}”是${spaced(second.zh)}，${meetings[meeting].zh}${zh}`,
    en: `units clash: “${left.node.text}” is ${first.en}, “${right.node.text}” is ${second.en}; ${meetings[meeting].en}${en}`,
  }
}

const spaced = (unit: string): string => (/^[一-鿿]{2,}$/.test(unit) ? unit : ` ${unit} `).trimEnd()

export function unrounded(division: Node, where: { zh: string; en: string }): Said {
  return {
    code: 'unrounded-division',
    zh: `“${division.text}”会除出不足最小单位的零头，没有取整就${where.zh}。请先用一种取整办法（如 floor、ceiling、round half up）`,
    en: `“${division.text}” leaves a part below the smallest unit and ${where.en} without rounding; name a rounding first (floor, ceiling, round half up)`,
  }
}
