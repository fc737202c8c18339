import { must } from '#platform/errors/index.ts'
import type { Assessment, AssessmentRequest } from '../assessment.ts'
import type { Words } from '../labels.ts'
import {
  createPackLibrary,
  type ClosedProgramme,
  type PackLibrary,
  type Pick,
  type PlacesAbove,
  type RuleSet,
} from '../packs/library.ts'
import { answerOf, type Pack } from '../packs/pack.ts'
import type { ParameterRow } from '../packs/parameters.ts'
import type { PackStatus } from '../packs/schema.ts'
import { assumingNothing, noRule, type Answer, type Assumption } from './answer.ts'
import { assessEachMember } from './each-member.ts'
import { assessHousehold } from './household.ts'
import { draftWarning } from './warnings.ts'

export interface AssessOptions {
  /** Lets a draft take part; the answer is marked and must never pay. */
  readonly simulate?: boolean
  /** Values of one's own over what we ship, shown as synthetic. Made by `overlayFrom`. */
  readonly overlay?: readonly ParameterRow[]
}

export interface Eligibility {
  /** Pure and quick: the same request, packs and options give the same answer. */
  readonly assess: (request: AssessmentRequest, options?: AssessOptions) => Assessment
  readonly library: PackLibrary
  readonly placesAbove: PlacesAbove
  /** The law an answer was made by, as an immutable copy to keep beside it. */
  readonly copyOf: (request: AssessmentRequest, options?: AssessOptions) => LawCopy
}

/** The pack nearest to the place, with the files of every pack that took part: folder → file → text. */
export interface LawCopy {
  readonly packId: string
  readonly programme: string
  readonly region: string
  readonly title: string
  readonly status: PackStatus
  readonly parts: Readonly<Record<string, Readonly<Record<string, string>>>>
}

export function createEligibility({
  packs,
  closed = [],
  placesAbove,
  placeName = (code) => code,
}: {
  readonly packs: readonly Pack[]
  readonly closed?: readonly ClosedProgramme[]
  readonly placesAbove: PlacesAbove
  /** `330102` → 上城区; the code itself when nobody says. */
  readonly placeName?: (code: string) => string
}): Eligibility {
  const library = createPackLibrary(packs, placesAbove, closed)
  return {
    library,
    placesAbove,
    assess: (request, options = {}) => assess(request, { library, placesAbove, placeName, options }),
    copyOf: (request, options = {}) => copyOfLaw(library, request, options),
  }
}

function copyOfLaw(
  library: PackLibrary,
  { region, programme, lawOn }: AssessmentRequest,
  options: AssessOptions,
): LawCopy {
  const picked = library.pick({
    region,
    programme,
    lawOn,
    simulate: options.simulate ?? false,
    overlay: options.overlay ?? [],
  })
  must(picked.kind === 'found', 'an answer with a hash was made by a pack')
  const { parts } = picked.rules
  const near = parts[0] ?? picked.rules.pack
  return {
    packId: near.id,
    programme: near.programme,
    region: near.region,
    title: near.title.zh,
    status: near.status,
    parts: Object.fromEntries(parts.map((pack) => [`${pack.region}/${pack.programme}`, pack.files])),
  }
}

interface Setting {
  readonly library: PackLibrary
  readonly placesAbove: PlacesAbove
  readonly placeName: (code: string) => string
  readonly options: AssessOptions
}

function assess(request: AssessmentRequest, { library, placesAbove, placeName, options }: Setting): Assessment {
  const { region, programme, lawOn } = request
  const overlay = options.overlay ?? []
  const picked = library.pick({ region, programme, lawOn, simulate: options.simulate ?? false, overlay })
  if (picked.kind === 'no-rule')
    return framed(request, { answer: nothingInForce(request, picked), rules: null, possible: [] })
  const { rules } = picked
  const place = placeOf(rules, region)
  const ask = answerOf(rules.pack).asks === 'each-member' ? assessEachMember : assessHousehold
  const answerUnder = (assumption: Assumption): Answer =>
    ask(request, { rules, place, placesAbove, placeName, assumption })
  const answer = answerUnder(assumingNothing)
  const readings = readingsOf(answer, rules)
  if (readings.length === 0) return framed(request, { answer, rules, possible: [] })
  const answers = readings.map(({ words, assumption }) => ({ words, answer: answerUnder(assumption) }))
  const [first] = answers
  must(first, 'an open question has readings')
  if (answers.every((one) => isSame(one.answer, first.answer)) && first.answer.amount !== null)
    return framed(request, { answer: settled(first.answer, answer), rules, possible: [] })
  const possible = answers.flatMap(({ words, answer: { amount } }) => (amount === null ? [] : [{ ...words, amount }]))
  return framed(request, { answer, rules, possible })
}

