import { readFileSync } from 'node:fs'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { day, type Day } from '#platform/clock/index.ts'
import { documentKinds, type DocumentKindName } from '#registry/documents/index.ts'

const words = { zh: z.string().min(1), en: z.string().min(1) }
const isKind = (kind: string): kind is DocumentKindName => documentKinds.some((known) => known === kind)
const Rule = z.strictObject({
  kind: z.string().refine(isKind),
  per: z.enum(['household', 'person', 'applicant']),
  when: z.enum(['always', 'disability', 'serious-illness', 'full-time-study']),
  /** Whom the office asks instead of the family. */
  verifiedBy: z.strictObject(words).optional(),
})
const RulesFile = z
  .strictObject({
    programme: z.string().regex(/^[a-z-]+$/),
    ...words,
    /** `short`: help comes first, the form asks for the least. */
    form: z.enum(['full', 'short']),
    versions: z
      .array(
        z.strictObject({
          from: z.string().transform(day),
          source: z.string().min(1),
          /** Document and article quoted with the family's promise and with near relatives of staff. */
          quotes: z.strictObject({ promise: z.string().min(2), 'staff-relative': z.string().min(2) }).optional(),
          papers: z.array(Rule),
        }),
      )
      .min(1),
  })
  .refine(({ form, versions }) => form === 'short' || versions.every(({ quotes }) => quotes !== undefined), {
    message: 'a full form says what it quotes',
  })

export type PaperRule = z.output<typeof Rule>
/** Which papers a programme wants, as data: `policy/<region>/<programme>/papers.yaml`. */
export type PaperRules = z.output<typeof RulesFile> & { readonly region: string }
export type PaperRulesVersion = PaperRules['versions'][number]

export const readPaperRules = (text: string, region: string): PaperRules => ({
  ...RulesFile.parse(parse(text, { version: '1.2' })),
  region,
})

export interface PaperLibrary {
  /** Programmes the window takes in a region, the nearest rules of each. */
  readonly at: (regions: readonly string[]) => readonly PaperRules[]
  readonly find: (regions: readonly string[], programme: string) => PaperRules | undefined
}

/** Reads every `papers.yaml` below a folder, at the start: a file that cannot be read stops it. */
export function paperLibraryIn(folder: string): PaperLibrary {
  const all = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.split('/'))
    .filter((parts) => parts.length === 3 && parts[2] === 'papers.yaml')
    .map((parts) => readPaperRules(readFileSync(join(folder, ...parts), 'utf8'), parts[0]!))
  const find: PaperLibrary['find'] = (regions, programme) =>
    regions.flatMap((region) => all.find((one) => one.region === region && one.programme === programme) ?? [])[0]
  return {
    find,
    at: (regions) => [...new Set(all.map(({ programme }) => programme))].flatMap((name) => find(regions, name) ?? []),
  }
}

/** The list in force on a day: the latest that began; before the first there is none. */
export const paperVersionOn = (rules: PaperRules, on: Day): PaperRulesVersion | undefined =>
  rules.versions.filter(({ from }) => from <= on).toSorted((left, right) => right.from.localeCompare(left.from))[0]
