import type { AnswerOf, Client } from '#platform/http/client.ts'
import type { openHousehold, revealPerson } from '../wire.ts'

export type HouseholdFile = AnswerOf<typeof openHousehold>
export type FilePerson = HouseholdFile['people'][number]

interface Wish {
  readonly id: string
  readonly on: string | undefined
  readonly purpose: string | undefined
  readonly signal: AbortSignal
}

export const readFile = (client: Client, { id, on, purpose, signal }: Wish): Promise<HouseholdFile> =>
  client.json<HouseholdFile>({
    ...{ verb: 'GET', path: '/api/households/:id', params: { id }, query: { on }, signal },
    ...(purpose === undefined ? {} : { purpose }),
  })

/** The whole number, once; the purpose goes into the audit. */
export const revealNumber = async (
  client: Client,
  { personId, purpose }: { personId: string; purpose: string },
): Promise<string> => {
  const { idNumber } = await client.json<AnswerOf<typeof revealPerson>>({
    verb: 'POST',
    path: '/api/persons/:id/id-number',
    params: { id: personId },
    purpose,
  })
  return idNumber
}
