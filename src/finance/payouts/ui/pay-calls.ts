import type { Client } from '#platform/http/client.ts'
import * as files from '../files/wire.ts'
import * as pay from '../wire.ts'

/** Every call of the payment pages, in the order of the work. */

export const readChoices = (client: Client) => client.call(pay.readPayChoices)
export const runsPerPage = 50
export const readRuns = (client: Client, page: number) =>
  client.call(pay.listRuns, { query: { page, size: runsPerPage } })
/** The last list of every programme and year: all of them, however many pages they fill. */
export async function readNewestRuns(client: Client): Promise<pay.RunCard[]> {
  const found: pay.RunCard[] = []
  for (let page = 1; ; page += 1) {
    const { rows, count } = await client.call(pay.listRuns, { query: { show: 'newest', page, size: 200 } })
    found.push(...rows)
    if (rows.length === 0 || found.length >= count) return found
  }
}
export const makeRun = (client: Client, wish: { programme: string; month: string }, key: string) =>
  client.call(pay.makeRun, { body: wish, key })
export const readRun = (client: Client, id: string) => client.call(pay.readRun, { params: { id } })

export const linesPerPage = 50
export interface LineFilter {
  readonly state?: pay.LineState | undefined
  readonly movement?: pay.Movement | undefined
  readonly page?: number | undefined
}
export const readLines = (client: Client, id: string, { state, movement, page = 1 }: LineFilter) =>
  client.call(pay.listRunLines, { params: { id }, query: { state, movement, page, size: linesPerPage } })

export const computeRun = (client: Client, id: string, key: string) =>
  client.call(pay.computeRun, { params: { id }, key })
export const freezeRun = (client: Client, id: string, key: string) =>
  client.call(pay.freezeRun, { params: { id }, key })
export const sendRunBack = (client: Client, id: string, wish: { reason: string; key: string }) =>
  client.call(pay.sendRunBack, { params: { id }, body: { reason: wish.reason }, key: wish.key })
export const approveRun = (client: Client, id: string, key: string) =>
  client.call(pay.approveRun, { params: { id }, key })

export const holdsPerPage = 20
export interface HoldQuestion {
  readonly state: pay.Hold['state']
  readonly cause: pay.Hold['cause'] | undefined
  readonly text: string | undefined
  readonly page: number
}
export const readHolds = (client: Client, question: HoldQuestion) =>
  client.call(pay.listHolds, { query: { ...question, size: holdsPerPage } })
export const decideHold = (
  client: Client,
  id: string,
  { how, reason, key }: { how: 'release' | 'end'; reason: string; key: string },
) => client.call(how === 'release' ? pay.releaseHold : pay.endHold, { params: { id }, body: { reason }, key })

export const readFiles = (client: Client, runId: string) => client.call(files.listRunFiles, { params: { id: runId } })
export const makeFile = (client: Client, runId: string, { route, key }: { route: string; key: string }) =>
  client.call(files.makePayFile, { params: { id: runId }, body: { route }, key })
export const fetchPayFile = (client: Client, id: string, purpose: string) =>
  client.file({ ...files.downloadPayFile, params: { id }, purpose })

export async function sendReturn(
  client: Client,
  runId: string,
  { file, key }: { file: File; key: string },
): Promise<string> {
  const body = new FormData()
  body.set('file', file)
  const { verb, path } = files.uploadReturn
  const { id } = await client.json<{ readonly id: string }>({ verb, path, params: { id: runId }, body, key })
  return id
}
/** 模拟银行 answers; what it wrote is brought in by the same door as a real file. */
export async function sendSimulated(
  client: Client,
  runId: string,
  wish: { fileId: string; failures: number; fault: string; key: string },
): Promise<string> {
  const { fileId, failures, fault, key } = wish
  const query = { failures, ...(fault === '' ? {} : { fault }) }
  const { name, blob } = await client.file({ ...files.simulateReturn, params: { id: fileId }, query })
  return sendReturn(client, runId, { file: new File([blob], name), key })
}
export const readReturn = (client: Client, id: string) => client.call(files.readReturn, { params: { id } })
export const bookReturn = (client: Client, id: string, key: string) =>
  client.call(files.bookReturn, { params: { id }, key })

export const readMoney = (client: Client, householdId: string) =>
  client.call(pay.readHouseholdMoney, { params: { id: householdId } })
export const holdPayment = (
  client: Client,
  wish: { householdId: string; programme: string; reason: string; key: string },
) => {
  const { key, ...body } = wish
  return client.call(pay.holdPayment, { body, key })
}
export interface AccountWish {
  readonly holder: string
  readonly bank: string
  readonly number: string
  readonly why: string
}
export const proposeAccount = (
  client: Client,
  householdId: string,
  { wish, key }: { wish: AccountWish; key: string },
) => client.call(pay.proposeAccount, { params: { id: householdId }, body: wish, key })
export const readProposed = (client: Client) => client.call(pay.listProposedAccounts, { query: {} })
export const checkAccount = (client: Client, id: string, purpose: string) =>
  client.call(pay.checkAccount, { params: { id }, purpose })
export const approveAccount = (client: Client, id: string, { number, key }: { number: string; key: string }) =>
  client.call(pay.approveAccount, { params: { id }, body: { number }, key })
export const refuseAccount = (client: Client, id: string, { reason, key }: { reason: string; key: string }) =>
  client.call(pay.refuseAccount, { params: { id }, body: { reason }, key })
export const reissueLine = (client: Client, id: string, { reason, key }: { reason: string; key: string }) =>
  client.call(pay.reissueLine, { params: { id }, body: { reason }, key })

export const readBudgets = (client: Client, year: number | undefined) =>
  client.call(pay.listBudgets, { query: { year } })
export interface AllotmentWish {
  readonly programme: string
  readonly source: 'centre' | 'province' | 'city' | 'county'
  readonly year: number
  /** Fen, as text. */
  readonly amount: string
  readonly document: string
}
export const recordAllotment = (client: Client, { wish, key }: { wish: AllotmentWish; key: string }) =>
  client.call(pay.recordAllotment, { body: wish, key })
