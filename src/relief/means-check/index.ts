export * from './access.ts'
export * from './contract.ts'
export { meansCheckRefusals } from './refusals.ts'
export type * from './departments/department.ts'
