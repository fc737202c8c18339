import { createHash, randomBytes } from 'node:crypto'

/** At least the share, and never less than one case. */
export const countFor = (cases: number, shareMin: number): number => Math.ceil((cases * shareMin) / 100)

/** 64 hexadecimal digits from the machine's random source; nobody chooses it, and it is kept. */
export const newSeed = (): string => randomBytes(32).toString('hex')

/**
 * Who is drawn: the cases in the order of SHA-256 over `seed:case number`, as many as the share asks for. Anybody with
 * the seed and the list of numbers draws the same; the order in which they are handed in makes no difference.
 */
export function drawFrom(seed: string, numbers: readonly string[], shareMin: number): ReadonlySet<string> {
  const place = (number: string): string => createHash('sha256').update(`${seed}:${number}`, 'utf8').digest('hex')
  const inOrder = numbers
    .map((number) => ({ number, at: place(number) }))
    .toSorted((one, other) => (one.at < other.at ? -1 : 1))
  return new Set(inOrder.slice(0, countFor(numbers.length, shareMin)).map(({ number }) => number))
}
