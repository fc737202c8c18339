import { file, route, type Route } from '#platform/http/index.ts'
import { sheetTypes } from '#platform/sheets/index.ts'
import { exportReconciliations, readReconciliations } from './access.ts'
import { writeReconciliation } from './export.ts'
import type { ReconciliationService } from './service.ts'
import * as paths from './wire.ts'

export const reconciliationRoutes = ({
  reconciliation,
}: {
  readonly reconciliation: ReconciliationService
}): Route[] => [
  route({
    ...paths.readReconciliation,
    zh: '对账',
    en: 'Reconciliation',
    may: readReconciliations,
    run: ({ who, query }) => reconciliation.year(who, query),
  }),
  route({
    ...paths.listDifferences,
    zh: '对不上的户',
    en: 'Households that differ',
    may: readReconciliations,
    run: ({ who, query }) => reconciliation.differences(who, query),
  }),
  route({
    ...paths.exportReconciliation,
    zh: '导出对账表',
    en: 'Export the reconciliation',
    may: exportReconciliations,
    run: async ({ who, query }) => {
      const { year, differences } = await reconciliation.whole(who, query)
      const name = who.language === 'en' ? 'reconciliation' : '对账'
      const bytes = await writeReconciliation(year, differences, who.language)
      return file(`${name}-${year.year}.xlsx`, sheetTypes.xlsx, bytes)
    },
  }),
]
