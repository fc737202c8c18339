import type { Day } from '#platform/clock/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { Situation } from '#registry/households/index.ts'
import type { RegionDirectory } from '#registry/regions/index.ts'
import { fixedClock } from './case-clock.ts'
import { readCasesOfHousehold } from './case-store.ts'
import type { Case, CaseStep } from './contract.ts'
import { officersWithKin } from './kin-store.ts'
import type { Words } from './labels.ts'
import { calendarIn, procedureOf, type CaseNeeds } from './needs.ts'
import { readProposal } from './paper-store.ts'
import type { Known } from './step.ts'
import { readSteps } from './step-store.ts'

const kinOfStaff: Words = {
  zh: '家里有经办人员或村（居）委会成员的近亲属（已备案）',
  en: 'A near relative of staff or of the village committee is in the household (on file)',
}

/** Everything the machine has to know of a case for one person. */
export async function knownOf(tx: Tx, who: Caller, one: Case, needs: CaseNeeds): Promise<Known> {
  const { households, clock, regions } = needs
  const box = await needs.vault.boxOf(one.tenant)
  const { emergency } = await procedureOf(tx, needs, one)
  const steps = await readSteps(tx, box, one.id)
  const identities = await households.identitiesOf(tx, one.tenant, one.householdId)
  const persons = identities?.members.map(({ id }) => id) ?? []
  const situation = await households.situationOf(tx, one.tenant, one.householdId, { factsOn: clock.today() })
  const withKin = await officersWithKin(tx, one.tenant, persons)
  return {
    steps,
    hasKin: withKin.has(who.id),
    // Said by the family, or declared by an officer: either forces the visit.
    mustVisit: situation.staffRelative?.value === true || withKin.size > 0 ? [kinOfStaff] : [],
    fileChangedAt: identities?.changedAt ?? null,
    isOverride: (await readProposal(tx, box, one.id))?.override != null,
    livesApart: livesApart(situation, one.applicantId, regions.directory()),
    papersDueOn: one.stage === emergency?.papers ? await papersDue(tx, one, steps, needs) : null,
    papersNeverCame: emergency === null ? null : await papersNeverCame(tx, one, needs),
  }
}

/** The family's last case with help before papers, if it ended without them: the day they were due. */
async function papersNeverCame(tx: Tx, one: Case, needs: CaseNeeds): Promise<Day | null> {
  const earlier = (await readCasesOfHousehold(tx, one.tenant, one.householdId)).filter(
    ({ id, programme }) => id !== one.id && programme === one.programme,
  )
  for (const before of earlier) {
    const steps = await readSteps(tx, await needs.vault.boxOf(one.tenant), before.id)
    if (!steps.some(({ move }) => move === 'grant-emergency')) continue
    // As the clock stood before the case was ended.
    return before.outcome === 'ended-non-cooperation' ? papersDue(tx, before, steps.slice(0, -1), needs) : null
  }
  return null
}

async function papersDue(tx: Tx, one: Case, steps: readonly CaseStep[], needs: CaseNeeds): Promise<Day | null> {
  const procedure = await procedureOf(tx, needs, one)
  return fixedClock(procedure, steps, await calendarIn(tx, needs)).stage?.dueOn ?? null
}

/** Registered in one county, living in another: the longer limit (2022 notice). Unknown is not apart. */
function livesApart({ members }: Situation, applicantId: string, directory: RegionDirectory): boolean {
  const applicant = members.find(({ id }) => id === applicantId)
  const countyOf = (code: string | undefined): string | undefined =>
    code === undefined || directory.find(code) === undefined
      ? undefined
      : directory.ancestors(code).find(({ level }) => level === 'county')?.code
  const registered = countyOf(applicant?.registeredAt?.value)
  const resides = countyOf(applicant?.residesAt?.value)
  return registered !== undefined && resides !== undefined && registered !== resides
}
