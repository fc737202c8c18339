import type { Audit } from '#platform/audit/index.ts'
import type { Db, Tx } from '#platform/db/index.ts'
import { purposeOf, route, type Caller, type Route } from '#platform/http/index.ts'
import { readCorrections } from '#finance/payouts/index.ts'
import type { LivingEligibility } from '#relief/eligibility/index.ts'
import { exportHouseholdLists, readWorkbench } from './access.ts'
import { findAdjustment, readLines } from './adjustment/adjustment-store.ts'
import { asFile } from './export/as-file.ts'
import { allLeftMonths } from './export/left-months.ts'
import { adjustmentSheets, planSheet, simulatedSheet, simulationSheets } from './export/sheets.ts'
import { householdNames, type NameNeeds } from './named-households.ts'
import type { Plans } from './plan/plans.ts'
import { workbenchRefusals } from './refusals.ts'
import { asFen, byTown, getSimulation, placesOf } from './routes-simulation.ts'
import { readSimulated, type SimulatedRow } from './simulation/simulation-store.ts'
import * as wire from './wire-export.ts'

export interface ExportRouteNeeds extends NameNeeds {
  readonly db: Db
  readonly audit: Audit
  readonly plans: Pick<Plans, 'get'>
  readonly eligibility: Pick<LivingEligibility, 'library'>
}

interface Exported {
  readonly action: string
  readonly about: { readonly kind: string; readonly id: string }
  readonly count: number
  readonly format: string
}

export function exportRoutes(needs: ExportRouteNeeds): Route[] {
  const { db, audit } = needs
  const note = (tx: Tx, who: Caller, { action, about, count, format }: Exported) =>
    audit.recordRead(tx, who, {
      ...{ act: 'export', action: `policy-workbench.${action}`, about },
      details: { count, format },
    })
  return [
    route({
      ...wire.exportSimulation,
      zh: '导出试算的合计',
      en: 'Export the sums of a try',
      may: readWorkbench,
      run: async ({ who, params, query: { format } }) => {
        const { title, summary } = await who.transaction(db, async (tx) => {
          const found = await getSimulation(tx, who, params.id)
          const about = { kind: 'policy-simulation', id: found.id }
          await note(tx, who, { action: 'simulation-exported', about, count: found.summary.months.length, format })
          return found
        })
        const places = byTown(summary.places, needs.directory())
        return asFile(
          fileName(who, '试算', 'try', title),
          format,
          simulationSheets({ ...summary, places }, who.language),
        )
      },
    }),
    route({
      ...wire.exportSimulated,
      zh: '导出试算里有变动的家庭',
      en: 'Export the households a draft would change',
      may: exportHouseholdLists,
      run: async ({ who, params, query }) => {
        purposeOf(who)
        const { format } = query
        const { title, rows } = await who.transaction(db, async (tx) => {
          const simulation = await getSimulation(tx, who, params.id)
          const found = await allSimulated(tx, who, {
            ...{ simulation: simulation.id, kind: query.kind ?? null, places: placesOf(needs, query.place) },
            ...{ from: asFen(query.from), to: asFen(query.to) },
          })
          const nameOf = await householdNames(tx, who, found, needs)
          const about = { kind: 'policy-simulation', id: simulation.id }
          await note(tx, who, { action: 'simulated-exported', about, count: found.length, format })
          return { title: simulation.title, rows: found.map((row) => ({ ...row, name: nameOf(row) })) }
        })
        return asFile(fileName(who, '试算名单', 'try-list', title), format, [simulatedSheet(rows, who.language)])
      },
    }),
    route({
      ...wire.exportAdjustment,
      zh: '导出调标名单',
      en: 'Export an adjustment list',
      may: exportHouseholdLists,
      run: async ({ who, params, query: { format } }) => {
        purposeOf(who)
        const found = await who.transaction(db, async (tx) => {
          const list = await findAdjustment(tx, who.tenant, params.id)
          if (!list) throw workbenchRefusals.notFound()
          const lines = await readLines(tx, who.tenant, list.id)
          const corrections = await readCorrections(tx, who.tenant, list.id)
          const left = await allLeftMonths(tx, who, list.id)
          const nameOf = await householdNames(tx, who, [...lines, ...corrections], needs)
          const about = { kind: 'policy-adjustment', id: list.id }
          await note(tx, who, { action: 'adjustment-exported', about, count: lines.length, format })
          return {
            title: list.title,
            lines: lines.map((line) => ({ ...line, name: nameOf(line) })),
            corrections: corrections.map((line) => ({ ...line, name: nameOf(line) })),
            left: left.map((month) => ({ ...month, name: nameOf(month) })),
          }
        })
        return asFile(
          fileName(who, '调标名单', 'adjustment', found.title),
          format,
          adjustmentSheets(found, who.language),
        )
      },
    }),
    route({
      ...wire.exportPlan,
      zh: '导出调标方案',
      en: 'Export an adjustment plan',
      may: readWorkbench,
      run: async ({ who, params, query: { format } }) => {
        const plan = await who.transaction(db, async (tx) => {
          const found = await needs.plans.get(tx, who, params.id)
          const about = { kind: 'policy-plan', id: found.id }
          await note(tx, who, { action: 'plan-exported', about, count: found.items.length, format })
          return found
        })
        const titleOf = (programme: string): string =>
          needs.eligibility.library.packs.find((pack) => pack.region === plan.region && pack.programme === programme)
            ?.title[who.language] ?? ''
        const items = plan.items.map((item) => ({ ...item, programmeTitle: titleOf(item.programme) }))
        return asFile(fileName(who, '调标方案', 'plan', plan.title), format, [planSheet(items, who.language)])
      },
    }),
  ]
}

const fileName = ({ language }: Caller, zh: string, en: string, title: string): string =>
  `${language === 'zh' ? zh : en}-${title}`

/** Rows read in one question. */
const readAtOnce = 1_000

/** Every row behind the number, in the order of the screen; the wall shows each reader the rows of their own places. */
async function allSimulated(
  tx: Tx,
  who: Caller,
  question: Omit<Parameters<typeof readSimulated>[2], 'page' | 'size'>,
): Promise<readonly SimulatedRow[]> {
  const rows: SimulatedRow[] = []
  for (let page = 1; ; page += 1) {
    const found = await readSimulated(tx, who.tenant, { ...question, page, size: readAtOnce })
    rows.push(...found.rows)
    if (found.rows.length < readAtOnce) return rows
  }
}
