import { monthOf, type Month } from '#platform/clock/index.ts'
import type { StandingAid, StandingAidSource } from '#registry/households/contract.ts'
import { readHouseholdPayments } from './access.ts'
import { programmeWords } from './programmes.ts'
import { findRights, findVersions, type RightRow, type VersionRow } from './rights/rights-store.ts'
import { payIn } from './rights/versions.ts'

/**
 * What the head of the household file says is due a month: the rights of the month, and of a programme without one the next
 * that is decided already. Help given once is none; a hold stops the money and no right.
 */
export const standingRights: StandingAidSource = {
  name: 'rights',
  may: readHouseholdPayments,
  standingOf: async (tx, who, householdId, { factsOn, knownOn = null }) => {
    const month = monthOf(factsOn)
    const rights = (await findRights(tx, who.tenant, { householdId })).filter(
      ({ isOnce, stops }) => !isOnce && (stops === null || stops > month),
    )
    const ids = rights.map(({ id }) => id)
    const known = (await findVersions(tx, who.tenant, ids)).filter(({ at }) => knownOn === null || at <= knownOn)
    const versions = Map.groupBy(known, ({ entitlementId }) => entitlementId)
    return [...Map.groupBy(rights, ({ programme }) => programme).values()].flatMap((of) =>
      nextOf(of.flatMap((right) => aidOf(right, versions.get(right.id) ?? [], month))),
    )
  },
}

/** What a right pays in a month, or in its first where that is still to come; nothing where it pays none. */
function aidOf({ from, programme }: RightRow, versions: readonly VersionRow[], month: Month): StandingAid[] {
  const amount = payIn(versions, from > month ? from : month)
  return amount > 0n ? [{ programme, words: programmeWords(programme), amount, since: from }] : []
}

/** One at a time pays: the one that began first, and is not over. */
const nextOf = (aids: readonly StandingAid[]): StandingAid[] =>
  aids.toSorted((one, other) => (one.since < other.since ? -1 : 1)).slice(0, 1)
