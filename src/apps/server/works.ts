import { apart } from '#platform/db/index.ts'
import { describeError, type Logger } from '#platform/http/index.ts'

/** What goes on after the first page is served. */
export interface Works {
  readonly begin: (name: string, work: (isStopping: () => boolean) => Promise<unknown>) => void
  /** Names of what is not done, for `/readyz`. A work that failed stays in the list. */
  readonly unfinished: () => readonly string[]
  /** Resolves when everything begun has come to its end, well or not. */
  readonly settled: () => Promise<void>
  /** Asks every work to end at its next safe place and waits for it. */
  readonly stop: () => Promise<void>
}

export function createWorks(log: Logger): Works {
  const running = new Map<string, Promise<void>>()
  const open = new Set<string>()
  let isStopping = false
  const settled = async (): Promise<void> => {
    await Promise.all(running.values())
  }
  return {
    begin: (name, work) => {
      open.add(name)
      const since = Date.now()
      const done = apart(() => work(() => isStopping)).then(
        () => {
          open.delete(name)
          log.info({ work: name, milliseconds: Date.now() - since }, 'settled')
        },
        (error: unknown) => {
          log.error({ work: name, err: error, ...describeError(error) }, 'failed')
        },
      )
      running.set(name, done)
    },
    unfinished: () => [...open],
    settled,
    stop: async () => {
      isStopping = true
      await settled()
    },
  }
}
