import type { Clock } from '#platform/clock/index.ts'
import type { Vault } from '#platform/crypto/contract.ts'
import type { Db, TenantId } from '#platform/db/contract.ts'
import { given } from '#platform/errors/index.ts'
import { isLockedOut, minutesLeft, subjectOf, triesLeft } from './attempts.ts'
import type { AttemptKind } from './attempts.ts'
import {
  countAttempt,
  findByAccount,
  findByLogin,
  forgetAttempts,
  forgetSecondFactor,
  giveBackAttempt,
  saveCredential,
  saveNextSecondFactor,
  takeNextSecondFactor,
  useStep,
} from './auth-store.ts'
import type { Credential } from './auth-store.ts'
import { checkPassword, hashPassword, isPassword } from './password.ts'
import { authRefusals } from './refusals.ts'
import { newSecondFactor, stepOfCode } from './second-factor.ts'
import type { NewSecondFactor } from './second-factor.ts'

export interface SignIn {
  readonly login: string
  readonly password: string
  /** Six digits, when the account has a second factor. */
  readonly code: string | null
  /** Network address, for the counter. */
  readonly address: string
}

export interface Accounts {
  /** @throws wrongSignIn, lockedOut, codeNeeded, codeWrong */
  readonly signIn: (tried: SignIn) => Promise<{ account: string; tenant: TenantId }>
  /** Makes the account or gives it a new login and password. @throws passwordTooShort, passwordTooEasy, loginTaken */
  readonly setPassword: (account: string, tenant: TenantId, login: string, password: string) => Promise<void>
  /** By the person, who proves the old one. @throws noPassword, passwordUnchanged, passwordTooShort, passwordTooEasy */
  readonly changePassword: (account: string, old: string, fresh: string) => Promise<void>
  /** Null for an account without a password. */
  readonly loginOf: (account: string) => Promise<string | null>
  readonly hasSecondFactor: (account: string) => Promise<boolean>
  /** Makes a secret; it counts only after `proveSecondFactor`, and until then the one in use counts. @throws noPassword */
  readonly startSecondFactor: (account: string) => Promise<NewSecondFactor>
  /** @throws noPassword, noSecondFactor, codeWrong */
  readonly proveSecondFactor: (account: string, code: string) => Promise<void>
  readonly dropSecondFactor: (account: string) => Promise<void>
}

interface Needs {
  readonly db: Db
  /** The machine's own clock: codes and windows run on real time. */
  readonly clock: Clock
  readonly vault: Vault
}

const sealUse = (account: string): string => `auth.credential.second-factor:${account}`
const plainLogin = (login: string): string => login.normalize('NFKC').trim().toLowerCase()

export function createAccounts({ db, clock, vault }: Needs): Accounts {
  const get = async (account: string): Promise<Credential> => {
    const found = await findByAccount(db, account)
    if (found === null || found.passwordHash === null) throw authRefusals.noPassword()
    return found
  }

  const count = async (kind: AttemptKind, text: string): Promise<number> => {
    const attempts = await countAttempt(db, subjectOf(kind, text), clock.now())
    if (isLockedOut(kind, attempts)) throw authRefusals.lockedOut({ minutes: minutesLeft(attempts, clock.now()) })
    return triesLeft(attempts)
  }
  /** The time step in which the digits are right. @throws noSecondFactor, codeWrong */
  const stepOf = async ({ account, tenant }: Credential, sealed: Buffer | null, code: string): Promise<number> => {
    if (sealed === null) throw authRefusals.noSecondFactor()
    const box = await vault.boxOf(tenant)
    const step = stepOfCode(box.open(sealed, sealUse(account)), code, clock.now())
    if (step === null) throw authRefusals.codeWrong({}, 'code')
    return step
  }

  return {
    signIn: async ({ login: typed, password, code, address }) => {
      const login = plainLogin(typed)
      await count('address', address)
      const left = await count('account', login)
      const credential = await findByLogin(db, login)
      if (!(await isPassword(credential?.passwordHash ?? null, password)))
        throw authRefusals.wrongSignIn({ left }, 'password')
      const found = given(credential, 'the credential whose password is right')
      if (found.hasSecondFactor) {
        if (code === null || code.trim() === '') {
          // Not a guess: the form has only now learned that it must ask for digits.
          await giveBackAttempt(db, subjectOf('account', login))
          await giveBackAttempt(db, subjectOf('address', address))
          throw authRefusals.codeNeeded({}, 'code')
        }
        const step = await stepOf(found, found.secondFactor, code)
        if (!(await useStep(db, found.account, step))) throw authRefusals.codeWrong({}, 'code')
      }
      await forgetAttempts(db, subjectOf('account', login))
      await giveBackAttempt(db, subjectOf('address', address))
      return { account: found.account, tenant: found.tenant }
    },
    setPassword: async (account, tenant, typed, password) => {
      const login = plainLogin(typed)
      checkPassword(password, login)
      const passwordHash = await hashPassword(password)
      if (!(await saveCredential(db, { account, tenant, login, passwordHash }, clock.now())))
        throw authRefusals.loginTaken({ login }, 'login')
    },
    changePassword: async (account, old, fresh) => {
      const credential = await get(account)
      await count('account', credential.login)
      if (!(await isPassword(credential.passwordHash, old))) throw authRefusals.passwordUnchanged({}, 'old')
      checkPassword(fresh, credential.login)
      await saveCredential(db, { ...credential, passwordHash: await hashPassword(fresh) }, clock.now())
      await forgetAttempts(db, subjectOf('account', credential.login))
    },
    loginOf: async (account) => (await findByAccount(db, account))?.login ?? null,
    hasSecondFactor: async (account) => (await findByAccount(db, account))?.hasSecondFactor ?? false,
    startSecondFactor: async (account) => {
      const credential = await get(account)
      const fresh = newSecondFactor(credential.login)
      const box = await vault.boxOf(credential.tenant)
      await saveNextSecondFactor(db, account, box.seal(fresh.secret, sealUse(account)))
      return fresh
    },
    proveSecondFactor: async (account, code) => {
      const credential = await get(account)
      const sealed = credential.nextSecondFactor
      const step = await stepOf(credential, sealed, code)
      const proved = { sealed: given(sealed, 'the secret just tried'), step, now: clock.now() }
      if (!(await takeNextSecondFactor(db, account, proved))) throw authRefusals.codeWrong({}, 'code')
    },
    dropSecondFactor: (account) => forgetSecondFactor(db, account),
  }
}
