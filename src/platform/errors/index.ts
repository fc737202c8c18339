export { Refusal, defineRefusals, type RefusalRow, type Refusals } from './refusal.ts'
export { Outage } from './outage.ts'
export { Bug, given, must } from './must.ts'
