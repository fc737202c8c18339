import { z } from 'zod'
import { endpoint } from '#platform/http/endpoint.ts'
import { aidKinds } from '#relief/eligibility/contract.ts'

/** What travels between the pages of the workbench and the server. Money is fen as text, days `2026-03-02`. */
const text = z.string()
const Words = z.object({ zh: text, en: text })
const ById = z.object({ id: z.uuid() })
const Version = z.coerce.number().int().min(1).meta({ title: '您看到的版本', en: 'version you saw' })
const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const firstDay = {
  title: '从哪天起用',
  en: 'first day',
  form: { zh: '写成日期，例如 2026-03-02', en: 'is a date such as 2026-03-02' },
}
const Document = z.string().max(300).meta({ title: '依据的文件', en: 'document' })
const Programme = z.string().regex(/^[a-z0-9-]{1,60}$/)
const RegionText = z.string().regex(/^\d{6}(\d{3}){0,2}$/)
const Reason = z.string().trim().min(2).max(1000).meta({ title: '理由', en: 'reason' })
const Status = z.enum(['in-force', 'draft', 'synthetic'])
const Tier = z.enum(['urban', 'rural']).nullable()

export const Finding = z.object({ case: text.nullable(), zh: text, en: text })

export const DraftCard = z.object({
  id: text,
  region: text,
  programme: text,
  title: text,
  document: text,
  startsOn: text,
  state: z.enum(['open', 'proposed', 'published', 'withdrawn']),
  version: z.number(),
  baseSerial: z.number(),
  planId: text.nullable(),
  made: z.object({ name: text, at: text }),
  changed: z.object({ name: text, at: text }),
  closed: z.object({ name: text, at: text, reason: text.nullable() }).nullable(),
})
export type DraftCard = z.output<typeof DraftCard>

export const VersionCard = z.object({
  region: text,
  programme: text,
  serial: z.number(),
  title: text,
  document: text,
  hash: text,
  startsOn: text,
  madeName: text,
  approvedName: text,
  publishedAt: text,
  draftId: text,
})
export type VersionCard = z.output<typeof VersionCard>

export const PackCard = z.object({
  id: text,
  region: text,
  programme: text,
  title: Words,
  place: Words,
  status: Status,
  hasRules: z.boolean(),
  values: z.number(),
  /** The bureau may draft it. */
  isOurs: z.boolean(),
  /** Of a level above: its rules hold here. */
  isAbove: z.boolean(),
  /** The version in force today. */
  serial: z.number(),
  kind: z.enum(aidKinds),
  /** The first amounts that hold today. */
  now: z.array(z.object({ ...Words.shape, tier: Tier, value: text, unit: text })),
  /** The next day on which a value of it begins. */
  valueFrom: text.nullable(),
  /** A published version that begins in the future. */
  next: z.object({ serial: z.number(), startsOn: text }).nullable(),
})
export type PackCard = z.output<typeof PackCard>

/** Drafts a page shows at most, open ones first. */
export const draftsShownMax = 100
export const openWorkbench = endpoint({
  verb: 'GET',
  path: '/api/policy-workbench',
  answers: z.object({
    region: text,
    packs: z.array(PackCard),
    drafts: z.array(DraftCard),
    versions: z.array(VersionCard),
    /** Published versions that cannot be read: their programmes are closed until they are published anew. */
    unreadable: z.array(z.object({ region: text, programme: text, serial: z.number(), title: text, ...Words.shape })),
    may: z.object({ draft: z.boolean(), approve: z.boolean(), simulate: z.boolean() }),
  }),
})
export type Workbench = z.output<(typeof openWorkbench)['answers']>

