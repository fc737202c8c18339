import { isNumber } from '../assess/engine-values.ts'
import { numText } from '#platform/decisions/index.ts'
import type { Situation } from '#registry/households/facts.ts'
import type { MissingFact, Reason } from '../assessment.ts'
import { fittingFact, memberFields, type FactSetting } from '../assess/vocabulary.ts'
import { calledOf, type Words } from '../labels.ts'
import type { Catalogue, CatalogueItem, Condition, DerivedFact } from './shape.ts'

/** What a row of conditions makes of a household: met, or which conditions are not, or which facts are open. */
export interface RowAnswer {
  readonly reasons: readonly Reason[]
  readonly missing: readonly MissingFact[]
}

export interface RowSetting extends FactSetting {
  readonly catalogue: Catalogue
  readonly situation: Situation
}

/** One condition that fails decides, whatever else is open. */
export function answerRow(item: CatalogueItem, setting: RowSetting): RowAnswer {
  const judged = (item.needs ?? []).map((condition) => ({ condition, ...judge(condition, setting) }))
  const failed = judged.filter(({ holds }) => holds === false)
  if (failed.length > 0)
    return { missing: [], reasons: failed.map(({ condition, said }) => reasonOf(condition, said, setting.catalogue)) }
  return { reasons: [], missing: judged.flatMap(({ missing }) => missing) }
}

interface Judged {
  readonly holds: boolean | null
  /** The value the household has. */
  readonly said: string | null
  readonly missing: readonly MissingFact[]
}

function judge({ fact, is }: Condition, setting: RowSetting): Judged {
  const { catalogue, situation } = setting
  const derived = catalogue.derived.find(({ key }) => key === fact)
  const definition = catalogue.facts.find(({ key }) => key === fact)
  const said = situation.stated?.[fact]
  const stated = (definition ? fittingFact(definition, said) : said)?.value
  const read = derived ? readDerived(derived, setting) : { value: stated ?? null, missing: [] }
  if (read.value !== null) return { holds: is.includes(read.value), said: read.value, missing: [] }
  const open: MissingFact[] = definition
    ? [{ path: `household.stated.${fact}`, zh: `${definition.zh}没有填`, en: `${definition.en} not stated` }]
    : [...read.missing]
  return { holds: null, said: null, missing: open }
}

function readDerived(
  { any }: DerivedFact,
  setting: RowSetting,
): { readonly value: '是' | '否' | null; readonly missing: readonly MissingFact[] } {
  const field = memberFields[any.field]
  if (!field) return { value: null, missing: [] }
  const judged = setting.situation.members.map((member) => {
    const value = field.valueOf(member, setting)
    if (value === null) return { member, is: null }
    if (!isNumber(value)) return { member, is: value === any.is }
    const number = Number(numText(value as never))
    return { member, is: number >= (any.from ?? -Infinity) && number < (any.below ?? Infinity) }
  })
  if (judged.some(({ is }) => is)) return { value: '是', missing: [] }
  const unknown = judged.filter(({ is }) => is === null)
  if (unknown.length === 0) return { value: '否', missing: [] }
  const missing = unknown.map(({ member }) => ({
    path: `member:${member.id}.${field.path}`,
    zh: `${calledOf(member).zh}的${field.zh}没有填`,
    en: `${field.en} of ${calledOf(member).en} not stated`,
  }))
  return { value: null, missing }
}

/** A condition in words, made from the condition itself: a text of its own could say something else. */
export function conditionWords({ fact, is }: Condition, { derived, facts }: Catalogue): Words {
  const read = derived.find(({ key }) => key === fact)
  if (read) return is.includes('是') ? { zh: read.zh, en: read.en } : read.none
  const definition = facts.find(({ key }) => key === fact)
  if (definition?.type === 'yes-no')
    return is.includes('是')
      ? { zh: definition.zh, en: definition.en }
      : { zh: `不是“${definition.zh}”`, en: `not: ${definition.en}` }
  const en = is.map((value) => definition?.options?.find((option) => option.value === value)?.en ?? value)
  return {
    zh: `${definition?.zh ?? fact}是${is.join('、')}`,
    en: `${definition?.en ?? fact}: ${en.join(' or ')}`,
  }
}

/** The rule of an item as a sentence. */
export function rowWords(item: CatalogueItem, catalogue: Catalogue): Words {
  const words = (item.needs ?? []).map((condition) => conditionWords(condition, catalogue))
  return { zh: words.map(({ zh }) => zh).join('；'), en: words.map(({ en }) => en).join('; ') }
}

function reasonOf(condition: Condition, said: string | null, catalogue: Catalogue): Reason {
  const words = conditionWords(condition, catalogue)
  const isChoice = catalogue.facts.some(({ key, type }) => key === condition.fact && type === 'choice')
  const now = isChoice && said !== null ? { zh: `（现在是“${said}”）`, en: ` (now “${said}”)` } : { zh: '', en: '' }
  return {
    code: `not-${condition.fact}`,
    zh: `要求：${words.zh}${now.zh}`,
    en: `Asked for: ${words.en}${now.en}`,
    article: '',
  }
}
