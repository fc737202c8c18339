import { firstDayOf } from '#platform/clock/index.ts'
import { fen, zeroFen, type Fen } from '#platform/money/index.ts'
import type { MemberFacts, Situation } from '#registry/households/facts.ts'
import type { AssessmentRequest, MissingFact } from '../assessment.ts'
import type { Words } from '../labels.ts'
import { drawingParts } from './drawing-parts.ts'
import type { PlacesAbove, RuleSet } from '../packs/library.ts'
import { answerOf } from '../packs/pack.ts'
import type { Tier } from '../packs/parameters.ts'
import type { AnswerShape } from '../packs/schema.ts'
import { answerParameters, requiredAbsent, type ParameterAnswers } from '../packs/values.ts'
import { incomeLines } from '../tree/income-lines.ts'
import { householdTree } from '../tree/programme-tree.ts'
import { noStandard, type Answer, type Assumption } from './answer.ts'
import { readEvaluation, type Reading } from './engine-values.ts'
import { householdInputs } from './household-inputs.ts'
import { missingFacts, openInputs } from './missing.ts'
import { plainWords } from './plain.ts'
import { noticesFrom, reasonsFrom } from './reasons.ts'
import type { FactSetting } from './vocabulary.ts'
import {
  householdWarnings,
  pastKnownWarnings,
  singlePersonWarnings,
  situationWarnings,
  syntheticWarnings,
} from './warnings.ts'

export interface ProgrammeSetting {
  readonly rules: RuleSet
  readonly place: Words
  readonly placesAbove: PlacesAbove
  readonly placeName: (code: string) => string
  readonly assumption: Assumption
}

/** A programme the household is asked for as one: one standard, one income, one amount. */
export function assessHousehold(request: AssessmentRequest, setting: ProgrammeSetting): Answer {
  const { rules, place, placesAbove, assumption } = setting
  const { situation, month, factsOn, region } = request
  const shape = answerOf(rules.pack)
  const parameters = answerParameters(rules.pack.parameters, {
    table: rules.table,
    places: rules.places,
    tier: assumption.tier ?? tierOf(situation),
    on: firstDayOf(month),
    assumed: assumption.values,
  })
  const [without] = requiredAbsent(rules.pack.parameters, parameters)
  if (without && without.kind !== 'tier-unknown')
    return noStandard({ request, definition: without.definition, place, isDated: without.kind === 'not-on-this-day' })

  const facts: FactSetting = { region, placesAbove, factsOn, month }
  const inputs = householdInputs(situation, facts, rules.pack.facts)
  const reading = readEvaluation(rules.version.model.explain('测算', { ...inputs, ...parameters.inputs }))
  const counted = countedMembers(reading, situation)
  const { holds, amount } = answered(shape, reading)
  const open = openInputs(reading, rules, shape)
  const missing: MissingFact[] = without ? [tierMissing(situation)] : []
  if (amount === null)
    missing.push(
      ...missingFacts(open.paths, {
        ...{ situation, members: counted, facts: rules.pack.facts, place },
        parameters: rules.pack.parameters.filter(({ key }) => key !== without?.definition.key),
      }),
    )
  const outcome = amount === null ? 'not-enough-known' : holds ? 'entitled' : 'not-entitled'
  const { tree, drawing } = drawn({ request, setting, parameters, reading, shape, counted, amount, facts, open })
  const reasons = outcome === 'not-entitled' ? reasonsFrom({ rules, shape, drawing }) : []
  const asksIncome = reading.has('计入的成员')
  return {
    outcome,
    amount,
    per: shape.per,
    reasons,
    missing,
    class: outcome === 'entitled' ? classOf(shape, reading, rules) : null,
    warnings: [
      ...pastKnownWarnings(parameters.rows, month),
      ...syntheticWarnings(parameters.rows),
      ...situationWarnings(situation),
      ...(asksIncome ? householdWarnings(counted, request) : []),
      ...(reasons.some(({ code }) => code === 'income-not-below-line')
        ? singlePersonWarnings(counted, request.lawOn)
        : []),
      ...noticesFrom({ rules, shape, drawing }),
      ...(shape.unrounded && outcome === 'entitled' && hasPartOfAYuan(amount) ? [noMinimum] : []),
    ],
    parameters: [...parameters.found.values()],
    tree,
    plain: plainWords({
      ...{ outcome, amount, per: shape.per, heads: counted.length, title: rules.pack.title },
      line: reading.has('全家标准') ? reading.fen('全家标准') : null,
      income: reading.has('家庭月收入') ? reading.fen('家庭月收入') : null,
    }),
  }
}

