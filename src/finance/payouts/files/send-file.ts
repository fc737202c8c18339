import { v7 } from 'uuid'
import type { Tx } from '#platform/db/index.ts'
import { Refusal } from '#platform/errors/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { fen } from '#platform/money/index.ts'
import type { LineToSend } from '../contract.ts'
import type { FileDeskNeeds } from './desk.ts'
import { runLabelOf, type RunLabel } from './run-label.ts'
import { fileDeskRefusals } from './file-refusals.ts'
import { insertFileLines, insertPayFile, nextOrdinal } from './file-store.ts'
import { hashOf, payFileUse, sealBytes, writtenBytes } from './kept-bytes.ts'
import { routeNamed } from './known-routes.ts'
import { sumOf, type PayFileLine } from './pay-file.ts'
import type { PaymentRoute } from './route.ts'
import { writePayFile } from './write-pay-file.ts'

/** All lines of a list that may go out now become one file and stand with the bank. Twice at once gives one file. */
export async function sendRun(
  tx: Tx,
  who: Caller,
  wish: { readonly runId: string; readonly route: string },
  needs: FileDeskNeeds,
): Promise<{ id: string }> {
  const route = routeNamed(wish.route)
  if (route === undefined) throw fileDeskRefusals.unknownRoute({ route: wish.route }, 'route')
  const run = await runLabelOf(tx, who, wish.runId)
  const { lines, without } = await needs.desk.linesToSend(tx, who, wish.runId)
  if (lines.length === 0) throw fileDeskRefusals.nothingToSend(whyNothing(without.length))
  const ordinal = await nextOrdinal(tx, who.tenant, wish.runId)
  const batch = `${run.number}-${String(ordinal).padStart(2, '0')}`
  const id = v7()
  const outgoing = lines.map((line, index) => fileLineOf(line, { batch, number: index + 1, run }))
  const bytes = await ofHousehold(
    writtenBytes(endingOf(route), (path) => writePayFile(path, { batch, lines: outgoing }, route)),
    (reference) => lines[outgoing.findIndex((line) => line.reference === reference)]?.householdNumber ?? '',
  )
  const box = await needs.vault.boxOf(who.tenant)
  await insertPayFile(tx, who, {
    ...{ id, run_id: wish.runId, ordinal, batch, route: route.name, lines: lines.length },
    ...{ amount_fen: sumOf(outgoing), made_at: needs.clock.now() },
    ...{ hash: hashOf(bytes), bytes: sealBytes(box, bytes, payFileUse(id)) },
  })
  await insertFileLines(
    tx,
    who.tenant,
    id,
    lines.map((line, index) => ({
      reference: outgoing[index]?.reference ?? '',
      line_id: line.id,
      attempt: line.attempt,
      amount_fen: fen(line.amount),
    })),
  )
  await needs.desk.send(tx, who, { runId: wish.runId, fileId: id, lines })
  await needs.audit.record(tx, who, {
    action: 'payouts.file-made',
    about: { kind: 'pay-file', id },
    after: { batch, route: route.name, lines: lines.length, fen: String(sumOf(outgoing)) },
  })
  return { id }
}

/** A name no file can carry is said by its household: the line has no number anybody knows, for there is no file yet. */
async function ofHousehold<Result>(work: Promise<Result>, numberOf: (reference: string) => string): Promise<Result> {
  try {
    return await work
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'pay-files.cannotTravel') throw error
    const { reference = '', encoding = '' } = error.slots
    throw fileDeskRefusals.nameCannotTravel({ number: numberOf(reference), encoding })
  }
}

export const endingOf = ({ out: { as } }: PaymentRoute): string => (as.kind === 'xlsx' ? 'xlsx' : as.ending)

const whyNothing = (without: number) =>
  without > 0
    ? {
        why: `有 ${without} 笔还没有审过的收款账户，审过再做`,
        whyEn: `lines without an approved account: ${without}; have the accounts approved first`,
      }
    : {
        why: '该发的都已经发出去了，或者名单还没有批准',
        whyEn: 'all that may go has gone, or the list is not approved yet',
      }

const fileLineOf = (
  line: LineToSend,
  { batch, number, run }: { batch: string; number: number; run: RunLabel },
): PayFileLine => ({
  reference: `${batch}-${String(number).padStart(5, '0')}`,
  holder: line.holder,
  account: line.accountNumber.replaceAll(' ', ''),
  amount: line.amount,
  month: line.month,
  purpose: `${run.programmeZh}${line.month.slice(0, 4)}年${Number(line.month.slice(5))}月`,
})
