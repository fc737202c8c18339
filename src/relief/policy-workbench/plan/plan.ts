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

/** What is still empty: of the plan itself, or of one of its standards, with the field that is looked at first. */
export interface Missing {
  readonly zh: string
  readonly en: string
  readonly at: string
}

/** Everything that is empty, a sentence for each standard; nothing: the plan may be released. */
export function missingIn(
  { document, items }: Pick<Plan, 'document' | 'items'>,
  nameInEnglish: (item: PlanItem) => string = ({ name }) => name,
): Missing[] {
  const ofItems = items.flatMap((item, index): Missing[] => {
    const missing = fields.filter(([field]) => item[field].trim() === '' || (field === 'from' && !isDay(item.from)))
    const [first] = missing
    if (first === undefined) return []
    const [tier, tierEn] = tierWords[item.tier ?? 'both']
    return [
      {
        zh: `“${item.name}${tier}”的${missing.map(([, zh]) => zh).join('、')}`,
        en: `${missing.map(([, , en]) => en).join(', ')} of “${nameInEnglish(item)}${tierEn}”`,
        at: `items.${index}.${first[0]}`,
      },
    ]
  })
  return document.trim() === '' ? [{ zh: '依据的文件', en: 'the document', at: 'document' }, ...ofItems] : ofItems
}

const tierWords = { both: ['', ''], urban: ['（城镇）', ' (urban)'], rural: ['（农村）', ' (rural)'] } as const

/** @throws planEmpty, planHasNothing */
export function checkRelease(plan: Pick<Plan, 'document' | 'items'>, nameInEnglish?: (item: PlanItem) => string): void {
  if (plan.items.length === 0) throw workbenchRefusals.planHasNothing()
  const missing = missingIn(plan, nameInEnglish)
  const [first] = missing
  if (first === undefined) return
  const all = { what: missing.map(({ zh }) => zh).join('；'), whatEn: missing.map(({ en }) => en).join('; ') }
  throw workbenchRefusals.planEmpty(all, first.at)
}

function isDay(text: string): text is Day {
  try {
    return day(text) === text
  } catch {
    return false
  }
}
