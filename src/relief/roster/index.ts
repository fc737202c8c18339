export { runAssess, type AssessNeeds, type AssessSummary, type AssessWish } from './run-assess.ts'
export { writeTemplate } from './files/template.ts'
export { rosterRefusals } from './refusals.ts'
