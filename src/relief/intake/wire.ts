import { z } from 'zod'
import { endpoint } from '#platform/http/endpoint.ts'
import { FamilyPart, IncomesPart, MembersPart, PartName, PropertyPart, StatementPart } from './form.ts'

/** What travels between the pages of the window and the server. */

const Words = z.object({ zh: z.string(), en: z.string() })
const Coded = Words.extend({ code: z.string() })
const ById = z.object({ id: z.uuid() })
const Place = z.object({ code: z.string(), label: z.string() })

export const IntakeChoices = z.object({
  today: z.string(),
  clerk: z.string(),
  programmes: z.array(Coded.extend({ form: z.enum(['full', 'short']) })),
  places: z.array(Place),
})
export type IntakeChoices = z.output<typeof IntakeChoices>

export const DraftRow = z.object({
  id: z.string(),
  programme: Words,
  /** Masked; null when no name was typed yet. */
  family: z.string().nullable(),
  place: z.string().nullable(),
  createdBy: z.string(),
  savedAt: z.string(),
  members: z.number(),
  papers: z.number(),
})
export type DraftRow = z.output<typeof DraftRow>
/** One page; `count` is of all that are not finished. */
export const DraftPage = z.object({ rows: z.array(DraftRow), count: z.number() })
export type DraftPage = z.output<typeof DraftPage>

/** A paper that is wanted, and whether it is there. */
export const PaperNeed = z.object({
  kind: z.string(),
  words: Words,
  /** Null: of the household. */
  memberKey: z.string().nullable(),
  memberName: z.string().nullable(),
  state: z.enum(['given', 'missing', 'verified-by-office']),
  /** Which office is asked instead of the family. */
  verifiedBy: Words.nullable(),
})
export type PaperNeed = z.output<typeof PaperNeed>

export const PaperGiven = z.object({
  id: z.string(),
  documentId: z.string(),
  kind: z.string(),
  words: Words,
  memberKey: z.string().nullable(),
  addedAt: z.string(),
  addedBy: z.string(),
})
export type PaperGiven = z.output<typeof PaperGiven>

/** A sentence at a field: `members.1.idNumber`. */
export const Problem = Words.extend({ at: z.string() })
export type Problem = z.output<typeof Problem>

const part = <Shape extends z.ZodType>(value: Shape) =>
  z.object({ version: z.number(), savedAt: z.string().nullable(), value })
export const Draft = z.object({
  id: z.string(),
  programme: Coded.extend({ form: z.enum(['full', 'short']) }),
  leadId: z.string().nullable(),
  leadNumber: z.string().nullable(),
  clerk: z.string(),
  parts: z.object({
    family: part(FamilyPart),
    members: part(MembersPart),
    incomes: part(IncomesPart),
    property: part(PropertyPart),
    statement: part(StatementPart),
  }),
  placeLabel: z.string().nullable(),
  papers: z.array(PaperGiven),
  /** Documents and articles to quote, in force today; null where the form asks for neither. */
  quotes: z.object({ promise: z.string(), 'staff-relative': z.string() }).nullable(),
})
export type Draft = z.output<typeof Draft>

export const DraftCheck = z.object({
  problems: z.array(Problem),
  papers: z.array(PaperNeed),
  /** Where the list of papers comes from. */
  source: z.string(),
  /** Facts nobody said anything about; they count as unknown, not as zero. */
  unknown: z.number(),
})
export type DraftCheck = z.output<typeof DraftCheck>

/** Shown once, for the slip. */
export const ReceiptSlip = z.object({
  caseId: z.string(),
  number: z.string(),
  /** Six digits; the server keeps only a hash. */
  secret: z.string(),
  applicant: z.string(),
  programme: Words,
  /** Null where help comes first and papers after: nothing is waited for. */
  acceptedOn: z.string().nullable(),
  office: z.string(),
  /** Path of the family's page. */
  path: z.string(),
})
export type ReceiptSlip = z.output<typeof ReceiptSlip>

export const AskedPapers = z.object({
  caseId: z.string(),
  number: z.string(),
  askedOn: z.string(),
  papers: z.array(PaperNeed).readonly(),
  source: z.string(),
})
export type AskedPapers = z.output<typeof AskedPapers>

