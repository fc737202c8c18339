import { policyFolder } from '#apps/server/compose.ts'
import { standardsOf, writeDemoList } from '#apps/server/demo-list.ts'
import { shippedDirectory } from '#registry/regions/index.ts'
import { createEligibility, loadPacks, placesAboveFrom, readModel } from '#relief/eligibility/index.ts'
import { needed, readOptions } from './options.ts'

const usage = 'demo-list --out FILE'

/** `demo-list`: the invented county as an office's own sheet, with some twenty mistakes in it. Needs no installation. */
export async function runDemoList(args: readonly string[]): Promise<number> {
  const { out } = readOptions(args, { values: ['out'], usage })
  const path = needed(out, 'out', usage)
  const directory = shippedDirectory()
  const packs = await loadPacks(policyFolder, readModel)
  const eligibility = createEligibility({ packs, placesAbove: placesAboveFrom(() => directory) })
  await writeDemoList(path, { directory, standards: standardsOf(eligibility) })
  console.log(`演示名单已写好：${path}\nThe demonstration list is written: ${path}`)
  return 0
}
