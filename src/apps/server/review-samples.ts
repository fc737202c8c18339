import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { systemCaller } from '#platform/http/index.ts'
import type { MakeSamples } from './matrix-samples.ts'

/** A review of the household of the matrix, waiting for somebody to look into it. */
export const reviewSamples: MakeSamples = async ({ product, tenant, household }) => {
  const who = systemCaller('matrix', tenant)
  const id = uuid()
  await who.transaction(product.db, (tx) =>
    sql`INSERT INTO monitoring.review (tenant_id, id, place_id, household_id, programme, entitlement_id, kind, state,
        found_on, due_on, paid_fen, computed_fen, why_zh, why_en)
      VALUES (${tenant}, ${id}, ${household.place}, ${household.id}, 'dibao', ${uuid()}, 'cut', 'open', '2026-03-02',
        '2026-03-16', 93000, 80000, '按档案应当少发', 'less is due')`.execute(tx),
  )
  const one = { params: { id }, hides: household.number }
  const reason = { version: 1, reason: '核对测试' }
  const leaving = { personId: uuid(), ground: 'voluntary', why: '核对测试' }
  return {
    'GET /api/reviews': { hides: household.number },
    'GET /api/reviews/:id': one,
    'GET /api/reviews/:id/letter': { ...one, query: { purpose: '核对测试' } },
    'POST /api/reviews/run': { body: { programme: 'dibao' }, openTo: 'office' },
    'POST /api/reviews/:id/proposal': {
      ...one,
      body: { version: 1, kind: 'end', amount: null, from: '2026-04', why: '核对测试' },
    },
    'POST /api/reviews/:id/dismissal': {
      ...one,
      body: { version: 1, cause: 'not-so', lookedOn: null, why: '核对测试' },
    },
    'POST /api/reviews/:id/views': { ...one, body: { outcome: 'agreed', says: '核对测试' } },
    'POST /api/reviews/:id/approval': { ...one, body: { version: 1 } },
    'POST /api/reviews/:id/return': { ...one, body: reason },
    'GET /api/review-grounds': {},
    'POST /api/reviews': { body: { household: household.number, programme: 'tekun', ground: 'voluntary' } },
    'POST /api/reviews/:id/leaving': { ...one, body: { version: 1, ...leaving } },
    'POST /api/reviews/:id/notice': { ...one, body: { version: 1 } },
    'POST /api/reviews/:id/objection': { ...one, body: { version: 1, objector: '甲', text: '有异议' } },
    'POST /api/reviews/:id/second-decision': { ...one, body: { version: 1, ...leaving } },
    'POST /api/care-reports': { body: { household: household.number, programme: 'tekun-care' } },
    'POST /api/reviews/:id/care': {
      ...one,
      body: { version: 1, personId: uuid(), assessedOn: '2026-03-02', items: { eating: 'can' }, why: '核对测试' },
    },
    'POST /api/ending-objections/:id/objector': { params: { id: uuid() }, query: { purpose: '核对测试' } },
  }
}