const ValueRow = z.object({
  value: z.string().max(100).meta({ title: '数', en: 'value' }),
  from: z.string().max(10).meta({ title: '从哪天起', en: 'from' }),
  to: z.string().max(10).optional().meta({ title: '到哪天', en: 'until' }),
  knownUntil: z.string().max(10).optional().meta({ title: '来源说到哪天', en: 'known until' }),
  document: Document,
  number: z.string().max(100).optional().meta({ title: '文号', en: 'document number' }),
  article: z.string().max(200).optional().meta({ title: '条款', en: 'article' }),
})
const SeriesSheet = z.object({
  series: text,
  tier: Tier,
  regions: z.array(text),
  /** Their names; empty: the place of the pack. */
  places: z.array(text),
  rows: z.array(ValueRow),
})
const ParameterSheet = z.object({
  key: text,
  ...Words.shape,
  unit: text,
  type: z.enum(['yuan', 'number', 'text']),
  isRequired: z.boolean(),
  isTiered: z.boolean(),
  readings: z.array(z.object({ value: text, ...Words.shape })),
  series: z.array(SeriesSheet),
  above: z.array(
    z.object({
      value: text,
      tier: Tier,
      region: text,
      validFrom: text,
      validTo: text.nullable(),
      knownUntil: text.nullable(),
      document: text,
      article: text.nullable(),
      status: Status,
    }),
  ),
})
export type ParameterSheet = z.output<typeof ParameterSheet>
const TableRow = z.object({
  description: z.string().max(500),
  inputs: z.array(z.string().max(2000)).max(40),
  outputs: z.array(z.string().max(2000)).max(40),
  annotations: z.array(z.string().max(500)).max(10),
})
const ExpressionBox = z.object({ kind: z.literal('expression'), text: z.string().max(20_000) })
const TableBox = z.object({
  kind: z.literal('table'),
  hitPolicy: text,
  inputs: z.array(z.object({ text: z.string().max(2000), type: text })).max(40),
  outputs: z.array(z.object({ name: text, type: text })).max(40),
  annotations: z.array(text).max(10),
  rules: z.array(TableRow).max(500),
})
const Box = z.union([ExpressionBox, TableBox, z.object({ kind: z.literal('other'), what: text })])
export type Box = z.output<typeof Box>
const DecisionOutline = z.object({
  name: text,
  description: text,
  authorities: z.array(text),
  type: text,
  requires: z.array(text),
  box: Box,
})
export type DecisionOutline = z.output<typeof DecisionOutline>

export const PackDocument = z.object({
  title: Words,
  place: Words,
  says: Words,
  status: Status,
  region: text,
  programme: text,
  parameters: z.array(ParameterSheet),
  rulesOf: z.object({ region: text, place: Words, isOwn: z.boolean() }).nullable(),
  models: z.array(
    z.object({
      file: text,
      title: text,
      from: text,
      to: text.nullable(),
      decisions: z.array(DecisionOutline),
    }),
  ),
})
export type PackDocument = z.output<typeof PackDocument>

const ByPack = z.object({ region: RegionText, programme: Programme })
const Compared = z.object({
  file: text,
  changes: z.number(),
  lines: z.array(z.object({ kind: z.enum(['same', 'gone', 'new']), text })),
})
export type FileCompared = z.output<typeof Compared>
const Comparison = z.object({
  changes: z.array(Compared),
  /** Rules that were taken from a level above, as they were then: what was only taken is no change. */
  taken: z.object({ region: text, files: z.array(text) }).nullable(),
})
export type Comparison = z.output<typeof Comparison>

/** The pack in force today, as a document, with every version there has been. */
export const readPack = endpoint({
  verb: 'GET',
  path: '/api/policy-workbench/packs/:region/:programme',
  params: ByPack,
  query: z.object({ serial: z.coerce.number().int().min(0).optional().meta({ title: '第几版', en: 'version' }) }),
  answers: z.object({
    document: PackDocument,
    versions: z.array(VersionCard),
    serial: z.number(),
    isOurs: z.boolean(),
  }),
})
export const comparePack = endpoint({
  verb: 'GET',
  path: '/api/policy-workbench/packs/:region/:programme/comparison',
  params: ByPack,
  query: z.object({
    before: z.coerce.number().int().min(0).meta({ title: '前一版', en: 'earlier version' }),
    after: z.coerce.number().int().min(0).meta({ title: '后一版', en: 'later version' }),
  }),
  answers: Comparison,
})

export const DraftSheet = DraftCard.extend({
  pack: PackDocument.nullable(),
  findings: z.array(Finding),
  cases: z.number(),
  /** Against what it was begun from. */
  ...Comparison.shape,
  sentBack: z.object({ name: text, at: text, reason: text }).nullable(),
  /** Why its next step, proposing or publishing, would be refused now. */
  hindered: Words.nullable(),
  may: z.object({
    ...{ edit: z.boolean(), propose: z.boolean(), publish: z.boolean(), sendBack: z.boolean() },
    withdraw: z.boolean(),
  }),
})
export type DraftSheet = z.output<typeof DraftSheet>

