import type { Day } from '#platform/clock/index.ts'
import type { Db, PlaceId } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { Households, Situation } from '#registry/households/contract.ts'
import { rememberFacts, type RememberedFacts } from '#relief/eligibility/index.ts'

/** Some of the households, with what was made of their facts for the laws tried so far. */
export interface Part {
  readonly situations: readonly Situation[]
  readonly remembered: RememberedFacts
  readonly placeOf: ReadonlyMap<string, PlaceId>
}

export interface Question {
  readonly programme: string
  readonly factsOn: Day
}

/** Everybody in sight, part by part. The one copy that is kept is the one asked for last. */
export interface ResidentCaseload {
  readonly everybody: (who: Caller, question: Question) => AsyncGenerator<Part>
  /** How many households had to be read by the last question that came to its end. */
  readonly readLast: () => number
}

interface Kept extends Omit<Part, 'placeOf'> {
  readonly ids: readonly string[]
  readonly versions: readonly number[]
}
interface Copy {
  readonly of: string
  readonly parts: readonly Kept[]
}

/** Households read in one question, decided in one piece: the server answers others in between. */
const partOf = 3_000
/** Beyond this many nothing is kept: a copy takes about two kilobytes a household. */
const keptMax = 60_000
/** Milliseconds after its last use for which a copy is kept: as long as somebody tries one number after the other. */
const keptFor = 10 * 60_000

interface Needs {
  readonly db: Db
  readonly households: Pick<Households, 'idsOf' | 'versionsOf' | 'situationsOf'>
}

/**
 * Keeps the facts of everybody between two tries, without names. Each question looks which households were changed since
 * and reads those again; the day, the programme and what the asker may see have to be the same.
 */
export function createResidentCaseload(needs: Needs): ResidentCaseload {
  let copy: Copy | null = null
  let readLast = 0
  let timer: NodeJS.Timeout | null = null
  const keep = (made: Copy): void => {
    copy = made
    if (timer !== null) clearTimeout(timer)
    timer = setTimeout(() => (copy = null), keptFor).unref()
  }
  return {
    readLast: () => readLast,
    everybody: async function* (who, question) {
      const of = JSON.stringify([who.tenant, who.places, question])
      const before = copy?.of === of ? copy.parts : []
      // Versions first: what is recorded between the two questions is read now and once more the next time.
      const { versions, keys } = await who.transaction(needs.db, async (tx) => ({
        versions: await needs.households.versionsOf(tx, who.tenant),
        keys: await needs.households.idsOf(tx, who.tenant),
      }))
      const placeOf = new Map(keys.map(({ id, placeId }) => [id, placeId]))
      const known = createKnown(before)
      const parts: Kept[] = []
      let read = 0
      const ask = async (from: number): Promise<Kept> => {
        const ids = keys.slice(from, from + partOf).map(({ id }) => id)
        const wanted = { ids, versions: ids.map((id) => versions.get(id) ?? 0) }
        const same = before[from / partOf]
        if (same && isSame(same, wanted)) return same
        const changed = ids.filter((id, index) => known(id, wanted.versions[index]!) === null)
        read += changed.length
        return {
          ...wanted,
          situations: await readAgain(needs, who, { ...wanted, question, known, changed }),
          remembered: rememberFacts(),
        }
      }
      let next = ask(0)
      for (let from = 0; from < keys.length; from += partOf) {
        const part = await next
        // The next ones are read while these are being decided; should nobody want them any more, nobody hears how it went.
        if (from + partOf < keys.length) {
          next = ask(from + partOf)
          next.catch(() => undefined)
        }
        parts.push(part)
        yield { situations: part.situations, remembered: part.remembered, placeOf }
        part.remembered.forgetInputs()
      }
      readLast = read
      if (keys.length <= keptMax) keep({ of, parts })
    },
  }
}

type Known = (id: string, version: number) => Situation | null

/** Null: not known, or known as it was before a change. */
function createKnown(parts: readonly Kept[]): Known {
  const situations = new Map(parts.flatMap((part) => part.situations.map((one) => [one.householdId, one] as const)))
  const versions = new Map(parts.flatMap((part) => part.ids.map((id, index) => [id, part.versions[index]!] as const)))
  return (id, version) => (versions.get(id) === version ? (situations.get(id) ?? null) : null)
}

const isSame = (one: Pick<Kept, 'ids' | 'versions'>, other: Pick<Kept, 'ids' | 'versions'>): boolean =>
  one.ids.length === other.ids.length &&
  one.ids.every((id, index) => id === other.ids[index] && one.versions[index] === other.versions[index])

interface Again {
  readonly ids: readonly string[]
  readonly versions: readonly number[]
  readonly question: Question
  readonly known: Known
  readonly changed: readonly string[]
}

async function readAgain(
  { db, households }: Needs,
  who: Caller,
  { ids, versions, question, known, changed }: Again,
): Promise<readonly Situation[]> {
  const read =
    changed.length === 0
      ? []
      : await who.transaction(db, (tx) => households.situationsOf(tx, who.tenant, changed, question))
  const fresh = new Map(read.map((situation) => [situation.householdId, nameless(situation)]))
  return ids.flatMap((id, index) => fresh.get(id) ?? known(id, versions[index]!) ?? [])
}

/** No rule asks for a name, and what is kept in memory need not know it. */
const nameless = (situation: Situation): Situation => ({
  ...situation,
  members: situation.members.map((member) => ({ ...member, name: '' })),
})
