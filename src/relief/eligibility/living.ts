import type { Day } from '#platform/clock/index.ts'
import { createEligibility, type Eligibility } from './assess/eligibility.ts'
import type { ClosedProgramme, PlacesAbove } from './packs/library.ts'
import type { Pack } from './packs/pack.ts'

/** A version of a pack that a bureau has published: it holds for decisions made from a day on. */
export interface PublishedPack {
  readonly pack: Pack
  readonly since: Day
}

/** A published version that cannot be read: from its first day on the programme has no rule there. */
export interface UnreadablePack {
  readonly closed: ClosedProgramme
  readonly since: Day
}

/** The law of this moment. What is computed follows the day of the decision, so a version may begin in the future. */
export interface LivingEligibility extends Eligibility {
  /** Lays published versions over what is shipped, in the order in which they were published. */
  readonly lay: (published: readonly (PublishedPack | UnreadablePack)[]) => void
  /** The law as it would be with one more version; nothing is changed by asking. */
  readonly trying: (one: PublishedPack) => Eligibility
}

interface Ground {
  readonly packs: readonly Pack[]
  readonly placesAbove: PlacesAbove
  readonly placeName?: (code: string) => string
  readonly today: () => Day
}

/** Shipped packs with those published here over them; a newer version of a place and programme replaces the older. */
export function createLivingEligibility(ground: Ground): LivingEligibility {
  let published: readonly (PublishedPack | UnreadablePack)[] = []
  let on = lawsByDay(ground, published)
  return {
    ...eligibilityBy(ground, () => on),
    lay: (versions) => {
      published = versions
      on = lawsByDay(ground, versions)
    },
    trying: (one) => {
      const tried = lawsByDay(ground, [...published, one])
      return eligibilityBy(ground, () => tried)
    },
  }
}

type LawOn = (day: Day) => Eligibility

const eligibilityBy = ({ placesAbove, today }: Ground, law: () => LawOn): Eligibility => ({
  placesAbove,
  assess: (request, options) => law()(request.lawOn).assess(request, options),
  copyOf: (request, options) => law()(request.lawOn).copyOf(request, options),
  library: {
    get packs() {
      return law()(today()).library.packs
    },
    pick: (question) => law()(question.lawOn).library.pick(question),
  },
})

/** One library for each stretch of days in which nothing begins; made when it is first asked for. */
function lawsByDay(ground: Ground, published: readonly (PublishedPack | UnreadablePack)[]): LawOn {
  const begins = [...new Set(published.map(({ since }) => since))].toSorted()
  const made = new Map<Day | null, Eligibility>()
  return (day) => {
    const begin = begins.findLast((since) => since <= day) ?? null
    const known = made.get(begin)
    if (known) return known
    const laid = begin === null ? [] : published.filter(({ since }) => since <= begin)
    const law = createEligibility({ ...ground, ...packsWith(ground.packs, laid) })
    made.set(begin, law)
    return law
  }
}

function packsWith(packs: readonly Pack[], laid: readonly (PublishedPack | UnreadablePack)[]) {
  const byPlace = new Map<string, Pack | ClosedProgramme>(packs.map((pack) => [placeOf(pack), pack]))
  for (const one of laid) {
    const last = 'pack' in one ? one.pack : one.closed
    byPlace.set(placeOf(last), last)
  }
  const all = [...byPlace.values()]
  return {
    packs: all.flatMap((one) => ('why' in one ? [] : [one])),
    closed: all.flatMap((one) => ('why' in one ? [one] : [])),
  }
}

const placeOf = ({ region, programme }: Pick<Pack, 'region' | 'programme'>): string => `${region}/${programme}`
