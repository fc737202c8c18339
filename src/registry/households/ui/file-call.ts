import type { Words } from '#design/console/language.tsx'
import type { Client, Wire } from '#platform/http/client.ts'
import type { Timeline } from '#registry/timeline/contract.ts'
import type { FileSection } from '../contract.ts'

export interface HouseholdFile {
  readonly id: string
  readonly number: string
  readonly head: string
  readonly placeLabel: string
  readonly members: number
  readonly programme: string | null
  readonly paidNow: string | null
  readonly sections: readonly FileSection[]
  /** Parts this reader may not see. */
  readonly hidden: readonly Words[]
  readonly timeline: Wire<Timeline>
}

export const readFile = (
  client: Client,
  { id, on, purpose, signal }: { id: string; on: string | undefined; purpose: string | undefined; signal: AbortSignal },
): Promise<HouseholdFile> =>
  client.json<HouseholdFile>({
    ...{ verb: 'GET', path: '/api/households/:id', params: { id }, query: { on }, signal },
    ...(purpose === undefined ? {} : { purpose }),
  })
