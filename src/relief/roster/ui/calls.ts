import type { Client } from '#platform/http/client.ts'
import * as roster from '../contract.ts'
import type { DryRun, Result, ResultRows, RunCard } from './model.ts'

/** Every call the roster pages make, in the order of the work. */

export const readChoices = (client: Client) => client.call(roster.readChoices)
export const fetchTemplate = (client: Client) => client.file(roster.downloadTemplate)
export const fetchDemonstrationList = (client: Client) => client.file(roster.downloadDemonstrationList)
export const readRuns = (client: Client): Promise<readonly RunCard[]> => client.call(roster.listRuns)

export async function sendFile(
  client: Client,
  { file, programme, lawOn, key }: { file: File; programme: string; lawOn: string; key: string },
): Promise<string> {
  const body = new FormData()
  body.set('programme', programme)
  body.set('lawOn', lawOn)
  body.set('file', file)
  const { id } = await client.json<{ readonly id: string }>({ ...addressOf(roster.uploadRoster), body, key })
  return id
}

/** A form with a file is no JSON: the row gives its verb and path, the body goes as it is. */
const addressOf = ({ verb, path }: { verb: 'POST'; path: string }) => ({ verb, path })

export const readDryRun = (client: Client, id: string): Promise<DryRun> =>
  client.call(roster.readRun, { params: { id } })

export const chooseHeading = (
  client: Client,
  { id, column, value }: { id: string; column: string; value: string },
): Promise<DryRun> => client.call(roster.chooseHeading, { params: { id }, body: { column, value } })

/** Rows with problems on one page. */
export const problemsPerPage = 20

export const readProblems = (client: Client, id: string, { kind, page }: { kind: string | undefined; page: number }) =>
  client.call(roster.listProblems, { params: { id }, query: { kind, page, size: problemsPerPage } })

export const commitRun = (client: Client, { id, key }: { id: string; key: string }) =>
  client.call(roster.commitRun, { params: { id }, body: {}, key })

export const discardRun = (client: Client, id: string) => client.call(roster.discardRun, { params: { id } })

/** @returns the run to look at next. */
export async function sendRepair(
  client: Client,
  { id, file, key }: { id: string; file: File; key: string },
): Promise<string> {
  const body = new FormData()
  body.set('file', file)
  const next = await client.json<{ readonly id: string }>({
    ...addressOf(roster.repairRun),
    params: { id },
    body,
    key,
  })
  return next.id
}

export const fetchBadRows = (client: Client, id: string) => client.file({ ...roster.downloadBadRows, params: { id } })
export const fetchAnnotated = (client: Client, id: string) =>
  client.file({ ...roster.downloadAnnotated, params: { id } })

export const readResult = (client: Client, id: string): Promise<Result> =>
  client.call(roster.readResult, { params: { id } })

export type ResultFilter = Readonly<Record<string, string | number | undefined>>

export const readResultRows = (client: Client, id: string, query: ResultFilter): Promise<ResultRows> =>
  client.call(roster.listResults, { params: { id }, query: query as never })

export const fetchResult = (client: Client, id: string, query: ResultFilter) =>
  client.file({ ...roster.exportResults, params: { id }, query })

export const absentPerPage = 50
export const readAbsent = (client: Client, id: string, page: number) =>
  client.call(roster.listAbsent, { params: { id }, query: { page, size: absentPerPage } })
