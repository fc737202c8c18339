import type { Accounts, SessionKeeper, SignIn } from '#platform/auth/index.ts'
import type { Audit } from '#platform/audit/contract.ts'
import type { Clock } from '#platform/clock/index.ts'
import { inScope } from '#platform/db/index.ts'
import type { Db, TenantId } from '#platform/db/index.ts'
import type { DemoPerson } from './contract.ts'
import { findServing, listDemoOfficers } from './officer-view.ts'
import type { OfficerRow } from './officer-view.ts'
import { heldRoles } from './officers.ts'
import { officerRefusals } from './refusals.ts'

export interface SignInService {
  /** @throws wrongSignIn, lockedOut, codeNeeded, codeWrong, hasLeft */
  readonly signIn: (tried: SignIn, agent: string) => Promise<OpenedSession>
  /** @throws demoOnly, notFound */
  readonly signInAsDemo: (person: string, agent: string) => Promise<OpenedSession>
  /** Empty on a real installation. */
  readonly demoPeople: () => Promise<readonly DemoPerson[]>
  readonly signOut: (account: string, tenant: TenantId, session: string) => Promise<void>
}

export interface OpenedSession {
  readonly token: string
  readonly name: string
}

export interface SignInNeeds {
  readonly db: Db
  readonly clock: Clock
  readonly accounts: Accounts
  readonly sessions: SessionKeeper
  readonly audit: Audit
  readonly installation: 'demo' | 'real'
}

export function createSignIn({ db, clock, accounts, sessions, audit, installation }: SignInNeeds): SignInService {
  const note = (officer: { id: string; name: string }, tenant: TenantId, action: string): Promise<void> =>
    inScope(db, { tenants: [tenant], places: 'all' }, (tx) =>
      audit.recordRead(
        tx,
        { id: officer.id, name: officer.name, tenant, purpose: null },
        { act: 'sign-in', action, about: { kind: 'officer', id: officer.id } },
      ),
    )
  const open = async (officer: OfficerRow, tenant: TenantId, agent: string, how: string): Promise<OpenedSession> => {
    const { token } = await sessions.open(officer.id, tenant, agent)
    await note(officer, tenant, how)
    return { token, name: officer.name }
  }
  return {
    signIn: async (tried, agent) => {
      const { account, tenant } = await accounts.signIn(tried)
      const officer = await findServing(db, account, tenant, clock.today())
      if (officer === null) throw officerRefusals.hasLeft()
      return open(officer, tenant, agent, 'officers.signed-in')
    },
    signInAsDemo: async (person, agent) => {
      if (installation !== 'demo') throw officerRefusals.demoOnly()
      const officer = (await listDemoOfficers(db, clock.today())).find(({ id }) => id === person)
      if (officer === undefined) throw officerRefusals.notFound()
      return open(officer, officer.tenant, agent, 'officers.signed-in-as-demo')
    },
    demoPeople: async () =>
      installation === 'demo'
        ? (await listDemoOfficers(db, clock.today())).map((row) => ({
            id: row.id,
            name: row.name,
            post: row.post,
            roles: heldRoles(row),
            tenant: row.tenant,
          }))
        : [],
    signOut: async (account, tenant, session) => {
      await sessions.end(account, session)
      const officer = await findServing(db, account, tenant, clock.today())
      if (officer !== null) await note(officer, tenant, 'officers.signed-out')
    },
  }
}
