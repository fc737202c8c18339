import type { Consumer } from '#platform/events/index.ts'
import type { Audit } from '#platform/audit/index.ts'
import type { Clock } from '#platform/clock/index.ts'
import type { Db, PlaceId, TenantId } from '#platform/db/index.ts'
import type { Job } from '#platform/jobs/contract.ts'
import type { Caller, Route } from '#platform/http/contract.ts'
import type { Payouts } from '#finance/payouts/index.ts'
import type { Households } from '#registry/households/contract.ts'
import type { RegionDirectory } from '#registry/regions/index.ts'
import type { LivingEligibility, Pack, ReadModel } from '#relief/eligibility/index.ts'
import { moveAdjusted } from './adjustment/adjustment-store.ts'
import { createAdjustments, type Adjustments } from './adjustment/adjustments.ts'
import { adjustmentJobs, carryOn } from './adjustment/carry-out.ts'
import { createDrafts, type Drafts } from './draft/drafts.ts'
import { outliving } from './outliving.ts'
import { adjustmentRoutes } from './routes-adjustment.ts'
import { createPlans, type Plans } from './plan/plans.ts'
import { exportRoutes } from './routes-export.ts'
import { planRoutes } from './routes-plan.ts'
import { workbenchRoutes } from './routes.ts'
import { simulationRoutes } from './routes-simulation.ts'
import { createSimulationRuns, type SimulationRuns } from './simulation/simulation-runs.ts'
import { createSimulations, type Simulations } from './simulation/simulations.ts'
import { moveSimulated } from './simulation/simulation-store.ts'
import { createLawbook, type Lawbook } from './version/lawbook.ts'

export interface WorkbenchNeeds {
  readonly db: Db
  readonly clock: Clock
  readonly audit: Audit
  readonly eligibility: LivingEligibility
  readonly readModel: ReadModel
  /** The packs as shipped, under everything published here. */
  readonly shipped: readonly Pack[]
  readonly households: Households
  readonly payouts: Payouts
  readonly directory: () => RegionDirectory
  readonly tenants: () => Promise<readonly TenantId[]>
  /** The place whose law a bureau may write: its own. */
  readonly regionOf: (who: Pick<Caller, 'tenant'>) => Promise<string>
  /** Goes on after the answer has left; failures are logged by whoever gives this. */
  readonly goOn: (work: (isStopping: () => boolean) => Promise<void>) => void
  /** Rights that an adjustment list changes in one transaction, where it is not the usual number. */
  readonly rightsAtOnce?: number
}

export interface Workbench {
  readonly lawbook: Lawbook
  readonly drafts: Drafts
  readonly simulations: Simulations
  readonly runs: SimulationRuns
  readonly adjustments: Adjustments
  /** Carries out, or takes back, what was said about a list; returns when nothing of it is open. */
  readonly carryOn: (who: Caller, id: string) => Promise<void>
  readonly plans: Plans
  readonly routes: readonly Route[]
  readonly consumers: readonly Consumer[]
  readonly jobs: readonly Job[]
}

/** Drafts, versions and simulations over one living law. */
export function createWorkbench(needs: WorkbenchNeeds): Workbench {
  const { eligibility, directory } = needs
  const lawbook = createLawbook(needs)
  const placeName = (code: string): string => directory().find(code)?.name ?? code
  const drafts = createDrafts({ ...needs, placesAbove: eligibility.placesAbove, placeName })
  const simulations = createSimulations({ ...needs, drafts })
  const adjustments = createAdjustments({ ...needs, drafts })
  const plans = createPlans({ ...needs, drafts, placeName })
  const runs = createSimulationRuns({ ...needs, drafts, simulations })
  const beginCarrying = (who: Caller, id: string): void =>
    needs.goOn((isStopping) => carryOn(outliving(who), id, needs, isStopping))
  const all = { ...needs, placeName, plans, runs, lawbook, drafts, simulations, adjustments, carryOn: beginCarrying }
  return {
    ...{ lawbook, drafts, simulations, runs, adjustments, plans },
    carryOn: (who, id) => carryOn(who, id, needs),
    jobs: adjustmentJobs(needs),
    routes: [
      ...workbenchRoutes(all),
      ...simulationRoutes(all),
      ...adjustmentRoutes(all),
      ...planRoutes(all),
      ...exportRoutes(all),
    ],
    consumers: [
      {
        name: 'policy-workbench.follow-hand-over',
        hears: ['households.handed-over'],
        react: async (tx, { tenant, about, codes }) => {
          const { place } = codes
          if (typeof place !== 'number') return
          const moved = { householdId: about, placeId: place as PlaceId }
          await moveSimulated(tx, tenant, moved)
          await moveAdjusted(tx, tenant, moved)
        },
      },
    ],
  }
}
