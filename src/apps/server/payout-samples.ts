import { sql } from 'kysely'
import { given } from '#platform/errors/index.ts'
import { systemCaller, type Caller } from '#platform/http/index.ts'
import type { MatrixSample } from '#platform/http/testing.ts'
import type { MatrixGround } from './matrix-samples.ts'

/** Of the household on an approved list: its line, a hold that is open and an account nobody has looked at yet. */
export async function payoutSamples(
  ground: MatrixGround,
  runId: string,
): Promise<Readonly<Record<string, MatrixSample>>> {
  const { household } = ground
  const { hold, account, line, allotment, asked } = await standing(ground, runId)
  const body = { reason: '核对测试' }
  // A list is the bureau's; its lines are parted by place, which the guard of the table holds.
  const list = { params: { id: runId }, hides: household.number, openTo: 'office' } as const
  const one = { params: { id: household.id }, query: { purpose: '核对测试' }, hides: household.number }
  return {
    'GET /api/payouts/runs/:id': list,
    'GET /api/payouts/runs/:id/lines': list,
    'POST /api/payouts/runs/:id/compute': list,
    'POST /api/payouts/runs/:id/freeze': list,
    'POST /api/payouts/runs/:id/send-back': { ...list, body },
    'POST /api/payouts/runs/:id/approve': list,
    'GET /api/payouts/holds': { query: { state: 'open' }, hides: household.number },
    'POST /api/payouts/holds/:id/release': { params: { id: hold }, body },
    'POST /api/payouts/holds/:id/end': { params: { id: hold }, body },
    'GET /api/payouts/households/:id': one,
    'POST /api/payouts/households/:id/accounts': {
      ...one,
      body: { holder: '居民甲0001', bank: '合成银行', number: '6299000000000000003', why: '核对测试' },
    },
    'GET /api/payouts/accounts': { hides: household.number },
    'POST /api/payouts/accounts/:id/check': { params: { id: account }, query: { purpose: '核对测试' } },
    'POST /api/payouts/accounts/:id/approve': { params: { id: account }, body: { number: '6299000000000000002' } },
    'POST /api/payouts/accounts/:id/refuse': { params: { id: account }, body },
    'POST /api/payouts/lines/:id/reissue': { params: { id: line }, body },
    // Budgets are the bureau's: no place parts them.
    'GET /api/payouts/allotments': { openTo: 'office' },
    'GET /api/payouts/claims': { hides: household.number },
    'POST /api/payouts/allotments/:id/reversal': { params: { id: allotment }, body, openTo: 'office' },
    'POST /api/payouts/claims/:id/repayments': {
      params: { id: line },
      body: { amount: '1', receipt: '核对测试', receivedOn: '2026-03-02' },
    },
    'POST /api/payouts/claims/:id/deductions': {
      params: { id: line },
      body: { monthly: '1', consent: '核对测试', signedOn: '2026-03-02' },
    },
    'GET /api/payouts/refunds': { hides: household.number },
    'POST /api/payouts/households/:id/refunds/bank': { ...one, body: { programme: 'dibao', amount: '1' } },
    'POST /api/payouts/households/:id/refunds/hand': {
      ...one,
      body: { programme: 'dibao', amount: '1', voucher: '核对测试', paidOn: '2026-03-02', why: '核对测试' },
    },
    'POST /api/payouts/refunds/:id/confirm': { params: { id: line } },
    'POST /api/payouts/refunds/:id/refuse': { params: { id: line }, body },
    'POST /api/payouts/asked/:id/end': { params: { id: asked }, body, openTo: 'office' },
    'POST /api/payouts/asked/:id/confirm': { params: { id: asked }, openTo: 'office' },
    'POST /api/payouts/asked/:id/refuse': { params: { id: asked }, body, openTo: 'office' },
  }
}

async function standing({ product, tenant, household }: MatrixGround, runId: string) {
  const who: Caller = { ...systemCaller('matrix-maker', tenant), purpose: '核对测试' }
  const { house } = product.loop.bank
  const about = { householdId: household.id, placeId: household.place, why: '核对测试' }
  return who.transaction(product.db, async (tx) => {
    const { rows } = await sql<{ id: string }>`SELECT id FROM payouts.line
      WHERE tenant_id = ${tenant} AND run_id = ${runId} AND household_id = ${household.id}`.execute(tx)
    const entries = await sql<{ id: string }>`SELECT id FROM ledger.entry
      WHERE tenant_id = ${tenant} AND kind = 'payouts.allotted'`.execute(tx)
    const allotment = given(entries.rows[0], 'the allotment of the matrix').id
    return {
      allotment,
      asked: await house.asked.takeBackAllotment(tx, who, { entryId: allotment, reason: '核对测试' }),
      line: given(rows[0], 'the line of the household on the list').id,
      hold: await house.holds.hold(tx, who, { ...about, programme: 'dibao', cause: 'office' }),
      account: await house.accounts.propose(tx, who, {
        ...{ ...about, holder: '居民甲0001', bank: '合成银行', number: '6299000000000000002' },
      }),
    }
  })
}
