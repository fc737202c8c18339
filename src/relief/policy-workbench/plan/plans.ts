import { v7 as uuid } from 'uuid'
import type { Audit } from '#platform/audit/index.ts'
import type { Clock } from '#platform/clock/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { readYaml, StandardsFile, type LivingEligibility } from '#relief/eligibility/index.ts'
import type { Drafts } from '../draft/drafts.ts'
import { checkedRows, withSeries } from '../draft/standards.ts'
import { workbenchRefusals } from '../refusals.ts'
import { checkRelease, type Plan, type PlanItem } from './plan.ts'
import { findPlan, insertPlan, lockPlan, readPlans, savePlan, savePlanState } from './plan-store.ts'

export interface Plans {
  /** Over every amount in yuan the place has set; the officer takes out what is not adjusted. */
  readonly start: (tx: Tx, who: Caller, plan: { readonly region: string; readonly title: string }) => Promise<Plan>
  readonly list: (tx: Tx, who: Caller) => Promise<readonly Plan[]>
  /** @throws notFound */
  readonly get: (tx: Tx, who: Caller, id: string) => Promise<Plan>
  /** @throws notFound, planClosed, changedMeanwhile */
  readonly edit: (
    tx: Tx,
    who: Caller,
    on: { readonly id: string; readonly version: number },
    said: Pick<Plan, 'title' | 'document' | 'items'>,
  ) => Promise<Plan>
  /** One draft a programme, each checked and published like every other. @throws planEmpty, and what a value is refused for */
  readonly release: (tx: Tx, who: Caller, on: { readonly id: string; readonly version: number }) => Promise<Plan>
  /**
   * Takes a release back: drafts of it that are not published yet are withdrawn with the reason, and the plan is open
   * again with their standards. What is published stays so and leaves the plan. @throws notFound, planNotReleased,
   * planAllPublished, changedMeanwhile
   */
  readonly reopen: (
    tx: Tx,
    who: Caller,
    on: { readonly id: string; readonly version: number },
    reason: string,
  ) => Promise<Plan>
}

export interface PlanNeeds {
  readonly clock: Clock
  readonly audit: Audit
  readonly eligibility: LivingEligibility
  readonly drafts: Drafts
  readonly placeName: (code: string) => string
}

export function createPlans(needs: PlanNeeds): Plans {
  const { clock, audit, drafts } = needs
  const get = async (tx: Tx, who: Caller, id: string): Promise<Plan> => {
    const plan = await findPlan(tx, who.tenant, id)
    if (!plan) throw workbenchRefusals.notFound()
    return plan
  }
  const taken = async (
    tx: Tx,
    who: Caller,
    { id, version }: { id: string; version: number },
    state: Plan['state'] = 'open',
  ): Promise<Plan> => {
    const plan = await lockPlan(tx, who.tenant, id)
    if (!plan) throw workbenchRefusals.notFound()
    if (plan.state !== state)
      throw state === 'open' ? workbenchRefusals.planClosed() : workbenchRefusals.planNotReleased()
    if (plan.version !== version) throw workbenchRefusals.changedMeanwhile()
    return plan
  }
  const note = (tx: Tx, who: Caller, id: string, action: string, after: unknown, reason?: string) =>
    audit.record(tx, who, {
      ...{ action: `policy-workbench.${action}`, about: { kind: 'policy-plan', id }, after },
      ...(reason === undefined ? {} : { reason }),
    })
  return {
    get,
    list: (tx, who) => readPlans(tx, who.tenant),
    start: async (tx, who, { region, title }) => {
      const id = uuid()
      const made = { id: who.id, name: who.name, at: clock.now() }
      await insertPlan(tx, who.tenant, { id, region, title, items: amountsOf(region, needs) }, made)
      await note(tx, who, id, 'plan-begun', { region, title })
      return get(tx, who, id)
    },
    edit: async (tx, who, on, said) => {
      await taken(tx, who, on)
      await savePlan(tx, who.tenant, { id: on.id, ...said }, who.id)
      await note(tx, who, on.id, 'plan-changed', { items: said.items.length })
      return get(tx, who, on.id)
    },
    release: async (tx, who, on) => {
      const plan = await taken(tx, who, on)
      const names = namesInEnglish(needs.eligibility)
      checkRelease(plan, names)
      const byProgramme = Map.groupBy(plan.items, ({ programme }) => programme)
      for (const [programme, items] of byProgramme) {
        const begun = await drafts.start(tx, who, {
          ...{ region: plan.region, programme },
          plan: { id: plan.id, hands: plan.hands },
        })
        const edited = await drafts.edit(tx, who, begun, (files) => ({
          ...files,
          'standards.yaml': items.reduce(
            (text, item) => withItem(text, item, { document: plan.document, names }),
            files['standards.yaml'] ?? '',
          ),
        }))
        await drafts.frame(tx, who, edited, { document: plan.document })
      }
      await savePlanState(tx, who.tenant, plan.id, { state: 'released', name: who.name, at: clock.now() })
      await note(tx, who, plan.id, 'plan-released', { programmes: [...byProgramme.keys()] })
      return get(tx, who, plan.id)
    },
    reopen: async (tx, who, on, reason) => {
      const plan = await taken(tx, who, on, 'released')
      const of = await drafts.ofPlan(tx, who, plan.id)
      const published = new Set(of.filter(({ state }) => state === 'published').map(({ programme }) => programme))
      const items = plan.items.filter(({ programme }) => !published.has(programme))
      if (items.length === 0) throw workbenchRefusals.planAllPublished()
      for (const draft of of)
        if (draft.state === 'open' || draft.state === 'proposed') await drafts.withdraw(tx, who, draft, reason)
      await savePlan(tx, who.tenant, { ...plan, items }, who.id)
      await savePlanState(tx, who.tenant, plan.id, { state: 'open', name: who.name, at: clock.now() })
      await note(tx, who, plan.id, 'plan-reopened', { items: items.length }, reason)
      return get(tx, who, plan.id)
    },
  }
}

