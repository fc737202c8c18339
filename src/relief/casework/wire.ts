import { z } from 'zod'
import { endpoint } from '#platform/http/endpoint.ts'
import { caseMoves } from './moves.ts'
import { ById, Codes, Words } from './wire-shapes.ts'

export * from './move-wire.ts'
export { answerKinEnd, askKinEnd, declareKin, findKin, KinRow, listKin } from './kin-wire.ts'

/** Shapes on the wire. Money is fen as text, days `2026-03-02`, moments ISO text. Safe in a browser. */
const Person = z.object({ id: z.string(), name: z.string() })
const Light = z.enum(['green', 'amber', 'red'])
export type Light = z.output<typeof Light>
const Outcome = z.enum(['confirmed', 'refused', 'withdrawn', 'ended-non-cooperation'])

export const CaseMoveName = z.enum(caseMoves)

/** One row of the work list. Names are masked. */
export const CaseRow = z.object({
  id: z.string(),
  number: z.string(),
  programme: z.string(),
  programmeWords: Words,
  householdId: z.string(),
  householdNumber: z.string(),
  /** `居**01` */
  applicant: z.string(),
  placeCode: z.string(),
  placeLabel: z.string(),
  stage: z.string(),
  stageWords: Words,
  openedOn: z.string(),
  acceptedOn: z.string().nullable(),
  /** Total limit and stage limit, whichever is nearer; null before there is a limit. */
  dueOn: z.string().nullable(),
  /** Null when no clock runs. */
  light: Light.nullable(),
  /** Working days left until `dueOn`; negative when it is past. */
  leftDays: z.number().nullable(),
  /** The limit `dueOn` belongs to, in working days, for the row's day blocks; absent or null when no clock runs. */
  limitDays: z.number().nullable().optional(),
  /** Limits beside those of the procedure: what has to begin by when. */
  beside: z
    .array(
      z.object({
        ...{ words: Words, dueOn: z.string(), leftDays: z.number(), limitDays: z.number(), light: Light },
        source: z.string(),
      }),
    )
    .optional(),
  isPaused: z.boolean(),
  outcome: Outcome.nullable(),
  /** The caller holds a role that has a move in this stage. */
  isMine: z.boolean(),
  version: z.number(),
})
export type CaseRow = z.output<typeof CaseRow>

export const caseFilter = z.object({
  stage: z.string().max(40).optional().meta({ title: '环节', en: 'stage' }),
  light: z.enum(['green', 'amber', 'red', 'none']).optional().meta({ title: '期限灯', en: 'time limit' }),
  programme: z.string().max(60).optional().meta({ title: '项目', en: 'programme' }),
  place: z.string().max(20).optional().meta({ title: '镇街或村', en: 'town or village' }),
  /** `mine`: those in a stage where one of my roles has something to do. */
  whose: z.enum(['mine', 'all']).default('all').meta({ title: '谁的', en: 'whose' }),
  state: z.enum(['open', 'closed', 'all']).default('open').meta({ title: '办结没有', en: 'open or closed' }),
  /** Papers after help are late (临时救助急难型). */
  alarm: z.enum(['papers-late']).optional().meta({ title: '报警', en: 'alarm' }),
  /** Case number, or the number of the household. */
  text: z.string().trim().max(60).optional().meta({ title: '办件编号或户号', en: 'number of the case or household' }),
})
export type CaseFilter = z.output<typeof caseFilter>
const paged = {
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(20),
}

/** Ordered by due day, the nearest first; those without one last, by day of opening. */
export const listCases = endpoint({
  verb: 'GET',
  path: '/api/cases',
  query: caseFilter.extend(paged),
  answers: z.object({ rows: z.array(CaseRow), count: z.number() }),
})
/** Exactly what the filter shows, every page of it. */
export const exportCases = endpoint({ verb: 'GET', path: '/api/cases/export', query: caseFilter, answers: 'file' })

const Counts = z.object({ count: z.number(), green: z.number(), amber: z.number(), red: z.number(), none: z.number() })
/** Numbers for the leader and the today page: each opens `listCases` with the same stage and light. */
export const countCases = endpoint({
  verb: 'GET',
  path: '/api/cases/counts',
  query: caseFilter.omit({ stage: true, light: true }),
  answers: z.object({
    all: Counts,
    mine: Counts,
    stages: z.array(Counts.extend({ stage: z.string(), words: Words })),
    programmes: z.array(Counts.extend({ programme: z.string(), words: Words })),
    papersLate: z.number(),
  }),
})

export const CaseWire = z.object({
  id: z.string(),
  number: z.string(),
  programme: z.string(),
  programmeWords: Words,
  householdId: z.string(),
  householdNumber: z.string().optional(),
  placeCode: z.string(),
  placeLabel: z.string(),
  applicantId: z.string(),
  /** `居**01`: heads the page, as in the list. */
  applicant: z.string().optional(),
  stage: z.string(),
  stageWords: Words,
  version: z.number(),
  openedAt: z.string(),
  openedOn: z.string(),
  acceptedOn: z.string().nullable(),
  outcome: Outcome.nullable(),
  limitKind: z.enum(['ordinary', 'town-decided', 'special']),
  /** The programme confirms a status and pays nothing. */
  isStatus: z.boolean(),
  procedure: z.object({ region: z.string(), programme: z.string(), validFrom: z.string(), title: z.string() }),
})
export type CaseWire = z.output<typeof CaseWire>