export const beginDraft = endpoint({
  verb: 'POST',
  path: '/api/policy-workbench/drafts',
  body: z.object({ programme: Programme }),
  answers: z.object({ id: text }),
  key: 'once',
})
export const readDraft = endpoint({
  verb: 'GET',
  path: '/api/policy-workbench/drafts/:id',
  params: ById,
  answers: DraftSheet,
})
export const frameDraft = endpoint({
  verb: 'POST',
  path: '/api/policy-workbench/drafts/:id/frame',
  params: ById,
  body: z.object({ version: Version, document: Document.optional(), startsOn: Day.meta(firstDay).optional() }),
  answers: DraftSheet,
  key: 'once',
})
export const editValues = endpoint({
  verb: 'POST',
  path: '/api/policy-workbench/drafts/:id/values',
  params: ById,
  body: z.object({
    version: Version,
    key: z.string().max(100),
    tier: Tier,
    series: z.string().trim().min(1).max(200).meta({ title: '来源系列', en: 'series' }),
    regions: z
      .array(z.string().regex(/^\d{6}(\d{3}){0,2}$/))
      .max(200)
      .default([]),
    rows: z.array(ValueRow).max(200),
  }),
  answers: DraftSheet,
  key: 'once',
})
const Rewrite = z.object({
  file: z.string().regex(/^[a-z0-9-]+\.dmn$/),
  decision: z.string().min(1).max(200),
  box: z.union([ExpressionBox, TableBox]),
})
export const Problem = z.object({
  file: text,
  decision: text.nullable(),
  expression: text.nullable(),
  column: z.number().nullable(),
  tableRow: z.number().nullable(),
  code: text,
  ...Words.shape,
  /** The whole place in one sentence: file, decision, expression, column, and what is wrong there. */
  says: Words,
})
export type Problem = z.output<typeof Problem>
/** Reads what is being typed; nothing is kept. */
export const tryRule = endpoint({
  verb: 'POST',
  path: '/api/policy-workbench/drafts/:id/trial',
  params: ById,
  body: Rewrite,
  answers: z.object({ problems: z.array(Problem) }),
})
export const editRule = endpoint({
  verb: 'POST',
  path: '/api/policy-workbench/drafts/:id/rules',
  params: ById,
  body: Rewrite.extend({ version: Version }),
  answers: DraftSheet,
  key: 'once',
})
/** Copies the rules of the level above into the draft, so that this place can change them. */
export const takeRules = endpoint({
  verb: 'POST',
  path: '/api/policy-workbench/drafts/:id/own-rules',
  params: ById,
  body: z.object({ version: Version }),
  answers: DraftSheet,
  key: 'once',
})
export const editCases = endpoint({
  verb: 'POST',
  path: '/api/policy-workbench/drafts/:id/cases',
  params: ById,
  body: z.object({ version: Version, text: z.string().max(200_000).meta({ title: '算例', en: 'worked cases' }) }),
  answers: DraftSheet,
  key: 'once',
})
/** A worked case from a household on file: its facts, and nothing that says whose they are. */
export const caseFromHousehold = endpoint({
  verb: 'POST',
  path: '/api/policy-workbench/drafts/:id/cases/from-household',
  params: ById,
  body: z.object({ household: z.string().min(1).max(40).meta({ title: '户号', en: 'household number' }) }),
  answers: z.object({ text }),
})
export const readCases = endpoint({
  verb: 'GET',
  path: '/api/policy-workbench/drafts/:id/cases',
  params: ById,
  answers: z.object({
    text,
    findings: z.array(Finding),
    /** Cases whose figures rest on what the draft changes, and days that lack one: each may be taken or left. */
    rewrites: z.array(
      z.object({
        ...{ key: text, kind: z.enum(['changed', 'added']), name: text, on: text },
        ...{ before: Words.nullable(), after: Words },
      }),
    ),
    /** What the approver reads: cases that expect something else than in the version it was begun from. */
    changed: z.array(z.object({ name: text, before: Words.nullable(), after: Words.nullable() })),
  }),
})
export const rewriteCases = endpoint({
  verb: 'POST',
  path: '/api/policy-workbench/drafts/:id/cases/rewriting',
  params: ById,
  body: z.object({ version: Version, keys: z.array(z.string().max(60)).min(1).max(500) }),
  answers: DraftSheet,
  key: 'once',
})
const act = <const Path extends string>(path: Path) =>
  ({ verb: 'POST', path, params: ById, body: z.object({ version: Version }), key: 'once' }) as const
export const proposeDraft = endpoint({ ...act('/api/policy-workbench/drafts/:id/proposal'), answers: DraftSheet })
export const publishDraft = endpoint({ ...act('/api/policy-workbench/drafts/:id/publication'), answers: DraftSheet })
const refuse = <const Path extends string>(path: Path) =>
  ({ verb: 'POST', path, params: ById, body: z.object({ version: Version, reason: Reason }), key: 'once' }) as const
export const sendDraftBack = endpoint({ ...refuse('/api/policy-workbench/drafts/:id/return'), answers: DraftSheet })
export const withdrawDraft = endpoint({ ...refuse('/api/policy-workbench/drafts/:id/withdrawal'), answers: DraftSheet })
