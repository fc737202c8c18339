import { z } from 'zod'
import { endpoint } from '#platform/http/endpoint.ts'
import { DraftSheet, Finding, Problem } from './wire.ts'

/** Longest model a request may carry, in characters. The largest county pack has 60,000; the engine itself reads more. */
export const modelCharactersMax = 600_000

const text = z.string()
const File = z.string().regex(/^[a-z0-9-]+\.dmn$/)
const ById = z.object({ id: z.uuid() })
const Version = z.number().int().min(1)
const Model = z.object({
  file: File,
  xml: z.string().min(1).max(modelCharactersMax),
  /** Names of what the person saw would go, and agreed to. */
  removed: z.array(z.string().max(200)).max(500),
})

/** The text of one model file of a draft, for the expert editor. */
export const readModelFile = endpoint({
  verb: 'GET',
  path: '/api/policy-workbench/drafts/:id/models/:file',
  params: ById.extend({ file: File }),
  /** `reader` is the caller: what is typed is kept in the browser for one officer alone. */
  answers: z.object({ file: text, xml: text, version: z.number(), isOpen: z.boolean(), reader: text }),
})
/** Reads the whole model as it stands in the editor and runs the worked cases by it; nothing is kept. */
export const tryModelFile = endpoint({
  verb: 'POST',
  path: '/api/policy-workbench/drafts/:id/model-trial',
  params: ById,
  body: Model,
  answers: z.object({
    problems: z.array(Problem),
    /** Elements that would be gone. */
    removed: z.array(text),
    /** What the worked cases and the linter say by the model as it stands. */
    findings: z.array(Finding),
    cases: z.number(),
  }),
})
export const editModelFile = endpoint({
  verb: 'POST',
  path: '/api/policy-workbench/drafts/:id/models',
  params: ById,
  body: Model.extend({ version: Version }),
  answers: DraftSheet,
  key: 'once',
})
