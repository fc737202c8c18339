import type { Step } from '#platform/decisions/contract.ts'
import { incomeKinds, type MemberFacts, type Situation } from '#registry/households/facts.ts'
import type { MissingFact } from '../assessment.ts'
import { calledOf, incomeWords, type Words } from '../labels.ts'
import type { RuleSet } from '../packs/library.ts'
import type { AnswerShape, FactDefinition, ParameterDefinition } from '../packs/schema.ts'
import type { OpenKind } from '../tree/test-lines.ts'
import type { Reading } from './engine-values.ts'
import { fittingFact, memberFields, propertyFields } from './vocabulary.ts'

interface Open {
  readonly facts: Set<string>
  readonly parameters: Set<string>
}

/** What an answer waits for. */
export interface OpenInputs {
  readonly paths: readonly string[]
  readonly kindOf: (decision: string) => OpenKind
}

const comparisons: ReadonlySet<string> = new Set(['<', '<=', '>', '>=', '=', '!=', 'decision table'])

/**
 * Paths of the inputs nobody supplied on which a decision without an answer hangs: `成员[2].工资性收入`, `存款限额月数`. A
 * number of the place is not asked for while the fact it is held against is itself unknown.
 */
export function openInputs(reading: Reading, { pack }: RuleSet, { entitled, amount }: AnswerShape): OpenInputs {
  const isParameter = (path: string): boolean => pack.parameters.some(({ input }) => input === path)
  const known = new Map<string, Open>()
  const ofDecision = (name: string): Open => {
    const before = known.get(name)
    if (before) return before
    const trace = reading.traceOf(name)
    const open: Open = { facts: new Set(), parameters: new Set() }
    known.set(name, open)
    const causes = (trace.rules ?? []).flatMap((rule) => rule.causes)
    for (const { path } of causes) if (path !== undefined) (isParameter(path) ? open.parameters : open.facts).add(path)
    for (const step of trace.steps) add(open, ofStep(step))
    if (trace.rules && open.facts.size > 0) open.parameters.clear()
    return open
  }
  const ofStep = (step: Step): Open => {
    const open: Open = { facts: new Set(), parameters: new Set() }
    const path = step.cause?.code === 'missing-input' ? step.cause.path : undefined
    if (path !== undefined && step.from.length === 0)
      if (step.operation !== 'decision') (isParameter(path) ? open.parameters : open.facts).add(path)
    for (const part of step.from) add(open, ofStep(part))
    if (step.operation === 'decision' && step.value === null && reading.has(step.text)) add(open, ofDecision(step.text))
    if (path !== undefined && open.facts.size + open.parameters.size === 0)
      (isParameter(path) ? open.parameters : open.facts).add(path)
    if (comparisons.has(step.operation) && open.facts.size > 0) open.parameters.clear()
    return open
  }
  const all: Open = { facts: new Set(), parameters: new Set() }
  const ends = [entitled, amount].filter((name) => name !== undefined)
  for (const name of ends) if (reading.traceOf(name).value === null) add(all, ofDecision(name))
  const inOrder = reading.evaluation.missing.flatMap(({ path }) => path ?? [])
  const found = new Set([...all.facts, ...all.parameters])
  return {
    paths: [...new Set([...inOrder.filter((path) => found.has(path) || !isParameter(path)), ...found])],
    kindOf: (decision) => {
      if (!reading.has(decision) || reading.traceOf(decision).value !== null) return null
      const { facts, parameters } = ofDecision(decision)
      return facts.size > 0 ? 'fact' : parameters.size > 0 ? 'parameter' : null
    },
  }
}

const add = (to: Open, from: Open): void => {
  for (const path of from.facts) to.facts.add(path)
  for (const path of from.parameters) to.parameters.add(path)
}

export interface MissingSetting {
  readonly situation: Situation
  /** The members a field of the list is asked of; the one member where each is asked apart. */
  readonly members: readonly MemberFacts[]
  readonly facts: readonly FactDefinition[]
  readonly parameters: readonly ParameterDefinition[]
  readonly place: Words
}

/** Turns the model's paths into what a clerk can fill in or ask for: every member whose cell is empty is listed. */
export function missingFacts(paths: readonly string[], setting: MissingSetting): MissingFact[] {
  const { situation, members, facts, parameters, place } = setting
  const missing = new Map<string, MissingFact>()
  const note = (fact: MissingFact): void => void missing.set(fact.path, fact)
  for (const path of paths) {
    const name = path.split('.').at(-1) ?? ''
    const property = path.startsWith('财产') ? propertyFields[name] : undefined
    if (property)
      note({ path: `household.${property.path}`, zh: `${property.zh}没有填`, en: `${property.en} not stated` })
    if (path === '现在每月发')
      note({ path: 'household.paidNow', zh: '现在每月发多少没有填', en: 'what is paid now not stated' })
    const field = property ? undefined : memberFields[name]
    if (field) for (const one of members) if (field.factOf(one) === null) note(ofMember(one, field.path, field))
    for (const kind of incomeKinds)
      if (name === incomeWords[kind].zh || name === `全年${incomeWords[kind].zh}`)
        for (const one of members) if (!one.incomes[kind]) note(ofMember(one, `incomes.${kind}`, incomeWords[kind]))
    const fact = facts.find(({ input }) => input === name)
    if (fact?.of === 'household' && !fittingFact(fact, situation.stated?.[fact.key]))
      note({ path: `household.stated.${fact.key}`, zh: `${fact.zh}没有填`, en: `${fact.en} not stated` })
    if (fact?.of === 'member')
      for (const one of members)
        if (!fittingFact(fact, one.stated?.[fact.key])) note(ofMember(one, `stated.${fact.key}`, fact))
    const definition = parameters.find(({ input }) => input === path)
    if (definition) note(parameterMissing(definition, place))
  }
  return [...missing.values()]
}

export const ofMember = (member: MemberFacts, path: string, { zh, en }: Words): MissingFact => ({
  path: `member:${member.id}.${path}`,
  zh: `${calledOf(member).zh}的${zh}没有填`,
  en: `${en} of ${calledOf(member).en} not stated`,
})

export const parameterMissing = ({ key, zh, en }: ParameterDefinition, place: Words): MissingFact => ({
  path: `parameter:${key}`,
  zh: `${place.zh}没有录入“${zh}”`,
  en: `${en}: not supplied for ${place.en}`,
})
