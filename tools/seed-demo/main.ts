import { day } from '#platform/clock/index.ts'
import { yuan } from '#platform/money/index.ts'
import { countTwists, countyToday, seedUsual, type CountyWish } from '#registry/demo-county/index.ts'
import { shippedDirectory } from '#registry/regions/index.ts'

/**
 * Shows the invented county without a database: `node tools/seed-demo/main.ts [seed]`. The product seeds it itself at the
 * first start of a demonstration; this is for looking at what a seed gives before changing the story.
 */
const seed = Number(process.argv[2] ?? seedUsual)
const wish: CountyWish = {
  directory: shippedDirectory(),
  // The synthetic standards of policy/999901.
  standards: [
    { from: day('2024-01-01'), perMonth: yuan('780.00') },
    { from: day('2025-07-01'), perMonth: yuan('810.00') },
  ],
  seed,
}
const county = countyToday(wish)
console.log(`${county.length} households, ${county.reduce((sum, { members }) => sum + members.length, 0)} people`)
for (const [twist, count] of [...countTwists(wish)].toSorted(([, one], [, other]) => other - one))
  console.log(`${String(count).padStart(6)}  ${twist}`)