/** What the model answers: a no is zero, an unknown condition has no amount. */
export function answered(
  { entitled, amount }: AnswerShape,
  reading: Reading,
): { readonly holds: boolean | null; readonly amount: Fen | null } {
  const computed = amount === undefined ? zeroFen : reading.fen(amount)
  if (entitled === undefined) return { holds: computed === null ? null : computed > 0n, amount: computed }
  const holds = reading.holds(entitled)
  return { holds, amount: holds === null ? null : holds ? computed : zeroFen }
}

export const classOf = (shape: AnswerShape, reading: Reading, { pack }: RuleSet): string | null =>
  (shape.class === undefined ? undefined : reading.texts(shape.class)[0]) ?? pack.class ?? null

function drawn({
  request,
  setting,
  parameters,
  reading,
  shape,
  counted,
  amount,
  facts,
  open,
}: {
  readonly request: AssessmentRequest
  readonly setting: ProgrammeSetting
  readonly parameters: ParameterAnswers
  readonly reading: Reading
  readonly shape: AnswerShape
  readonly counted: readonly MemberFacts[]
  readonly amount: Fen | null
  readonly facts: FactSetting
  readonly open: ReturnType<typeof openInputs>
}) {
  const { situation } = request
  const { rules, place } = setting
  const isIn = new Set(counted)
  const members = situation.members.map((member) => ({ member, isCounted: isIn.has(member) }))
  const income =
    reading.has('家庭月收入') && reading.has('计入的成员')
      ? incomeLines({ ...request, members, reading, parameter: (input) => parameterOf(rules, parameters, input) })
      : []
  const drawing = drawingParts({
    ...{ rules, reading, parameters, situation, place, member: null, prefix: '', setting: facts },
    drawn: new Map(income.length > 0 ? [['家庭月收入', 'income']] : []),
    heads:
      income.length > 0 ? members.flatMap(({ isCounted }, index) => (isCounted ? [`member-${index + 1}`] : [])) : [],
  })
  return { drawing, tree: householdTree({ shape, drawing, income, amount, isOpen: open.kindOf }) }
}

const parameterOf = ({ pack }: RuleSet, { found }: ParameterAnswers, input: string) =>
  found.get(pack.parameters.find((one) => one.input === input)?.key ?? '') ?? null

/** The head's, else the first member's who has one: a household has one standard. */
export const tierOf = ({ members }: Pick<Situation, 'members'>): Tier | null =>
  (
    members.find(({ relation, urbanRural }) => relation === 'head' && urbanRural) ??
    members.find(({ urbanRural }) => urbanRural)
  )?.urbanRural?.value ?? null

export const tierMissing = ({ members }: Pick<Situation, 'members'>): MissingFact => {
  const head = members.find(({ relation }) => relation === 'head') ?? members[0]
  return {
    path: `member:${head?.id ?? ''}.urbanRural`,
    zh: `${head?.name ?? '户主'}是城镇还是农村没有填，两边的标准不一样`,
    en: 'urban or rural not stated; the standards differ',
  }
}

/** Which members the model counted, by their ids; all of them where it does not say. */
function countedMembers(reading: Reading, { members }: Situation): readonly MemberFacts[] {
  if (!reading.has('计入的成员')) return members
  const value = reading.traceOf('计入的成员').value
  const ids = new Set(
    (Array.isArray(value) ? value : []).flatMap((one) =>
      typeof one === 'object' && one !== null && '编号' in one && typeof one['编号'] === 'string' ? [one['编号']] : [],
    ),
  )
  return members.filter(({ id }) => ids.has(id))
}

const hasPartOfAYuan = (amount: Fen | null): boolean => (amount ?? fen(0)) % 100n !== 0n

const noMinimum = {
  code: 'no-minimum-no-rounding',
  zh: '本地没有录入最低补差额，也没有录入补差怎么取整，所以照实到分，没有取整',
  en: 'No minimum and no rounding of the amount was supplied, so it is exact to the fen',
} as const
