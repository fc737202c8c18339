import { z } from 'zod'
import { endpoint } from '#platform/http/endpoint.ts'
import { ById } from './wire-shapes.ts'

/** Kin that officers declared: nobody decides for their own. The head of the office sees everybody's. */
export const KinRow = z.object({
  id: z.string(),
  officer: z.object({ id: z.string(), name: z.string() }),
  /** Masked. */
  person: z.string(),
  relation: z.string(),
  declaredOn: z.string(),
})
export const listKin = endpoint({ verb: 'GET', path: '/api/declared-kin', answers: z.array(KinRow) })
/** Who of a household on file may be meant: found by its number, names masked. The look is written down. */
export const findKin = endpoint({
  verb: 'GET',
  path: '/api/declared-kin/household',
  query: z.object({ number: z.string().trim().min(2).max(40).meta({ title: '户号', en: 'Household number' }) }),
  answers: z.object({
    householdId: z.string(),
    number: z.string(),
    members: z.array(z.object({ id: z.string(), name: z.string() })),
  }),
})
export const declareKin = endpoint({
  verb: 'POST',
  path: '/api/declared-kin',
  key: 'once',
  body: z.object({
    /** The household the person is in, which the officer can see. */
    householdId: z.uuid().meta({ title: '哪一户' }),
    personId: z.uuid().meta({ title: '亲属' }),
    relation: z.string().trim().min(1).max(40).meta({ title: '关系' }),
  }),
  answers: z.object({ id: z.string() }),
})
export const endKin = endpoint({
  verb: 'DELETE',
  path: '/api/declared-kin/:id',
  params: ById,
  answers: z.object({ id: z.string() }),
  key: 'once',
})
