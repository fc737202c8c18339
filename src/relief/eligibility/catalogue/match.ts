import { monthOf, type Day } from '#platform/clock/index.ts'
import type { FactSource, Situation, StatedFacts } from '#registry/households/facts.ts'
import type { Assessment, MissingFact, Reason } from '../assessment.ts'
import type { Eligibility } from '../assess/eligibility.ts'
import { isStatable } from '../assess/vocabulary.ts'
import type { Words } from '../labels.ts'
import { answerOf } from '../packs/pack.ts'
import type { FactDefinition } from '../packs/schema.ts'
import { eligibilityRefusals } from '../refusals.ts'
import { answerRow, rowWords } from './conditions.ts'
import type { Catalogue, CatalogueItem } from './shape.ts'

/** Every item is in exactly one of three classes. */
export type ItemClass = 'fits' | 'does-not-fit' | 'open'

export interface MatchedItem extends Words {
  readonly id: string
  readonly department: Words
  readonly class: ItemClass
  /** Computed from a policy pack, or a row of conditions that only points to who decides. */
  readonly by: 'pack' | 'conditions'
  /** The rule in words, made from the rule. */
  readonly rule: Words
  readonly amount: Assessment['amount']
  readonly per: Assessment['per']
  readonly reasons: readonly Reason[]
  readonly missing: readonly MissingFact[]
  readonly isSimulated: boolean
}

/** A fact that could be answered right away, and how many items wait for it. */
export interface OpenQuestion extends Words {
  readonly path: string
  readonly type: FactDefinition['type']
  readonly unit: string
  readonly options: readonly { readonly value: string; readonly en: string }[]
  readonly items: number
}

export interface Matched {
  readonly items: readonly MatchedItem[]
  /** Those that settle most first. */
  readonly questions: readonly OpenQuestion[]
}

export interface MatchRequest {
  readonly region: string
  readonly on: Day
  readonly situation: Situation
}

/** What a household may ask for, item by item; nothing is decided by it and nothing kept. */
export function matchCatalogue(catalogue: Catalogue, request: MatchRequest, eligibility: Eligibility): Matched {
  const setting = {
    ...{ catalogue, situation: request.situation, region: request.region },
    ...{ placesAbove: eligibility.placesAbove, factsOn: request.on, month: monthOf(request.on) },
  }
  const items = catalogue.items.map((item): MatchedItem => {
    const framed = { id: item.id, zh: item.zh, en: item.en, department: catalogue.departments[item.department]! }
    if (item.programme !== undefined) return { ...framed, ...byPack(item, item.programme, request, eligibility) }
    const { reasons, missing } = answerRow(item, setting)
    return {
      ...framed,
      ...{ by: 'conditions', rule: rowWords(item, catalogue), amount: null, per: 'status', reasons, missing },
      class: reasons.length > 0 ? 'does-not-fit' : missing.length > 0 ? 'open' : 'fits',
      isSimulated: false,
    }
  })
  return { items, questions: questionsOf(items, definitionsOf(catalogue, eligibility), request.situation) }
}

const classes: Readonly<Record<Assessment['outcome'], ItemClass>> = {
  entitled: 'fits',
  'not-entitled': 'does-not-fit',
  'not-enough-known': 'open',
  // The place may well have such aid; only we have no rule for it.
  'no-rule': 'open',
}

function byPack(
  item: CatalogueItem,
  programme: string,
  { region, on, situation }: MatchRequest,
  eligibility: Eligibility,
): Omit<MatchedItem, 'id' | 'zh' | 'en' | 'department'> {
  const request = { region, programme, situation, factsOn: on, lawOn: on, month: monthOf(on) }
  const { outcome, amount, per, reasons, missing, simulated } = eligibility.assess(request)
  const isNoRule = outcome === 'no-rule'
  return {
    ...{ by: 'pack', class: classes[outcome], rule: ruleWords(item, request, eligibility), amount, per },
    reasons: isNoRule ? [] : reasons,
    missing: isNoRule ? reasons.map((reason) => ruleMissing(reason, on)) : missing,
    isSimulated: simulated,
  }
}

/** A clerk reads which day has no rule; the name of the programme stands above it, its code nowhere. */
const ruleMissing = ({ code, zh, en }: Assessment['reasons'][number], on: Day): MatchedItem['missing'][number] => ({
  path: `rule:${code}`,
  ...(code === 'no-rule-in-force' ? { zh: `${on} 没有在用的规则`, en: `No rule is in force on ${on}` } : { zh, en }),
})

