import { v7 as uuid } from 'uuid'
import type { Clock } from '#platform/clock/index.ts'
import type { Db, TenantId } from '#platform/db/contract.ts'
import { newToken, tokenHash } from '#platform/http/index.ts'
import type { Sessions } from '#platform/http/index.ts'
import { authRefusals } from './refusals.ts'
import {
  deleteEnded,
  deleteSession,
  deleteSessions,
  findSession,
  insertSession,
  listSessions,
  touchSession,
} from './session-store.ts'
import type { SessionRow } from './session-store.ts'

/**
 * Two hours without a click and a session ends: long enough for a home visit typed up slowly, short enough for a desk in
 * a public hall. After twelve hours it ends in any case, so that nobody starts the day as yesterday's colleague.
 */
export const sessionLimits = { idleMinutes: 120, wholeHours: 12 } as const
/** The last click is written at most this often. */
const touchMilliseconds = 60_000

export interface SessionKeeper extends Sessions {
  readonly open: (account: string, tenant: TenantId, agent: string) => Promise<{ id: string; token: string }>
  readonly list: (account: string) => Promise<readonly SessionRow[]>
  /** @throws sessionNotFound, also for a session of somebody else */
  readonly end: (account: string, id: string) => Promise<void>
  /** After a new password, a lost device or a departure; with `on` in the transaction that says so. */
  readonly endAll: (account: string, more?: { readonly exceptId?: string; readonly on?: Db }) => Promise<void>
  /** Nightly. @returns how many were removed */
  readonly clear: () => Promise<number>
}

/** `clock` is the machine's own, never the demonstration's: a story set in another year must not end sessions. */
export function createSessions({ db, clock }: { db: Db; clock: Clock }): SessionKeeper {
  const idleSince = (): Date => new Date(clock.now().getTime() - sessionLimits.idleMinutes * 60_000)
  return {
    open: async (account, tenant, agent) => {
      const [id, token, now] = [uuid(), newToken(), clock.now()]
      const endsAt = new Date(now.getTime() + sessionLimits.wholeHours * 3_600_000)
      await insertSession(db, tokenHash(token), { id, account, tenant, agent, openedAt: now, seenAt: now, endsAt })
      return { id, token }
    },
    find: async (token) => {
      const now = clock.now()
      const session = await findSession(db, tokenHash(token), now, idleSince())
      if (session !== null && now.getTime() - session.seenAt.getTime() > touchMilliseconds)
        await touchSession(db, tokenHash(token), now)
      return session
    },
    list: (account) => listSessions(db, account, clock.now(), idleSince()),
    end: async (account, id) => {
      if (!(await deleteSession(db, account, id))) throw authRefusals.sessionNotFound()
    },
    endAll: (account, { exceptId, on = db } = {}) => deleteSessions(on, account, exceptId ?? null),
    clear: () => deleteEnded(db, clock.now(), idleSince()),
  }
}
