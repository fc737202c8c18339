import { createHash } from 'node:crypto'

/**
 * Tries in one window. Five for an account stops guessing and forgives a bad morning; fifty for an address, because a
 * whole office may sit behind one.
 */
export const attemptLimits = { account: 5, address: 50 } as const
export type AttemptKind = keyof typeof attemptLimits

export const windowMinutes = 15
export const windowMilliseconds = windowMinutes * 60_000

/** What the table keeps instead of a login or an address. */
export const subjectOf = (kind: AttemptKind, text: string): string =>
  createHash('sha256').update(`${kind}:${text}`).digest('hex')

export interface Attempts {
  /** This try included. */
  readonly attempts: number
  readonly since: Date
}

export const isLockedOut = (kind: AttemptKind, { attempts }: Attempts): boolean => attempts > attemptLimits[kind]

/** Whole minutes until the window ends, at least one. */
export const minutesLeft = ({ since }: Attempts, now: Date): number =>
  Math.max(1, Math.ceil((since.getTime() + windowMilliseconds - now.getTime()) / 60_000))

export const triesLeft = ({ attempts }: Attempts): number => Math.max(0, attemptLimits.account - attempts)
