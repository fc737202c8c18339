import type { Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { Case, CaseGate, Obstacle } from '#relief/casework/index.ts'
import {
  latestReport,
  loadReport,
  nameOf,
  openDifferences,
  settlementOf,
  unexcused,
  type LoadedReport,
} from './check/load-report.ts'
import type { MeansCheckNeeds } from './needs.ts'
import { meansCheckRefusals } from './refusals.ts'

type Needs = Pick<MeansCheckNeeds, 'clock' | 'households' | 'isNeeded'>

/**
 * What stands in the way of an opinion and of a decision: no check, a silent source nobody answers for, adults nobody
 * was asked about, a household that has changed, differences nobody settled, a death on the register (AC-017, AC-018).
 */
export const meansCheckGate = (needs: Needs): CaseGate => ({
  name: 'means-check',
  moves: ['give-opinion', 'propose-decision', 'approve-decision'],
  obstacles: async (tx, who, one) => {
    if (!(await needs.isNeeded(tx, one))) return []
    const dead = await knownDeath(tx, who, one, needs)
    if (dead.length > 0) return dead
    const report = await latestReport(tx, who, one.id)
    if (report === null) return [{ refusal: meansCheckRefusals.noCheckYet() }]
    return obstaclesOf(await loadReport(tx, who, report, needs))
  },
})

/** A death that is on file already, from whatever source: nobody decides for the dead. */
async function knownDeath(tx: Tx, who: Caller, one: Case, { clock, households }: Needs): Promise<Obstacle[]> {
  const today = clock.today()
  const { members } = await households.situationOf(tx, who.tenant, one.householdId, { factsOn: today })
  const persons = members.map(({ id }) => id)
  const [death] = await households.deathsOf(tx, who, { persons, factsOn: today })
  return death === undefined ? [] : [{ refusal: meansCheckRefusals.memberDied({ day: death.diedOn }) }]
}

export function obstaclesOf(loaded: LoadedReport): Obstacle[] {
  const { report, newcomers, tooOld, requests, lines } = loaded
  const obstacles: Obstacle[] = []
  const names = (codes: readonly string[]) => {
    const found = codes.map((code) => nameOf(report, code))
    return { departments: found.map(({ zh }) => zh).join('、'), departmentsEn: found.map(({ en }) => en).join(', ') }
  }
  const death = lines.find(
    (line) => line.fact === 'died-on' && line.isDifference && settlementOf(loaded, line.key) === null,
  )
  if (death?.found?.kind === 'day') obstacles.push({ refusal: meansCheckRefusals.memberDied({ day: death.found.day }) })
  if (newcomers > 0)
    obstacles.push({
      refusal: meansCheckRefusals.reportOutdated({
        why: `核对之后新增了 ${newcomers} 位家庭成员`,
        whyEn: `members were added since it was asked for (${newcomers})`,
      }),
    })
  if (tooOld.length > 0) {
    const { departments, departmentsEn } = names(tooOld)
    obstacles.push({
      refusal: meansCheckRefusals.reportOutdated({
        why: `${departments}的回复已过有效期`,
        whyEn: `the answers of ${departmentsEn} are past their validity`,
      }),
    })
  }
  const unsigned = report.people.filter(
    ({ id, isAdult }) => isAdult && requests.some(({ subject, state }) => subject === id && state === 'not-authorised'),
  )
  if (unsigned.length > 0)
    obstacles.push({ refusal: meansCheckRefusals.adultsNotAuthorised({ count: unsigned.length }) })
  const { waiting, silent } = unexcused(loaded)
  if (waiting.length > 0)
    obstacles.push({
      refusal: meansCheckRefusals.waitingForAnswers(names(waiting)),
      exceptional: true,
    })
  if (silent.length > 0) obstacles.push({ refusal: meansCheckRefusals.sourcesSilent(names(silent)), exceptional: true })
  const open = openDifferences(loaded).filter((line) => line !== death)
  if (open.length > 0) obstacles.push({ refusal: meansCheckRefusals.differencesOpen({ count: open.length }) })
  return obstacles
}
