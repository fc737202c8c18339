import { sql } from 'kysely'
import type { Db, TenantId } from '#platform/db/contract.ts'
import { windowMilliseconds } from './attempts.ts'
import type { Attempts } from './attempts.ts'

export interface Credential {
  readonly account: string
  readonly tenant: TenantId
  readonly login: string
  readonly passwordHash: string | null
  /** Sealed secret, null without a second factor. */
  readonly secondFactor: Buffer | null
  /** Sealed secret of a device that is not proved yet. */
  readonly nextSecondFactor: Buffer | null
  readonly hasSecondFactor: boolean
}

interface CredentialRow {
  account: string
  tenant_id: TenantId
  login: string
  password_hash: string | null
  second_factor: Buffer | null
  second_factor_next: Buffer | null
  second_factor_since: Date | null
}

const credentialOf = (row: CredentialRow | undefined): Credential | null =>
  row === undefined
    ? null
    : {
        account: row.account,
        tenant: row.tenant_id,
        login: row.login,
        passwordHash: row.password_hash,
        secondFactor: row.second_factor,
        nextSecondFactor: row.second_factor_next,
        hasSecondFactor: row.second_factor_since !== null,
      }

const columns = sql`account, tenant_id, login, password_hash, second_factor, second_factor_next,
  second_factor_since`

export async function findByLogin(db: Db, login: string): Promise<Credential | null> {
  const found = await sql<CredentialRow>`SELECT ${columns} FROM auth.credential WHERE login = ${login}`.execute(db)
  return credentialOf(found.rows[0])
}

export async function findByAccount(db: Db, account: string): Promise<Credential | null> {
  const found = await sql<CredentialRow>`SELECT ${columns} FROM auth.credential WHERE account = ${account}`.execute(db)
  return credentialOf(found.rows[0])
}

/** False when another account has this login. */
export async function saveCredential(
  db: Db,
  credential: Pick<Credential, 'account' | 'tenant' | 'login' | 'passwordHash'>,
  now: Date,
): Promise<boolean> {
  const { account, tenant, login, passwordHash } = credential
  const saved = await sql`
    INSERT INTO auth.credential (account, tenant_id, login, password_hash, password_set_at)
    SELECT ${account}, ${tenant}, ${login}, ${passwordHash}, ${now}
    WHERE NOT EXISTS (SELECT FROM auth.credential WHERE login = ${login} AND account <> ${account})
    ON CONFLICT (account) DO UPDATE SET
      login = excluded.login, password_hash = excluded.password_hash, password_set_at = excluded.password_set_at
    RETURNING account`.execute(db)
  return saved.rows.length === 1
}

/** A new device waits beside the one in use until it is proved. */
export async function saveNextSecondFactor(db: Db, account: string, sealed: Buffer): Promise<void> {
  await sql`UPDATE auth.credential SET second_factor_next = ${sealed} WHERE account = ${account}`.execute(db)
}

/** Proved: it takes the place of the one in use and forgets that one's steps. False when another was begun meanwhile. */
export async function takeNextSecondFactor(
  db: Db,
  account: string,
  { sealed, step, now }: { readonly sealed: Buffer; readonly step: number; readonly now: Date },
): Promise<boolean> {
  const taken = await sql`
    UPDATE auth.credential
    SET second_factor = second_factor_next, second_factor_next = NULL, second_factor_since = ${now},
      second_factor_step = ${step}
    WHERE account = ${account} AND second_factor_next = ${sealed}
    RETURNING account`.execute(db)
  return taken.rows.length === 1
}

export async function forgetSecondFactor(db: Db, account: string): Promise<void> {
  await sql`
    UPDATE auth.credential
    SET second_factor = NULL, second_factor_next = NULL, second_factor_since = NULL, second_factor_step = 0
    WHERE account = ${account}`.execute(db)
}

/** Uses a time step up. False when it was used before: two requests with one code, one wins. */
export async function useStep(db: Db, account: string, step: number): Promise<boolean> {
  const used = await sql`
    UPDATE auth.credential SET second_factor_step = ${step}
    WHERE account = ${account} AND second_factor_step < ${step}
    RETURNING account`.execute(db)
  return used.rows.length === 1
}

/** Counts a try before it is judged, so that a hundred at once are a hundred tries. */
export async function countAttempt(db: Db, subject: string, now: Date): Promise<Attempts> {
  const windowStart = new Date(now.getTime() - windowMilliseconds)
  const counted = await sql<Attempts>`
    INSERT INTO auth.sign_in_counter AS counter (subject, attempts, since) VALUES (${subject}, 1, ${now})
    ON CONFLICT (subject) DO UPDATE SET
      attempts = CASE WHEN counter.since <= ${windowStart} THEN 1 ELSE counter.attempts + 1 END,
      since = CASE WHEN counter.since <= ${windowStart} THEN ${now} ELSE counter.since END
    RETURNING attempts, since`.execute(db)
  return counted.rows[0] ?? { attempts: 1, since: now }
}

export async function forgetAttempts(db: Db, subject: string): Promise<void> {
  await sql`DELETE FROM auth.sign_in_counter WHERE subject = ${subject}`.execute(db)
}

/** Gives one try back: it was not a guess. */
export async function giveBackAttempt(db: Db, subject: string): Promise<void> {
  await sql`UPDATE auth.sign_in_counter SET attempts = greatest(0, attempts - 1) WHERE subject = ${subject}`.execute(db)
}

/** Nightly: windows that have closed count for nothing. */
export async function forgetOldAttempts(db: Db, since: Date): Promise<void> {
  await sql`DELETE FROM auth.sign_in_counter WHERE since <= ${since}`.execute(db)
}
