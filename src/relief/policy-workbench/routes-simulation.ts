import type { Audit } from '#platform/audit/index.ts'
import type { Db, PlaceId, Tx } from '#platform/db/index.ts'
import { purposeOf, route, type Caller, type Route } from '#platform/http/index.ts'
import type { Households } from '#registry/households/contract.ts'
import type { RegionDirectory } from '#registry/regions/index.ts'
import { assessmentToWire, changedLines } from '#relief/eligibility/index.ts'
import { exportHouseholdLists, readWorkbench, seeSimulated, simulateDrafts } from './access.ts'
import { isPossible } from './draft/draft.ts'
import type { Drafts } from './draft/drafts.ts'
import { householdNames } from './named-households.ts'
import { workbenchRefusals } from './refusals.ts'
import type { SimulationRun } from './simulation/run-store.ts'
import type { SimulationRuns } from './simulation/simulation-runs.ts'
import type { Simulations } from './simulation/simulations.ts'
import { findSimulation, readSimulated, simulationsOf, type Simulation } from './simulation/simulation-store.ts'
import * as wire from './wire-simulation.ts'

export interface SimulationRouteNeeds {
  readonly db: Db
  readonly audit: Audit
  readonly drafts: Drafts
  readonly simulations: Simulations
  readonly runs: SimulationRuns
  readonly households: Pick<Households, 'list'>
  readonly directory: () => RegionDirectory
}

export const simulationRoutes = (needs: SimulationRouteNeeds): Route[] => [
  route({
    ...wire.runSimulation,
    zh: '拿草稿试算全县',
    en: 'Try a draft on the whole caseload',
    may: simulateDrafts,
    run: ({ who, params }) => needs.runs.begin(who, params.id),
  }),
  route({
    ...wire.readSimulationRun,
    zh: '试算算到哪了',
    en: 'How far a try is',
    may: readWorkbench,
    run: ({ who, params }) =>
      who.transaction(needs.db, async (tx) => {
        const run = await needs.runs.latest(tx, who, params.id)
        const { state } = await needs.drafts.get(tx, who, params.id)
        return {
          run: run && runWire(run),
          may: { cancel: who.may(simulateDrafts), simulate: who.may(simulateDrafts) && isPossible('simulate', state) },
        }
      }),
  }),
  route({
    ...wire.cancelSimulation,
    zh: '停掉正在算的试算',
    en: 'Cancel a try that is under way',
    may: simulateDrafts,
    run: ({ who, params }) =>
      who.transaction(needs.db, async (tx) => runWire(await needs.runs.cancel(tx, who, params.id))),
  }),
  route({
    ...wire.listSimulations,
    zh: '一份草稿的几次试算',
    en: 'The tries of a draft',
    may: readWorkbench,
    run: ({ who, params }) =>
      who.transaction(needs.db, async (tx) => {
        const { writtenVersion } = await needs.drafts.get(tx, who, params.id)
        return (await simulationsOf(tx, who.tenant, params.id)).map(
          ({ id, draftVersion, at, byName, households, milliseconds }) => ({
            ...{ id, byName, households, milliseconds, isStale: draftVersion < writtenVersion },
            at: at.toISOString(),
          }),
        )
      }),
  }),
  route({
    ...wire.readSimulation,
    zh: '一次试算的结果',
    en: 'What a try found',
    may: readWorkbench,
    run: ({ who, params }) =>
      who.transaction(needs.db, async (tx) => sheetOf(tx, who, await getSimulation(tx, who, params.id), needs)),
  }),
  route({
    ...wire.listSimulated,
    zh: '试算里有变动的家庭',
    en: 'The households a draft would change',
    may: seeSimulated,
    run: ({ who, params, query }) =>
      who.transaction(needs.db, async (tx) => {
        purposeOf(who)
        const simulation = await getSimulation(tx, who, params.id)
        const found = await readSimulated(tx, who.tenant, {
          ...{ simulation: simulation.id, kind: query.kind ?? null, places: placesOf(needs, query.place) },
          ...{ from: asFen(query.from), to: asFen(query.to), page: query.page ?? 1, size: wire.simulatedPageSize },
        })
        await needs.audit.recordRead(tx, who, {
          ...{ act: 'read', action: 'policy-workbench.simulated-listed' },
          about: { kind: 'policy-simulation', id: simulation.id },
          details: { count: found.count, kind: query.kind ?? 'all' },
        })
        return { count: found.count, rows: await named(tx, who, found.rows, needs) }
      }),
  }),
  route({
    ...wire.openSimulated,
    zh: '一户的新旧两张算式',
    en: 'The old sum of a household beside the new',
    may: seeSimulated,
    run: ({ who, params }) =>
      who.transaction(needs.db, async (tx) => {
        purposeOf(who)
        const { before, after, situation } = await needs.simulations.household(tx, who, {
          ...{ simulation: params.id, household: params.household },
        })
        const head = situation.members.find(({ relation }) => relation === 'head') ?? situation.members[0]
        return {
          ...{ head: head?.name ?? '', number: situation.number },
          ...{ before: assessmentToWire(before), after: assessmentToWire(after) },
          changed: changedLines(before, after),
        }
      }),
  }),
]

