import { z } from 'zod'
import { endpoint } from '#platform/http/endpoint.ts'

/** What travels between the roster's pages and the server. Money is fen per month, as text. */

const Words = z.object({ zh: z.string(), en: z.string() })
const Fen = z.string()

/** 20 MB: 50,000 rows of a full template take about eight. */
export const rosterBytesMax = 20 * 1024 * 1024
/** Runs a list of the latest shows. */
export const runsShownMax = 50
export const rosterRowsMax = 50_000

/** `reading`: the file is being read on trial; `running`: being recorded and assessed. */
export const RunState = z.enum(['reading', 'read', 'running', 'assessed', 'discarded', 'failed'])
export type RunState = z.output<typeof RunState>

/** The five answers, which close: agrees, paid too little, paid too much, not certain, no longer meets the rules. */
export const RosterKind = z.enum(['same', 'less', 'more', 'unknown', 'no'])
export type RosterKind = z.output<typeof RosterKind>

export const RunCard = z.object({
  id: z.string(),
  file: z.string(),
  at: z.string(),
  programme: z.string(),
  lawOn: z.string(),
  households: z.number().nullable(),
  state: RunState,
  says: Words.nullable(),
})
export type RunCard = z.output<typeof RunCard>

export const RosterProblem = Words.extend({
  /** Column letter of the person's own sheet, or null for the whole row. */
  column: z.string().nullable(),
  kind: z.string(),
})
export const BadRow = z.object({
  row: z.number(),
  household: z.string(),
  /** By column letter, as written; ID numbers are masked. */
  cells: z.record(z.string(), z.string()),
  problems: z.array(RosterProblem),
})
export const HeldHousehold = z.object({ number: z.string(), head: z.string(), persons: z.number(), bad: z.number() })
export const Guess = z.object({
  column: z.string(),
  title: z.string(),
  field: Words,
  samples: z.array(z.string()),
  options: z.array(Words.extend({ value: z.string() })),
  chosen: z.string(),
})

export const DryRun = z.object({
  id: z.string(),
  file: z.string(),
  sheet: z.string().nullable(),
  lawOn: z.string(),
  state: RunState,
  rows: z.number(),
  ready: z.object({ households: z.number(), persons: z.number() }),
  held: z.object({ households: z.number(), persons: z.number(), badRows: z.number() }),
  /** Ways of writing that were understood without asking, and sentences about the file (hidden sheets, merged cells). */
  mended: z.array(Words.extend({ count: z.number() })),
  matched: z.object({ byNumber: z.number(), byIdNumber: z.number(), fresh: z.number() }).nullable(),
  /** On file and not in this list: untouched. */
  absent: z.number().nullable(),
  columns: z.array(z.object({ letter: z.string(), title: z.string(), field: Words.nullable() })),
  lacking: z.array(Words),
  guesses: z.array(Guess),
  /** The first page; the rest by `listProblems`. */
  badRows: z.array(BadRow),
  heldHouseholds: z.array(HeldHousehold),
  progress: z.object({ done: z.number(), all: z.number() }).nullable(),
  /** Why it failed, or that the same file changed nothing. */
  says: Words.nullable(),
})
export type DryRun = z.output<typeof DryRun>

export const ResultRow = z.object({
  assessmentId: z.string(),
  householdId: z.string(),
  number: z.string(),
  head: z.string(),
  place: z.string(),
  persons: z.number(),
  kind: RosterKind,
  paid: Fen.nullable(),
  computed: Fen.nullable(),
  possible: z.array(Fen),
  difference: Fen.nullable(),
  why: Words,
})
export type ResultRow = z.output<typeof ResultRow>
export const ResultRows = z.object({ rows: z.array(ResultRow), count: z.number() })

const Facet = Words.extend({ value: z.string(), count: z.number() })
const Sums = z.object({ households: z.number(), paid: Fen, computed: Fen })
export const Result = z.object({
  id: z.string(),
  file: z.string(),
  lawOn: z.string(),
  households: z.number(),
  persons: z.number(),
  seconds: z.number().nullable(),
  kinds: z.object({ same: Sums, less: Sums, more: Sums, unknown: Sums, no: Sums }),
  /** Null once the trial is deleted, or for who did not read it: unknown, not zero. */
  held: z.object({ households: z.number(), persons: z.number() }).nullable(),
  absent: z.number().nullable(),
  /** Bands of the size of the difference, yuan a month: paid too much, no longer, too little. */
  bands: z.array(z.object({ label: z.string(), over: z.number(), no: z.number(), under: z.number() })),
  reasons: z.array(Facet.extend({ kind: RosterKind })),
  places: z.array(Facet),
})
export type Result = z.output<typeof Result>

