import { v7 } from 'uuid'
import type { Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { Case } from '#relief/casework/index.ts'
import type { MeansCheckNeeds } from '../needs.ts'
import { meansCheckRefusals } from '../refusals.ts'
import { declaredOf, peopleOf } from './declared.ts'
import { planRequests } from './plan.ts'
import { insertReport, insertRequests, lockReport, reportsOfCase, type ReportRecord } from './report-store.ts'
import { reportState } from './report-state.ts'
import { requestsOf } from './request-store.ts'

type Needs = Pick<MeansCheckNeeds, 'clock' | 'audit' | 'households' | 'authorisations' | 'departments' | 'catalogue'>

/** What `start` came to: a report that stands already is the answer to a second click. */
export interface Started {
  readonly id: string
  readonly isNew: boolean
}

/** @throws nobodyAuthorised */
export async function startCheck(tx: Tx, who: Caller, one: Case, needs: Needs): Promise<Started> {
  const [latest] = await reportsOfCase(tx, who.tenant, one.id)
  if (latest === undefined) return openReport(tx, who, { one, position: 1, why: one.number, needs })
  const situation = await needs.households.situationOf(tx, who.tenant, one.householdId, {
    factsOn: needs.clock.today(),
  })
  const state = reportState({
    departments: latest.departments,
    requests: await requestsOf(tx, who.tenant, latest.id),
    people: latest.people.map(({ id }) => id),
    peopleNow: situation.members.map(({ id }) => id),
    today: needs.clock.today(),
  })
  if (state !== 'outdated') return { id: latest.id, isNew: false }
  return openReport(tx, who, { one, position: latest.position + 1, why: one.number, needs })
}

/** @throws notTheLatest, stillAsking, nobodyAuthorised */
export async function recheck(
  tx: Tx,
  who: Caller,
  {
    one,
    after,
    why,
    needs,
  }: { readonly one: Case; readonly after: ReportRecord; readonly why: string; readonly needs: Needs },
): Promise<Started> {
  await lockReport(tx, who.tenant, after.id)
  const [latest] = await reportsOfCase(tx, who.tenant, one.id)
  if (latest?.id !== after.id) throw meansCheckRefusals.notTheLatest()
  const requests = await requestsOf(tx, who.tenant, after.id)
  if (requests.some(({ state }) => state === 'waiting' || state === 'asked')) throw meansCheckRefusals.stillAsking()
  return openReport(tx, who, { one, position: after.position + 1, why, needs })
}

interface Opening {
  readonly one: Case
  readonly position: number
  readonly why: string
  readonly needs: Needs
}

async function openReport(tx: Tx, who: Caller, { one, position, why, needs }: Opening): Promise<Started> {
  const { clock, households, authorisations, departments, catalogue, audit } = needs
  const today = clock.today()
  const situation = await households.situationOf(tx, who.tenant, one.householdId, { factsOn: today })
  const persons = situation.members.map(({ id }) => id)
  const question = { caseId: one.id, householdId: one.householdId, persons, on: today }
  if ((await authorisations.standing(tx, who, question)).length === 0) throw meansCheckRefusals.nobodyAuthorised()
  const rows = (await departments.of(tx, who.tenant)).map(({ connection: _, ...row }) => row)
  const report: ReportRecord = {
    ...{ id: v7(), caseId: one.id, caseNumber: one.number, householdId: one.householdId, placeId: one.placeId },
    ...{ householdNumber: situation.number, position, why, basis: catalogue.basisOn(today) },
    ...{ askedAt: clock.now(), askedOn: today, askedBy: who.id, askedByName: who.name, finishedAt: null },
    ...{ people: peopleOf(situation, today), declared: declaredOf(situation), departments: rows },
  }
  if (!(await insertReport(tx, who.tenant, report))) {
    // Somebody clicked a moment earlier; theirs is the check.
    const [theirs] = await reportsOfCase(tx, who.tenant, one.id)
    return { id: theirs?.id ?? report.id, isNew: false }
  }
  const planned = planRequests(rows, persons).map((request) => ({ ...request, id: v7() }))
  await insertRequests(tx, who.tenant, report, planned)
  await audit.record(tx, who, {
    action: position === 1 ? 'means-check.asked' : 'means-check.asked-again',
    about: { kind: 'means-check', id: report.id },
    after: { case: one.id, position, requests: planned.length },
    reason: why,
  })
  return { id: report.id, isNew: true }
}
