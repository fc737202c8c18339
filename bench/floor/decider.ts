import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { CopiedColumns } from '../../src/platform/decisions/index.ts'

/** Some households as they were read, and what was found of them the last time. */
export interface Part {
  readonly homes: CopiedColumns
  readonly people: CopiedColumns
  readonly last: CopiedColumns
}
/** Rows for COPY of those whose result is not the last one, and how many they are. */
export interface Decided {
  readonly blocks: readonly Uint8Array[]
  readonly count: number
}

/** Decides on a thread of its own, so that the server is read while it does. */
export interface Decider {
  readonly classes: readonly string[]
  /** One part at a time. */
  readonly decide: (part: Part) => Promise<Decided>
  readonly close: () => Promise<number>
}

export async function openDecider(file: string): Promise<Decider> {
  const worker = new Worker(new URL('decider-worker.ts', import.meta.url), { workerData: file })
  const answer = async () => (await once(worker, 'message'))[0] as unknown
  return {
    classes: (await answer()) as readonly string[],
    decide: async (part) => {
      const columns = [part.homes, part.people, part.last].flatMap((each) => Object.values(each.columns))
      const arrays = columns.flatMap(({ values, known = new Uint8Array(0) }) => [values as Int32Array, known])
      worker.postMessage(
        part,
        arrays.map(({ buffer }) => buffer as ArrayBuffer),
      )
      return (await answer()) as Decided
    },
    close: () => worker.terminate(),
  }
}