/** What the packs call a standard in English; one they no longer know keeps the name it was written with. */
export function namesInEnglish({ library }: LivingEligibility): (item: Pick<PlanItem, 'key' | 'name'>) => string {
  const names = new Map(library.packs.flatMap(({ parameters }) => parameters.map(({ key, en }) => [key, en] as const)))
  return ({ key, name }) => names.get(key) ?? name
}

/** What the place has set in yuan, with the value of today; a parameter of several sources, or places, is one item each. */
function amountsOf(region: string, { eligibility, clock, placeName }: PlanNeeds): PlanItem[] {
  const { packs } = eligibility.library
  const today = clock.today()
  const definitions = new Map(packs.flatMap((pack) => pack.parameters.map((one) => [one.key, one])))
  return packs
    .filter((pack) => pack.region === region)
    .flatMap(({ programme, files }) =>
      seriesIn(files['standards.yaml']).flatMap(({ key, series, for: tier = null, regions = [], rows }): PlanItem[] => {
        const definition = definitions.get(key)
        const now = rows.filter(({ from }) => from <= today).toSorted((one, other) => (one.from < other.from ? -1 : 1))
        const last = now.at(-1)
        if (definition?.type !== 'yuan' || last === undefined || (last.to !== undefined && last.to <= today)) return []
        const name = regions.length === 0 ? definition.zh : `${definition.zh}（${someOf(regions.map(placeName))}）`
        const { unit } = definition
        return [
          { ...{ programme, key, tier, series, regions, name, unit, old: last.value }, basis: '', value: '', from: '' },
        ]
      }),
    )
}

const seriesIn = (text = 'standards: []') => readYaml('standards.yaml', text, StandardsFile).standards

/** Three names tell which places are meant; the file says the rest. */
const someOf = (names: readonly string[]): string =>
  names.length <= 3 ? names.join('、') : `${names.slice(0, 3).join('、')}等 ${names.length} 处`

/** The series with the new value at its end; an open last row ends where it begins. */
function withItem(
  text: string,
  item: PlanItem,
  { document, names }: { readonly document: string; readonly names: (item: PlanItem) => string },
): string {
  const { key, tier, series, regions, name, value, from } = item
  const places = [...regions].toSorted().join(' ')
  const said = seriesIn(text).find(
    (one) =>
      one.key === key &&
      one.series === series &&
      (one.for ?? null) === tier &&
      [...(one.regions ?? [])].toSorted().join(' ') === places,
  )
  const rows = [...(said?.rows ?? []).filter((row) => row.from !== from), { value, from, document }]
  const edit = { key, tier, series, regions, rows }
  return withSeries(text, { ...edit, rows: checkedRows(edit, { key, zh: name, en: names(item), type: 'yuan' }) })
}
