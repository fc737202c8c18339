import type { Mood } from '../wire.ts'

/** How a department is played now; everything else it does follows from this. */
export interface Manner {
  readonly mood: Mood
  /** Milliseconds a slow department takes. */
  readonly slowMs: number
}

export const wellMannered: Manner = { mood: 'well', slowMs: 3_000 }
