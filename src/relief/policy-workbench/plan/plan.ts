import { day, type Day } from '#platform/clock/index.ts'
import { workbenchRefusals } from '../refusals.ts'

export type PlanState = 'open' | 'released' | 'dropped'

/** One standard of a plan: what it is now, on what basis it is adjusted, what it becomes and from when. */
export interface PlanItem {
  readonly programme: string
  readonly key: string
  readonly tier: 'urban' | 'rural' | null
  /** `低保标准`, and its unit. */
  readonly name: string
  readonly unit: string
  /** Name of the source series that is continued. */
  readonly series: string
  /** Places the series names; none: the place of the plan. */
  readonly regions: readonly string[]
  readonly old: string
  readonly basis: string
  readonly value: string
  readonly from: string
}

export interface Plan {
  readonly id: string
  readonly region: string
  readonly title: string
  readonly document: string
  readonly state: PlanState
  readonly version: number
  readonly items: readonly PlanItem[]
  readonly madeName: string
  readonly madeAt: Date
  /** Ids of everybody who has written in it: its drafts are theirs too. */
  readonly hands: readonly string[]
  readonly releasedName: string | null
}

const fields = [
  ['value', '新的数', 'the new value'],
  ['basis', '调整的根据', 'the basis'],
  ['from', '从哪天起', 'the first day'],
] as const

/** A plan written before a series named its places speaks of the place of the plan. */
export const itemOf = (kept: Omit<PlanItem, 'regions'> & Partial<PlanItem>): PlanItem => ({ regions: [], ...kept })

/** The first thing that is empty, in words; null: the plan may be released. */
export function emptyIn({
  document,
  items,
}: Pick<Plan, 'document' | 'items'>): { readonly what: string; readonly en: string; readonly at: string } | null {
  if (document.trim() === '') return { what: '依据的文件', en: 'the document', at: 'document' }
  for (const [index, item] of items.entries())
    for (const [field, zh, en] of fields)
      if (item[field].trim() === '' || (field === 'from' && !isDay(item.from)))
        return { what: `“${item.name}”的${zh}`, en: `${en} in row ${index + 1}`, at: `items.${index}.${field}` }
  return null
}

/** @throws planEmpty, planHasNothing */
export function checkRelease(plan: Pick<Plan, 'document' | 'items'>): void {
  if (plan.items.length === 0) throw workbenchRefusals.planHasNothing()
  const empty = emptyIn(plan)
  if (empty !== null) throw workbenchRefusals.planEmpty({ what: empty.what, whatEn: empty.en }, empty.at)
}

function isDay(text: string): text is Day {
  try {
    return day(text) === text
  } catch {
    return false
  }
}