export const Choices = z.object({
  today: z.string(),
  programmes: z.array(Words.extend({ value: z.string(), hint: Words })),
})

const ById = z.object({ id: z.uuid() })
export const resultQuery = z.object({
  kind: RosterKind.optional(),
  reason: z.string().max(100).optional(),
  place: z.string().max(20).optional(),
  text: z.string().max(60).optional(),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(20),
})
export type ResultQuery = z.output<typeof resultQuery>

export const readChoices = endpoint({ verb: 'GET', path: '/api/roster/choices', answers: Choices })
export const downloadTemplate = endpoint({ verb: 'GET', path: '/api/roster/template', answers: 'file' })
/** The county's own sheet, for those who have none at hand. Served by demonstration installations only. */
export const downloadDemonstrationList = endpoint({
  verb: 'GET',
  path: '/api/roster/demonstration-list',
  answers: 'file',
})
export const listRuns = endpoint({ verb: 'GET', path: '/api/roster/runs', answers: z.array(RunCard) })
/** Multipart: `file`, `programme`, `lawOn`. Reads on trial; records nothing. */
export const uploadRoster = endpoint({
  verb: 'POST',
  path: '/api/roster/runs',
  body: z.object({ programme: z.string().regex(/^[a-z0-9-]{1,60}$/), lawOn: z.string().max(10) }),
  answers: z.object({ id: z.string() }),
  key: 'once',
  uploadBytesMax: rosterBytesMax,
})
export const readRun = endpoint({ verb: 'GET', path: '/api/roster/runs/:id', params: ById, answers: DryRun })
/** Says what a column means: `wages`, `wages:year`, or `none`. The file is read again. */
export const chooseHeading = endpoint({
  verb: 'POST',
  path: '/api/roster/runs/:id/headings',
  params: ById,
  body: z.object({ column: z.string().regex(/^[A-Z]{1,3}$/), value: z.string().max(60) }),
  answers: DryRun,
})
export const listProblems = endpoint({
  verb: 'GET',
  path: '/api/roster/runs/:id/problems',
  params: ById,
  query: z.object({
    kind: z.string().max(40).optional(),
    page: z.coerce.number().int().min(1).max(10_000).default(1),
    size: z.coerce.number().int().min(1).max(200).default(50),
  }),
  answers: z.object({
    rows: z.array(BadRow),
    count: z.number(),
    kinds: z.array(Facet),
  }),
})
/** Records the ready households and assesses them; goes on in the background, `readRun` shows how far. */
export const commitRun = endpoint({
  verb: 'POST',
  path: '/api/roster/runs/:id/commit',
  params: ById,
  body: z.object({}),
  answers: z.object({ id: z.string() }),
  key: 'once',
})
export const discardRun = endpoint({
  verb: 'DELETE',
  path: '/api/roster/runs/:id',
  params: ById,
  answers: z.object({ id: z.string() }),
})
/** Multipart: `file` with mended rows. Only held households are read again. Answers the run to look at next. */
export const repairRun = endpoint({
  verb: 'POST',
  path: '/api/roster/runs/:id/repairs',
  params: ById,
  answers: z.object({ id: z.string() }),
  key: 'once',
  uploadBytesMax: rosterBytesMax,
})
/** The rows of held households only, in the person's own columns, with the error column. */
export const downloadBadRows = endpoint({
  verb: 'GET',
  path: '/api/roster/runs/:id/bad-rows',
  params: ById,
  answers: 'file',
})
/** The person's own sheet with the error column added. */
export const downloadAnnotated = endpoint({
  verb: 'GET',
  path: '/api/roster/runs/:id/annotated',
  params: ById,
  answers: 'file',
})
export const readResult = endpoint({ verb: 'GET', path: '/api/roster/runs/:id/result', params: ById, answers: Result })
export const listResults = endpoint({
  verb: 'GET',
  path: '/api/roster/runs/:id/households',
  params: ById,
  query: resultQuery,
  answers: ResultRows,
})
/** Exactly the rows the list shows under the same filter, all pages. */
export const exportResults = endpoint({
  verb: 'GET',
  path: '/api/roster/runs/:id/export',
  params: ById,
  query: resultQuery,
  answers: 'file',
})
/** Households on file that are not in the list; nothing was done to them. */
export const listAbsent = endpoint({
  verb: 'GET',
  path: '/api/roster/runs/:id/absent',
  params: ById,
  query: z.object({
    page: z.coerce.number().int().min(1).max(10_000).default(1),
    size: z.coerce.number().int().min(1).max(200).default(50),
  }),
  /** One page, by number; `count` is of all of them that are still on file. */
  answers: z.object({
    rows: z.array(z.object({ householdId: z.string(), number: z.string(), head: z.string(), place: z.string() })),
    count: z.number(),
  }),
})
