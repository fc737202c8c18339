import { z } from 'zod'
import { day } from '#platform/clock/index.ts'
import { caseMoves } from '../moves.ts'

/**
 * The words a procedure may use, and no others: who, other-than, once, pause, clock, limit (through), forms,
 * begin-within, moves → to. Whatever is more than these is code.
 */
const DayText = z.string().transform(day)
const Words = { zh: z.string().min(1), en: z.string().min(1) }
const stageName = z.string().regex(/^[a-z][a-z-]{0,38}$/, '环节名只用小写字母和连字符')
const moveName = z.enum(caseMoves)

/** Working days, with the document and article they come from. A number without a source is not read. */
const Limit = z.strictObject({ days: z.number().int().min(1).max(400), source: z.string().min(2) })

/** `through`: the same days go on in these stages, as the county's do from its first person to its second. */
const StageLimit = Limit.extend({ through: z.array(stageName).min(1).optional() })
const MoveRule = z.strictObject({
  /** Roles, or `system` for what the product does itself. */
  who: z.array(z.string()).min(1),
  /** The next stage; or one for each answer the move gives (`grant`, `refuse`, `confirmed`, `refused`). */
  to: z.union([stageName, z.record(z.string(), stageName)]),
  /** Not the person who last made one of these moves (`open`: who entered the case). */
  'other-than': z
    .union([z.string(), z.array(z.string())])
    .transform((said) => (typeof said === 'string' ? [said] : said))
    .optional(),
  /** `true`: one time only. `until-new-fact`: again only when the file of the household has changed since. */
  once: z.union([z.literal(true), z.literal('until-new-fact')]).optional(),
  pause: z.enum(['starts', 'ends']).optional(),
  /** From here on this total limit counts. */
  'limit-kind': z.enum(['ordinary', 'town-decided', 'special']).optional(),
  /** The statutory clock starts (again) on the day of this move. `accept` always starts it. */
  clock: z.literal('starts').optional(),
})

const Stage = z.strictObject({
  ...Words,
  forms: z.array(z.string()).optional(),
  /** `null` takes away the limit of the procedure this one is like. */
  limit: StageLimit.nullable().optional(),
  outcome: z.enum(['confirmed', 'refused', 'withdrawn', 'ended-non-cooperation']).optional(),
  moves: z.partialRecord(moveName, MoveRule),
})

/** A stage of a procedure that is like another one: only what differs. */
const StageChange = Stage.partial()

const share = z.number().int().min(1).max(100)
const Emergency = z.strictObject({
  /** Yuan, as text. */
  cap: z.string().regex(/^\d{1,9}(\.\d{1,2})?$/),
  /** Stage in which the papers are waited for; its limit says how long. */
  papers: stageName,
  source: z.string().min(2),
})

const version = {
  from: DayText,
  to: DayText.optional(),
  title: z.string().min(1),
  status: z.enum(['in-force', 'synthetic']).default('in-force'),
  /** Total limits, from acceptance. */
  limits: z.strictObject({ ordinary: Limit, 'town-decided': Limit.optional(), special: Limit.optional() }).optional(),
  /** Working days within which what a form asks for has to begin, by the form; since when it runs is the form's own. */
  'begin-within': z.record(z.string(), Limit).optional(),
  /** Per cent of a limit after which its light turns; our own setting, no law. */
  lights: z.strictObject({ amber: share, red: share }).optional(),
  decidedBy: z.enum(['county', 'town']).optional(),
  emergency: Emergency.optional(),
  /** Document and article quoted where the county has to visit first; `sample`: only whom it draws. */
  sources: z
    .union([
      z.strictObject({ 'staff-kin': z.string().min(2), complaint: z.string().min(2) }),
      z.strictObject({ sample: z.string().min(2) }),
    ])
    .optional(),
}

export const ProcedureFile = z.strictObject({
  programme: z.string().regex(/^[a-z0-9-]{1,60}$/),
  /** For menus: 低保. */
  words: z.strictObject(Words).optional(),
  /** Two letters in the case number: `QH-DB-2026-000123`. */
  code: z
    .string()
    .regex(/^[A-Z]{2,4}$/)
    .optional(),
  /** A person is in one open case of a group, wherever. */
  group: z
    .string()
    .regex(/^[a-z-]{1,40}$/)
    .optional(),
  versions: z
    .array(
      z.union([
        z.strictObject({ ...version, start: stageName, stages: z.record(stageName, Stage) }),
        z.strictObject({
          ...version,
          /** Region whose procedure this one is like, apart from what is said here. */
          like: z.string().regex(/^\d{6}$/),
          stages: z.record(stageName, StageChange).default({}),
        }),
      ]),
    )
    .min(1),
})
export type ProcedureFile = z.output<typeof ProcedureFile>
export type VersionSaid = ProcedureFile['versions'][number]
export type MoveRule = z.output<typeof MoveRule>
export type StageSaid = z.output<typeof Stage>
