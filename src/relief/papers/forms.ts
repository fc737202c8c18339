import type { DocumentKindName } from '#registry/documents/index.ts'

/**
 * The papers of a case in the order in which a family meets them. The short code stands in the QR code of the paper and
 * is never given to another form.
 */
export const forms = {
  receipt: { code: 'RC', zh: '受理回执', en: 'Receipt', comesBack: false, perAdult: false },
  application: { code: 'AP', zh: '救助申请表', en: 'Application', comesBack: true, perAdult: false },
  authorisation: { code: 'AU', zh: '核对授权书', en: 'Authorisation for the check', comesBack: true, perAdult: true },
  'home-survey': { code: 'HS', zh: '入户调查表', en: 'Home survey', comesBack: true, perAdult: false },
  notice: { code: 'NT', zh: '公示', en: 'Public notice', comesBack: true, perAdult: false },
  approval: { code: 'AV', zh: '审核确认表', en: 'Approval form', comesBack: true, perAdult: false },
  decision: { code: 'DE', zh: '确认通知书', en: 'Letter of decision', comesBack: true, perAdult: false },
  refusal: { code: 'RF', zh: '不予确认告知书', en: 'Letter of refusal', comesBack: true, perAdult: false },
} as const satisfies Readonly<Record<string, FormRow>>

interface FormRow {
  readonly code: string
  readonly zh: string
  readonly en: string
  /** It is signed and scanned back. */
  readonly comesBack: boolean
  /** One for each adult. */
  readonly perAdult: boolean
}

export type PaperForm = keyof typeof forms
export const paperForms = Object.keys(forms) as readonly PaperForm[] as readonly [PaperForm, ...PaperForm[]]
export const formOfCode = (code: string): PaperForm | null =>
  paperForms.find((form) => forms[form].code === code) ?? null
/** The kind under which a signed one is kept among the documents of the household. */
export const documentKindOfForm: Readonly<Record<PaperForm, DocumentKindName>> = {
  receipt: 'receipt',
  application: 'application',
  authorisation: 'authorisation',
  'home-survey': 'survey-form',
  notice: 'notice',
  approval: 'opinion',
  decision: 'letter',
  refusal: 'letter',
}
