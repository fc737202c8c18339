import { v7 as uuid } from 'uuid'
import type { Audit } from '#platform/audit/index.ts'
import { dayOf, monthOf, type Clock } from '#platform/clock/index.ts'
import type { TenantId, Tx } from '#platform/db/contract.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { RegionDirectory } from '#registry/regions/contract.ts'
import type { Case, Cases, CaseStep } from '#relief/casework/contract.ts'
import { drawFrom, newSeed } from './draw.ts'
import { samplingRefusals } from './refusals.ts'
import type { SamplingRule, SamplingRules } from './rules.ts'
import {
  candidatesOf,
  findDraw,
  insertCandidate,
  insertDraw,
  newestCandidate,
  undrawnForUpdate,
  type Candidate,
  type Draw,
} from './store.ts'

export interface SamplingNeeds {
  readonly clock: Clock
  readonly audit: Audit
  readonly rules: SamplingRules
  /** Late: casework and this module know each other through the assembly. */
  readonly cases: () => Cases
  readonly directory: () => RegionDirectory
  readonly regionOf: (who: { readonly tenant: TenantId }) => Promise<string>
}

/** The stages of a procedure in which the case is the county's. */
export const countyStages: readonly string[] = ['decision', 'approval']

/** The form of `procedure.yaml` that asks for the draw: a case keeps the procedure it was opened under. */
export const sampleForm = 'sample'

/** The visit of the county is a move of the case: who went, on which day, what was seen. */
export const visitMove = 'record-county-visit'

async function placesOf({ directory, regionOf }: SamplingNeeds, who: { tenant: TenantId }, { placeId }: Case) {
  const code = directory().ofPlace(placeId)?.code ?? (await regionOf(who))
  return directory().ancestors(code)
}

/** Null: no document asks for a sample of this programme. */
export async function ruleOf(needs: SamplingNeeds, who: { tenant: TenantId }, one: Case): Promise<SamplingRule | null> {
  const places = (await placesOf(needs, who, one)).map(({ code }) => code)
  return needs.rules.of({ programme: one.programme, on: needs.clock.today(), places })
}

/** Enters a case that has come to the county: once for each time it comes, unless its visit is still owed. */
export async function enter(needs: SamplingNeeds, tx: Tx, who: Caller, one: Case, step: CaseStep): Promise<void> {
  const before = await newestCandidate(tx, who.tenant, one.id)
  if (before?.isDrawn === true) {
    const draw = await drawOf(tx, who, before)
    if (draw !== null && visitOf(draw, await needs.cases().stepsOf(tx, who, one.id)) === null) return
  }
  const places = await placesOf(needs, who, one)
  const town = places.find(({ level }) => level === 'town') ?? places[0]!
  await insertCandidate(tx, who.tenant, {
    ...{ caseId: one.id, caseNumber: one.number, householdId: one.householdId, placeId: one.placeId },
    ...{ programme: one.programme, round: (before?.round ?? 0) + 1, town: town.code, month: monthOf(step.on) },
  })
}

/** The last time the case came to the county. */
export const arrivalIn = (steps: readonly CaseStep[]): CaseStep | undefined =>
  steps.findLast(({ from, to }) => countyStages.includes(to) && !countyStages.includes(from ?? ''))

/** What stands of the sample of a case. */
export interface SampleStanding {
  readonly rule: SamplingRule
  readonly candidate: Candidate | null
  readonly draw: Draw | null
  /** The county’s visit after the draw; null while there is none. */
  readonly visit: CaseStep | null
}

/** Null: no sample is asked for. */
export async function standingOf(needs: SamplingNeeds, tx: Tx, who: Caller, one: Case): Promise<SampleStanding | null> {
  const rule = await ruleOf(needs, who, one)
  if (rule === null) return null
  const steps = await needs.cases().stepsOf(tx, who, one.id)
  const found = await newestCandidate(tx, who.tenant, one.id)
  const draw = await drawOf(tx, who, found)
  if (draw === null) return { rule, candidate: found, draw: null, visit: null }
  // Not drawn, and back at the county since: it is drawn anew. Who was drawn does not get out of the visit that way.
  const arrived = arrivalIn(steps)
  const isOld = arrived !== undefined && draw.drawnAt < arrived.at && found?.isDrawn !== true
  if (isOld) return { rule, candidate: null, draw: null, visit: null }
  return { rule, candidate: found, draw, visit: visitOf(draw, steps) }
}

