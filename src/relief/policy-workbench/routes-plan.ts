import type { Db, Tx } from '#platform/db/index.ts'
import { route, type Caller, type Route } from '#platform/http/index.ts'
import type { RegionDirectory } from '#registry/regions/index.ts'
import type { LivingEligibility } from '#relief/eligibility/index.ts'
import { editDrafts, readWorkbench } from './access.ts'
import type { Drafts } from './draft/drafts.ts'
import { missingIn, type Plan } from './plan/plan.ts'
import type { Plans } from './plan/plans.ts'
import * as wire from './wire-plan.ts'

export interface PlanRouteNeeds {
  readonly db: Db
  readonly plans: Plans
  readonly drafts: Drafts
  readonly directory: () => RegionDirectory
  readonly eligibility: Pick<LivingEligibility, 'library'>
  readonly regionOf: (who: Pick<Caller, 'tenant'>) => Promise<string>
}

export const planRoutes = (needs: PlanRouteNeeds): Route[] => [
  route({
    ...wire.listPlans,
    zh: '调标方案',
    en: 'Adjustment plans',
    may: readWorkbench,
    run: ({ who }) =>
      who.transaction(needs.db, async (tx) =>
        (await needs.plans.list(tx, who)).map(({ id, title, state, items }) => ({
          ...{ id, title, state, items: items.length },
        })),
      ),
  }),
  route({
    ...wire.beginPlan,
    zh: '做一份调标方案',
    en: 'Begin an adjustment plan',
    may: editDrafts,
    run: async ({ who, body }) => {
      const region = await needs.regionOf(who)
      const { id } = await who.transaction(needs.db, (tx) => needs.plans.start(tx, who, { region, ...body }))
      return { id }
    },
  }),
  route({
    ...wire.readPlan,
    zh: '一份调标方案',
    en: 'An adjustment plan',
    may: readWorkbench,
    run: ({ who, params }) => shown(who, needs, (tx) => needs.plans.get(tx, who, params.id)),
  }),
  route({
    ...wire.editPlan,
    zh: '改调标方案',
    en: 'Change an adjustment plan',
    may: editDrafts,
    run: ({ who, params, body: { version, ...said } }) =>
      shown(who, needs, (tx) => needs.plans.edit(tx, who, { id: params.id, version }, said)),
  }),
  route({
    ...wire.releasePlan,
    zh: '放行调标方案，各成一份草稿',
    en: 'Release an adjustment plan into drafts',
    may: editDrafts,
    run: ({ who, params, body }) =>
      shown(who, needs, (tx) => needs.plans.release(tx, who, { id: params.id, version: body.version })),
  }),
  route({
    ...wire.reopenPlan,
    zh: '收回放行，没发布的草稿撤回，方案重新打开',
    en: 'Take the release of a plan back',
    may: editDrafts,
    run: ({ who, params, body: { version, reason } }) =>
      shown(who, needs, (tx) => needs.plans.reopen(tx, who, { id: params.id, version }, reason)),
  }),
]

const emptyInWords = (plan: Plan, names: wire.PlanSheet['names']): wire.PlanSheet['empty'] =>
  plan.items.length === 0
    ? [{ zh: '一个标准也没有', en: 'no standard at all' }]
    : missingIn(plan, ({ key, name }) => names[key] ?? name).map(({ zh, en }) => ({ zh, en }))

const shown = (who: Caller, needs: PlanRouteNeeds, work: (tx: Tx) => Promise<Plan>): Promise<wire.PlanSheet> =>
  who.transaction(needs.db, async (tx) => {
    const plan = await work(tx)
    const { hands: _, ...said } = plan
    const drafts = await needs.drafts.ofPlan(tx, who, plan.id)
    const names = Object.fromEntries(
      needs.eligibility.library.packs.flatMap(({ parameters }) => parameters.map(({ key, en }) => [key, en])),
    )
    return {
      ...{
        ...said,
        madeAt: plan.madeAt.toISOString(),
        items: plan.items.map((item) => ({ ...item, regions: [...item.regions] })),
      },
      place: needs.directory().find(plan.region)?.name ?? plan.region,
      names,
      empty: emptyInWords(plan, names),
      drafts: drafts.map(({ id, title, state }) => ({ id, title, state })),
      may: {
        edit: who.may(editDrafts) && plan.state === 'open',
        reopen: who.may(editDrafts) && plan.state === 'released' && drafts.some(({ state }) => state !== 'published'),
      },
    }
  })
