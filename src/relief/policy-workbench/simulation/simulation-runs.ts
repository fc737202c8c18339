import { v7 as uuid } from 'uuid'
import type { Audit } from '#platform/audit/index.ts'
import { systemClock, type Clock } from '#platform/clock/index.ts'
import type { Db, Tx } from '#platform/db/index.ts'
import { Refusal } from '#platform/errors/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { checkState } from '../draft/draft.ts'
import type { Drafts } from '../draft/drafts.ts'
import { outliving } from '../outliving.ts'
import { workbenchRefusals } from '../refusals.ts'
import { beat, breakOffSilent, endRun, findRun, insertRun, latestRun, type SimulationRun } from './run-store.ts'
import type { Simulations, Watch } from './simulations.ts'

/** Tries that are computed after their answer has left, one of a draft at a time. */
export interface SimulationRuns {
  /** Begins a try, or names the one that is under way. @throws notFound, notNow */
  readonly begin: (who: Caller, draftId: string) => Promise<{ readonly id: string }>
  /** The try of a draft begun last; one whose process is gone is named as broken off. @throws notFound */
  readonly latest: (tx: Tx, who: Caller, draftId: string) => Promise<SimulationRun | null>
  /** Nothing of it is kept. Of one that has ended, nothing happens. @throws notFound */
  readonly cancel: (tx: Tx, who: Caller, id: string) => Promise<SimulationRun>
}

export interface RunNeeds {
  readonly db: Db
  readonly clock: Clock
  readonly audit: Audit
  readonly drafts: Pick<Drafts, 'get'>
  readonly simulations: Pick<Simulations, 'run'>
  /** Goes on after the answer has left; failures are logged by whoever gives this. */
  readonly goOn: (work: () => Promise<void>) => void
}

/** Milliseconds between two signs of life: often enough to look alive, seldom enough to cost nothing. */
const beatEvery = 500
/** Milliseconds. A busy machine is slow; a run that has been silent for a minute has died with its process. */
const silentMax = 60_000

export function createSimulationRuns(needs: RunNeeds): SimulationRuns {
  const { db, clock, audit, drafts } = needs
  const told = async (tx: Tx, who: Caller, draftId: string): Promise<SimulationRun | undefined> => {
    const silentSince = new Date(systemClock.now().getTime() - silentMax)
    await breakOffSilent(tx, who.tenant, { draftId, silentSince })
    return latestRun(tx, who.tenant, draftId)
  }
  return {
    begin: async (who, draftId) => {
      const begun = await who.transaction(db, async (tx) => {
        const draft = await drafts.get(tx, who, draftId)
        checkState('simulate', draft)
        const last = await told(tx, who, draftId)
        if (last?.state === 'running') return { id: last.id, isNew: false }
        const run = { id: uuid(), draftId, draftVersion: draft.version, by: who, at: clock.now() }
        const isNew = await insertRun(tx, who.tenant, { ...run, beatAt: systemClock.now() })
        // Somebody else began between the look and the row: theirs is the one under way.
        return { id: isNew ? run.id : ((await latestRun(tx, who.tenant, draftId))?.id ?? run.id), isNew }
      })
      if (begun.isNew) needs.goOn(() => goThrough(outliving(who), { id: begun.id, draftId }, needs))
      return { id: begun.id }
    },
    latest: async (tx, who, draftId) => {
      await drafts.get(tx, who, draftId)
      return (await told(tx, who, draftId)) ?? null
    },
    cancel: async (tx, who, id) => {
      const isEnded = await endRun(tx, who.tenant, { id, state: 'cancelled', name: who.name })
      const run = await findRun(tx, who.tenant, id)
      if (!run) throw workbenchRefusals.notFound()
      if (isEnded)
        await audit.record(tx, who, {
          ...{ action: 'policy-workbench.simulation-cancelled', about: { kind: 'policy-draft', id: run.draftId } },
          after: { simulation: id },
        })
      return run
    },
  }
}

/** Milliseconds between two looks for a row whose transaction is still open, and how often. */
const [lookAgain, looksMax] = [50, 200]

async function goThrough(
  who: Caller,
  { id, draftId }: { readonly id: string; readonly draftId: string },
  { db, simulations }: RunNeeds,
): Promise<void> {
  const isThere = () => who.transaction(db, (tx) => findRun(tx, who.tenant, id))
  for (let looks = 0; (await isThere()) === undefined; looks += 1) {
    // The transaction that asked was undone: nobody asked for anything.
    if (looks === looksMax) return
    await new Promise((resolve) => setTimeout(resolve, lookAgain))
  }
  const end = (trouble: SimulationRun['trouble']) =>
    who.transaction(db, (tx) => endRun(tx, who.tenant, { id, state: 'broken-off', name: null, trouble }))
  try {
    await simulations.run(who, draftId, watchOf(who, id, db))
  } catch (error) {
    if (!(error instanceof Refusal)) {
      await end(null)
      throw error
    }
    // A refusal is an answer: the draft cannot be read. Of a run that somebody has ended, nothing is changed any more.
    await end({ zh: error.zh, en: error.en })
  }
}

/** Tells how far the run is, and hears whether it is still wanted. */
function watchOf(who: Caller, id: string, db: Db): Watch {
  let beatAt = Number.NEGATIVE_INFINITY
  return {
    id,
    tell: async (done, total) => {
      const now = performance.now()
      if (now - beatAt < beatEvery) return
      beatAt = now
      const at = systemClock.now()
      const isWanted = await who.transaction(db, (tx) => beat(tx, who.tenant, { id, done, total, at }))
      if (!isWanted) throw workbenchRefusals.simulationStopped()
    },
    close: async (tx, households) => {
      const at = systemClock.now()
      const isWanted = await beat(tx, who.tenant, { id, done: households, total: households, at })
      if (!isWanted) throw workbenchRefusals.simulationStopped()
      await endRun(tx, who.tenant, { id, state: 'done', name: null })
    },
  }
}
