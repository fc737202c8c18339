import { inScope } from '#platform/db/index.ts'
import type { PlaceId, RowScope, TenantId, Tx } from '#platform/db/index.ts'
import type { Assignment, Caller, Permission, Person, Route } from './contract.ts'
import { accessRefusals } from './refusals.ts'

/** Does a permission row name a role this person holds, anywhere? */
const holds = (person: Person, permission: Permission): boolean =>
  person.assignments.some((assignment) => permission.heldBy.includes(assignment.role))

/** Places of several assignments put together. */
function reach(assignments: readonly Assignment[]): readonly PlaceId[] | 'all' {
  const places = new Set<PlaceId>()
  for (const assignment of assignments) {
    if (assignment.places === 'all') return 'all'
    for (const place of assignment.places) places.add(place)
  }
  return [...places]
}

/**
 * The one place where it is decided whether a person may. Answers with where the person may: only the roles that hold
 * this permission count, so a grid worker of one village who is a clerk of another town reads as clerk only there.
 *
 * @throws signInFirst, notAllowed
 */
export function admit(row: Pick<Route, 'may'>, person: Person | null): readonly PlaceId[] | 'all' {
  if (row.may === 'anyone') return person === null ? [] : reach(person.assignments)
  if (person === null) throw accessRefusals.signInFirst()
  if (row.may === 'signed-in') return reach(person.assignments)
  const { may } = row
  if (!holds(person, may)) throw accessRefusals.notAllowed({ what: may.zh, whatEn: may.en })
  return reach(person.assignments.filter((assignment) => may.heldBy.includes(assignment.role)))
}

/** The open transaction of a command with an idempotency key; everything the command does joins it. */
export interface HeldTransaction {
  tx: Tx | null
}

export interface CallerNeeds {
  /** Whose public records an anonymous visitor sees. Records with a handling place stay hidden from them. */
  readonly openTenant: TenantId
}

export function buildCaller(
  { openTenant }: CallerNeeds,
  person: Person | null,
  said: Pick<Caller, 'places' | 'language' | 'key' | 'purpose'>,
  held: HeldTransaction = { tx: null },
): Caller {
  const tenant = person?.tenant ?? openTenant
  const scope: RowScope = { tenants: [tenant], places: said.places }
  return {
    id: person?.id ?? 'anonymous',
    name: person?.name ?? '访客',
    tenant,
    roles: [...new Set(person?.assignments.map((assignment) => assignment.role))],
    ...said,
    may: (permission) => person !== null && holds(person, permission),
    // Inside a held transaction each piece of work is a savepoint: a refused piece leaves nothing behind.
    transaction: (db, work) => inScope(held.tx ?? db, scope, work),
  }
}

/** Jobs act for one tenant at a time, as `system:<job>`, and may whatever they are written to do. */
export const systemCaller = (job: string, tenant: TenantId): Caller => ({
  id: `system:${job}`,
  name: '系统',
  tenant,
  places: 'all',
  roles: [],
  language: 'zh',
  key: null,
  purpose: `system:${job}`,
  may: () => true,
  transaction: (db, work) => inScope(db, { tenants: [tenant], places: 'all' }, work),
})

/** For services that open a person's file. @throws purposeNeeded when nobody has said why. */
export function purposeOf(who: Caller): string {
  if (who.purpose === null || who.purpose.trim() === '') throw accessRefusals.purposeNeeded({}, 'purpose')
  return who.purpose.trim()
}
