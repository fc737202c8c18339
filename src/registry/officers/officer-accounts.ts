import type { Db } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/index.ts'
import type { OfficerAccount } from './contract.ts'
import { logChange, type OfficerChange } from './officer-store.ts'
import { findOfficer, type OfficerRow } from './officer-view.ts'
import type { OfficerNeeds } from './officers.ts'
import { officerRefusals } from './refusals.ts'
import { createConsent, needSecondHand } from './second-hand.ts'

/** What the system administrator does about the way somebody gets in. Nobody does it to themselves. */
export interface OfficerAccounts {
  /** @throws notFound */
  readonly accountOf: (who: Caller, id: string) => Promise<OfficerAccount>
  /**
   * One of the three administrators agrees that another of them works on the account of the third.
   *
   * @throws notFound, notYourself, noConsentNeeded
   */
  readonly consent: (who: Caller, id: string) => Promise<void>
  /** Ends every session of the account. @throws notFound, notYourself, secondHandNeeded, loginTaken, passwordTooShort, passwordTooEasy */
  readonly resetPassword: (who: Caller, id: string, login: string, password: string) => Promise<void>
  /** For a lost phone; ends every session of the account. @throws notFound, notYourself, secondHandNeeded, noSecondFactor */
  readonly removeSecondFactor: (who: Caller, id: string) => Promise<void>
}

export function createOfficerAccounts({ db, clock, sessions, accountsOn }: OfficerNeeds): OfficerAccounts {
  const get = async (on: Db, who: Caller, id: string): Promise<OfficerRow> => {
    const found = await findOfficer(on, id, who.tenant, clock.today())
    if (found === null) throw officerRefusals.notFound()
    return found
  }
  /** One transaction with its line in the log; whoever sits there with the old key is out afterwards. */
  const change = async (
    who: Caller,
    id: string,
    action: OfficerChange['action'],
    work: (tx: Db, officer: OfficerRow) => Promise<void>,
  ): Promise<void> => {
    await who.transaction(db, async (tx) => {
      const officer = await get(tx, who, id)
      if (id === who.id) throw officerRefusals.notYourself()
      await needSecondHand(tx, who, officer, clock)
      await work(tx, officer)
      await logChange(tx, who, { officer: id, action, details: {} }, clock.now())
      await sessions.endAll(id, { on: tx })
    })
  }
  return {
    consent: createConsent({ db, clock }),
    accountOf: async (who, id) => {
      await get(db, who, id)
      const accounts = accountsOn(db)
      return { login: await accounts.loginOf(id), hasSecondFactor: await accounts.hasSecondFactor(id) }
    },
    resetPassword: (who, id, login, password) =>
      change(who, id, 'password-reset', (tx) => accountsOn(tx).setPassword(id, who.tenant, login, password)),
    removeSecondFactor: (who, id) =>
      change(who, id, 'second-factor-removed', async (tx, { name }) => {
        const accounts = accountsOn(tx)
        if (!(await accounts.hasSecondFactor(id))) throw officerRefusals.noSecondFactor({ name })
        await accounts.dropSecondFactor(id)
      }),
  }
}
