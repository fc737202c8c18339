import type { Day } from '#platform/clock/index.ts'
import { createEligibility, type Eligibility } from './assess/eligibility.ts'
import type { PlacesAbove } from './packs/library.ts'
import type { Pack } from './packs/pack.ts'

/** A version of a pack that a bureau has published: it holds for decisions made from a day on. */
export interface PublishedPack {
  readonly pack: Pack
  readonly since: Day
}

/** The law of this moment. What is computed follows the day of the decision, so a version may begin in the future. */
export interface LivingEligibility extends Eligibility {
  /** Lays published versions over what is shipped, in the order in which they were published. */
  readonly lay: (published: readonly PublishedPack[]) => void
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
  let published: readonly PublishedPack[] = []
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
function lawsByDay(ground: Ground, published: readonly PublishedPack[]): LawOn {
  const begins = [...new Set(published.map(({ since }) => since))].toSorted()
  const made = new Map<Day | null, Eligibility>()
  return (day) => {
    const begin = begins.findLast((since) => since <= day) ?? null
    const known = made.get(begin)
    if (known) return known
    const laid = begin === null ? [] : published.filter(({ since }) => since <= begin)
    const law = createEligibility({ ...ground, packs: packsWith(ground.packs, laid) })
    made.set(begin, law)
    return law
  }
}

function packsWith(packs: readonly Pack[], laid: readonly PublishedPack[]): readonly Pack[] {
  const byPlace = new Map(packs.map((pack) => [`${pack.region}/${pack.programme}`, pack]))
  for (const { pack } of laid) byPlace.set(`${pack.region}/${pack.programme}`, pack)
  return [...byPlace.values()]
}