export const readIntakeChoices = endpoint({
  verb: 'GET',
  path: '/api/applications/choices',
  answers: IntakeChoices,
})
export const listDrafts = endpoint({
  verb: 'GET',
  path: '/api/application-drafts',
  query: z.object({
    page: z.coerce.number().int().min(1).max(10_000).default(1),
    size: z.coerce.number().int().min(1).max(100).default(20),
  }),
  answers: DraftPage,
})
export const startDraft = endpoint({
  verb: 'POST',
  path: '/api/application-drafts',
  body: z.object({
    programme: z.string().regex(/^[a-z-]{1,40}$/),
    leadId: z.uuid().optional(),
    householdId: z.uuid().optional(),
  }),
  answers: Draft,
  key: 'once',
})
export const openDraft = endpoint({ verb: 'GET', path: '/api/application-drafts/:id', params: ById, answers: Draft })
/** Saves one group as typed. The version is the one the page holds; the same content again is answered alike. */
export const savePart = endpoint({
  verb: 'PUT',
  path: '/api/application-drafts/:id/parts/:name',
  params: ById.extend({ name: PartName }),
  body: z.object({ version: z.number().int().min(0), value: z.record(z.string(), z.unknown()) }),
  answers: z.object({ version: z.number(), savedAt: z.string() }),
})
/** Fills in a family from the register. */
export const takeHousehold = endpoint({
  verb: 'POST',
  path: '/api/application-drafts/:id/household',
  params: ById,
  body: z.object({ householdId: z.uuid() }),
  answers: Draft,
  key: 'once',
})
export const checkDraft = endpoint({
  verb: 'GET',
  path: '/api/application-drafts/:id/check',
  params: ById,
  answers: DraftCheck,
})
export const paperBytesMax = 20 * 1024 * 1024
/** Multipart: `file`, `kind`, `memberKey` (empty: of the household). */
export const addDraftPaper = endpoint({
  verb: 'POST',
  path: '/api/application-drafts/:id/papers',
  params: ById,
  body: z.object({ kind: z.string().max(40), memberKey: z.string().max(40).default('') }),
  answers: PaperGiven,
  key: 'once',
  uploadBytesMax: paperBytesMax,
})
export const removeDraftPaper = endpoint({
  verb: 'DELETE',
  path: '/api/application-drafts/:id/papers/:paper',
  params: ById.extend({ paper: z.uuid() }),
  answers: z.null(),
})
/** Throws a draft away with all that was typed. */
export const dropDraft = endpoint({
  verb: 'DELETE',
  path: '/api/application-drafts/:id',
  params: ById,
  answers: z.null(),
})
/** Registers the application and asks for what is missing, once. */
export const askMissing = endpoint({
  verb: 'POST',
  path: '/api/application-drafts/:id/missing-papers',
  params: ById,
  body: z.object({}),
  answers: AskedPapers,
  key: 'once',
})
/** Registers and accepts: the clock starts, the receipt is given. */
export const acceptDraft = endpoint({
  verb: 'POST',
  path: '/api/application-drafts/:id/acceptance',
  params: ById,
  body: z.object({}),
  answers: ReceiptSlip,
  key: 'once',
})

const AuthorisationRow = z.object({
  personId: z.string(),
  name: z.string(),
  signer: z.enum(['self', 'guardian']),
  state: z.enum(['valid', 'ended', 'missing']),
  authorisationId: z.string().nullable(),
  documentId: z.string().nullable(),
  how: z.enum(['paper', 'drawn']).nullable(),
  guardian: z.string().nullable(),
  signedOn: z.string().nullable(),
  validUntil: z.string().nullable(),
  why: Words.nullable(),
})
export type AuthorisationRow = z.output<typeof AuthorisationRow>

