import { z } from 'zod'
import { endpoint } from '#platform/http/endpoint.ts'
import { AssessmentWire, ChangedLine } from '#relief/eligibility/contract.ts'

/** What travels of a simulation. Money is fen as text. */
const text = z.string()
const ById = z.object({ id: z.uuid() })
const ChangeKind = z.enum(['enters', 'leaves', 'gains', 'loses', 'open'])
const FenText = z.string().regex(/^-?\d{1,18}$/)
export const simulatedPageSize = 20

export const SimulationSheet = z.object({
  id: text,
  draftId: text,
  draftVersion: z.number(),
  region: text,
  programme: text,
  title: text,
  factsOn: text,
  lawOn: text,
  households: z.number(),
  milliseconds: z.number(),
  byName: text,
  at: text,
  feltIn: text,
  unchanged: z.number(),
  uncertain: z.number(),
  months: z.array(
    z.object({
      month: text,
      before: FenText,
      after: FenText,
      householdsBefore: z.number(),
      householdsAfter: z.number(),
    }),
  ),
  places: z.array(
    z.object({
      code: text,
      label: text,
      before: FenText,
      after: FenText,
      enters: z.number(),
      leaves: z.number(),
      gains: z.number(),
      loses: z.number(),
      open: z.number(),
    }),
  ),
  kinds: z.array(z.object({ kind: ChangeKind, households: z.number(), difference: FenText })),
  bars: z.array(
    z.object({ from: FenText.nullable(), to: FenText.nullable(), households: z.number(), difference: FenText }),
  ),
  /** The draft has been changed since. */
  isStale: z.boolean(),
  may: z.object({ seeHouseholds: z.boolean(), exportHouseholds: z.boolean() }),
})
export type SimulationSheet = z.output<typeof SimulationSheet>

export const SimulationRun = z.object({
  id: text,
  draftVersion: z.number(),
  state: z.enum(['running', 'done', 'cancelled', 'broken-off']),
  byName: text,
  at: text,
  /** Households computed, of how many; null until they are counted. */
  done: z.number(),
  total: z.number().nullable(),
  endedName: text.nullable(),
  trouble: z.object({ zh: text, en: text }).nullable(),
})
export type SimulationRun = z.output<typeof SimulationRun>

/** Begins a try, or names the one under way; what it finds is read under the same id when it is done. */
export const runSimulation = endpoint({
  verb: 'POST',
  path: '/api/policy-workbench/drafts/:id/simulation',
  params: ById,
  answers: z.object({ id: text }),
  key: 'once',
})
/** The try of a draft begun last: under way, done, cancelled, or broken off with its process. */
export const readSimulationRun = endpoint({
  verb: 'GET',
  path: '/api/policy-workbench/drafts/:id/simulation',
  params: ById,
  answers: z.object({ run: SimulationRun.nullable(), may: z.object({ simulate: z.boolean(), cancel: z.boolean() }) }),
})
export const cancelSimulation = endpoint({
  verb: 'POST',
  path: '/api/policy-workbench/simulations/:id/cancellation',
  params: ById,
  answers: SimulationRun,
  key: 'once',
})
/** Enough to compare a few tries of one draft. */
export const triesShownMax = 20
export const listSimulations = endpoint({
  verb: 'GET',
  path: '/api/policy-workbench/drafts/:id/simulations',
  params: ById,
  answers: z.array(
    z.object({
      id: text,
      /** The draft has been written in since. */
      isStale: z.boolean(),
      at: text,
      byName: text,
      households: z.number(),
      milliseconds: z.number(),
    }),
  ),
})
export const readSimulation = endpoint({
  verb: 'GET',
  path: '/api/policy-workbench/simulations/:id',
  params: ById,
  answers: SimulationSheet,
})
export const SimulatedQuery = z.object({
  kind: ChangeKind.optional().meta({ title: '变动', en: 'change' }),
  from: FenText.optional().meta({ title: '差额从（分）', en: 'difference from (fen)' }),
  to: FenText.optional().meta({ title: '差额到（分）', en: 'difference to (fen)' }),
  place: z.string().max(20).optional().meta({ title: '镇街或村', en: 'town or village' }),
  page: z.coerce.number().int().min(1).max(10_000).optional().meta({ title: '页', en: 'page' }),
})
/** The households behind a number: names masked, each look written down. */
export const listSimulated = endpoint({
  verb: 'GET',
  path: '/api/policy-workbench/simulations/:id/households',
  params: ById,
  query: SimulatedQuery,
  answers: z.object({
    count: z.number(),
    rows: z.array(
      z.object({
        householdId: text,
        number: text,
        /** Masked. */
        head: text,
        placeLabel: text,
        kind: ChangeKind,
        before: FenText.nullable(),
        after: FenText.nullable(),
      }),
    ),
  }),
})
export type SimulatedPage = z.output<(typeof listSimulated)['answers']>
/** One household, the old sum beside the new. */
export const openSimulated = endpoint({
  verb: 'GET',
  path: '/api/policy-workbench/simulations/:id/households/:household',
  params: z.object({ id: z.uuid(), household: z.uuid() }),
  answers: z.object({
    ...{ head: text, number: text, before: AssessmentWire, after: AssessmentWire },
    /** Lines that say something else by the draft. */
    changed: z.array(ChangedLine),
  }),
})
