import { v7 as uuid } from 'uuid'
import type { Audit } from '#platform/audit/index.ts'
import type { Clock, Month } from '#platform/clock/index.ts'
import type { Db, Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { Households, Situation } from '#registry/households/contract.ts'
import {
  answerMany,
  type Assessment,
  type Eligibility,
  type LivingEligibility,
  type ReadModel,
} from '#relief/eligibility/index.ts'
import { checkState, type Draft } from '../draft/draft.ts'
import type { Drafts } from '../draft/drafts.ts'
import { workbenchRefusals } from '../refusals.ts'
import type { Said } from './change.ts'
import { lawsOf, type Laws } from './laws.ts'
import { firstFelt, monthsOf, valuesIn } from './months.ts'
import { createResidentCaseload, type Part, type ResidentCaseload } from './resident.ts'
import { findSimulated, findSimulation, insertSimulation, type Simulation } from './simulation-store.ts'
import { createSums, type Sums } from './sums.ts'

export interface SimulationNeeds {
  readonly db: Db
  readonly clock: Clock
  readonly audit: Audit
  readonly households: Pick<Households, 'idsOf' | 'versionsOf' | 'situationsOf' | 'situationOf'>
  readonly eligibility: LivingEligibility
  readonly readModel: ReadModel
  readonly drafts: Pick<Drafts, 'get'>
}

/** Who wants to know how far a simulation is. Either call throws when it is not wanted any more. */
export interface Watch {
  /** What the simulation is kept as. */
  readonly id: string
  readonly tell: (done: number, total: number) => Promise<void>
  /** In the transaction that keeps what was found. */
  readonly close: (tx: Tx, households: number) => Promise<void>
}

export interface Simulations {
  /**
   * Everybody on file, by the law the draft was begun from and by the draft. Changes nothing.
   * @throws notFound, notNow when the draft is published or withdrawn, simulationStopped when whoever watches does not want it any more
   */
  readonly run: (who: Caller, draftId: string, watch?: Watch) => Promise<{ readonly id: string }>
  /** The sum of one household by both laws, on the facts of the simulation; recorded as a look. @throws notFound */
  readonly household: (
    tx: Tx,
    who: Caller,
    question: { readonly simulation: string; readonly household: string },
  ) => Promise<{ readonly before: Assessment; readonly after: Assessment; readonly situation: Situation }>
}

export const createSimulations = (needs: SimulationNeeds): Simulations => {
  const resident = createResidentCaseload(needs)
  return {
    run: (who, draftId, watch) => run(who, { draftId, watch }, { ...needs, resident }),
    household: (tx, who, question) => household(tx, who, { question, needs }),
  }
}

/** @throws notFound */
async function household(
  tx: Tx,
  who: Caller,
  { question, needs }: { readonly question: Parameters<Simulations['household']>[2]; readonly needs: SimulationNeeds },
): ReturnType<Simulations['household']> {
  const simulation = await findSimulation(tx, who.tenant, question.simulation)
  const row = await findSimulated(tx, who.tenant, question)
  if (!simulation || !row) throw workbenchRefusals.notFound()
  const draft = await needs.drafts.get(tx, who, simulation.draftId)
  const { factsOn, at: knownOn, lawOn, region, programme, summary } = simulation
  const asOf = { factsOn, knownOn, programme }
  const situation = await needs.households.situationOf(tx, who.tenant, row.householdId, asOf)
  const request = { region, programme, factsOn, lawOn, month: summary.feltIn, situation }
  const laws = await lawsOf(draft, needs)
  await needs.audit.recordRead(tx, who, {
    ...{
      act: 'read',
      action: 'policy-workbench.simulated-opened',
      about: { kind: 'household', id: row.householdId },
    },
    details: { simulation: simulation.id },
  })
  const marked = (answer: Assessment): Assessment => ({ ...answer, simulated: true })
  return { before: marked(laws.before.assess(request)), after: marked(laws.after.assess(request)), situation }
}

async function run(
  who: Caller,
  { draftId, watch }: { readonly draftId: string; readonly watch: Watch | undefined },
  needs: SimulationNeeds & { readonly resident: ResidentCaseload },
): Promise<{ readonly id: string }> {
  const { db, clock, resident } = needs
  const draft = await who.transaction(db, (tx) => needs.drafts.get(tx, who, draftId))
  checkState('simulate', draft)
  const laws = await lawsOf(draft, needs)
  const since = performance.now()
  const at = clock.now()
  const feltIn = firstFelt(laws.base, laws.pack, draft.startsOn)
  const months = monthsOf({ first: feltIn, startsOn: draft.startsOn })
  const sums = createSums(months, feltIn)
  const today = clock.today()
  let done = 0
  for await (const part of resident.everybody(who, { programme: draft.programme, factsOn: today })) {
    decide(part, { laws, draft, months, sums, today })
    done += part.situations.length
    await watch?.tell(done, part.placeOf.size)
    // Others wait for this process too: between two parts they are served.
    await new Promise((resolve) => setImmediate(resolve))
  }
  const { summary, rows, households } = sums.close()
  const id = watch?.id ?? uuid()
  await who.transaction(db, async (tx) => {
    await watch?.close(tx, households)
    await insertSimulation(
      tx,
      who.tenant,
      {
        ...{ id, draftId, draftVersion: draft.version, region: draft.region, programme: draft.programme },
        ...{ title: draft.title, factsOn: clock.today(), lawOn: draft.startsOn, households, summary },
        ...{ milliseconds: Math.round(performance.now() - since), by: who, at },
      },
      rows,
    )
    await needs.audit.record(tx, who, {
      ...{ action: 'policy-workbench.simulated', about: { kind: 'policy-draft', id: draftId } },
      after: { simulation: id, households },
    })
  })
  return { id }
}

interface Deciding {
  readonly laws: Laws
  readonly draft: Draft
  readonly months: readonly Month[]
  readonly sums: Sums
  readonly today: ReturnType<Clock['today']>
}

function decide({ situations, remembered, placeOf }: Part, { laws, draft, months, sums, today }: Deciding): void {
  const { region, programme } = draft
  const saidBy = (law: Eligibility): readonly (readonly Said[])[] => {
    const known = new Map<string, readonly Said[]>()
    return months.map((month) => {
      const values = sameAnswers(law, draft, month)
      const request = { ...{ region, programme, factsOn: today, lawOn: draft.startsOn }, month }
      const said = known.get(values) ?? answerMany(law, request, situations, remembered)
      known.set(values, said)
      return said
    })
  }
  sums.add(situations, { before: saidBy(laws.before), after: saidBy(laws.after), placeOf })
}

/** A text that two months share when the same facts have the same answer in both. */
function sameAnswers(law: Eligibility, { region, programme, startsOn: lawOn }: Draft, month: Month): string {
  const picked = law.library.pick({ region, programme, lawOn, simulate: false, overlay: [] })
  if (picked.kind === 'no-rule') return 'no-rule'
  const { table, version } = picked.rules
  const byAge = isByMonth(version.model) ? month : ''
  return `${byAge}${valuesIn(table.rows, month)}`
}

/** Amounts by age change with a birthday, yearly ones with the month: then each month is computed by itself. */
const isByMonth = ({ inputs }: { readonly inputs: readonly { readonly name: string }[] }): boolean =>
  inputs.some(({ name }) => name.includes('周岁') || name === '发放月')

/** What a simulation found. @throws notFound */
export async function readSimulationOf(tx: Tx, who: Caller, id: string): Promise<Simulation> {
  const simulation = await findSimulation(tx, who.tenant, id)
  if (!simulation) throw workbenchRefusals.notFound()
  return simulation
}
