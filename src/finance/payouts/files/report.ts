import type { Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { Fen } from '#platform/money/index.ts'
import { maskName } from '#registry/households/index.ts'
import type { FileDeskNeeds } from './desk.ts'
import { answeredSums, filesOfRun, type AnsweredSum, type PayFileRecord } from './file-store.ts'
import { paymentRoutes, routeNamed } from './known-routes.ts'
import { accountTail, sumOf, type PayFileLine } from './pay-file.ts'
import { answersOfReturn, returnsOfRun, type AnswerRecord, type ReturnRecord } from './return-store.ts'
import { runLabelOf } from './run-label.ts'
import { bankFaults } from './simulated-bank.ts'
import { judgeKept, type JudgedReturn } from './take-return.ts'
import type { PayFileCard, ReturnCard, ReturnReport, RunFiles } from './wire.ts'

const faultsShownMax = 200

/** Files of a list with what came back, newest answer first. */
export async function runFilesOf(tx: Tx, who: Caller, runId: string, needs: FileDeskNeeds): Promise<RunFiles> {
  await runLabelOf(tx, who, runId)
  const files = await filesOfRun(tx, who.tenant, runId)
  const sums = await answeredSums(tx, who.tenant, runId)
  const batchOf = new Map(files.map(({ id, batch }) => [id, batch]))
  const returns = await returnsOfRun(tx, who.tenant, runId)
  return {
    files: files.map((file) => cardOf(file, sums)),
    returns: returns.map((record) => returnCardOf(record, batchOf.get(record.file_id) ?? '')),
    routes: paymentRoutes.map(({ name, zh, en }) => ({ name, zh, en })),
    simulator: needs.isDemo ? Object.entries(bankFaults).map(([name, words]) => ({ name, ...words })) : [],
  }
}

const total = (count: number, amount: bigint) => ({ count, amount: amount.toString() })

function cardOf(file: PayFileRecord, sums: readonly AnsweredSum[]): PayFileCard {
  const sumFor = (result: AnsweredSum['result']) => {
    const found = sums.find((sum) => sum.file_id === file.id && sum.result === result)
    return { count: found?.lines ?? 0, amount: found?.amount_fen ?? 0n }
  }
  const [paid, returned] = [sumFor('paid'), sumFor('returned')]
  const route = routeNamed(file.route)
  return {
    id: file.id,
    batch: file.batch,
    route: { zh: route?.zh ?? file.route, en: route?.en ?? file.route },
    isSupplement: file.ordinal > 1,
    made: { name: file.made_by_name, at: file.made_at.toISOString() },
    sent: total(file.lines, file.amount_fen),
    paid: total(paid.count, paid.amount),
    returned: total(returned.count, returned.amount),
    waiting: total(file.lines - paid.count - returned.count, file.amount_fen - paid.amount - returned.amount),
  }
}

const returnCardOf = (record: ReturnRecord, batch: string): ReturnCard => ({
  id: record.id,
  name: record.name,
  batch,
  state: record.state,
  read: { name: record.read_by_name, at: record.read_at.toISOString() },
  booked: record.booked_at === null ? null : { name: record.booked_by_name ?? '', at: record.booked_at.toISOString() },
})

/** The dry run, or what was booked: the same page, so that nobody has to remember what it said before. */
export async function reportOf(
  tx: Tx,
  who: Caller,
  record: ReturnRecord & { readonly bytes: Buffer },
  needs: FileDeskNeeds,
): Promise<ReturnReport> {
  const judged = await judgeKept(tx, who, record, needs)
  const answers: readonly AnswerRecord[] =
    record.state === 'booked' ? await answersOfReturn(tx, who.tenant, record.id) : judged.reading.answers
  const amountOf = ({ reference }: AnswerRecord) => ({ amount: judged.sent.get(reference)?.amount ?? (0n as Fen) })
  const of = (result: AnswerRecord['result']) => {
    const fitting = answers.filter((answer) => answer.result === result)
    return total(fitting.length, sumOf(fitting.map(amountOf)))
  }
  const waiting = judged.reading.waiting
    .map((reference) => judged.sent.get(reference))
    .filter((line) => line !== undefined)
  await needs.audit.recordRead(tx, who, {
    act: 'read',
    action: 'payouts.return-opened',
    about: { kind: 'return-file', id: record.id },
  })
  return {
    ...returnCardOf(record, judged.file.batch),
    runId: record.run_id,
    encoding: judged.encoding,
    paid: of('paid'),
    returned: of('returned'),
    known: record.state === 'booked' ? judged.reading.known - answers.length : judged.reading.known,
    waiting: total(waiting.length, sumOf(waiting)),
    faults: judged.reading.faults
      .slice(0, faultsShownMax)
      .map(({ row, column, refusal: { zh, en, code } }) => ({ row, column, zh, en, code })),
    faultCount: judged.reading.faults.length,
    returnedLines: answers.filter(({ result }) => result === 'returned').map((answer) => returnedLine(answer, judged)),
  }
}

function returnedLine({ reference, row, code, reason }: AnswerRecord, { sent, route }: JudgedReturn) {
  const line: PayFileLine | undefined = sent.get(reference)
  const known = route.reasons[code ?? '']
  return {
    row,
    reference,
    holder: maskName(line?.holder ?? ''),
    account: accountTail(line?.account ?? ''),
    amount: String(line?.amount ?? 0n),
    code: code ?? '',
    reason: { zh: known?.zh ?? reason ?? '', en: known?.en ?? reason ?? '' },
    isAccount: known?.isAccount ?? false,
  }
}
