import { v7 as uuid } from 'uuid'
import type { Accounts } from '#platform/auth/index.ts'
import type { SessionKeeper } from '#platform/auth/index.ts'
import type { Clock } from '#platform/clock/index.ts'
import type { Db, PlaceId, TenantId, Tx } from '#platform/db/index.ts'
import { given } from '#platform/errors/index.ts'
import type { Assignment, Caller, FindPerson } from '#platform/http/index.ts'
import type { HeldRole, OfficerCard } from './contract.ts'
import { endAssignment, endService, insertAssignment, insertOfficer, logChange } from './officer-store.ts'
import { createOfficerAccounts, type OfficerAccounts } from './officer-accounts.ts'
import { findOfficer, findServing, listOfficers } from './officer-view.ts'
import type { OfficerRow } from './officer-view.ts'
import { officerRefusals } from './refusals.ts'
import { clashingRole, isRole, roleOf } from './roles.ts'
import { handOf, keepLastHand, needSecondHand } from './second-hand.ts'

export interface Officers extends OfficerAccounts {
  /** Asked by the server at each request. */
  readonly findPerson: FindPerson
  readonly list: (who: Caller, on?: Db) => Promise<readonly OfficerCard[]>
  /** @throws loginTaken, passwordTooShort, passwordTooEasy */
  readonly add: (who: Caller, officer: NewOfficer) => Promise<OfficerCard>
  /**
   * @param place a region code; null is the whole office.
   * @throws notFound, notYourself, unknownRole, placeNeeded, placeElsewhere, roleClash, alreadyHeld
   */
  readonly giveRole: (who: Caller, id: string, role: string, place: string | null) => Promise<OfficerCard>
  /** @throws notFound, notYourself, lastHand, assignmentNotFound */
  readonly takeRole: (who: Caller, id: string, assignment: string) => Promise<OfficerCard>
  /** Ends the account and every session of it. @throws notFound, notYourself, lastHand, secondHandNeeded */
  readonly stop: (who: Caller, id: string) => Promise<void>
}

export interface NewOfficer {
  readonly name: string
  readonly post: string
  readonly login: string
  readonly password: string
}

export interface OfficerNeeds {
  readonly db: Db
  readonly clock: Clock
  readonly sessions: SessionKeeper
  /** Accounts that write through a given connection: an officer and the account are one transaction. */
  readonly accountsOn: (db: Db) => Accounts
  readonly places: OfficerPlaces
}

/** What the tree of regions says about the places roles are held over. */
export interface OfficerPlaces {
  /** Null when there is no such region, or another office serves it. */
  readonly placeOf: (code: string, tenant: TenantId) => Promise<PlaceId | null>
  readonly labelOf: (place: PlaceId) => string | null
}

export const heldRoles = (row: OfficerRow): HeldRole[] =>
  row.roles.map(({ id, role, place }) => ({
    id,
    role,
    zh: isRole(role) ? roleOf(role).zh : role,
    en: isRole(role) ? roleOf(role).en : role,
    place,
  }))

const officerCard = (row: OfficerRow, { labelOf }: OfficerPlaces): OfficerCard => ({
  id: row.id,
  name: row.name,
  post: row.post,
  since: row.since,
  until: row.until,
  roles: heldRoles(row).map((held) => ({
    ...held,
    placeLabel: held.place === null ? null : labelOf(held.place as PlaceId),
  })),
})

/** One assignment per role, its places together. */
function assignmentsOf(row: OfficerRow): Assignment[] {
  const places = new Map<string, PlaceId[] | 'all'>()
  for (const { role, place } of row.roles) {
    const before = places.get(role) ?? []
    places.set(role, place === null || before === 'all' ? 'all' : [...before, place])
  }
  return [...places].map(([role, reach]) => ({ role, places: reach }))
}

