import type { Step } from '#platform/decisions/contract.ts'
import type { TreeLine } from '../assessment.ts'
import type { Words } from '../labels.ts'
import type { LineWords } from '../packs/schema.ts'
import { rootOf, saidOf, slugOf, taken, unitOf, type Drawing } from './drawing.ts'
import { line } from './lines.ts'
import { operandOf } from './number-lines.ts'

/** The conditions of a decision, one line each: what `and` joins, as far as it goes. */
export function testLines(step: Step, drawing: Drawing, isOpen: (decision: string) => OpenKind): TreeLine[] {
  const at = taken(step, drawing.reading)
  if (at.operation === 'and') return at.from.flatMap((part) => testLines(part, drawing, isOpen))
  return [testLine(at, drawing, isOpen)]
}

/** What an unknown test waits for. */
export type OpenKind = 'fact' | 'parameter' | null

function testLine(step: Step, drawing: Drawing, isOpen: (decision: string) => OpenKind): TreeLine {
  const decision = step.operation === 'decision' ? step.text : null
  const known = decision === null ? undefined : drawing.lineOf.get(decision)
  const words = decision === null ? undefined : drawing.wordsOf(decision)
  const id = drawing.nextId(decision === null ? 'test' : slugOf(decision, words))
  if (decision !== null) drawing.lineOf.set(decision, id)
  const root = decision === null ? step : rootOf(drawing.reading, decision)
  const holds = typeof step.value === 'boolean' ? step.value : null
  const inside = known !== undefined || root === null ? { lines: [], from: [] } : insideOf(root, drawing, isOpen)
  const name = decision ?? step.text
  const isPlain = root?.operation === 'literal' && holds === true
  const said = testWords(words, { name, holds, isPlain, open: decision === null ? null : isOpen(decision) })
  const source = inside.lines.find((one) => one.source !== null)?.source ?? factsIn(root, drawing)[0]?.source ?? null
  return line({
    id,
    kind: 'test',
    ...saidOf(said, drawing),
    holds,
    law: decision === null ? [] : drawing.reading.law(decision),
    source: inside.from.length === 0 ? source : null,
    ...inside,
    ...(known === undefined ? {} : { from: [known] }),
  })
}

interface Inside {
  readonly lines: readonly TreeLine[]
  readonly from: readonly string[]
  readonly compares?: '<' | '≤'
}

const smallerFirst: Readonly<Record<string, { readonly compares: '<' | '≤'; readonly isTurned: boolean }>> = {
  '<': { compares: '<', isTurned: false },
  '<=': { compares: '≤', isTurned: false },
  '>': { compares: '<', isTurned: true },
  '>=': { compares: '≤', isTurned: true },
}

function insideOf(root: Step, drawing: Drawing, isOpen: (decision: string) => OpenKind): Inside {
  if (root.operation === 'and') {
    const lines = testLines(root, drawing, isOpen)
    return { lines, from: lines.map(({ id }) => id) }
  }
  const order = smallerFirst[root.operation]
  const [left, right] = root.from
  if (order && left && right && isDrawable(left, drawing) && isDrawable(right, drawing)) {
    const units = [unitOf(left, drawing), unitOf(right, drawing)]
    const unit = units.includes('fen') ? 'fen' : (units[0] ?? 'item')
    const sides = [left, right].map((side) => sideOf(side, drawing, unit))
    const ids = sides.map(({ id }) => id)
    const lines = sides.flatMap((side) => side.line ?? [])
    return { lines, from: order.isTurned ? ids.toReversed() : ids, compares: order.compares }
  }
  return { lines: factsIn(root, drawing).map(({ line: one }) => one), from: [] }
}

/** A side that has a line already is named, not drawn again. */
function sideOf(
  side: Step,
  drawing: Drawing,
  unit: 'fen' | 'person' | 'month' | 'item',
): { id: string; line?: TreeLine } {
  const at = taken(side, drawing.reading)
  const known = at.operation === 'decision' ? drawing.lineOf.get(at.text) : undefined
  if (known !== undefined) return { id: known }
  const drawn = operandOf(at, drawing, { operator: null, unit })
  return { id: drawn.id, line: drawn }
}

/** Only what is compared as a number, or is still unknown as one. */
const isDrawable = (side: Step, drawing: Drawing): boolean => {
  const { value } = side
  if (value !== null) return typeof value === 'object' && 'type' in value && value.type === 'number'
  const at = taken(side, drawing.reading)
  const fact = drawing.fact(at.text)
  return fact === null || fact.unit !== 'text'
}

/** The facts a condition looked at, each as a note with its source. */
function factsIn(root: Step | null, drawing: Drawing): { line: TreeLine; source: TreeLine['source'] }[] {
  if (root === null) return []
  const seen = new Set<string>()
  const walk = (step: Step): string[] => {
    if (drawing.fact(step.text) && !seen.has(step.text)) return [(seen.add(step.text), step.text)]
    return step.from.flatMap(walk)
  }
  return walk(root).flatMap((text) => {
    const fact = drawing.fact(text)
    if (!fact) return []
    const words = { zh: `${fact.label.zh}：${fact.zh}`, en: `${fact.label.en}: ${fact.en}` }
    const one = line({
      id: drawing.nextId(`n-${slugOf(text, undefined)}`),
      kind: 'note',
      ...words,
      source: fact.source,
    })
    return [{ line: one, source: fact.source }]
  })
}

function testWords(
  words: LineWords | undefined,
  said: { readonly name: string; readonly holds: boolean | null; readonly isPlain: boolean; readonly open: OpenKind },
): Words {
  const { name, holds, isPlain, open } = said
  const [zh, en] = [words?.zh ?? name, words?.en ?? name]
  if (isPlain && words?.plain) return words.plain
  if (holds === true) return words?.holds ?? { zh: `${zh}：符合`, en: `${en}: met` }
  if (holds === false) return words?.fails ?? { zh: `${zh}：不符合`, en: `${en}: not met` }
  const other = { zh: `${zh}：还不知道`, en: `${en}: not known yet` }
  return (open === 'parameter' ? words?.unknown : (words?.unstated ?? words?.unknown)) ?? other
}
