import { v5 as uuidOf } from 'uuid'
import type { Day } from '#platform/clock/index.ts'
import type { Db, PlaceId, TenantId } from '#platform/db/index.ts'
import { insertAssignment, insertOfficer } from './officer-store.ts'
import { roleNames, roleOf } from './roles.ts'
import type { RoleName } from './roles.ts'

/** Where the people of a demonstration work. */
export interface DemoPlaces {
  readonly tenant: TenantId
  /** `青禾县` */
  readonly county: string
  readonly town: { readonly id: PlaceId; readonly name: string }
  readonly village: { readonly id: PlaceId; readonly name: string }
}

export interface DemoOfficer {
  readonly id: string
  readonly name: string
  readonly post: string
  readonly role: RoleName
  readonly place: PlaceId | null
}

/** Any fixed number makes the ids the same at every seeding. */
const namespace = 'a3f1c0de-9900-5a00-8000-000000000001'

/** People who serve a village; the other roles with a place serve the town. */
const ofTheVillage: readonly RoleName[] = ['grid-worker', 'village-aide', 'child-director']

/** The role switcher shows those first who show the product best. */
const order: readonly RoleName[] = ['county-reviewer', 'town-clerk', 'grid-worker', 'county-head', 'finance-officer']

/** Where the work wants two pairs of eyes, or another officer after an objection, a second person sits. */
const second: readonly RoleName[] = ['town-clerk', 'county-reviewer']

/** Invented people, one per role and a second for some, named by the role itself: nobody is taken for a real one. */
export function demoOfficers(places: DemoPlaces): readonly DemoOfficer[] {
  const rest = roleNames.filter((role) => !order.includes(role))
  return [...order, ...rest, ...second].map((role, index, all) => {
    const { zh, reach } = roleOf(role)
    const place = reach === 'tenant' ? null : ofTheVillage.includes(role) ? places.village : places.town
    const isSecond = all.indexOf(role) < index
    return {
      id: uuidOf(`${places.tenant}:${role}${isSecond ? ':2' : ''}`, namespace),
      name: `演示人员${String(index + 1).padStart(2, '0')}`,
      post: `${place === null || place === places.town ? places.county : ''}${place?.name ?? ''}${zh}${isSecond ? '（二）' : ''}`,
      role,
      place: place?.id ?? null,
    }
  })
}

/** Adds them, once: running it again changes nothing. @returns the first of each role, for what they are to have done. */
export async function seedDemoOfficers(
  db: Db,
  places: DemoPlaces,
  since: Day,
): Promise<ReadonlyMap<RoleName, DemoOfficer>> {
  const officers = demoOfficers(places)
  for (const [demoPosition, { id, name, post, role, place }] of officers.entries()) {
    await insertOfficer(db, { id, tenant: places.tenant, name, post, since, demoPosition })
    const assignment = uuidOf(`${id}:${role}`, namespace)
    await insertAssignment(db, { id: assignment, officer: id, tenant: places.tenant, role, place, since })
  }
  return new Map(officers.toReversed().map((officer) => [officer.role, officer]))
}
