import { ageOn, firstDayOf } from '#platform/clock/index.ts'
import { sumFen, type Fen } from '#platform/money/index.ts'
import type { MemberFacts } from '#registry/households/facts.ts'
import type { AssessmentRequest, MissingFact, Reason } from '../assessment.ts'
import { calledOf, type Words } from '../labels.ts'
import { answerOf } from '../packs/pack.ts'
import { answerParameters, requiredAbsent, type ParameterAnswers } from '../packs/values.ts'
import { peopleTree, type PersonParts } from '../tree/programme-tree.ts'
import { noStandard, type Answer } from './answer.ts'
import { drawingParts } from './drawing-parts.ts'
import { readEvaluation } from './engine-values.ts'
import { answered, classOf, tierMissing, tierOf, type ProgrammeSetting } from './household.ts'
import { householdInputs, memberInputs } from './household-inputs.ts'
import { missingFacts, ofMember, openInputs } from './missing.ts'
import { plainWords } from './plain.ts'
import { noticesFrom, reasonsFrom } from './reasons.ts'
import { memberFields } from './vocabulary.ts'
import { pastKnownWarnings, syntheticWarnings, type Warning } from './warnings.ts'

/** One person, asked apart. */
interface PersonAnswer {
  readonly kind: 'answered' | 'not-configured' | 'not-on-this-day'
  readonly member: MemberFacts
  readonly amount: Fen | null
  readonly holds: boolean | null
  readonly class: string | null
  readonly reasons: readonly Reason[]
  readonly missing: readonly MissingFact[]
  readonly warnings: readonly Warning[]
  readonly parameters: ParameterAnswers | null
  readonly person: PersonParts
}

/** Each member is asked apart and the amounts added up. Places without a number give none, not zero. */
export function assessEachMember(request: AssessmentRequest, setting: ProgrammeSetting): Answer {
  const { rules } = setting
  const shape = answerOf(rules.pack)
  const people = request.situation.members.map((_, index) => assessMember(index, { ...setting, request }))
  const required = rules.pack.parameters.find((one) => one.required)
  if (required && people.every(({ kind }) => kind !== 'answered')) {
    const isDated = people.some(({ kind }) => kind === 'not-on-this-day')
    return noStandard({ request, definition: required, place: askedPlace(people, setting), isDated })
  }
  const missing = unique(people.flatMap((one) => one.missing))
  const known = people.flatMap(({ amount }) => (amount === null ? [] : [amount]))
  const amount = missing.length > 0 ? null : sumFen(known)
  const outcome = amount === null ? 'not-enough-known' : people.some(({ holds }) => holds) ? 'entitled' : 'not-entitled'
  const rows = people.flatMap(({ parameters }) => parameters?.rows ?? [])
  const found = people.flatMap(({ parameters }) => (parameters ? [...parameters.found.values()] : []))
  const classes = new Set(people.flatMap((one) => one.class ?? []))
  return {
    outcome,
    amount,
    per: shape.per,
    reasons: outcome === 'not-entitled' ? people.flatMap((one) => one.reasons) : [],
    missing,
    class: outcome === 'entitled' ? [...classes].join('、') || null : null,
    warnings: [
      ...pastKnownWarnings(rows, request.month),
      ...syntheticWarnings(rows),
      ...people.flatMap((one) => notConfigured(one, setting)),
      ...people.flatMap(({ warnings }) => warnings),
    ],
    parameters: [...new Map(found.map((use) => [`${use.key}@${use.region}`, use])).values()],
    tree: peopleTree(
      people.map(({ person }) => person),
      shape,
      amount,
    ),
    plain: plainWords({
      ...{ outcome, amount, per: shape.per, line: null, income: null, heads: people.length },
      title: rules.pack.title,
    }),
  }
}

