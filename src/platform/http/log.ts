import { pino } from 'pino'
import type { DestinationStream, Logger } from 'pino'

export type { Logger } from 'pino'

/** Never written, wherever they stand in an object that somebody logs. */
const neverLogged = ['password', 'code', 'token', 'authorization', 'cookie', 'idNumber', 'name', 'phone', 'bankAccount']

/**
 * A database error quotes the values of the row it is about (`Key (id_number)=(…) already exists`), and so may any
 * message. The log keeps what a developer needs and no person's data: class, code, constraint, and where in our code.
 */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error }
  const code: unknown = Reflect.get(error, 'code')
  const isDatabase = typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code)
  return {
    type: error.name,
    // Not `code`: what carries that name is a person's second factor and is never written.
    ...(typeof code === 'string' ? { errorCode: code } : {}),
    ...(isDatabase
      ? { table: Reflect.get(error, 'table'), constraint: Reflect.get(error, 'constraint') }
      : error.name === 'Bug'
        ? { message: error.message }
        : {}),
    at: (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at ')),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  }
}

/** One JSON line per event, to standard output unless a destination is given. */
export const createLogger = (level: string, destination?: DestinationStream): Logger => {
  const options = {
    level,
    base: { product: 'zhulian' },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    serializers: { err: describeError },
    redact: { paths: neverLogged.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: '[removed]' },
  }
  return destination === undefined ? pino(options) : pino(options, destination)
}
