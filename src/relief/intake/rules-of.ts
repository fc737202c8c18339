import type { Day } from '#platform/clock/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { IntakeNeeds } from './needs.ts'
import { paperVersionOn, type PaperRules, type PaperRulesVersion } from './paper-rules.ts'
import { intakeRefusals } from './refusals.ts'

/** What this window takes a programme by on a day, today unless said otherwise. @throws unknownProgramme */
export async function rulesFor(
  who: Pick<Caller, 'tenant'>,
  programme: string,
  needs: Pick<IntakeNeeds, 'papers' | 'regions' | 'regionOf' | 'clock'>,
  on: Day = needs.clock.today(),
): Promise<{ readonly rules: PaperRules; readonly version: PaperRulesVersion }> {
  const rules = needs.papers.find(await regionsAbove(who, needs), programme)
  const version = rules === undefined ? undefined : paperVersionOn(rules, on)
  if (rules === undefined || version === undefined)
    throw intakeRefusals.unknownProgramme({ programme: rules?.zh ?? programme }, 'programme')
  return { rules, version }
}

export async function regionsAbove(
  who: Pick<Caller, 'tenant'>,
  { regions, regionOf }: Pick<IntakeNeeds, 'regions' | 'regionOf'>,
): Promise<readonly string[]> {
  return regions
    .directory()
    .ancestors(await regionOf(who))
    .map(({ code }) => code)
}
