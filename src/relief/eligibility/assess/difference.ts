import { firstDayOf } from '#platform/clock/index.ts'
import { zeroFen, type Fen } from '#platform/money/index.ts'
import type { MemberFacts, Situation } from '#registry/households/facts.ts'
import type { AssessmentRequest, MissingFact } from '../assessment.ts'
import type { Words } from '../labels.ts'
import type { PlacesAbove, RuleSet } from '../packs/library.ts'
import type { Tier } from '../packs/parameters.ts'
import { answerParameters, type ParameterAnswers } from '../packs/values.ts'
import { differenceTree } from '../tree/difference-tree.ts'
import { missingPaths, readEvaluation, type Reading } from './engine-values.ts'
import { householdInputs } from './household-inputs.ts'
import { missingFacts } from './missing.ts'
import { noStandard, type Answer, type Assumption } from './answer.ts'
import { plainWords } from './plain.ts'
import { reasonsFrom } from './reasons.ts'
import {
  householdWarnings,
  pastKnownWarnings,
  singlePersonWarnings,
  situationWarnings,
  syntheticWarnings,
} from './warnings.ts'

/** "The difference is paid": standard × members − household income (57号 art. 23, Decree 649 art. 12). */
export function assessDifference(
  request: AssessmentRequest,
  setting: {
    readonly rules: RuleSet
    readonly place: Words
    readonly placesAbove: PlacesAbove
    readonly assumption: Assumption
  },
): Answer {
  const { rules, place, placesAbove, assumption } = setting
  const { situation, month } = request
  const tier = assumption.tier ?? tierOf(situation)
  const parameters = answerParameters(rules.pack.parameters, {
    table: rules.table,
    places: rules.places,
    tier,
    on: firstDayOf(month),
    assumed: assumption.values,
  })
  const without = requiredAbsent(rules, parameters)
  if (without && without.kind !== 'tier-unknown')
    return noStandard({ request, definition: without.definition, place, isDated: without.kind === 'not-on-this-day' })

  const { model } = rules.version
  const facts = householdInputs(situation, { region: request.region, placesAbove })
  const reading = readEvaluation(model.explain('测算', { ...facts, ...parameters.inputs }))
  const isIn = countedBy(reading)
  const members = situation.members.map((member) => ({ member, isCounted: isIn(member) }))
  const counted = situation.members.filter(isIn)
  const missing: MissingFact[] = without ? [tierMissing(situation)] : []
  const qualifies = reading.holds('符合条件')
  const amount = reading.fen('每月补差')
  if (amount === null)
    missing.push(
      ...missingFacts(missingPaths(reading, decisionsThatWait), {
        situation,
        counted,
        definitions: rules.pack.parameters.filter(({ key }) => key !== without?.definition.key),
        placeZh: place.zh,
        placeEn: place.en,
      }),
    )
  const outcome = amount === null ? 'not-enough-known' : qualifies ? 'entitled' : 'not-entitled'
  const reasons =
    outcome === 'not-entitled'
      ? reasonsFrom({ reading, situation, heads: counted.length, limits: limitsOf(parameters), place })
      : []
  const said = { amount: outcome === 'not-enough-known' ? null : amount, reasons, missing }
  return {
    ...said,
    outcome,
    class: outcome === 'entitled' ? (rules.pack.class ?? null) : null,
    warnings: [
      ...pastKnownWarnings(parameters.rows, month),
      ...syntheticWarnings(parameters.rows),
      ...situationWarnings(situation),
      ...householdWarnings(counted, request),
      ...(reasons.some(({ code }) => code === 'income-not-below-line')
        ? singlePersonWarnings(counted, request.lawOn)
        : []),
      ...(outcome === 'entitled' && hasPartOfAYuan(amount) ? [noMinimum] : []),
    ],
    parameters: [...parameters.found.values()],
    tree: differenceTree({
      situation,
      members,
      reading,
      parameter: (key) => parameters.found.get(key) ?? null,
      request,
      place,
    }),
    plain: plainWords({
      ...said,
      outcome,
      line: reading.fen('全家标准'),
      income: reading.fen('家庭月收入'),
      heads: counted.length,
      title: rules.pack.title,
    }),
  }
}

/** Decisions whose silence explains a missing amount. */
const decisionsThatWait = [
  '每月收入合计',
  '全年收入合计',
  '每月扣减',
  '全年扣减',
  '全年折合每月',
  '全家标准',
  '存款不超限',
  '房屋不超限',
  '车辆不超限',
  '经营主体不超限',
  '户籍条件',
]

const requiredAbsent = (rules: RuleSet, { absent }: ParameterAnswers) => {
  const definition = rules.pack.parameters.find(({ key, required }) => required && absent.has(key))
  const resolution = definition && absent.get(definition.key)
  return definition && resolution ? { definition, kind: resolution.kind } : null
}

/** The head's, else the first member's who has one: a household has one standard. */
const tierOf = ({ members }: Situation): Tier | null =>
  (
    members.find(({ relation, urbanRural }) => relation === 'head' && urbanRural) ??
    members.find(({ urbanRural }) => urbanRural)
  )?.urbanRural?.value ?? null

const tierMissing = ({ members }: Situation): MissingFact => {
  const head = members.find(({ relation }) => relation === 'head') ?? members[0]
  return {
    path: `member:${head?.id ?? ''}.urbanRural`,
    zh: `${head?.name ?? '户主'}是城镇还是农村没有填，两边的标准不一样`,
    en: 'urban or rural not stated; the standards differ',
  }
}

/** Which members the model counted, by their ids. */
function countedBy(reading: Reading): (member: MemberFacts) => boolean {
  const value = reading.traceOf('计入的成员').value
  const ids = new Set(
    (Array.isArray(value) ? value : []).flatMap((one) =>
      typeof one === 'object' && one !== null && '编号' in one && typeof one['编号'] === 'string' ? [one['编号']] : [],
    ),
  )
  return (member) => ids.has(member.id)
}

const limitsOf = ({ found }: ParameterAnswers) => ({
  homes: found.get('dibao.property.homes-max')?.value ?? '?',
  vehicles: found.get('dibao.property.vehicles-max')?.value ?? '?',
  businesses: found.get('dibao.property.businesses-max')?.value ?? '?',
})

const hasPartOfAYuan = (amount: Fen | null): boolean => (amount ?? zeroFen) % 100n !== 0n

const noMinimum = {
  code: 'no-minimum-no-rounding',
  zh: '本地没有录入最低补差额，也没有录入补差怎么取整，所以照实到分，没有取整',
  en: 'No minimum and no rounding of the amount was supplied, so it is exact to the fen',
} as const
