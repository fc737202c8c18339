import type { Caller } from '#platform/http/contract.ts'
import { route, type Route } from '#platform/http/index.ts'
import { documentKindOf } from '#registry/documents/index.ts'
import { answerDifferences, askDepartments, exceptSilences, readChecks, settleDifferences } from './access.ts'
import type { LoadedReport } from './check/load-report.ts'
import { reportToWire } from './check/report-wire.ts'
import type { MeansCheckNeeds } from './needs.ts'
import type { MeansCheckService } from './service.ts'
import type { Simulator } from './simulator/simulator.ts'
import * as wire from './wire.ts'

export interface MeansCheckRouteNeeds extends Pick<
  MeansCheckNeeds,
  'db' | 'departments' | 'documents' | 'placeName' | 'catalogue'
> {
  readonly checks: MeansCheckService
  /** Null in a real installation. */
  readonly simulator: Simulator | null
}

export const meansCheckRoutes = (needs: MeansCheckRouteNeeds): Route[] => [
  ...readingRoutes(needs),
  ...askingRoutes(needs),
  ...differenceRoutes(needs),
  ...(needs.simulator === null ? [] : simulatorRoutes(needs, needs.simulator)),
]

/** A report as this reader sees it, with the days the county has left while it has not begun. */
const shown = async (
  who: Caller,
  loaded: LoadedReport,
  { checks, placeName }: MeansCheckRouteNeeds,
): Promise<wire.Report> => reportToWire(loaded, { placeName, start: await checks.startLimitOf(who, loaded) })

const readingRoutes = (needs: MeansCheckRouteNeeds): Route[] => [
  route({
    ...wire.readCasePanel,
    zh: '一件办件的经济状况核对',
    en: 'Means checks of a case',
    may: readChecks,
    run: async ({ who, params }) => {
      const { db, checks, departments, documents } = needs
      const reports = await checks.ofCase(who, params.id)
      const configured = await who.transaction(db, (tx) => departments.of(tx, who.tenant))
      const [latest] = reports
      const papers = latest === undefined ? [] : await papersOf(who, latest.report.householdId, { db, documents })
      return {
        reports: await Promise.all(reports.map((one) => shown(who, one, needs))),
        may: rightsOf(who),
        papers,
        departments: configured.map(({ code, zh, en, connection }) => ({
          ...{ code, zh, en, isSimulated: connection?.isSimulated ?? false },
          state: connection === null ? ('not-configured' as const) : ('ready' as const),
        })),
      }
    },
  }),
  route({
    ...wire.readReport,
    zh: '一份核对报告',
    en: 'One report of a means check',
    may: readChecks,
    run: async ({ who, params }) => shown(who, await needs.checks.read(who, params.id), needs),
  }),
]

async function papersOf(
  who: Caller,
  householdId: string,
  { db, documents }: Pick<MeansCheckRouteNeeds, 'db' | 'documents'>,
) {
  const rows = await who.transaction(db, (tx) => documents.ofHousehold(tx, who.tenant, householdId))
  return rows.flatMap(({ id, kind, keptOn }) => {
    const { zh, en, isHealth = false } = documentKindOf(kind)
    return isHealth ? [] : [{ id, zh, en, on: keptOn }]
  })
}

const rightsOf = (who: Caller) => ({
  ask: who.may(askDepartments),
  answer: who.may(answerDifferences),
  settle: who.may(settleDifferences),
  except: who.may(exceptSilences),
})

const askingRoutes = ({ checks }: MeansCheckRouteNeeds): Route[] => [
  route({
    ...wire.startCheck,
    zh: '一键核对',
    en: 'Ask all departments',
    may: askDepartments,
    run: ({ who, params }) => checks.start(who, params.id),
  }),
  route({
    ...wire.askAgain,
    zh: '再问没有回复的部门',
    en: 'Ask silent sources again',
    may: askDepartments,
    run: ({ who, params }) => checks.askAgain(who, params.id),
  }),
  route({
    ...wire.recheck,
    zh: '复核',
    en: 'Check again',
    may: askDepartments,
    run: ({ who, params, body }) => checks.recheck(who, { after: params.id, why: body.why }),
  }),
]

const differenceRoutes = ({ checks }: MeansCheckRouteNeeds): Route[] => [
  route({
    ...wire.answerDifference,
    zh: '记录家庭对差异的意见',
    en: 'Record what the family says',
    may: answerDifferences,
    run: async ({ who, params, body }) => {
      await checks.answer(who, params.id, body)
      return null
    },
  }),
  route({
    ...wire.settleDifference,
    zh: '认定差异',
    en: 'Settle a difference',
    may: settleDifferences,
    run: async ({ who, params, body }) => {
      await checks.settle(who, params.id, body)
      return null
    },
  }),
  route({
    ...wire.exceptSilence,
    zh: '具名同意先办',
    en: 'Go on without a silent source',
    may: exceptSilences,
    run: async ({ who, params, body }) => {
      await checks.except(who, params.id, body.why)
      return null
    },
  }),
]

/** The demonstration's own levers. They move invented departments and touch nobody's record. */
const simulatorRoutes = ({ catalogue }: MeansCheckRouteNeeds, simulator: Simulator): Route[] => [
  route({
    ...wire.readMoods,
    zh: '模拟部门的脾气',
    en: 'Moods of the simulated departments',
    may: askDepartments,
    run: async () => {
      const moods = new Map((await simulator.moods()).map(({ department, mood }) => [department, mood]))
      return catalogue.departments.map(({ code, zh, en }) => ({
        ...{ department: code, zh, en },
        mood: moods.get(code) ?? ('well' as const),
      }))
    },
  }),
  route({
    ...wire.setMood,
    zh: '改模拟部门的脾气',
    en: 'Set the mood of a simulated department',
    may: askDepartments,
    run: async ({ body }) => {
      await simulator.setMood(body)
      return null
    },
  }),
]