export function createOfficers(needs: OfficerNeeds): Officers {
  const { db, clock, sessions, accountsOn, places } = needs
  const get = async (tx: Db, tenant: TenantId, id: string): Promise<OfficerRow> => {
    const found = await findOfficer(tx, id, tenant, clock.today())
    if (found === null) throw officerRefusals.notFound()
    return found
  }
  const cardOf = async (tx: Tx, who: Caller, id: string): Promise<OfficerCard> =>
    officerCard(given(await findOfficer(tx, id, who.tenant, clock.today()), 'the officer just changed'), places)

  return {
    ...createOfficerAccounts(needs),
    findPerson: async (account, tenant) => {
      const row = await findServing(db, account, tenant, clock.today())
      return row === null ? null : { id: row.id, name: row.name, tenant, assignments: assignmentsOf(row) }
    },
    list: async (who, on = db) =>
      (await listOfficers(on, who.tenant, clock.today())).map((row) => officerCard(row, places)),
    add: (who, { name, post, login, password }) =>
      who.transaction(db, async (tx) => {
        const id = uuid()
        await insertOfficer(tx, { id, tenant: who.tenant, name, post, since: clock.today(), demoPosition: null })
        await accountsOn(tx).setPassword(id, who.tenant, login, password)
        await logChange(tx, who, { officer: id, action: 'added', details: { post } }, clock.now())
        return cardOf(tx, who, id)
      }),
    giveRole: (who, id, role, code) =>
      who.transaction(db, async (tx) => {
        const officer = await get(tx, who.tenant, id)
        checkRole(who, officer, role, code)
        const place = code === null ? null : await places.placeOf(code, who.tenant)
        if (place === null && code !== null) throw officerRefusals.placeElsewhere({ place: code }, 'place')
        const assignment = { id: uuid(), officer: id, tenant: who.tenant, role, place, since: clock.today() }
        if (!(await insertAssignment(tx, assignment)))
          throw officerRefusals.alreadyHeld({ name: officer.name, role: roleName(role) })
        await logChange(tx, who, { officer: id, action: 'role-given', details: { role, place } }, clock.now())
        return cardOf(tx, who, id)
      }),
    takeRole: (who, id, assignment) =>
      who.transaction(db, async (tx) => {
        const officer = await get(tx, who.tenant, id)
        if (id === who.id) throw officerRefusals.notYourself()
        if (officer.roles.some((held) => held.id === assignment && held.role === handOf(officer)))
          await keepLastHand(tx, officer, clock)
        const role = await endAssignment(tx, id, assignment, clock.today())
        if (role === null) throw officerRefusals.assignmentNotFound()
        await logChange(tx, who, { officer: id, action: 'role-taken', details: { role } }, clock.now())
        return cardOf(tx, who, id)
      }),
    stop: async (who, id) => {
      if (id === who.id) throw officerRefusals.notYourself()
      await who.transaction(db, async (tx) => {
        const officer = await get(tx, who.tenant, id)
        await keepLastHand(tx, officer, clock)
        await needSecondHand(tx, who, officer, clock)
        if (!(await endService(tx, who.tenant, id, clock.today()))) throw officerRefusals.notFound()
        await logChange(tx, who, { officer: id, action: 'left', details: {} }, clock.now())
        await sessions.endAll(id, { on: tx })
      })
    },
  }
}

const roleName = (role: string): string => (isRole(role) ? roleOf(role).zh : role)

/** @throws notYourself, unknownRole, placeNeeded, roleClash */
function checkRole(who: Caller, officer: OfficerRow, role: string, place: string | null): void {
  if (officer.id === who.id) throw officerRefusals.notYourself()
  if (!isRole(role)) throw officerRefusals.unknownRole({ role }, 'role')
  if (roleOf(role).reach === 'place' && place === null)
    throw officerRefusals.placeNeeded({ role: roleOf(role).zh }, 'place')
  const held = clashingRole(
    officer.roles.map((assignment) => assignment.role),
    role,
  )
  if (held !== null)
    throw officerRefusals.roleClash({ name: officer.name, held: roleOf(held).zh, wanted: roleOf(role).zh }, 'role')
}
