import { Worker } from 'node:worker_threads'
import { refusals } from '../refusals.ts'
import type { Answers } from './answers.ts'
import type { Caseload } from './caseload.ts'
import type { Kernel } from './compile.ts'
import { type Rows, prepare } from './run.ts'
import type { Sheet } from './slices.ts'

/** Threads that compute caseloads together. */
export interface Crew {
  /**
   * Computes a whole caseload on all threads; one run after the other.
   * @throws columnsInterrupted when one of them stops in the middle; no result is kept, and the next run has a new one.
   */
  readonly run: (kernel: Kernel, caseload: Caseload, rows?: Rows) => Promise<Answers>
  readonly close: () => Promise<void>
  /** The threads, for watching them. */
  readonly threads: () => readonly Worker[]
}

export function openCrew(count: number): Crew {
  const hands = Array.from({ length: count }, () => new Hand())
  let last: Promise<unknown> = Promise.resolve()
  const runNow = async (kernel: Kernel, caseload: Caseload, rows: Rows): Promise<Answers> => {
    const prepared = prepare(kernel, caseload, rows)
    for (const [index, hand] of hands.entries()) if (hand.isGone) hands[index] = new Hand()
    const ends = await Promise.all(hands.map((hand) => hand.take(prepared.sheet)))
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
      await Promise.all(hands.map(({ worker }) => worker.terminate()))
    },
    threads: () => hands.map(({ worker }) => worker),
  }
}

type End = 'done' | 'stopped'

/** One thread. It keeps no process alive while it has nothing to do. */
class Hand {
  readonly worker = new Worker(new URL('crew-worker.ts', import.meta.url))
  isGone = false
  private finish: ((end: End) => void) | null = null

  constructor() {
    this.worker.on('message', () => this.finish?.('done'))
    this.worker.on('exit', () => {
      this.isGone = true
      this.finish?.('stopped')
    })
    // Without a listener an error of the thread would end the process; the exit that follows says all there is to know.
    this.worker.on('error', () => {})
    this.worker.unref()
  }

  /** Its part of a run. When it stops, it tells the others to stop after the slice they are at. */
  take(sheet: Sheet): Promise<End> {
    return new Promise((resolve) => {
      this.finish = (end) => {
        this.finish = null
        if (end === 'stopped') Atomics.store(sheet.cursor, 1, 1)
        this.worker.unref()
        resolve(end)
      }
      this.worker.ref()
      this.worker.postMessage(sheet)
    })
  }
}
