import { addDays, ageOn, firstDayOf, lastDayOf } from '#platform/clock/index.ts'
import { sumFen, type Fen } from '#platform/money/index.ts'
import type { MemberFacts } from '#registry/households/facts.ts'
import type { AssessmentRequest, MissingFact, ParameterUse, Reason } from '../assessment.ts'
import type { Words } from '../labels.ts'
import type { PlacesAbove, RuleSet } from '../packs/library.ts'
import { answerParameters, type ParameterAnswers } from '../packs/values.ts'
import { ageAllowanceTree } from '../tree/age-allowance-tree.ts'
import { noStandard, type Answer, type Assumption } from './answer.ts'
import { countValue, readEvaluation, type Reading } from './engine-values.ts'
import { parameterMissing } from './missing.ts'
import { plainWords } from './plain.ts'
import { pastKnownWarnings, syntheticWarnings } from './warnings.ts'

/** One person of the household: asked by the place of registration, which sets the amounts. */
export interface PersonAnswer {
  readonly member: MemberFacts
  readonly number: number
  readonly kind: 'answered' | 'unknown' | 'not-configured'
  readonly age: number | null
  /** Name of the place of registration; null when unknown. */
  readonly registeredIn: string | null
  readonly amount: Fen | null
  readonly band: ParameterUse | null
  readonly law: readonly string[]
  readonly reasons: readonly Reason[]
  readonly missing: readonly MissingFact[]
  readonly parameters: ParameterAnswers | null
}

interface Setting {
  readonly rules: RuleSet
  readonly place: Words
  readonly placesAbove: PlacesAbove
  readonly placeName: (code: string) => string
  readonly assumption: Assumption
}

/** An amount by age for each person, added up for the household. Places without a number give none, not zero. */
export function assessAgeAllowance(request: AssessmentRequest, setting: Setting): Answer {
  const people = request.situation.members.map((member, index) =>
    assessPerson(member, { ...setting, request, number: index + 1 }),
  )
  const [definition] = setting.rules.pack.parameters
  if (definition && people.every(({ kind }) => kind === 'not-configured'))
    return noStandard({ request, definition, place: registeredPlace(people, setting.place), isDated: false })
  const missing = unique(people.flatMap((person) => person.missing))
  const known = people.flatMap(({ amount }) => (amount === null ? [] : [amount]))
  const total = missing.length > 0 ? null : sumFen(known)
  const outcome = total === null ? 'not-enough-known' : total > 0n ? 'entitled' : 'not-entitled'
  const reasons = outcome === 'not-entitled' ? people.flatMap((person) => person.reasons) : []
  const rows = people.flatMap(({ parameters }) => parameters?.rows ?? [])
  const found = people.flatMap(({ parameters }) => (parameters ? [...parameters.found.values()] : []))
  const said = { outcome, amount: total, reasons, missing } as const
  return {
    ...said,
    class: outcome === 'entitled' ? (setting.rules.pack.class ?? null) : null,
    warnings: [
      ...pastKnownWarnings(rows, request.month),
      ...syntheticWarnings(rows),
      ...people.flatMap(notConfiguredWarning),
    ],
    parameters: [...new Map(found.map((use) => [`${use.key}@${use.region}`, use])).values()],
    tree: ageAllowanceTree(people, total),
    plain: plainWords({
      ...said,
      line: null,
      income: null,
      heads: people.length,
      title: setting.rules.pack.title,
    }),
  }
}

function assessPerson(
  member: MemberFacts,
  {
    rules,
    place,
    placesAbove,
    placeName,
    assumption,
    request,
    number,
  }: Setting & { readonly request: AssessmentRequest; readonly number: number },
): PersonAnswer {
  const { factsOn, month } = request
  const nobody = {
    member,
    number,
    age: null,
    registeredIn: member.registeredAt === null ? null : placeName(member.registeredAt.value),
    amount: null,
    band: null,
    law: [],
    reasons: [],
    missing: [],
    parameters: null,
  }
  const registered = member.registeredAt?.value
  const born = member.bornOn?.value
  const missing = [
    ...(registered === undefined
      ? [factMissing(member, { path: 'registeredAt', zh: '户籍地', en: 'place of registration' })]
      : []),
    ...(born === undefined ? [factMissing(member, { path: 'bornOn', zh: '出生日期', en: 'birth date' })] : []),
  ]
  if (registered === undefined || born === undefined) return { ...nobody, kind: 'unknown', missing }
  const age = ageOn(born, factsOn)
  const parameters = answerParameters(rules.pack.parameters, {
    table: rules.table,
    places: placesAbove(registered),
    tier: null,
    on: firstDayOf(month),
    assumed: assumption.values,
  })
  const isConfigured = rules.pack.parameters.every(({ key, required }) => !required || parameters.found.has(key))
  if (!isConfigured) return { ...nobody, kind: 'not-configured', age, parameters }
  const reading = readEvaluation(
    rules.version.model.explain('测算', {
      ...parameters.inputs,
      周岁: countValue(age),
      当月末周岁: countValue(ageOn(born, lastDayOf(month))),
      上月末周岁: countValue(ageOn(born, addDays(firstDayOf(month), -1))),
    }),
  )
  const amount = reading.fen('每月津贴')
  const open = rules.pack.parameters.find(({ key, required }) => !required && !parameters.found.has(key))
  return {
    ...nobody,
    kind: amount === null ? 'unknown' : 'answered',
    age,
    amount,
    band: bandOf(reading, parameters, rules),
    law: reading.law('每月津贴'),
    reasons: amount === 0n ? [tooYoung(member, { age, article: reading.law('每月津贴')[0] ?? '' })] : [],
    missing: amount === null && open ? [parameterMissing(open, { placeZh: place.zh, placeEn: place.en })] : [],
    parameters,
  }
}

/** The parameter whose value the model took: the band is named like the model's input. */
function bandOf(reading: Reading, parameters: ParameterAnswers, { pack }: RuleSet): ParameterUse | null {
  const band = reading.traceOf('所在档').value
  const definition = pack.parameters.find(({ input }) => input === band)
  return definition ? (parameters.found.get(definition.key) ?? null) : null
}

const tooYoung = (
  member: MemberFacts,
  { age, article }: { readonly age: number; readonly article: string },
): Reason => ({
  code: 'too-young',
  zh: `${member.name} ${age} 岁，还没有到发的岁数`,
  en: `${member.name} is ${age}, not yet of the age`,
  article,
})

const factMissing = (member: MemberFacts, { path, zh, en }: Words & { readonly path: string }): MissingFact => ({
  path: `member:${member.id}.${path}`,
  zh: `${member.name}的${zh}没有填`,
  en: `${en} of ${member.name} not stated`,
})

const notConfiguredWarning = ({ kind, member, registeredIn }: PersonAnswer) =>
  kind === 'not-configured'
    ? [
        {
          code: 'not-configured-here',
          zh: `${member.name}的户籍地（${registeredIn ?? ''}）没有录入这项津贴，没有算`,
          en: `Not configured for the place where ${member.name} is registered; left out`,
        },
      ]
    : []

const registeredPlace = (people: readonly PersonAnswer[], place: Words): Words => {
  const name = people[0]?.registeredIn ?? null
  return name === null ? place : { zh: `户籍地${name}`, en: `place of registration ${name}` }
}

const unique = (missing: readonly MissingFact[]): MissingFact[] => [
  ...new Map(missing.map((fact) => [fact.path, fact])).values(),
]