const runWire = ({ draftId: _, at, ...run }: SimulationRun): wire.SimulationRun => ({ ...run, at: at.toISOString() })

export const asFen = (text: string | undefined): bigint | null => (text === undefined ? null : BigInt(text))

export async function getSimulation(tx: Tx, who: Caller, id: string): Promise<Simulation> {
  const simulation = await findSimulation(tx, who.tenant, id)
  if (!simulation) throw workbenchRefusals.notFound()
  return simulation
}

/** The place and everything below it; null when none was asked for. */
export function placesOf(
  { directory }: Pick<SimulationRouteNeeds, 'directory'>,
  code: string | undefined,
): PlaceId[] | null {
  if (code === undefined || code === '') return null
  const region = directory().find(code)
  return region === undefined
    ? []
    : [
        region.placeId,
        ...directory()
          .under(region.code)
          .map(({ placeId }) => placeId),
      ]
}

/** With the household as the register shows it: number, masked head, place. */
async function named(
  tx: Tx,
  who: Caller,
  rows: Awaited<ReturnType<typeof readSimulated>>['rows'],
  needs: SimulationRouteNeeds,
) {
  const nameOf = await householdNames(tx, who, rows, needs)
  return rows.map(({ householdId, placeId, kind, before, after }) => ({
    ...nameOf({ householdId, placeId }),
    ...{ kind, before: before?.toString() ?? null, after: after?.toString() ?? null },
  }))
}

async function sheetOf(
  tx: Tx,
  who: Caller,
  simulation: Simulation,
  { drafts, directory }: SimulationRouteNeeds,
): Promise<wire.SimulationSheet> {
  const { summary, at, ...rest } = simulation
  const draft = await drafts.get(tx, who, simulation.draftId)
  const { places, months, kinds, bars, feltIn, unchanged, uncertain } = summary
  return {
    ...{ ...rest, at: at.toISOString(), feltIn, unchanged, uncertain },
    ...{ months: [...months], kinds: [...kinds], bars: [...bars] },
    places: byTown(places, directory()),
    isStale: simulation.draftVersion < draft.writtenVersion,
    may: { seeHouseholds: who.may(seeSimulated), exportHouseholds: who.may(exportHouseholdLists) },
  }
}

type PlaceSum = Simulation['summary']['places'][number]

/** Villages added up to their towns, in the order of their codes. */
export function byTown(places: readonly PlaceSum[], directory: RegionDirectory): wire.SimulationSheet['places'] {
  const towns = new Map<string, PlaceSum[]>()
  for (const one of places) {
    const region = directory.ofPlace(one.place)
    const code = region?.level === 'village' ? (region.parent ?? region.code) : (region?.code ?? '')
    towns.set(code, [...(towns.get(code) ?? []), one])
  }
  return [...towns]
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([code, of]) => {
      const count = (name: 'enters' | 'leaves' | 'gains' | 'loses' | 'open') =>
        of.reduce((sum, one) => sum + one[name], 0)
      const fen = (name: 'before' | 'after') => of.reduce((sum, one) => sum + BigInt(one[name]), 0n).toString()
      return {
        ...{ code, label: directory.find(code)?.name ?? code, before: fen('before'), after: fen('after') },
        ...{ enters: count('enters'), leaves: count('leaves'), gains: count('gains'), loses: count('loses') },
        open: count('open'),
      }
    })
}
