import { v7 as uuid } from 'uuid'
import type { Accounts } from '#platform/auth/index.ts'
import type { Clock } from '#platform/clock/index.ts'
import type { Db, TenantId } from '#platform/db/index.ts'
import { insertAssignment, insertOfficer, logChange } from './officer-store.ts'
import { countOfficers } from './officer-view.ts'
import { officerRefusals } from './refusals.ts'
import { roleOf, threeHands } from './roles.ts'

export interface FirstAdministrator {
  readonly name: string
  readonly login: string
  readonly password: string
}

/** Accounts, rights and the records of both in three hands from the first day (等保: 三员分立). */
export type FirstAdministrators = Readonly<Record<(typeof threeHands)[number], FirstAdministrator>>

const plain = (text: string): string => text.normalize('NFKC').trim().toLowerCase()

/** @throws threePeople when two of them are one person. */
export function refuseFewerThanThree(administrators: FirstAdministrators): void {
  for (const field of ['login', 'name'] as const) {
    const seen = new Set<string>()
    for (const role of threeHands) {
      const text = plain(administrators[role][field])
      if (seen.has(text)) throw officerRefusals.threePeople({ what: administrators[role][field] })
      seen.add(text)
    }
  }
}

/**
 * The people a new installation begins with, all three or none.
 *
 * @throws threePeople, notTheFirst when the installation has officers, loginTaken, passwordTooShort, passwordTooEasy
 */
export async function addFirstAdministrators(needs: {
  readonly db: Db
  readonly tenant: TenantId
  /** Name of the bureau, for the post in words. */
  readonly bureau: string
  readonly administrators: FirstAdministrators
  readonly clock: Clock
  readonly accountsOn: (db: Db) => Accounts
}): Promise<void> {
  const { db, tenant, bureau, administrators, clock, accountsOn } = needs
  refuseFewerThanThree(administrators)
  const by = { id: 'system:init', name: '系统初始化' }
  const since = clock.today()
  await db.transaction().execute(async (tx) => {
    if ((await countOfficers(tx)) > 0) throw officerRefusals.notTheFirst()
    for (const role of threeHands) {
      const { name, login, password } = administrators[role]
      const id = uuid()
      const post = `${bureau}${roleOf(role).zh}`
      await insertOfficer(tx, { id, tenant, name: name.trim(), post, since, demoPosition: null })
      await accountsOn(tx).setPassword(id, tenant, login, password)
      await insertAssignment(tx, { id: uuid(), officer: id, tenant, role, place: null, since })
      await logChange(tx, by, { officer: id, action: 'added', details: { post } }, clock.now())
      await logChange(tx, by, { officer: id, action: 'role-given', details: { role, place: null } }, clock.now())
    }
  })
}

/** Whether anybody works here yet. */
export const hasOfficers = async (db: Db): Promise<boolean> => (await countOfficers(db)) > 0
