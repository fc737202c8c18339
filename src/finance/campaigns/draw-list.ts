import { ageOn, monthOf, type Day, type Month } from '#platform/clock/index.ts'
import type { PlaceId } from '#platform/db/contract.ts'
import type { Membership } from '#registry/households/index.ts'
import type { Exclusion, Group, RightThen, Terms } from './contract.ts'

/** What is known on the day the list is drawn. */
export interface Known {
  readonly rights: readonly RightThen[]
  readonly memberships: readonly Membership[]
  /** Households with a checked account, and the day since when it is in use. */
  readonly accounts: ReadonlyMap<string, Day>
  /** Subjects on an approved list under the same document, here or anywhere. */
  readonly listed: ReadonlySet<string>
}

export interface Drawn {
  readonly personId: string
  readonly householdId: string
  readonly placeId: PlaceId
  readonly subject: string
  readonly group: Group
  readonly diedOn: Day | null
  /** Null: on the list. */
  readonly why: { readonly reason: Exclusion; readonly detail: string | null } | null
}

type Why = Drawn['why']
const because = (reason: Exclusion, detail: string | null = null): Why => ({ reason, detail })

/**
 * The list of a document: everybody who may expect to be on it once for each group, with the reason of those who are not.
 * A person is on it at most once. The order is that of the memberships, so that the same facts give the same list.
 */
export function drawList(terms: Terms, known: Known): Drawn[] {
  const rightsOf = Map.groupBy(known.rights, ({ householdId }) => householdId)
  const drawn = new Map<string, Drawn>()
  for (const membership of known.memberships)
    for (const group of terms.groups) {
      const right = nearest(rightsOf.get(membership.householdId) ?? [], group, terms.cutOff)
      if (right === null || isOlder(membership, group, terms.cutOff)) continue
      const why = standingOf(membership, { right, group, cutOff: terms.cutOff })
      const key = `${membership.personId}:${group.ordinal}`
      // Who moved from one family to another is asked for where he belonged on the day.
      if (drawn.get(key)?.why === null || (drawn.has(key) && why !== null && isEarlier(why))) continue
      const { personId, householdId, subject, diedOn } = membership
      drawn.set(key, { personId, householdId, placeId: right.placeId, subject, group, diedOn, why })
    }
  return onceEach([...drawn.values()], terms, known)
}

/** A membership that ended says less about a person than one that stands. */
const isEarlier = (why: NonNullable<Why>): boolean => why.reason === 'left'

/** The right that was in force on the day; else the one that ended last before it, else the next to begin. */
function nearest(rights: readonly RightThen[], group: Group, cutOff: Day): RightThen | null {
  const month = monthOf(cutOff)
  const fitting = rights.filter(({ programme }) => programme === group.programme)
  const [first] = fitting.toSorted((one, other) => rankOf(one, month) - rankOf(other, month))
  return first ?? null
}
const rankOf = (right: RightThen, month: Month): number => (isInForce(right, month) ? 0 : right.from <= month ? 1 : 2)
const isInForce = ({ from, stops }: RightThen, month: Month): boolean =>
  from <= month && (stops === null || stops > month)

const isOlder = ({ bornOn }: Membership, { ageUnder }: Group, cutOff: Day): boolean =>
  ageUnder !== null && bornOn !== null && bornOn <= cutOff && ageOn(bornOn, cutOff) >= ageUnder

/** Whether a member belongs to the group on the cut-off day; a death before it comes first, whatever else is so. */
function standingOf(
  { bornOn, since, until, diedOn }: Membership,
  { right, group, cutOff }: { right: RightThen; group: Group; cutOff: Day },
): Why {
  const month = monthOf(cutOff)
  if (diedOn !== null && diedOn < cutOff) return because('died-before', diedOn)
  if (bornOn !== null && bornOn > cutOff) return because('born-after', bornOn)
  if (since > cutOff) return because('joined-after', since)
  // Who died on the day itself belonged to the family until then, also where somebody ended the membership with it.
  if (until !== null && until <= cutOff && until !== diedOn) return because('left', until)
  if (right.from > month) return because('right-later', right.from)
  if (!isInForce(right, month)) return because('right-ended', right.stops)
  return group.ageUnder !== null && bornOn === null ? because('birth-unknown') : null
}

/** Of the groups a person belongs to one pays; the others say which. Then what only concerns the person is asked. */
function onceEach(rows: readonly Drawn[], terms: Terms, known: Known): Drawn[] {
  const chosen = new Map<string, Drawn>()
  for (const row of rows.filter(({ why }) => why === null)) {
    const before = chosen.get(row.subject)
    if (before === undefined || isBefore(row, before, terms)) chosen.set(row.subject, row)
  }
  return rows.map((row) => {
    if (row.why !== null) return row
    const payer = chosen.get(row.subject)
    if (payer === undefined || payer === row) return { ...row, why: personally(row, terms, known) }
    return { ...row, why: because('other-group', payer.group.name) }
  })
}

function isBefore({ group: one }: Drawn, { group: other }: Drawn, { overlap }: Terms): boolean {
  if (overlap === 'higher' && one.amount !== other.amount) return one.amount > other.amount
  return one.ordinal < other.ordinal
}

function personally({ subject, householdId, diedOn }: Drawn, { deceased }: Terms, { accounts, listed }: Known): Why {
  if (listed.has(subject)) return because('same-document')
  if (diedOn !== null && deceased === 'excluded') return because('deceased-rule', diedOn)
  const since = accounts.get(householdId)
  // An account that was in use before the death may be the dead person's own.
  if (diedOn !== null && deceased === 'heirs' && (since === undefined || since < diedOn))
    return because('no-heir-account', diedOn)
  return since === undefined ? because('no-account') : null
}
