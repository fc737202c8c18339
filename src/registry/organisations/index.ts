export { creditCodeCheck, readCreditCode } from './credit-code.ts'
export { createOrganisations } from './organisations.ts'
export { organisationRefusals } from './refusals.ts'
export type * from './contract.ts'
