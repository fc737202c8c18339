import { formatYuan } from '#platform/money/index.ts'
import type { Assessment, ParameterUse, TreeLine } from '../assessment.ts'
import { outcomeWords, type Words } from '../labels.ts'
import { classInWords } from '../packs/class-words.ts'
import type { Pack } from '../packs/pack.ts'
import type { ParameterDefinition } from '../packs/schema.ts'

/** Where an answer that was computed again departs from the one that was kept: which part, and the first line of the sum. */
export function differencesOf(stored: Assessment, again: Assessment, packs: readonly Pack[]): Words[] {
  const classOf = (text: string | null): Words => (text === null ? none : classInWords(text, packs))
  const line = firstOtherLine(stored.tree, again.tree)
  return [
    ...part('结论', 'outcome', outcomeWords[stored.outcome], outcomeWords[again.outcome]),
    ...part('类别', 'class', classOf(stored.class), classOf(again.class)),
    ...part('金额', 'amount', moneyOf(stored), moneyOf(again)),
    ...part('理由', 'reasons', listOf(stored.reasons), listOf(again.reasons)),
    ...part('缺的情况', 'missing facts', listOf(stored.missing), listOf(again.missing)),
    ...parameters(stored, again, packs),
    ...(line ? [line] : []),
  ]
}

const none: Words = { zh: '没有', en: 'none' }
const moneyOf = ({ amount }: Assessment): Words =>
  amount === null ? none : { zh: `${formatYuan(amount)} 元`, en: `${formatYuan(amount)} yuan` }
const listOf = (words: readonly Words[]): Words =>
  words.length === 0 ? none : { zh: words.map(({ zh }) => zh).join('、'), en: words.map(({ en }) => en).join(', ') }

function part(zh: string, en: string, then: Words, now: Words): Words[] {
  if (then.zh === now.zh && then.en === now.en) return []
  return [{ zh: `${zh}：当时 ${then.zh}，现在 ${now.zh}`, en: `${en}: ${then.en} then, ${now.en} now` }]
}

function parameters(stored: Assessment, again: Assessment, packs: readonly Pack[]): Words[] {
  const now = new Map(again.parameters.map((one) => [one.key, one]))
  const before = new Set(stored.parameters.map(({ key }) => key))
  const definitions = new Map(packs.flatMap((pack) => pack.parameters.map((one) => [one.key, one])))
  const differing = (one: ParameterUse, then: ParameterUse | undefined, today: ParameterUse | undefined): Words[] => {
    const definition = definitions.get(one.key)
    const english = `value “${definition?.en ?? one.key}”`
    return part(`标准“${one.zh}”`, english, sourced(then, definition), sourced(today, definition))
  }
  return [
    ...stored.parameters.flatMap((one) => differing(one, one, now.get(one.key))),
    ...again.parameters.filter(({ key }) => !before.has(key)).flatMap((one) => differing(one, undefined, one)),
  ]
}

/** A value with its document: the same number out of another document is another value. */
function sourced(one: ParameterUse | undefined, definition: ParameterDefinition | undefined): Words {
  if (one === undefined) return none
  const reading = definition?.readings?.find(({ value }) => value === one.value)
  return { zh: `${one.value}（${one.document}）`, en: `${reading?.en ?? one.value} (${one.document})` }
}

/** Lines are numbers or tests; the innermost one that differs is nearest to the cause. */
function firstOtherLine(stored: readonly TreeLine[], again: readonly TreeLine[]): Words | null {
  const now = new Map(again.map((line) => [line.id, line]))
  for (const line of stored) {
    const other = now.get(line.id)
    if (!other) continue
    const inside = firstOtherLine(line.lines, other.lines)
    if (inside) return inside
    const isSame = line.amount?.value === other.amount?.value && (line.holds ?? null) === (other.holds ?? null)
    if (!isSame)
      return {
        zh: `算式里“${line.zh}”这一行：当时 ${shown(line, '元').zh}，现在 ${shown(other, '元').zh}`,
        en: `the line “${line.en}” of the sum: ${shown(line, 'yuan').en} then, ${shown(other, 'yuan').en} now`,
      }
  }
  return null
}

function shown({ amount, holds }: TreeLine, yuan: string): Words {
  if (holds === true) return { zh: '成立', en: 'holds' }
  if (holds === false) return { zh: '不成立', en: 'fails' }
  if (amount === null) return none
  const text = amount.unit === 'fen' ? `${formatYuan(BigInt(amount.value) as never)} ${yuan}` : amount.value
  return { zh: text, en: text }
}