const LimitWire = z.object({
  limitDays: z.number(),
  dueOn: z.string(),
  leftDays: z.number(),
  light: Light,
  source: z.string(),
})
export const ClockWire = z.object({
  /** The day of acceptance; null where nothing is accepted (help first). */
  startedOn: z.string().nullable(),
  /** Working days since acceptance. */
  usedDays: z.number().nullable(),
  /** Null where no document limits the whole way: the stages alone have days then. */
  total: LimitWire.nullable(),
  stage: LimitWire.nullable(),
  pausedSince: z.string().nullable(),
  /** The day the case came to its end; the clock stands still from then on. */
  stoppedOn: z.string().nullable(),
})
export type ClockWire = z.output<typeof ClockWire>

export const StepWire = z.object({
  id: z.string(),
  position: z.number(),
  move: z.string(),
  moveWords: Words,
  from: z.string().nullable(),
  to: z.string(),
  toWords: Words,
  at: z.string(),
  on: z.string(),
  by: Person,
  reason: z.string().nullable(),
  codes: Codes,
})
export const OpinionWire = z.object({
  id: z.string(),
  proposal: z.enum(['grant', 'refuse']),
  assessmentId: z.string().nullable(),
  amount: z.string().nullable(),
  /** What is proposed or confirmed where nothing is paid (认定); null where there is an amount. */
  status: z.string().nullable(),
  members: z.number(),
  why: z.string(),
  by: Person,
  on: z.string(),
})
export const ProposalWire = z.object({
  id: z.string(),
  outcome: z.enum(['confirmed', 'refused']),
  assessmentId: z.string().nullable(),
  amount: z.string().nullable(),
  /** What is proposed or confirmed where nothing is paid (认定); null where there is an amount. */
  status: z.string().nullable(),
  members: z.number(),
  fromMonth: z.string().nullable(),
  reasons: z.array(z.object({ text: z.string(), article: z.string().nullable() })),
  why: z.string(),
  /** `by` is null until a third person consented; the approval waits for it. */
  override: z.object({ reason: z.string(), article: z.string(), by: Person.nullable() }).nullable(),
  by: Person,
  on: z.string(),
})
export const DecisionWire = z.object({
  id: z.string(),
  /** `QH-DB-2026-000123-1`: printed on the letter. */
  number: z.string(),
  outcome: z.enum(['confirmed', 'refused']),
  assessmentId: z.string().nullable(),
  amount: z.string().nullable(),
  /** What is proposed or confirmed where nothing is paid (认定); null where there is an amount. */
  status: z.string().nullable(),
  members: z.number(),
  fromMonth: z.string().nullable(),
  reasons: z.array(z.object({ text: z.string(), article: z.string().nullable() })),
  override: z.object({ reason: z.string(), article: z.string(), by: z.string() }).nullable(),
  proposedBy: Person,
  approvedBy: Person,
  decidedOn: z.string(),
  isOnce: z.boolean(),
})

/** What the caller could do now. `refusal` is the sentence that stands in the way, before anything is pressed. */
export const PossibleMove = z.object({
  move: z.string(),
  words: Words,
  /** True: the button works. False: it is shown grey with the sentences. */
  isOpen: z.boolean(),
  refusals: z.array(Words.extend({ code: z.string() })),
  /** Stages it can lead to, in words. */
  leadsTo: z.array(Words),
})
export type PossibleMove = z.output<typeof PossibleMove>

/** The case page, whole: the shell reads it, panels of other modules read their own. The look is written down. */
export const CaseFile = z.object({
  case: CaseWire,
  clock: ClockWire.nullable(),
  /** All stages of the procedure in their order, for the step bar; `forms` names what a stage asks for. */
  stages: z.array(
    z.object({
      stage: z.string(),
      words: Words,
      forms: z.array(z.string()),
      limitDays: z.number().nullable(),
      limitSource: z.string().nullable(),
      /** Stages that share the limit; most have one of their own. */
      limitStages: z.array(z.string()),
      outcome: Outcome.nullable(),
    }),
  ),
  steps: z.array(StepWire),
  moves: z.array(PossibleMove),
  opinions: z.array(OpinionWire),
  proposal: ProposalWire.nullable(),
  decisions: z.array(DecisionWire),
  /** Why the county must visit before it decides (kin of staff on file, a complaint), or empty. */
  mustVisit: z.array(Words),
  emergency: z
    .object({
      /** Fen, as text. */
      cap: z.string(),
      granted: z.string(),
      /** Minutes from report to help, of the first grant. */
      minutesToHelp: z.number().nullable(),
      papersDueOn: z.string().nullable(),
      papersLate: z.boolean(),
    })
    .nullable(),
})
export type CaseFile = z.output<typeof CaseFile>

export const readCase = endpoint({ verb: 'GET', path: '/api/cases/:id', params: ById, answers: CaseFile })
/** By the number on the receipt or in the QR code. */
export const findCase = endpoint({
  verb: 'GET',
  path: '/api/case-numbers/:number',
  params: z.object({ number: z.string().max(40) }),
  answers: z.object({ id: z.string() }),
})
export const listHouseholdCases = endpoint({
  verb: 'GET',
  path: '/api/households/:id/cases',
  params: ById,
  answers: z.array(
    z.object({
      id: z.string(),
      number: z.string(),
      programme: z.string(),
      programmeWords: Words,
      stage: z.string(),
      stageWords: Words,
      openedOn: z.string(),
      outcome: Outcome.nullable(),
    }),
  ),
})
/** Programmes that have a procedure at the caller's office, for the form that opens a case. */
export const listProcedures = endpoint({
  verb: 'GET',
  path: '/api/procedures',
  answers: z.array(
    z.object({
      programme: z.string(),
      words: Words,
      title: z.string(),
      region: z.string(),
      validFrom: z.string(),
      /** Total limit, working days; null where none is known. */
      limitDays: z.number().nullable(),
      isEmergency: z.boolean(),
    }),
  ),
})

/** Where a case stands in the console. */
export const caseConsolePath = (id: string): string => `/console/cases/${id}`
export const casesConsolePath = '/console/cases'
