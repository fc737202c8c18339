import { day } from '#platform/clock/index.ts'
import { Refusal } from '#platform/errors/index.ts'
import {
  checkPack,
  packFromFiles,
  type LivingEligibility,
  type Pack,
  type PackFinding,
  type ReadModel,
} from '#relief/eligibility/index.ts'
import type { Draft, PackFiles } from './draft.ts'

/** What stands in the way of a draft, a sentence each; nothing: it may be proposed. */
export interface DraftCheck {
  readonly findings: readonly { readonly case: string | null; readonly zh: string; readonly en: string }[]
  /** Worked cases that were run. */
  readonly cases: number
  /** Null when the files cannot be read. */
  readonly pack: Pack | null
}

export interface CheckNeeds {
  readonly eligibility: Pick<LivingEligibility, 'trying'>
  readonly readModel: ReadModel
}

/** For every day of decision, so that cases of past days try the draft too. */
const always = day('1900-01-01')

/** Reads the files, runs every worked case by them, and listens to the linter. */
export async function checkDraft(
  { region, programme, files }: Pick<Draft, 'region' | 'programme' | 'files'>,
  { eligibility, readModel }: CheckNeeds,
): Promise<DraftCheck> {
  try {
    const pack = await packFromFiles(`${region}/${programme}`, files, readModel)
    const law = eligibility.trying({ pack, since: always })
    const findings = checkPack(pack, law).map(({ case: name, zh, en }: PackFinding) => ({ case: name, zh, en }))
    return { pack, findings, cases: countCases(files) }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { pack: null, findings: [{ case: null, zh: error.zh, en: error.en }], cases: countCases(files) }
  }
}

const countCases = (files: PackFiles): number => files['cases.yaml']?.match(/^\s*- (?:\{ *)?name:/gm)?.length ?? 0
