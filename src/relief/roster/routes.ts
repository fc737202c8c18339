import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Refusal } from '#platform/errors/index.ts'
import type { Audit } from '#platform/audit/index.ts'
import type { Clock } from '#platform/clock/index.ts'
import type { Db } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { file, route, type Route } from '#platform/http/index.ts'
import { fen, type Fen } from '#platform/money/index.ts'
import { sheetTypes, writeXlsx, type OutCell } from '#platform/sheets/index.ts'
import type { Households } from '#registry/households/contract.ts'
import type { Eligibility } from '#relief/eligibility/index.ts'
import { checkRosters, commitRosters, exportRosterResults, readRosterResults } from './access.ts'
import * as paths from './contract.ts'
import { kindWords } from './files/assessed.ts'
import { writeTemplate } from './files/template.ts'
import { rosterRefusals } from './refusals.ts'
import { readResultPage, readResultSums } from './run/result-view.ts'
import { findRun, type RunRecord } from './run/run-store.ts'
import type { RosterService } from './service.ts'

export interface RosterRouteNeeds {
  readonly db: Db
  readonly clock: Clock
  readonly audit: Audit
  readonly rosters: RosterService
  readonly households: Pick<Households, 'list'>
  readonly eligibility: Eligibility
  readonly regionOf: (who: Caller) => Promise<string>
}

const xlsxType = sheetTypes.xlsx
const mediaType = (name: string): string => (name.endsWith('.csv') ? 'text/csv; charset=utf-8' : xlsxType)

