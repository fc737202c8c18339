export type * from './contract.ts'
export { documentKindOf, forms, formOfCode, paperForms } from './forms.ts'
export { letterPath, paperHref } from './wire.ts'
