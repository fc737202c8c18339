import { generateSecret, generateURI, verifySync } from 'otplib'

/** Seconds a code lives (RFC 6238). */
const period = 30

export interface NewSecondFactor {
  /** Base32, to type in by hand. */
  readonly secret: string
  /** `otpauth://…`, for the QR code. */
  readonly uri: string
}

export function newSecondFactor(login: string, issuer = '助联'): NewSecondFactor {
  const secret = generateSecret()
  return { secret, uri: generateURI({ issuer, label: login, secret }) }
}

/**
 * The time step in which the code is right, one step before or after allowed for a clock that is off; null when it is
 * wrong. The caller keeps the step, so that a code seen over a shoulder is not good a second time.
 */
export function stepOfCode(secret: string, code: string, now: Date): number | null {
  const token = code.normalize('NFKC').replace(/\s/g, '')
  if (!/^\d{6}$/.test(token)) return null
  const epoch = Math.floor(now.getTime() / 1000)
  const result = verifySync({ secret, token, epoch, epochTolerance: period })
  return result.valid ? Math.floor(epoch / period) + result.delta : null
}
