export { believedAmount, standardOn, type DemoStandard } from './amount.ts'
export {
  countTwists,
  countyHistory,
  countyToday,
  householdsUsual,
  seedUsual,
  type CountyStep,
  type CountyWish,
} from './county.ts'
export { inventedIdNumber, inventedName } from './invented-person.ts'
export { seedCounty, type SeedNeeds } from './seed.ts'
