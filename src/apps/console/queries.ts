import { QueryClient } from '@tanstack/react-query'

const aMinute = 60_000

/** How often a failed reading is asked again: once, because the network blinked. A refusal is an answer and never retried. */
const retriesMax = 1

export const createQueries = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: aMinute / 2,
        refetchOnWindowFocus: false,
        retry: (failures, trouble) => failures < retriesMax && !isAnswer(trouble),
      },
    },
  })

const isAnswer = (trouble: unknown): boolean => {
  const status = typeof trouble === 'object' && trouble !== null && 'status' in trouble ? trouble.status : 0
  return typeof status === 'number' && status >= 400 && status < 500
}