function assessMember(
  index: number,
  setting: ProgrammeSetting & { readonly request: AssessmentRequest },
): PersonAnswer {
  const { rules, place, placesAbove, placeName, assumption, request } = setting
  const { factsOn, month, region, situation } = request
  const member = situation.members[index]!
  const number = index + 1
  const shape = answerOf(rules.pack)
  const byRegistration = shape.numbersOf === 'registration'
  const person: PersonParts = {
    ...{ number, name: calledOf(member), isAsked: true, amount: null, holds: null, drawing: null },
    isOpen: () => null,
    intro: introOf(member, { request, registeredIn: registeredName(member, placeName) }),
  }
  const none = {
    member,
    amount: null,
    holds: null,
    class: null,
    reasons: [],
    missing: [],
    warnings: [],
    parameters: null,
  }
  if (byRegistration && (member.registeredAt === null || member.bornOn === null))
    return { ...none, kind: 'answered', missing: whoIsIt(member), person }
  const parameters = answerParameters(rules.pack.parameters, {
    table: rules.table,
    places: byRegistration && member.registeredAt ? placesAbove(member.registeredAt.value) : rules.places,
    tier: assumption.tier ?? tierOf({ members: [member] }) ?? tierOf(situation),
    on: firstDayOf(month),
    assumed: assumption.values,
  })
  const absent = requiredAbsent(rules.pack.parameters, parameters).map((one) => one.kind)
  if (absent.some((kind) => kind !== 'tier-unknown')) {
    const kind = !byRegistration && absent.includes('not-on-this-day') ? 'not-on-this-day' : 'not-configured'
    return {
      ...none,
      kind,
      parameters: byRegistration ? parameters : null,
      person: { ...person, isAsked: false, intro: leftOut(person.intro) },
    }
  }
  const facts = { region, placesAbove, factsOn, month }
  const reading = readEvaluation(
    rules.version.model.explain('测算', {
      ...householdInputs(situation, facts, rules.pack.facts),
      ...memberInputs(member, facts, rules.pack.facts),
      ...parameters.inputs,
    }),
  )
  const { holds, amount } = answered(shape, reading)
  const open = openInputs(reading, rules, shape)
  const drawing = drawingParts({
    ...{ rules, reading, parameters, situation, member, setting: facts, place },
    ...{ drawn: new Map(), heads: [], prefix: `p${number}-` },
  })
  const said = { rules, shape, drawing }
  const tier = absent.length > 0 && amount === null ? [tierMissing({ members: [member] })] : []
  const asked = { situation, members: [member], facts: rules.pack.facts, parameters: rules.pack.parameters, place }
  const missing =
    amount === null
      ? [
          ...tier,
          ...missingFacts(open.paths, asked).filter(({ path }) => tier.length === 0 || !path.startsWith('parameter:')),
        ]
      : []
  return {
    ...{ kind: 'answered', member, amount, holds, parameters, missing },
    class: holds === true ? classOf(shape, reading, rules) : null,
    reasons: holds === false ? reasonsFrom(said).map((reason) => namedReason(reason, member)) : [],
    warnings: noticesFrom(said).map((one) => ({
      ...one,
      zh: `${calledOf(member).zh}：${one.zh}`,
      en: `${calledOf(member).en}: ${one.en}`,
    })),
    person: { ...person, amount, holds, drawing, isOpen: open.kindOf },
  }
}

const whoIsIt = (member: MemberFacts): MissingFact[] => [
  ...(member.registeredAt === null ? [ofMember(member, 'registeredAt', memberFields['本地户籍']!)] : []),
  ...(member.bornOn === null ? [ofMember(member, 'bornOn', memberFields['周岁']!)] : []),
]

const registeredName = ({ registeredAt }: MemberFacts, placeName: (code: string) => string): string | null =>
  registeredAt === null ? null : placeName(registeredAt.value)

function introOf(
  { name, bornOn }: MemberFacts,
  { request, registeredIn }: { readonly request: AssessmentRequest; readonly registeredIn: string | null },
): Words {
  const age = bornOn === null ? null : ageOn(bornOn.value, request.factsOn)
  const said =
    bornOn === null
      ? { zh: '', en: '' }
      : { zh: `（${bornOn.source.zh}，${bornOn.source.on}）`, en: ` (${bornOn.source.on})` }
  return {
    zh: `${name}，${age === null ? '年龄不知道' : `${age} 岁`}${said.zh}，户籍${registeredIn ?? '不知道'}`,
    en: `${name}, ${age ?? 'age unknown'}${said.en}, registered in ${registeredIn ?? 'an unknown place'}`,
  }
}

const leftOut = ({ zh, en }: Words): Words => ({
  zh: `${zh}：当地没有录入，没有算`,
  en: `${en}: not configured there`,
})

const namedReason = (reason: Reason, member: MemberFacts): Reason => ({
  ...reason,
  zh: `${calledOf(member).zh}：${reason.zh}`,
  en: `${calledOf(member).en}: ${reason.en}`,
})

const notConfigured = ({ kind, member }: PersonAnswer, { placeName }: ProgrammeSetting): Warning[] =>
  kind === 'answered'
    ? []
    : [
        {
          code: 'not-configured-here',
          zh: `${calledOf(member).zh}的户籍地（${registeredName(member, placeName) ?? ''}）没有录入这一项，没有算`,
          en: `Not configured for the place where ${calledOf(member).en} is registered; left out`,
        },
      ]

function askedPlace(people: readonly PersonAnswer[], { rules, place, placeName }: ProgrammeSetting): Words {
  const first = people[0]?.member.registeredAt
  if (answerOf(rules.pack).numbersOf === 'place' || !first) return place
  const name = placeName(first.value)
  return { zh: `户籍地${name}`, en: `place of registration ${name}` }
}

const unique = (missing: readonly MissingFact[]): MissingFact[] => [
  ...new Map(missing.map((fact) => [fact.path, fact])).values(),
]
