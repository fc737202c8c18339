import { z } from 'zod'
import { endpoint } from '#platform/http/endpoint.ts'

export const auditActs = ['change', 'read', 'reveal', 'search', 'export', 'refused', 'sign-in'] as const
export const auditPageSize = 50

/** One line: who, when, what, about what, why. Values before and after stay sealed; no person is named. */
export const AuditEntry = z.object({
  id: z.string(),
  at: z.string(),
  act: z.enum(auditActs),
  /** `households.file-opened`; the page says it in words. */
  action: z.string(),
  who: z.string(),
  purpose: z.string().nullable(),
  about: z.object({ kind: z.string(), id: z.string() }),
})
export type AuditEntry = z.output<typeof AuditEntry>

const Day = z.iso.date()

export const listAudit = endpoint({
  verb: 'GET',
  path: '/api/audit',
  query: z.object({
    act: z.enum(auditActs).optional(),
    /** Opaque id of a household, a person, a run: everything about it. */
    about: z.string().max(100).optional().meta({ title: '关于谁', en: 'about whom' }),
    /** Part of the name of the officer. */
    who: z.string().trim().max(50).optional().meta({ title: '谁做的', en: 'who did it' }),
    from: Day.optional().meta({ title: '从哪天起', en: 'from' }),
    /** The last day that counts. */
    until: Day.optional().meta({ title: '到哪天', en: 'until' }),
    page: z.coerce.number().int().min(1).max(10_000).default(1),
  }),
  answers: z.object({ rows: z.array(AuditEntry), count: z.number() }),
})
