export { countLeads, discoveryPermissions, handleLeads, readLeads, reportLeads } from './access.ts'
export { leadRefusals } from './refusals.ts'
export type * from './contract.ts'