const drawOf = async (tx: Tx, who: Caller, found: Candidate | null): Promise<Draw | null> =>
  found?.drawId == null ? null : findDraw(tx, who.tenant, found.drawId)

/** Recorded after the draw, of a day not before it: an earlier visit was not made because of it. */
const visitOf = (draw: Draw, steps: readonly CaseStep[]): CaseStep | null =>
  steps.findLast(
    ({ move, at, on, codes }) =>
      move === visitMove && at >= draw.drawnAt && String(codes['visitedOn'] ?? on) >= dayOf(draw.drawnAt),
  ) ?? null

/**
 * Draws among all that wait in the group of this case. Nobody chooses the seed, nobody is drawn twice, and who draws
 * cannot leave anybody out.
 *
 * @throws notFound, noSample, noGroup, notAtTheCounty, drawnAlready
 */
export async function drawGroupOf(needs: SamplingNeeds, tx: Tx, who: Caller, caseId: string): Promise<Draw> {
  const { clock, audit } = needs
  const one = await needs.cases().hold(tx, who, caseId)
  const standing = await standingOf(needs, tx, who, one)
  if (standing === null) throw samplingRefusals.noSample()
  if (!countyStages.includes(one.stage)) throw samplingRefusals.notAtTheCounty()
  if (!(await needs.cases().formsOf(tx, one)).includes(sampleForm)) throw samplingRefusals.noSample()
  if (standing.draw !== null) throw samplingRefusals.drawnAlready()
  const { rule } = standing
  if (rule.group === null) throw samplingRefusals.noGroup()
  // A case that was at the county before samples were kept here has not been entered yet.
  if (standing.candidate === null) {
    const arrived = arrivalIn(await needs.cases().stepsOf(tx, who, one.id))
    if (arrived === undefined) throw samplingRefusals.notAtTheCounty()
    await enter(needs, tx, who, one, arrived)
  }
  const { programme, town, month } = (await newestCandidate(tx, who.tenant, one.id))!
  const all = await undrawnForUpdate(tx, who.tenant, { programme, town, month })
  if (!all.some((each) => each.caseId === one.id)) throw samplingRefusals.drawnAlready()
  const draw: Draw = {
    ...{ id: uuid(), programme, town, month, seed: newSeed(), shareMin: rule.shareMin, source: rule.source },
    ...{ drawnAt: clock.now(), byName: who.name },
  }
  const drawn = drawFrom(
    draw.seed,
    all.map(({ caseNumber }) => caseNumber),
    rule.shareMin,
  )
  const caseIds = all.filter(({ caseNumber }) => drawn.has(caseNumber)).map(({ caseId: id }) => id)
  await insertDraw(tx, who, draw, { all, caseIds })
  await audit.record(tx, who, {
    ...{ action: 'sampling.drawn', about: { kind: 'draw', id: draw.id } },
    after: { programme, town, month, seed: draw.seed, cases: all.length, drawn: caseIds.length },
  })
  return draw
}

/** The draw as an auditor reads it: every number, who was drawn, and whether drawing again gives the same. */
export async function redraw(tx: Tx, who: Caller, draw: Draw) {
  const all = await candidatesOf(tx, who.tenant, draw.id)
  const again = drawFrom(
    draw.seed,
    all.map(({ caseNumber }) => caseNumber),
    draw.shareMin,
  )
  return {
    cases: all.map(({ caseNumber, isDrawn }) => ({ number: caseNumber, isDrawn: isDrawn === true })),
    isSame: all.every(({ caseNumber, isDrawn }) => again.has(caseNumber) === isDrawn),
  }
}
