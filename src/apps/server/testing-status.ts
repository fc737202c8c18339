import { sql } from 'kysely'
import type { Db } from '#platform/db/index.ts'
import type { CaseFile } from '#relief/casework/wire.ts'
import type { Walk } from './testing-walk.ts'

/** What tests of whole cases read of one: the page of the desk, the family's page, the money there is. */
export const fileNow = (walk: Walk): Promise<CaseFile> =>
  walk.get<CaseFile>(walk.seat('town-clerk'), `/api/cases/${walk.at.caseId}`)

/** The household's page in the console, by its household: who belongs to it, in their order. */
export async function personsOf(walk: Walk): Promise<readonly string[]> {
  const { authorisations } = await walk.get<{ authorisations: { personId: string }[] }>(
    walk.seat('intake-clerk'),
    `/api/cases/${walk.at.caseId}/application`,
  )
  return authorisations.map(({ personId }) => personId)
}

/** The family's own page, entered with the receipt. */
export async function familyPage({ server, at }: Walk): Promise<string> {
  const visitor = server.anonymous()
  await visitor.form('/progress', { number: at.number, secret: at.secret })
  return (await visitor.get('/progress/case')).body
}

export async function letterOf(walk: Walk): Promise<string> {
  const visitor = walk.server.anonymous()
  await visitor.form('/progress', { number: walk.at.number, secret: walk.at.secret })
  return (await visitor.get('/progress/letter')).body
}

/** Rights of a household, reservations of the office, entries of the ledger: everything that could be money. */
export async function moneyIn(owner: Db, householdId: string) {
  const { rows } = await sql<{ rights: number; reserved: number; entries: number }>`SELECT
    (SELECT count(*)::int FROM payouts.entitlement WHERE household_id = ${householdId}) AS rights,
    (SELECT count(*)::int FROM payouts.reservation) AS reserved,
    (SELECT count(*)::int FROM ledger.entry) AS entries`.execute(owner)
  return rows[0]!
}