/** When exactly one open question has a known set of answers, each of them is computed. */
function readingsOf({ outcome, missing }: Answer, { pack }: RuleSet): { words: Words; assumption: Assumption }[] {
  const [open] = missing
  if (outcome !== 'not-enough-known' || missing.length !== 1 || !open) return []
  if (open.path.endsWith('.urbanRural'))
    return [
      { words: { zh: '按城镇', en: 'as urban' }, assumption: { tier: 'urban', values: {} } },
      { words: { zh: '按农村', en: 'as rural' }, assumption: { tier: 'rural', values: {} } },
    ]
  const definition = pack.parameters.find(({ key }) => open.path === `parameter:${key}`)
  return (definition?.readings ?? []).map(({ value, zh, en }) => ({
    words: { zh, en },
    assumption: { tier: null, values: { [definition?.key ?? '']: value } },
  }))
}

const isSame = (left: Answer, right: Answer): boolean => left.outcome === right.outcome && left.amount === right.amount

/** The open question changes nothing, so it is answered all the same, and said. */
const settled = (answer: Answer, open: Answer): Answer => ({
  ...answer,
  warnings: [
    ...answer.warnings.filter(({ code }) => code !== 'synthetic-values'),
    ...open.missing.map(({ zh, en }) => ({
      code: 'open-but-same',
      zh: `${zh}；哪一种都一样，不影响结果`,
      en: `${en}; the answer is the same either way`,
    })),
  ],
})

const nothingInForce = (
  { programme, lawOn }: AssessmentRequest,
  { draft, closed }: Extract<Pick, { kind: 'no-rule' }>,
): Answer => {
  const names = { zh: programme, en: programme }
  if (closed !== undefined) return noRule({ code: 'pack-unreadable', ...closed, article: '' }, names)
  if (draft !== null)
    return noRule(
      {
        code: 'draft-only',
        zh: `没有在用的规则；“${draft}”还没有生效，只能标明模拟地算`,
        en: 'No rule in force; there is a draft, which may be simulated but never paid by',
        article: '',
      },
      names,
    )
  return noRule(
    {
      code: 'no-rule-in-force',
      zh: `这个地方 ${lawOn} 没有这一项在用的规则`,
      en: `This place has no rule for this benefit in force on ${lawOn}`,
      article: '',
    },
    names,
  )
}

/** The name of the nearest place that has a pack; a code is no name. */
function placeOf(rules: RuleSet, region: string): Words {
  const near =
    rules.parts.find((pack) => pack.region === region) ?? rules.parts.find((pack) => pack.region !== '000000')
  return near?.place ?? { zh: '本地', en: 'this place' }
}

function framed(
  request: AssessmentRequest,
  {
    answer,
    rules,
    possible,
  }: { readonly answer: Answer; readonly rules: RuleSet | null; readonly possible: Assessment['possible'] },
): Assessment {
  const isDraft = rules?.parts.some(({ status }) => status === 'draft') ?? false
  const isOverlaid = rules?.table.rows.some((row) => row.isOverlay) ?? false
  const near = rules?.parts[0]
  return {
    programme: request.programme,
    region: request.region,
    factsOn: request.factsOn,
    lawOn: request.lawOn,
    month: request.month,
    ...answer,
    warnings: isDraft ? [draftWarning, ...answer.warnings] : answer.warnings,
    possible,
    pack: {
      id: near?.id ?? '',
      title: near?.title.zh ?? '',
      hash: rules?.hash ?? '',
      status: isDraft ? 'draft' : (near?.status ?? 'in-force'),
    },
    simulated: isDraft || isOverlaid,
  }
}
