import type { Audit } from '#platform/audit/index.ts'
import type { Clock } from '#platform/clock/index.ts'
import type { Vault } from '#platform/crypto/index.ts'
import type { Db, Tx } from '#platform/db/index.ts'
import { purposeOf } from '#platform/http/index.ts'
import type { Caller, UploadedFile } from '#platform/http/contract.ts'
import type { PayDesk } from '../contract.ts'
import { fileDeskRefusals } from './file-refusals.ts'
import { findPayFile } from './file-store.ts'
import { writtenBytes } from './kept-bytes.ts'
import { isBankFault, answerAsBank } from './simulated-bank.ts'
import { reportOf, runFilesOf } from './report.ts'
import { findReturn } from './return-store.ts'
import { endingOf, sendRun } from './send-file.ts'
import { bookKept, keepReturn, openSent } from './take-return.ts'
import type { ReturnReport, RunFiles } from './wire.ts'

export interface FileDeskNeeds {
  readonly db: Db
  readonly clock: Clock
  readonly vault: Vault
  readonly audit: Audit
  readonly desk: PayDesk
  /** True lets 模拟银行 answer. */
  readonly isDemo: boolean
}

/** Files to and from the payment route. Every money movement goes through `PayDesk`; nothing is paid here. */
export interface FileDesk {
  /** @throws notFound */
  readonly ofRun: (who: Caller, runId: string) => Promise<RunFiles>
  /** @throws notFound, unknownRoute, nothingToSend, nameCannotTravel, and what `send` refuses */
  readonly make: (who: Caller, wish: { readonly runId: string; readonly route: string }) => Promise<{ id: string }>
  /** Names and accounts in clear leave the house: the purpose is written down. @throws purposeNeeded, notFound */
  readonly download: (who: Caller, fileId: string) => Promise<{ readonly name: string; readonly bytes: Buffer }>
  /** @throws noFile, notFound, notYetSent, otherBatch, and what reading a file may refuse */
  readonly take: (who: Caller, runId: string, file: UploadedFile | undefined) => Promise<{ id: string }>
  /** @throws notFound */
  readonly report: (who: Caller, returnId: string) => Promise<ReturnReport>
  /** @throws notFound, hasFaults, linesMoved */
  readonly book: (who: Caller, returnId: string) => Promise<{ id: string }>
  /** 模拟银行. @throws notFound, onlyDemonstration */
  readonly simulate: (
    who: Caller,
    wish: { readonly fileId: string; readonly failures: number; readonly fault?: string | undefined },
  ) => Promise<{ readonly name: string; readonly bytes: Buffer }>
}

export function createFileDesk(needs: FileDeskNeeds): FileDesk {
  const { db, audit } = needs
  return {
    ofRun: (who, runId) => who.transaction(db, (tx) => runFilesOf(tx, who, runId, needs)),
    make: (who, wish) => who.transaction(db, (tx) => sendRun(tx, who, wish, needs)),
    download: (who, fileId) =>
      who.transaction(db, async (tx) => {
        purposeOf(who)
        const file = await findPayFile(tx, who.tenant, fileId)
        if (file === undefined) throw fileDeskRefusals.notFound()
        const { route, bytes } = await openSent(who, file, needs)
        await audit.recordRead(tx, who, {
          act: 'export',
          action: 'payouts.file-downloaded',
          about: { kind: 'pay-file', id: fileId },
          details: { lines: file.lines },
        })
        return { name: `${file.batch}.${endingOf(route)}`, bytes }
      }),
    take: (who, runId, file) => {
      if (file === undefined) throw fileDeskRefusals.noFile({}, 'file')
      return who.transaction(db, (tx) => keepReturn(tx, who, { runId, file }, needs))
    },
    report: (who, returnId) =>
      who.transaction(db, async (tx) => {
        const record = await findReturn(tx, who.tenant, returnId)
        if (record === undefined) throw fileDeskRefusals.notFound()
        return reportOf(tx, who, record, needs)
      }),
    book: (who, returnId) => who.transaction(db, (tx) => bookKept(tx, who, returnId, needs)),
    simulate: (who, wish) => who.transaction(db, (tx) => simulated(tx, who, wish, needs)),
  }
}

/** Codes the simulator hands out in turn; the first three are those the demonstration tells of. */
const simulatedCodes = ['E01', 'E02', 'E03']

async function simulated(
  tx: Tx,
  who: Caller,
  wish: { readonly fileId: string; readonly failures: number; readonly fault?: string | undefined },
  needs: FileDeskNeeds,
): Promise<{ name: string; bytes: Buffer }> {
  if (!needs.isDemo) throw fileDeskRefusals.onlyDemonstration()
  const file = await findPayFile(tx, who.tenant, wish.fileId)
  if (file === undefined) throw fileDeskRefusals.notFound()
  const { route, sent } = await openSent(who, file, needs)
  const failing = sent.slice(0, Math.min(wish.failures, sent.length))
  const failures = new Map(
    failing.map(({ reference }, index) => [reference, simulatedCodes[index % simulatedCodes.length] ?? 'E99']),
  )
  const { as } = route.back
  const ending = as.kind === 'xlsx' ? 'xlsx' : as.ending
  const fault = wish.fault !== undefined && isBankFault(wish.fault) ? wish.fault : undefined
  const bytes = await writtenBytes(ending, (path) =>
    answerAsBank(path, { batch: file.batch, lines: sent }, route, { failures, fault }),
  )
  await needs.audit.recordRead(tx, who, {
    act: 'export',
    action: 'payouts.bank-simulated',
    about: { kind: 'pay-file', id: file.id },
    details: { failures: failures.size, fault: fault ?? 'none' },
  })
  return { name: `模拟银行回盘-${file.batch}.${ending}`, bytes }
}