export const ApplicationPanel = z.object({
  caseId: z.string(),
  number: z.string(),
  programme: Words,
  registeredOn: z.string(),
  acceptedOn: z.string().nullable(),
  clerk: z.string(),
  speaker: z.object({ name: z.string(), relation: z.string() }),
  applicant: z.string(),
  phone: z.string(),
  reason: z.string(),
  hasPromised: z.boolean(),
  /** As stated on the day; amounts in fen as text. Null where this reader may not see it. */
  members: z.array(
    z.object({
      key: z.string(),
      personId: z.string(),
      name: z.string(),
      relation: z.string(),
      idNumber: z.string(),
      incomes: z.array(z.object({ kind: z.string(), amount: z.string(), per: z.enum(['month', 'year']) })),
      health: z.string().nullable(),
    }),
  ),
  property: z.object({
    deposits: z.string().nullable(),
    homes: z.number().nullable(),
    vehicles: z.number().nullable(),
    businesses: z.number().nullable(),
  }),
  needs: z.array(PaperNeed),
  papers: z.array(PaperGiven),
  source: z.string(),
  asks: z.array(z.object({ on: z.string(), by: z.string(), papers: z.array(Words), newFact: z.string().nullable() })),
  authorisations: z.array(AuthorisationRow),
  receipt: z.object({ issuedAt: z.string(), isClosed: z.boolean() }).nullable(),
  /** The case still waits to be accepted, in the version shown. */
  accept: z.object({ version: z.number() }).nullable(),
  /** What this reader may do now: nothing is taken for a case that is over; signatures go on while aid is paid. */
  may: z.object({ takePapers: z.boolean(), sign: z.boolean(), reissue: z.boolean() }),
  /** Why nothing is taken any more; null while it is. */
  closed: Words.nullable(),
})
export type ApplicationPanel = z.output<typeof ApplicationPanel>

export const readApplicationPanel = endpoint({
  verb: 'GET',
  path: '/api/cases/:id/application',
  params: ById,
  answers: ApplicationPanel.nullable(),
})
export const addCasePaper = endpoint({
  verb: 'POST',
  path: '/api/cases/:id/application/papers',
  params: ById,
  body: z.object({ kind: z.string().max(40), memberKey: z.string().max(40).default('') }),
  answers: PaperGiven,
  key: 'once',
  uploadBytesMax: paperBytesMax,
})
export const acceptCase = endpoint({
  verb: 'POST',
  path: '/api/cases/:id/application/acceptance',
  params: ById,
  body: z.object({ version: z.number().int() }),
  answers: ReceiptSlip,
  key: 'once',
})
/** A further paper, only because of a fact that is new. Without one it is refused, and the attempt is written down. */
export const askAgain = endpoint({
  verb: 'POST',
  path: '/api/cases/:id/application/missing-papers',
  params: ById,
  body: z.object({
    kind: z.string().max(40).meta({ title: '要什么材料', en: 'Paper' }),
    memberKey: z.string().max(40).default(''),
    newFact: z.string().trim().max(300).optional().meta({ title: '新的情况', en: 'New fact' }),
  }),
  answers: AskedPapers,
  key: 'once',
})
/** A new code for the slip; the old one ends. */
export const reissueSecret = endpoint({
  verb: 'POST',
  path: '/api/cases/:id/receipt',
  params: ById,
  body: z.object({ why: z.string().trim().min(2).max(200).meta({ title: '为什么补发', en: 'Why' }) }),
  answers: ReceiptSlip,
  key: 'once',
})
/** Multipart: `file` is the scanned paper or the drawn signature. */
export const signAuthorisation = endpoint({
  verb: 'POST',
  path: '/api/cases/:id/authorisations',
  params: ById,
  body: z.object({
    personId: z.uuid(),
    signer: z.enum(['self', 'guardian']),
    how: z.enum(['paper', 'drawn']),
    signedOn: z.string().max(10).meta({ title: '签字日期', en: 'Signed on' }),
    validUntil: z.string().max(10).default('').meta({ title: '有效到', en: 'Valid until' }),
    guardianName: z.string().trim().max(40).default('').meta({ title: '监护人', en: 'Guardian' }),
    guardianRelation: z.string().trim().max(40).default('').meta({ title: '监护人是本人的', en: 'Guardian is the' }),
  }),
  answers: z.array(AuthorisationRow),
  key: 'once',
  uploadBytesMax: paperBytesMax,
})
/** The person takes the agreement back. */
export const withdrawAuthorisation = endpoint({
  verb: 'POST',
  path: '/api/cases/:id/authorisations/:authorisation/end',
  params: ById.extend({ authorisation: z.uuid() }),
  body: z.object({}),
  answers: z.array(AuthorisationRow),
  key: 'once',
})
