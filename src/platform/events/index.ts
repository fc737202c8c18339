export type { Announcement, Consumer, HappenedEvent } from './contract.ts'
export { announce } from './announce.ts'
export { deliverEvents, eventJobs, settleConsumers } from './deliver.ts'
