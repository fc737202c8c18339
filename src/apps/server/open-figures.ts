import type { Clock } from '#platform/clock/index.ts'
import type { Db, TenantId } from '#platform/db/index.ts'
import { systemCaller } from '#platform/http/index.ts'
import type { ComputedFigure } from '#apps/portal/index.ts'
import type { Households } from '#registry/households/index.ts'

interface Needs {
  readonly db: Db
  readonly clock: Clock
  readonly households: Pick<Households, 'list'>
  readonly tenant: () => Promise<TenantId | null>
  readonly place: { readonly zh: string; readonly en: string }
}

/** Counted once a minute at most: a busy home page must not count the register for every visitor. */
const keptMilliseconds = 60_000

/** The numbers of the home page that we count ourselves. Sums over the whole bureau; nothing smaller is public. */
export function createOpenFigures({ db, clock, households, tenant, place }: Needs): () => Promise<ComputedFigure[]> {
  let kept: { readonly at: number; readonly figures: ComputedFigure[] } | null = null
  const countNow = async (): Promise<ComputedFigure[]> => {
    const whose = await tenant()
    if (whose === null) return []
    const who = systemCaller('open-figures', whose)
    const { count, members, paidNow } = await who.transaction(db, (tx) =>
      households.list(tx, who, { programme: 'dibao', size: 1 }),
    )
    if (count === 0) return []
    const common = { place, on: clock.today() }
    return [
      {
        ...common,
        code: 'OWN-01',
        value: count,
        unit: { zh: '户', en: 'households' },
        what: { zh: '现在领低保的家庭', en: 'households that draw dibao now' },
        definition: {
          zh: '档案里报来在领低保的家庭，一户算一次',
          en: 'Households stated on file to draw dibao, each once',
        },
      },
      {
        ...common,
        code: 'OWN-02',
        value: members,
        unit: { zh: '人', en: 'people' },
        what: { zh: '这些家庭里的人', en: 'people in these households' },
        definition: { zh: '今天是这些家庭成员的人，一人算一次', en: 'Members of these households today, each once' },
      },
      {
        ...common,
        code: 'OWN-03',
        value: Number(paidNow / 100n),
        unit: { zh: '元/月', en: 'yuan a month' },
        what: { zh: '报来的每月金额', en: 'stated as paid each month' },
        definition: {
          zh: '档案里报来的每月金额的合计，舍去不足一元；和决定的待遇可能不一样',
          en: 'Sum of the monthly amounts stated on file, the rest of a yuan dropped; what is due may differ',
        },
      },
    ]
  }
  return async () => {
    const now = Date.now()
    if (kept !== null && now - kept.at <= keptMilliseconds) return kept.figures
    const figures = await countNow()
    // A county still being laid out is counted again at once.
    kept = figures.length === 0 ? null : { at: now, figures }
    return figures
  }
}
