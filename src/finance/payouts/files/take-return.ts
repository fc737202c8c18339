import { extname } from 'node:path'
import { readFile } from 'node:fs/promises'
import { v7 } from 'uuid'
import type { Tx } from '#platform/db/index.ts'
import { must } from '#platform/errors/index.ts'
import type { Caller, UploadedFile } from '#platform/http/contract.ts'
import type { FileDeskNeeds } from './desk.ts'
import { fileDeskRefusals } from './file-refusals.ts'
import { filesOfRun, findPayFile, linesOfFile, type FileLineRecord, type PayFileRecord } from './file-store.ts'
import { judgeReturn, type ReturnReading } from './judge-return.ts'
import { payFileUse, returnUse, sealBytes, withOpened } from './kept-bytes.ts'
import { routeNamed } from './known-routes.ts'
import type { PayFileLine } from './pay-file.ts'
import { readRaw, type RawFile } from './raw-file.ts'
import { readPayFile } from './read-pay-file.ts'
import { payFileRefusals } from './refusals.ts'
import { insertAnswers, insertReturn, lockReturn, markBooked, type ReturnRecord } from './return-store.ts'
import type { PaymentRoute } from './route.ts'
import { runLabelOf } from './run-label.ts'
import { endingOf } from './send-file.ts'

/** Reads a return file on trial and keeps it sealed. The same bytes open the same reading. */
export async function keepReturn(
  tx: Tx,
  who: Caller,
  { runId, file }: { readonly runId: string; readonly file: UploadedFile },
  needs: FileDeskNeeds,
): Promise<{ id: string }> {
  const run = await runLabelOf(tx, who, runId)
  const sent = await filesOfRun(tx, who.tenant, runId)
  const routes = [...new Set(sent.map(({ route }) => route))].flatMap((name) => routeNamed(name) ?? [])
  if (routes.length === 0) throw fileDeskRefusals.notYetSent({ number: run.number }, 'file')
  const raw = await readByAny({ path: file.path, name: file.name }, routes)
  const answers = sent.find(({ batch }) => batch === raw.batch)
  if (answers === undefined)
    throw payFileRefusals.otherBatch(
      { found: raw.batch.slice(0, 40), expected: sent.map(({ batch }) => batch).join('、') },
      'file',
    )
  const id = v7()
  const box = await needs.vault.boxOf(who.tenant)
  const bytes = sealBytes(box, await readFile(file.path), returnUse(id))
  const name = file.name.slice(0, 200)
  const kept = await insertReturn(tx, who, {
    ...{ id, runId, fileId: answers.id, name, hash: file.sha256, bytes, at: needs.clock.now() },
  })
  if (kept.isNew)
    await needs.audit.record(tx, who, { action: 'payouts.return-read', about: { kind: 'return-file', id: kept.id } })
  return { id: kept.id }
}

/** A list may have gone by two routes; the first that understands the file reads it. @throws what the first refused */
async function readByAny(input: { path: string; name: string }, routes: readonly PaymentRoute[]): Promise<RawFile> {
  let refused: unknown
  for (const route of routes) {
    try {
      return await readRaw(input, route.back, route)
    } catch (error) {
      refused ??= error
    }
  }
  throw refused
}

export interface JudgedReturn {
  readonly reading: ReturnReading
  readonly encoding: string | null
  readonly file: PayFileRecord
  readonly route: PaymentRoute
  readonly lines: ReadonlyMap<string, FileLineRecord>
  /** What was sent, by reference, in clear: to word the report, never kept. */
  readonly sent: ReadonlyMap<string, PayFileLine>
}

/** Holds a kept return against the file that was sent, as the answers stand now. */
export async function judgeKept(
  tx: Tx,
  who: Caller,
  record: ReturnRecord & { readonly bytes: Buffer },
  needs: FileDeskNeeds,
): Promise<JudgedReturn> {
  const file = await findPayFile(tx, who.tenant, record.file_id)
  if (file === undefined) throw fileDeskRefusals.notFound()
  const { route, sent } = await openSent(who, file, needs)
  const lines = await linesOfFile(tx, who.tenant, file.id)
  const answeredBy = new Map(lines.map((line) => [line.reference, line.answered]))
  const box = await needs.vault.boxOf(who.tenant)
  const ending = extname(record.name).slice(1) || 'txt'
  const raw = await withOpened({ box, sealed: record.bytes, use: returnUse(record.id), ending }, (path) =>
    readRaw({ path, name: record.name }, route.back, route),
  )
  const asked = sent.map((line) => ({ ...line, answered: answeredBy.get(line.reference) ?? null }))
  return {
    reading: judgeReturn(raw, { batch: file.batch, lines: asked }, route),
    encoding: raw.encoding,
    file,
    route,
    lines: new Map(lines.map((line) => [line.reference, line])),
    sent: new Map(sent.map((line) => [line.reference, line])),
  }
}

/** The sent file, opened and read as the bank reads it. */
export async function openSent(
  who: Caller,
  file: PayFileRecord & { readonly bytes: Buffer },
  needs: Pick<FileDeskNeeds, 'vault'>,
): Promise<{ readonly route: PaymentRoute; readonly sent: readonly PayFileLine[]; readonly bytes: Buffer }> {
  const route = routeNamed(file.route)
  must(route !== undefined, `the route of file ${file.id} is still known`)
  const box = await needs.vault.boxOf(who.tenant)
  const opening = { box, sealed: file.bytes, use: payFileUse(file.id), ending: endingOf(route) }
  return withOpened(opening, async (path, bytes) => {
    const { lines } = await readPayFile({ path, name: file.batch }, route, '2000-01')
    return { route, sent: lines, bytes }
  })
}

/** Books a reading without a fault, whole. Asked again, or by two at once, it is booked once. */
export async function bookKept(tx: Tx, who: Caller, id: string, needs: FileDeskNeeds): Promise<{ id: string }> {
  const record = await lockReturn(tx, who.tenant, id)
  if (record === undefined) throw fileDeskRefusals.notFound()
  if (record.state === 'booked') return { id }
  const { reading, lines } = await judgeKept(tx, who, record, needs)
  const [fault] = reading.faults
  if (fault) throw fileDeskRefusals.hasFaults({ count: reading.faults.length, first: fault.refusal.zh })
  await insertAnswers(tx, who.tenant, { fileId: record.file_id, returnId: id, answers: reading.answers })
  const settled = await needs.desk.settle(tx, who, {
    fileId: record.file_id,
    results: reading.answers.map(({ reference, result, code, reason }) => ({
      lineId: lines.get(reference)?.line_id ?? '',
      outcome: result,
      on: needs.clock.today(),
      reason: reason === null ? null : `${reason}（${code ?? ''}）`,
    })),
  })
  if (settled.unknown.length > 0) throw fileDeskRefusals.linesMoved({ count: settled.unknown.length })
  await markBooked(tx, who, id, needs.clock.now())
  await needs.audit.record(tx, who, {
    action: 'payouts.return-booked',
    about: { kind: 'return-file', id },
    after: { batch: reading.batch, paid: settled.paid, returned: settled.returned, waiting: reading.waiting.length },
  })
  return { id }
}
