/** One measured thing. A figure is a ratio against a floor measured in the same run, because machines are noisy. */
export interface Bench {
  /** The word after `npm run bench --`. */
  readonly name: string
  readonly zh: string
  readonly en: string
  readonly run: (report: Report) => Promise<void>
}

export interface Report {
  /** Prints a ratio beside its aim: `roster / read and write only: 1.42 (aim ≤ 2)`. */
  readonly ratio: (what: string, value: number, aim: string) => void
  /** Prints a plain figure with its unit. */
  readonly figure: (what: string, value: string) => void
}

/** Milliseconds of the fastest of `rounds` runs: the least disturbed one. */
export async function fastest(rounds: number, work: () => Promise<unknown> | unknown): Promise<number> {
  let best = Number.POSITIVE_INFINITY
  for (let round = 0; round < rounds; round += 1) {
    const since = performance.now()
    await work()
    best = Math.min(best, performance.now() - since)
  }
  return best
}

/** Systems count the time of a thread in steps of up to ten milliseconds: what is shorter than many steps reads as nothing. */
const countedMilliseconds = 250

/**
 * The same in milliseconds of the processor, for work on this thread alone: others on the machine do not count. Each round
 * does the work as often as it takes to be counted well.
 */
export function fastestOnThread(rounds: number, work: () => unknown): number {
  let best = Number.POSITIVE_INFINITY
  for (let round = 0; round < rounds; round += 1) {
    const since = process.threadCpuUsage()
    let [times, spent] = [0, 0]
    while (spent < countedMilliseconds) {
      work()
      times += 1
      const { user, system } = process.threadCpuUsage(since)
      spent = (user + system) / 1000
    }
    best = Math.min(best, spent / times)
  }
  return best
}

/** The value below which the given share of the samples lies: `percentile(samples, 0.95)`. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((left, right) => left - right)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}
