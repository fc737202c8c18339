import { v7 as uuid } from 'uuid'
import type { Clock } from '#platform/clock/index.ts'
import type { Db } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/index.ts'
import { insertConsent, logChange, takeConsent } from './officer-store.ts'
import { countHolders, findOfficer, type OfficerRow } from './officer-view.ts'
import { officerRefusals } from './refusals.ts'
import { roleOf, threeHands } from './roles.ts'

/** A consent is good for a day. */
const consentMilliseconds = 24 * 3600 * 1000

/** The hand (system, security, audit administrator) this person is, or null. */
export const handOf = (officer: Pick<OfficerRow, 'roles'>) =>
  threeHands.find((hand) => officer.roles.some(({ role }) => role === hand)) ?? null

/**
 * Whoever could take over the account of another administrator alone would hold two hands (等保: 三员分立). So what is
 * done to the account of one hand needs the consent of the third, given within a day, used once.
 *
 * @throws secondHandNeeded
 */
export async function needSecondHand(tx: Db, who: Caller, officer: OfficerRow, clock: Clock): Promise<void> {
  const hand = handOf(officer)
  if (hand === null) return
  const now = clock.now()
  const since = new Date(now.getTime() - consentMilliseconds)
  if (!(await takeConsent(tx, { officer: officer.id, notBy: who.id, since, at: now })))
    throw officerRefusals.secondHandNeeded({ name: officer.name, hand: roleOf(hand).zh })
}

/** An office without one of the three hands cannot be put right from inside. @throws lastHand */
export async function keepLastHand(tx: Db, officer: OfficerRow, clock: Clock): Promise<void> {
  const hand = handOf(officer)
  if (hand === null) return
  if ((await countHolders(tx, officer.tenant, hand, clock.today())) < 2)
    throw officerRefusals.lastHand({ name: officer.name, hand: roleOf(hand).zh })
}

/** @throws notFound, notYourself, noConsentNeeded */
export const createConsent =
  ({ db, clock }: { readonly db: Db; readonly clock: Clock }) =>
  (who: Caller, id: string): Promise<void> =>
    who.transaction(db, async (tx) => {
      const officer = await findOfficer(tx, id, who.tenant, clock.today())
      if (officer === null) throw officerRefusals.notFound()
      if (id === who.id) throw officerRefusals.notYourself()
      if (handOf(officer) === null) throw officerRefusals.noConsentNeeded({ name: officer.name })
      await insertConsent(tx, { id: uuid(), officer: id, by: who.id, at: clock.now() })
      await logChange(tx, who, { officer: id, action: 'consent-given', details: {} }, clock.now())
    })