/** What the model itself says of its conditions. */
function ruleWords(
  item: CatalogueItem,
  { region, programme, lawOn }: { readonly region: string; readonly programme: string; readonly lawOn: Day },
  { library }: Eligibility,
): Words {
  const picked = library.pick({ region, programme, lawOn, simulate: false, overlay: [] })
  if (picked.kind === 'no-rule' && picked.closed) return picked.closed
  if (picked.kind === 'no-rule') return { zh: `${item.zh}：这里没有录入规则`, en: `${item.en}: no rule here` }
  const { pack, version } = picked.rules
  const { entitled } = answerOf(pack)
  const said = version.model.explain('测算', {}).decisions.find(({ decision }) => decision === entitled)?.description
  return { zh: said || pack.says.zh, en: pack.says.en }
}

/** Facts of the list and of the packs behind it, by key: the packs say alike what they share. */
export function definitionsOf(catalogue: Catalogue, { library }: Eligibility): ReadonlyMap<string, FactDefinition> {
  const programmes = new Set(catalogue.items.flatMap(({ programme }) => programme ?? []))
  const packs = library.packs.filter(({ programme }) => programmes.has(programme))
  return new Map([...packs.flatMap(({ facts }) => facts), ...catalogue.facts].map((fact) => [fact.key, fact]))
}

function questionsOf(
  items: readonly MatchedItem[],
  definitions: ReadonlyMap<string, FactDefinition>,
  { members }: Situation,
): OpenQuestion[] {
  const waiting = new Map<string, number>()
  for (const { missing } of items)
    for (const path of new Set(missing.map((one) => one.path))) waiting.set(path, (waiting.get(path) ?? 0) + 1)
  return [...waiting]
    .flatMap(([path, count]): OpenQuestion[] => {
      const [holder, key] = path.split('.stated.')
      const definition = definitions.get(key ?? '')
      if (!definition) return []
      const name = members.find(({ id }) => holder === `member:${id}`)?.name
      const whose = name === undefined ? { zh: '', en: '' } : { zh: `${name}：`, en: `${name}: ` }
      const { zh, en, type, unit, options = [] } = definition
      return [{ path, type, unit, options, items: count, zh: `${whose.zh}${zh}`, en: `${whose.en}${en}` }]
    })
    .toSorted((left, right) => right.items - left.items)
}

export interface StatedAnswer {
  /** `household.stated.<key>` or `member:<id>.stated.<key>`. */
  readonly path: string
  readonly value: string
}

/** Answers by who they are about: `household` or `member:<id>`. */
export type StatedByHolder = ReadonlyMap<string, StatedFacts>

/**
 * @throws badFact when no fact of the list has this key, it is not about this holder, no member has this id, or the value
 * is none it can have; factTwice
 */
export function statedByHolder(
  situation: Situation,
  answers: readonly StatedAnswer[],
  { definitions, source }: { readonly definitions: ReadonlyMap<string, FactDefinition>; readonly source: FactSource },
): StatedByHolder {
  const statedBy = new Map<string, Record<string, { value: string; source: FactSource }>>()
  for (const { path, value } of answers) {
    const [holder = '', key = ''] = path.split('.stated.')
    const definition = definitions.get(key)
    const isHeld = holder === 'household' || situation.members.some(({ id }) => holder === `member:${id}`)
    if (!definition || !isHeld || !isStatable(definition, value))
      throw eligibilityRefusals.badFact({ fact: definition?.zh ?? path, value })
    const before = statedBy.get(holder)?.[key]
    if (before && before.value !== value) throw eligibilityRefusals.factTwice({ fact: definition.zh })
    statedBy.set(holder, { ...statedBy.get(holder), [key]: { value, source } })
  }
  return statedBy
}

/** The situation with what was just answered; kept nowhere. @throws badFact, factTwice */
export function withAnswers(
  situation: Situation,
  answers: readonly StatedAnswer[],
  { definitions, on }: { readonly definitions: ReadonlyMap<string, FactDefinition>; readonly on: Day },
): Situation {
  const source = { kind: 'declared', zh: '刚才填的，没有存', on } as const
  const statedBy = statedByHolder(situation, answers, { definitions, source })
  const merged = (before: StatedFacts | undefined, holder: string): { stated?: StatedFacts } => {
    const stated = statedBy.get(holder)
    return stated ? { stated: { ...before, ...stated } } : {}
  }
  return {
    ...situation,
    ...merged(situation.stated, 'household'),
    members: situation.members.map((one) => ({ ...one, ...merged(one.stated, `member:${one.id}`) })),
  }
}
