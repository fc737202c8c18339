import { z } from 'zod'
import { endpoint } from '#platform/http/endpoint.ts'
import { paperForms } from './forms.ts'

/** Shapes on the wire; safe in a browser. */
const Words = z.object({ zh: z.string(), en: z.string() })
const ById = z.object({ id: z.uuid() })
const Form = z.enum(paperForms).meta({ title: '哪一种文书', en: 'kind of paper' })

/** 20 MB, as for every paper. */
export const scanBytesMax = 20 * 1024 * 1024
export const templateBytesMax = 2 * 1024 * 1024

export const PaperRow = z.object({
  form: Form,
  words: Words,
  /** Of an authorisation: whose, name masked. */
  person: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** It can be printed now; else `whyNot` says what it waits for. */
  isReady: z.boolean(),
  whyNot: Words.nullable(),
  comesBack: z.boolean(),
  /** Of a letter. */
  letterId: z.string().nullable(),
  number: z.string().nullable(),
  /** Signed and scanned back. */
  returned: z.array(z.object({ documentId: z.string(), on: z.string(), by: z.string(), byHand: z.boolean() })),
})
export type PaperRow = z.output<typeof PaperRow>

/** What the code on a scan says. Filed only after a person confirmed it. */
export const ScanRead = z.object({
  form: Form,
  words: Words,
  caseId: z.string(),
  caseNumber: z.string(),
  /** Head of the household, masked. */
  head: z.string(),
  person: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** The same scan was filed before. */
  isFiled: z.boolean(),
})
export type ScanRead = z.output<typeof ScanRead>

export const listPapers = endpoint({
  verb: 'GET',
  path: '/api/cases/:id/papers',
  params: ById,
  answers: z.array(PaperRow),
})
/** A form as PDF, filled from the case. */
export const printPaper = endpoint({
  verb: 'GET',
  path: '/api/cases/:id/papers/:form',
  params: ById.extend({ form: Form }),
  query: z.object({ person: z.uuid().optional() }),
  answers: 'file',
})
export const printLetter = endpoint({ verb: 'GET', path: '/api/letters/:id/pdf', params: ById, answers: 'file' })
export const letterInWord = endpoint({ verb: 'GET', path: '/api/letters/:id/word', params: ById, answers: 'file' })
/** Multipart: `file`, a photo or scan. Keeps nothing. */
export const readScan = endpoint({
  verb: 'POST',
  path: '/api/papers/scan',
  answers: ScanRead,
  uploadBytesMax: scanBytesMax,
})
/** Multipart: `file`, and what the clerk confirmed. */
export const fileScan = endpoint({
  verb: 'POST',
  path: '/api/cases/:id/papers/:form',
  params: ById.extend({ form: Form }),
  body: z.object({
    person: z.uuid().optional().meta({ title: '谁的授权书', en: 'whose authorisation' }),
    byHand: z.enum(['yes', 'no']).default('no').meta({ title: '人工归类', en: 'filed by hand' }),
  }),
  answers: z.object({ documentId: z.string() }),
  key: 'once',
  uploadBytesMax: scanBytesMax,
})

export const letterForms = ['decision', 'refusal'] as const
export type LetterForm = (typeof letterForms)[number]
const LetterForm = z.enum(letterForms).meta({ title: '哪一种通知书', en: 'kind of letter' })

export const TemplateRow = z.object({
  form: LetterForm,
  words: Words,
  /** Ours is version 0. */
  version: z.number(),
  name: z.string(),
  at: z.string().nullable(),
  by: z.string().nullable(),
  isInUse: z.boolean(),
  /** Who let it be used; null for ours and for what is not in use. */
  approvedBy: z.string().nullable(),
  /** Whether this reader may put it in use: not who brought it. */
  mayUse: z.boolean(),
})
export type TemplateRow = z.output<typeof TemplateRow>
export const TemplateList = z.object({
  versions: z.array(TemplateRow),
  /** What a template may name between `{` and `}`. */
  placeholders: z.array(Words.extend({ name: z.string() })),
})

export type TemplateList = z.output<typeof TemplateList>

export const listTemplates = endpoint({ verb: 'GET', path: '/api/letter-templates', answers: TemplateList })
export const downloadLetterTemplate = endpoint({
  verb: 'GET',
  path: '/api/letter-templates/:form/:version',
  params: z.object({ form: LetterForm, version: z.coerce.number().int().min(0).max(100_000) }),
  answers: 'file',
})
/** Filled with an invented letter. */
export const previewLetterTemplate = endpoint({
  verb: 'GET',
  path: '/api/letter-templates/:form/:version/preview',
  params: z.object({ form: LetterForm, version: z.coerce.number().int().min(0).max(100_000) }),
  answers: 'file',
})
export const sampleLetterPdf = endpoint({
  verb: 'GET',
  path: '/api/letter-samples/:form',
  params: z.object({ form: LetterForm }),
  answers: 'file',
})
/** Multipart: `file`, a Word document. It is filled with a sample before it is kept, and used once somebody else says so. */
export const uploadLetterTemplate = endpoint({
  verb: 'POST',
  path: '/api/letter-templates/:form',
  params: z.object({ form: LetterForm }),
  answers: TemplateRow,
  key: 'once',
  uploadBytesMax: templateBytesMax,
})
/** Goes back to an earlier version, or to ours (0). */
export const useLetterTemplate = endpoint({
  verb: 'POST',
  path: '/api/letter-templates/:form/:version/use',
  params: z.object({ form: LetterForm, version: z.coerce.number().int().min(0).max(100_000) }),
  answers: TemplateRow,
  key: 'once',
})

/** Where a letter stands as a page; opened for a purpose, which is written down. */
export const letterPath = (id: string, purpose: string): string => `/letters/${id}?${asked(purpose)}`
/** The letter as PDF, for a link on a page without script. */
export const letterPdfHref = (id: string, purpose: string): string => `/api/letters/${id}/pdf?${asked(purpose)}`

const asked = (purpose: string): string => new URLSearchParams({ purpose }).toString()
