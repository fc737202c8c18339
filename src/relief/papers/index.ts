export type * from './contract.ts'
export { paperPermissions, printPapers, readLetters } from './access.ts'
export { documentKindOfForm, forms, formOfCode, paperForms } from './forms.ts'
export { letterPath } from './wire.ts'
export { loadRemedies, remedyDays, remedyWords, type Remedies } from './letter/remedies.ts'
export { letterFollower, letterGate } from './letter/make-letter.ts'
export { paperJobs } from './letter/seal-letters.ts'
export { createPrinter, type Printer } from './print/printer.ts'
export type { Sheet } from './print/sheet.ts'
export { createPapers } from './papers.ts'
export { createTemplates, type Templates } from './template/templates.ts'
export { paperConsumers } from './consumers.ts'
export { paperRefusals } from './refusals.ts'
export { paperRoutes } from './routes.ts'
export { paperChecks } from './checks.ts'
export type { PaperNeeds } from './needs.ts'

/** The letter as a page; the markup is loaded when it is first asked for. */
export const renderLetterPage = async (
  props: import('./page/letter-page.tsx').LetterPageProps,
): Promise<import('#design/portal/document.ts').RenderedPage> =>
  (await import('./page/letter-page.tsx')).renderLetterPage(props)
