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
  /** Said to be over: by whom, since when, why. It stands until a second person confirms. */
  ending: z.object({ by: z.string(), on: z.string(), reason: z.string() }).nullable(),
  /** What this reader may press now. */
  may: z.object({ ask: z.boolean(), confirm: z.boolean() }),
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
    /** The household the person is in, anywhere in the office. */
    householdId: z.uuid().meta({ title: '哪一户', en: 'household' }),
    personId: z.uuid().meta({ title: '亲属', en: 'relative' }),
    relation: z.string().trim().min(1).max(40).meta({ title: '关系', en: 'relation' }),
  }),
  answers: z.object({ id: z.string() }),
})
const Reason = z.string().trim().min(2).max(1000)
/** It is over, says the officer or the head of the office; nothing changes yet. */
export const askKinEnd = endpoint({
  verb: 'POST',
  path: '/api/declared-kin/:id/end',
  params: ById,
  body: z.object({ reason: Reason.meta({ title: '为什么不再是了', en: 'why it has ended' }) }),
  answers: z.object({ id: z.string() }),
  key: 'once',
})
/** The second person agrees, and it ends, or does not, and it stands. */
export const answerKinEnd = endpoint({
  verb: 'POST',
  path: '/api/declared-kin/:id/end-answer',
  params: ById,
  body: z.object({
    agrees: z.boolean().meta({ title: '同意', en: 'agreement' }),
    reason: Reason.meta({ title: '怎么核实的', en: 'how it was verified' }),
  }),
  answers: z.object({ id: z.string() }),
  key: 'once',
})
