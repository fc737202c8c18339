import { monthOf } from '#platform/clock/index.ts'
import type { Assessment, MissingFact } from '../assessment.ts'
import type { Eligibility } from '../assess/eligibility.ts'
import type { Words } from '../labels.ts'
import type { Pack } from '../packs/pack.ts'
import type { Answers } from './answers.ts'
import type { QuestionKey } from './questions.ts'
import { eldersFrom, householdFrom, type Speaking } from './situation.ts'

/** One programme whose rules cover the place. */
export interface Screened {
  readonly programme: string
  readonly title: Words
  /** Page of the policy, when it has one. */
  readonly policy: string | null
  readonly status: Pack['status']
  /** What the packs answer; null when the one thing they need first was not said. */
  readonly assessment: Assessment | null
  /** What only the family can say, by question. */
  readonly askYou: readonly QuestionKey[]
  /** What the office has to supply, in sentences. */
  readonly askOffice: readonly MissingFact[]
  /** Nobody it is meant for was named, so it was not computed. */
  readonly isForNobody: boolean
}

export interface Screening {
  readonly here: readonly Screened[]
  /** Programmes of the place that ask for more than the few questions; to be asked for at the window. */
  readonly more: readonly { readonly title: Words; readonly says: Words; readonly policy: string | null }[]
  /** Programmes that other places have in this system and this one has not. */
  readonly notHere: readonly { readonly title: Words; readonly place: Words; readonly policy: string }[]
}

/** Every programme with rules for the place, computed from the same packs as everywhere else. Keeps nothing. */
export function screen(eligibility: Eligibility, answers: Answers, speaking: Speaking): Screening {
  const { library, placesAbove } = eligibility
  const above = answers.place === null ? [] : placesAbove(answers.place.region)
  const programmes = [...new Set(library.packs.map(({ programme }) => programme))]
  const covering = (programme: string): Pack[] =>
    above.flatMap((region) => library.packs.filter((pack) => pack.region === region && pack.programme === programme))
  return {
    here: programmes.flatMap((programme) => {
      const packs = covering(programme)
      const [near] = packs
      const asks = askedOf(packs)
      return near && asks ? [screenOne(eligibility, { answers, speaking, asks, near })] : []
    }),
    more: programmes.flatMap((programme) => {
      const packs = covering(programme)
      const near = packs.find(({ rows }) => rows.length > 0) ?? packs[0]
      if (!near || askedOf(packs)) return []
      return [{ title: near.title, says: near.says, policy: near.rows.length > 0 ? near.id : null }]
    }),
    notHere: library.packs
      .filter((pack) => pack.rows.length > 0 && covering(pack.programme).length === 0)
      .map(({ title, place, id }) => ({ title, place, policy: id })),
  }
}

interface One {
  readonly answers: Answers
  readonly speaking: Speaking
  readonly asks: NonNullable<Pack['screener']>
  readonly near: Pack
}

/** Whom the nearest rules are about; null where the few questions do not suffice. */
const askedOf = (packs: readonly Pack[]): Pack['screener'] => packs.find(({ models }) => models.length > 0)?.screener

function screenOne(eligibility: Eligibility, { answers, speaking, asks, near }: One): Screened {
  const isByAge = asks === 'elders'
  const situation = isByAge ? eldersFrom(answers, speaking) : householdFrom(answers, speaking)
  const framed = {
    programme: near.programme,
    title: near.title,
    policy: near.rows.length > 0 ? near.id : null,
    status: near.status,
  }
  const isForNobody = isByAge && answers.elders !== null && answers.elders.length === 0
  if (situation === null || answers.place === null)
    return {
      ...framed,
      assessment: null,
      askYou: isForNobody ? [] : [isByAge ? 'elders' : 'people'],
      askOffice: [],
      isForNobody,
    }
  const request = {
    ...{ region: answers.place.region, programme: near.programme, situation },
    ...{ factsOn: speaking.today, lawOn: speaking.today, month: monthOf(speaking.today) },
  }
  const inForce = eligibility.assess(request)
  // A draft is shown as what it is, and only where nothing is in force.
  const isDraftOnly = inForce.reasons.some(({ code }) => code === 'draft-only')
  const assessment = isDraftOnly ? eligibility.assess(request, { simulate: true }) : inForce
  return { ...framed, assessment, ...sorted(assessment.missing), isForNobody }
}

/** A hole in the facts goes back to the question that left it open; a hole in the numbers goes to the office. */
function sorted(missing: readonly MissingFact[]): Pick<Screened, 'askYou' | 'askOffice'> {
  const asked = missing.map((fact) => ({ fact, key: questionBehind(fact.path) }))
  return {
    askYou: [...new Set(asked.flatMap(({ key }) => key ?? []))],
    askOffice: asked.flatMap(({ fact, key }) => (key === null ? [fact] : [])),
  }
}

function questionBehind(path: string): QuestionKey | null {
  if (path.includes('.incomes.')) return 'income'
  if (path.endsWith('.registeredAt') || path.endsWith('.urbanRural')) return 'registered'
  if (path === 'household.deposits') return 'deposits'
  if (path.startsWith('household.')) return 'things'
  return path.endsWith('.bornOn') ? 'elders' : null
}