/** Writes a file into a folder that is gone again before the answer leaves. */
async function written(name: string, write: (path: string) => Promise<void>) {
  const folder = await mkdtemp(join(tmpdir(), 'zhulian-sheet-'))
  try {
    const path = join(folder, 'sheet.xlsx')
    await write(path)
    return file(name, xlsxType, await readFile(path))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

export const rosterRoutes = (needs: RosterRouteNeeds): Route[] => [...checkRoutes(needs), ...resultRoutes(needs)]

const checkRoutes = ({ rosters, clock, regionOf, eligibility, households, db }: RosterRouteNeeds): Route[] => [
  route({
    ...paths.readChoices,
    zh: '体检能算哪些',
    en: 'What a list can be checked for',
    may: checkRosters,
    run: async ({ who }) => ({
      today: clock.today(),
      programmes: programmesAt(eligibility, await regionOf(who)),
    }),
  }),
  route({
    ...paths.downloadTemplate,
    zh: '下载名单模板',
    en: 'Download the template',
    may: checkRosters,
    run: () => written('名单模板.xlsx', writeTemplate),
  }),
  route({
    ...paths.listRuns,
    zh: '最近的体检',
    en: 'Recent checks',
    may: checkRosters,
    run: ({ who }) => rosters.runs(who),
  }),
  route({
    ...paths.uploadRoster,
    zh: '试读一份名单',
    en: 'Read a list on trial',
    may: checkRosters,
    run: ({ who, files, body }) => rosters.upload(who, files[0], body),
  }),
  route({
    ...paths.readRun,
    zh: '一次体检',
    en: 'One check',
    may: checkRosters,
    run: ({ who, params }) => rosters.read(who, params.id),
  }),
  route({
    ...paths.chooseHeading,
    zh: '说明一列是什么',
    en: 'Say what a column is',
    may: checkRosters,
    run: ({ who, params, body }) => rosters.choose(who, params.id, body),
  }),
  route({
    ...paths.listProblems,
    zh: '要改的行',
    en: 'Rows to mend',
    may: checkRosters,
    run: async ({ who, params, query }) => {
      const { badRows } = await rosters.report(who, params.id)
      const fitting = query.kind
        ? badRows.filter((row) => row.problems.some(({ kind }) => kind === query.kind))
        : badRows
      const kinds = new Map<string, { value: string; zh: string; en: string; count: number }>()
      for (const { problems } of badRows)
        for (const { kind, zh, en } of new Map(problems.map((one) => [one.kind, one])).values())
          kinds.set(kind, { value: kind, zh, en, count: (kinds.get(kind)?.count ?? 0) + 1 })
      const from = (query.page - 1) * query.size
      return { rows: fitting.slice(from, from + query.size), count: fitting.length, kinds: [...kinds.values()] }
    },
  }),
  route({
    ...paths.commitRun,
    zh: '存入并测算',
    en: 'Record and assess',
    may: commitRosters,
    run: ({ who, params }) => rosters.commit(who, params.id),
  }),
  route({
    ...paths.discardRun,
    zh: '删掉一次试读',
    en: 'Delete a trial',
    may: checkRosters,
    run: ({ who, params }) => rosters.discard(who, params.id),
  }),
  route({
    ...paths.repairRun,
    zh: '传改好的行',
    en: 'Bring mended rows',
    may: checkRosters,
    run: ({ who, params, files }) => rosters.repair(who, params.id, files[0]),
  }),
  ...(
    [
      [paths.downloadBadRows, true],
      [paths.downloadAnnotated, false],
    ] as const
  ).map(([row, heldOnly]) =>
    route({
      ...row,
      zh: heldOnly ? '下载要改的行' : '下载带批注的名单',
      en: heldOnly ? 'Download the rows to mend' : 'Download the annotated list',
      may: checkRosters,
      run: async ({ who, params }: { who: Caller; params: { id: string } }) => {
        const { name, bytes } = await rosters.annotated(who, params.id, heldOnly)
        return file(name, mediaType(name), bytes)
      },
    }),
  ),
  route({
    ...paths.listAbsent,
    zh: '档案里有、名单里没有的户',
    en: 'Households on file that are not in the list',
    may: checkRosters,
    run: async ({ who, params, query }) => {
      const { absent } = await rosters.report(who, params.id)
      const ids = absent.map(({ householdId }) => householdId)
      if (ids.length === 0) return { rows: [], count: 0 }
      const { rows, count } = await who.transaction(db, (tx) => households.list(tx, who, { ids, ...query }))
      const shown = rows.map(({ id, number, head, placeLabel }) => ({
        ...{ householdId: id, number, head, place: placeLabel },
      }))
      return { rows: shown, count }
    },
  }),
]

function programmesAt({ library, placesAbove }: Eligibility, region: string) {
  const above = new Set(placesAbove(region))
  const found = new Map<string, { value: string; zh: string; en: string; hint: { zh: string; en: string } }>()
  for (const { programme, region: place, title, says, status } of library.packs.toSorted(
    (one, other) => Number(other.region === region) - Number(one.region === region),
  ))
    if (above.has(place) && status !== 'draft' && !found.has(programme))
      found.set(programme, { value: programme, ...title, hint: says })
  return [...found.values()]
}

/** The trial is deleted at midnight, and is seen only by who read it: what it counted is unknown then, not zero. */
const unknownWhenRefused = (error: unknown): null => {
  if (error instanceof Refusal) return null
  throw error
}

const resultRoutes = ({ db, audit, rosters }: RosterRouteNeeds): Route[] => [
  route({
    ...paths.readResult,
    zh: '体检结果',
    en: 'Result of a check',
    may: readRosterResults,
    run: async ({ who, params }) => {
      const report = await rosters.report(who, params.id).catch(unknownWhenRefused)
      return who.transaction(db, async (tx) => {
        const run = assessed(await findRun(tx, who, params.id))
        const sums = await readResultSums(tx, who.tenant, run.id)
        return {
          ...{ id: run.id, file: run.file_name, lawOn: run.law_on, seconds: run.seconds },
          ...sums,
          absent: report === null ? null : report.absent.length,
          held: report === null ? null : { households: report.held.households, persons: report.held.persons },
        }
      })
    },
  }),
  route({
    ...paths.listResults,
    zh: '体检结果里的户',
    en: 'Households of a result',
    may: readRosterResults,
    run: ({ who, params, query }) =>
      who.transaction(db, async (tx) => {
        const run = assessed(await findRun(tx, who, params.id))
        return readResultPage(tx, who.tenant, run.id, query)
      }),
  }),
  route({
    ...paths.exportResults,
    zh: '导出体检结果',
    en: 'Export a result',
    may: exportRosterResults,
    run: async ({ who, params, query }) => {
      const { run, rows } = await who.transaction(db, async (tx) => {
        const found = assessed(await findRun(tx, who, params.id))
        const page = await readResultPage(tx, who.tenant, found.id, { ...query, page: 1, size: paths.rosterRowsMax })
        const about = { kind: 'roster-run', id: found.id }
        const details = { rows: page.count }
        await audit.recordRead(tx, who, { act: 'export', action: 'roster.result-exported', about, details })
        return { run: found, rows: page.rows }
      })
      const name = `${run.file_name.replace(/\.\w+$/, '')}-体检结果.xlsx`
      return written(name, (path) =>
        writeXlsx(path, [{ name: '体检结果', columns: exportColumns, rows: rows.map(exported) }]),
      )
    },
  }),
]

/** @throws notFound, notAssessed */
function assessed(run: RunRecord | undefined): RunRecord {
  if (!run) throw rosterRefusals.notFound()
  if (run.state !== 'assessed') throw rosterRefusals.notAssessed()
  return run
}

const exportColumns = [
  '户号',
  '户主',
  '管理镇村',
  '人数',
  '和现在发的比',
  '现在发（元/月）',
  '测算（元/月）',
  '差额（元/月）',
  '为什么',
].map((title) => ({ title, width: title === '为什么' ? 80 : 16 }))
const money = (text: string | null): OutCell => (text === null ? null : { fen: fen(BigInt(text)) as Fen })
const exported = (row: paths.ResultRow): OutCell[] => [
  ...[row.number, row.head, row.place, row.persons, kindWords[row.kind]],
  ...[money(row.paid), money(row.computed), money(row.difference), row.why.zh],
]
