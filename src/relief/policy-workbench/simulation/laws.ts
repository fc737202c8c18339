import type { Day } from '#platform/clock/index.ts'
import {
  packFromFiles,
  type Eligibility,
  type LivingEligibility,
  type Pack,
  type ReadModel,
} from '#relief/eligibility/index.ts'
import type { Draft } from '../draft/draft.ts'

/** The law a draft was begun from, and the law it would be. */
export interface Laws {
  readonly before: Eligibility
  readonly after: Eligibility
  readonly base: Pack
  readonly pack: Pack
}

/** Both from the draft's own row, so that they say the same before and after it is published. */
export async function lawsOf(
  { region, programme, baseFiles, files, startsOn }: Draft,
  { eligibility, readModel }: { readonly eligibility: LivingEligibility; readonly readModel: ReadModel },
  since: Day = startsOn,
): Promise<Laws> {
  const folder = `${region}/${programme}`
  const base = await packFromFiles(folder, baseFiles, readModel)
  const pack = await packFromFiles(folder, files, readModel)
  return {
    ...{ base, pack },
    before: eligibility.trying({ pack: base, since }),
    after: eligibility.trying({ pack, since }),
  }
}
