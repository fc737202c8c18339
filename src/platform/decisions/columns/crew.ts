import { Worker } from 'node:worker_threads'
import { refusals } from '../refusals.ts'
import type { Answers } from './answers.ts'
import type { Caseload } from './caseload.ts'
import type { Kernel } from './compile.ts'
import { type Rows, type Sheet, prepare } from './run.ts'

/** Threads that compute caseloads together. */
export interface Crew {
  /**
   * Computes a whole caseload on all threads.
   * @throws columnsInterrupted when one of them stops in the middle; no result is kept, and the next run has a new one.
   */
  readonly run: (kernel: Kernel, caseload: Caseload, rows?: Rows) => Promise<Answers>
  readonly close: () => Promise<void>
  /** Identities of the threads, for watching them. */
  readonly threads: () => readonly Worker[]
}

const start = (): Worker => {
  const worker = new Worker(new URL('crew-worker.ts', import.meta.url))
  worker.unref()
  return worker
}

export function openCrew(count: number): Crew {
  const workers = Array.from({ length: count }, start)
  let last: Promise<unknown> = Promise.resolve()
  const runNow = async (kernel: Kernel, caseload: Caseload, rows: Rows): Promise<Answers> => {
    const prepared = prepare(kernel, caseload, rows)
    const ends = await Promise.all(workers.map((worker) => turn(worker, prepared.sheet)))
    for (const [index, end] of ends.entries()) if (end === 'stopped') workers[index] = start()
    if (ends.every((end) => end === 'done')) return prepared.answers()
    prepared.abandon()
    throw refusals.columnsInterrupted()
  }
  return {
    run: (kernel, caseload, rows = {}) => {
      const run = last.then(() => runNow(kernel, caseload, rows))
      last = run.catch(() => undefined)
      return run
    },
    close: async () => {
      await last
      await Promise.all(workers.map((worker) => worker.terminate()))
    },
    threads: () => workers,
  }
}

/** One worker's part of a run. When it dies, it tells the others to stop after the slice they are at. */
function turn(worker: Worker, sheet: Sheet): Promise<'done' | 'stopped'> {
  return new Promise((resolve) => {
    const finish = (end: 'done' | 'stopped') => {
      worker.off('message', onDone).off('exit', onStop).off('error', onError)
      if (end === 'stopped') Atomics.store(sheet.cursor, 1, 1)
      worker.unref()
      resolve(end)
    }
    const onDone = (): void => finish('done')
    const onStop = (): void => finish('stopped')
    // The exit follows.
    const onError = (): void => {}
    worker.ref()
    worker.on('message', onDone).on('exit', onStop).on('error', onError)
    worker.postMessage(sheet)
  })
}
