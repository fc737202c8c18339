import { ageOn } from '#platform/clock/index.ts'
import { formatYuan, parseYuan } from '#platform/money/index.ts'
import type { Fact, MemberFacts, Situation } from '#registry/households/facts.ts'
import { labourWords, maritalWords, tierWords, type Words } from '../labels.ts'
import type { RuleSet } from '../packs/library.ts'
import type { FactDefinition } from '../packs/schema.ts'
import type { ParameterAnswers } from '../packs/values.ts'
import type { DrawingParts, ShownFact } from '../tree/drawing.ts'
import type { Reading } from './engine-values.ts'
import { fittingFact, memberFields, propertyFields, type FactSetting } from './vocabulary.ts'

interface Parts {
  readonly rules: RuleSet
  readonly reading: Reading
  readonly parameters: ParameterAnswers
  readonly situation: Situation
  /** The one member where each is asked apart. */
  readonly member: MemberFacts | null
  readonly setting: FactSetting
  readonly drawn: ReadonlyMap<string, string>
  readonly heads: readonly string[]
  readonly prefix: string
  readonly place: Words
}

/** What a tree is drawn from, besides the trace: words of every pack that took part, numbers, and the facts behind. */
export function drawingParts(parts: Parts): DrawingParts {
  const { rules, reading, parameters, drawn, heads, prefix, place } = parts
  const facts = new Map<string, ShownFact | null>()
  return {
    reading,
    units: new Map(),
    drawn,
    heads,
    prefix,
    place,
    wordsOf: (name) => wordsIn(rules, (words) => words.lines[name]),
    parameter: (input) => {
      const definition = rules.pack.parameters.find((one) => one.input === input)
      return definition ? { definition, use: parameters.found.get(definition.key) ?? null } : null
    },
    fact: (text) => {
      if (!facts.has(text)) facts.set(text, shownFact(text, parts))
      return facts.get(text) ?? null
    },
  }
}

/** The nearest pack that has the words. */
export function wordsIn<Said>(
  { parts }: RuleSet,
  read: (words: RuleSet['pack']['words']) => Said | undefined,
): Said | undefined {
  for (const { words } of parts) {
    const said = read(words)
    if (said !== undefined) return said
  }
  return undefined
}

function shownFact(text: string, { rules, situation, member, setting }: Parts): ShownFact | null {
  const property = text.startsWith('财产.') ? propertyFields[text.slice('财产.'.length)] : undefined
  if (property) return shown(property, property.unit, property.factOf(situation), countWords)
  if (text === '现在每月发')
    return shown({ zh: '现在每月发', en: 'Paid a month now' }, 'fen', situation.paidNow, moneyWords)
  const stated = rules.pack.facts.find(({ input }) => input === text)
  if (stated?.of === 'household') return ofStated(stated, situation.stated?.[stated.key] ?? null)
  if (member === null) return null
  if (stated) return ofStated(stated, member.stated?.[stated.key] ?? null)
  const field = memberFields[text]
  if (!field) return null
  const label = text === '周岁' ? { zh: `年龄（${setting.factsOn}）`, en: `age on ${setting.factsOn}` } : field
  return shown(label, field.unit, field.factOf(member), (value) => memberWords(text, value, setting))
}

function ofStated(definition: FactDefinition, said: Fact<string>): ShownFact {
  const { type, unit, options } = definition
  const money = type === 'yuan'
  const fact = fittingFact(definition, said)
  const isClaim = said === null && definition.unless !== undefined
  const unstated = isClaim ? { zh: '没有提出', en: 'not claimed' } : unknown
  if (fact === null)
    return { label: definition, ...unstated, unit: money ? 'fen' : type === 'number' ? 'item' : 'text', source: null }
  const zh = money ? `${formatYuan(parseYuan(fact.value))} 元` : `${fact.value}${unit === '' ? '' : ` ${unit}`}`
  const option = options?.find(({ value }) => value === fact.value)
  const en = option?.en ?? (fact.value === '是' ? 'yes' : fact.value === '否' ? 'no' : fact.value)
  return { label: definition, zh, en, unit: money ? 'fen' : type === 'number' ? 'item' : 'text', source: fact.source }
}

const unknown: Words = { zh: '没有填', en: 'not stated' }

const shown = <Known>(
  { zh, en }: Words,
  unit: ShownFact['unit'],
  fact: Fact<Known>,
  say: (value: Known) => Words,
): ShownFact => ({
  label: { zh, en },
  ...(fact === null ? unknown : say(fact.value)),
  unit,
  source: fact?.source ?? null,
})

const moneyWords = (amount: bigint): Words => ({ zh: formatYuan(amount as never), en: formatYuan(amount as never) })
const countWords = (value: unknown): Words =>
  typeof value === 'bigint' ? moneyWords(value) : { zh: String(value), en: String(value) }

function memberWords(text: string, value: unknown, { factsOn, region, placesAbove }: FactSetting): Words {
  if (text.endsWith('周岁'))
    return { zh: `${ageOn(value as never, factsOn)} 岁`, en: `${ageOn(value as never, factsOn)}` }
  if (text === '本地户籍')
    return placesAbove(String(value)).includes(region.slice(0, 6))
      ? { zh: '在本地', en: 'here' }
      : { zh: '不在本地', en: 'elsewhere' }
  // Health stands in the file's own protected part: readers of a sum see that it was looked at, not what it is.
  if (text.startsWith('残疾') || text === '重病') return { zh: '已登记，见家庭档案', en: 'on file' }
  if (value === true) return { zh: '是', en: 'yes' }
  if (value === false) return { zh: '否', en: 'no' }
  const words = text === '城乡' ? tierWords : text === '劳动能力' ? labourWords : maritalWords
  return (words as Readonly<Record<string, Words>>)[String(value)] ?? { zh: String(value), en: String(value) }
}
