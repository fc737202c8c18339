import { useClient, type AnswerOf } from '#platform/http/client.ts'
import { addPaper } from '../wire.ts'

/** Sends a photo or PDF into the file of a household, for pages that only name it afterwards. */
export function useKeepPaper(householdId: string): (body: FormData, key: string) => Promise<AnswerOf<typeof addPaper>> {
  const client = useClient()
  return (body, key) =>
    client.json<AnswerOf<typeof addPaper>>({
      ...{ verb: addPaper.verb, path: addPaper.path, params: { id: householdId }, body, key },
    })
}
