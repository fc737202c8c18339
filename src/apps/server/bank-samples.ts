import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { month, monthOf, yearOf } from '#platform/clock/index.ts'
import { systemCaller, type Caller } from '#platform/http/index.ts'
import { fen } from '#platform/money/index.ts'
import { moved } from '#finance/ledger/index.ts'
import type { MakeSamples, MatrixGround } from './matrix-samples.ts'
import { payoutSamples } from './payout-samples.ts'

/** The household of the matrix on an approved list, the list with the bank, and the bank's answer read on trial. */
export const bankSamples: MakeSamples = async (ground) => {
  const { product, tenant } = ground
  const { files } = product.loop.bank
  const maker = { ...systemCaller('matrix-maker', tenant), purpose: '核对测试' }
  const runId = await approvedList(ground, maker)
  const { id: fileId } = await files.make(maker, { runId, route: 'bank-batch' })
  const { name, bytes } = await files.simulate(maker, { fileId, failures: 1 })
  const folder = await mkdtemp(join(tmpdir(), 'zhulian-matrix-'))
  const path = join(folder, 'back.txt')
  await writeFile(path, bytes)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const back = await files.take(maker, runId, { field: 'file', name, path, bytes: bytes.length, sha256 })
  await rm(folder, { recursive: true })
  const { files: made } = await files.ofRun(maker, runId)
  const batch = made[0]?.batch ?? ''
  const [list, file, answer] = [runId, fileId, back.id].map((id) => ({
    params: { id },
    hides: batch,
    openTo: 'office' as const,
  }))
  // Money is the bureau's: no place parts it.
  const reconciled = { year: String(yearOf(product.clock.today())) }
  return {
    ...(await payoutSamples(ground, runId)),
    'GET /api/payouts/runs/:id/files': list!,
    'POST /api/payouts/runs/:id/files': { ...list!, body: { route: 'bank-batch' } },
    'POST /api/payouts/runs/:id/returns': list!,
    'GET /api/payouts/files/:id/download': { ...file!, query: { purpose: '核对测试' } },
    'GET /api/payouts/files/:id/simulated-return': file!,
    'GET /api/payouts/returns/:id': answer!,
    'POST /api/payouts/returns/:id/book': answer!,
    'GET /api/reconciliation': { query: reconciled, hides: runId, openTo: 'office' },
    'GET /api/reconciliation/differences': {
      query: { programme: 'dibao', month: monthOf(product.clock.today()) },
      hides: ground.household.number,
    },
    'GET /api/reconciliation/export': { query: reconciled, openTo: 'office' },
  }
}

/** One list of this month with one household on it, approved by a second person. */
async function approvedList({ product, tenant, household }: MatrixGround, maker: Caller): Promise<string> {
  const { db, clock } = product
  const { ledger, house } = product.loop.bank
  const second = systemCaller('matrix-second', tenant)
  const now = month(monthOf(clock.today()))
  const about = { householdId: household.id, placeId: household.place }
  const runId = await maker.transaction(db, async (tx) => {
    const purse = { programme: 'dibao', source: 'county', budgetYear: yearOf(now) } as const
    await ledger.post(tx, maker, {
      ...{ key: 'matrix', kind: 'payouts.allotted', why: '核对测试', on: clock.today() },
      about: { kind: 'allotment', id: 'matrix' },
      legs: moved(
        fen(1_000_000),
        { ...purse, account: 'outside', householdId: null, month: null },
        { account: 'allotment' },
      ),
    })
    await house.payouts.grant(tx, maker, {
      ...{ ...about, programme: 'dibao', rate: { per: 'month', amount: fen(50_000) }, from: now },
      source: { kind: 'decision', decisionId: 'matrix', caseNumber: 'matrix' },
    })
    const account = { ...about, holder: '居民甲0001', bank: '合成银行', number: '6299000000000000001', why: '核对测试' }
    await house.accounts.adopt(tx, maker, [account])
    const id = await house.runs.make(tx, maker, { programme: 'dibao', month: now })
    return house.runs.freeze(tx, maker, id)
  })
  return second.transaction(db, (tx) => house.runs.approve(tx, second, runId))
}
