import type { Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { Timeline, TimelineSource } from './contract.ts'

/** More than a clerk reads; older entries are behind their own lists. */
export const entriesMax = 200

/** One line of time out of what the modules tell, newest first. Sources the reader may not see are named, not read. */
export async function assembleTimeline(
  tx: Tx,
  who: Caller,
  sources: readonly TimelineSource[],
  householdId: string,
): Promise<Timeline> {
  const entries = []
  for (const source of sources.filter(({ may }) => who.may(may))) {
    entries.push(...(await source.entriesOf(tx, who, householdId)))
  }
  return {
    entries: entries
      .toSorted((one, other) => other.at.getTime() - one.at.getTime() || (one.id < other.id ? 1 : -1))
      .slice(0, entriesMax),
    hasMore: entries.length > entriesMax,
    hidden: sources.filter(({ may }) => !who.may(may)).map(({ name }) => name),
  }
}
