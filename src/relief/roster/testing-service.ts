import { join } from 'node:path'
import { createAudit } from '#platform/audit/index.ts'
import type { Clock } from '#platform/clock/index.ts'
import { openVault } from '#platform/crypto/index.ts'
import type { TestDatabase } from '#platform/testing/index.ts'
import { createHouseholds } from '#registry/households/index.ts'
import { createRegions } from '#registry/regions/index.ts'
import {
  createAssessmentService,
  createEligibility,
  loadPacks,
  placesAboveFrom,
  readModel,
} from '#relief/eligibility/index.ts'
import type { RosterNeeds } from './service.ts'

/** Everything the checks need over a test database; work that goes on is handed to `goOn`. */
export async function testRosterNeeds(
  { db, owner }: TestDatabase,
  { folder, clock, goOn }: { readonly folder: string; readonly clock: Clock; readonly goOn: RosterNeeds['goOn'] },
): Promise<RosterNeeds> {
  const vault = await openVault({ db, keysFile: join(folder, 'keys'), dataDir: null })
  const regions = await createRegions({ db: owner })
  await regions.loadSynthetic()
  const audit = createAudit({ vault, clock })
  const households = createHouseholds({ clock, vault, audit, regions })
  const directory = () => regions.directory()
  const packs = await loadPacks(new URL('../../../policy', import.meta.url).pathname, readModel)
  const eligibility = createEligibility({ packs, placesAbove: placesAboveFrom(directory) })
  const assessments = createAssessmentService({ db, clock, audit, eligibility, readModel, households, directory })
  const regionOf = () => Promise.resolve('999901')
  return { db, clock, vault, audit, households, eligibility, assessments, directory, regionOf, goOn }
}
