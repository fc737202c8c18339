/** Repeatable chance: the same seed gives the same county. */
export interface Chance {
  /** In `[0, 1)`. */
  readonly next: () => number
  /** A whole number, both ends included. */
  readonly between: (least: number, most: number) => number
  readonly pick: <Item>(items: readonly Item[]) => Item
  readonly is: (share: number) => boolean
  readonly bytes: (count: number) => Uint8Array
}

/** Mulberry32: small, quick, and good enough for people who do not exist. */
export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const between = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1))
  return {
    next,
    between,
    pick: (items) => items[between(0, items.length - 1)]!,
    is: (share) => next() < share,
    bytes: (count) => Uint8Array.from({ length: count }, () => between(0, 255)),
  }
}
