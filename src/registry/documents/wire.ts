import { z } from 'zod'
import { endpoint } from '#platform/http/endpoint.ts'

/** The paper itself; the purpose goes in the header or as `?purpose=`. */
export const openDocument = endpoint({
  verb: 'GET',
  path: '/api/documents/:id',
  params: z.object({ id: z.uuid() }),
  answers: 'file',
})
