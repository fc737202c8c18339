import { sql } from 'kysely'
import { v7 } from 'uuid'
import { systemCaller } from '#platform/http/index.ts'
import type { MakeSamples } from './matrix-samples.ts'

/** A case of the matrix's household that has just been entered, and a kinship somebody declared. */
export const caseSamples: MakeSamples = async ({ product, tenant, household }) => {
  const who = systemCaller('matrix', tenant)
  const [id, kin] = [v7(), v7()]
  const number = 'QH-DB-2026-900002'
  const today = product.clock.today()
  await who.transaction(product.db, async (tx) => {
    await sql`INSERT INTO casework.case_record (tenant_id, id, place_id, number, programme, household_id,
        household_number, applicant_id, applicant_shown, procedure_region, procedure_from, stage, version, opened_at,
        opened_on, limit_kind)
      VALUES (${tenant}, ${id}, ${household.place}, ${number}, 'dibao', ${household.id}, ${household.number}, ${v7()},
        '核**01', '000000', '2021-07-01', 'intake', 1, ${product.clock.now()}, ${today}, 'ordinary')`.execute(tx)
    await sql`INSERT INTO casework.declared_kin (tenant_id, id, officer_id, officer_name, person_id, person_shown,
        relation, declared_on, declared_by)
      VALUES (${tenant}, ${kin}, 'matrix', '核对测试', ${v7()}, '核**01', '表兄', ${today}, 'matrix')`.execute(tx)
  })
  const one = { params: { id }, hides: number }
  const why = '核对测试'
  return {
    'GET /api/cases': { query: { state: 'all' }, hides: number },
    'GET /api/cases/export': { query: { state: 'all' }, hides: number },
    'GET /api/cases/:id': one,
    'GET /api/case-numbers/:number': { params: { number }, hides: id },
    'GET /api/households/:id/cases': { params: { id: household.id }, hides: number },
    'POST /api/cases/:id/moves': { ...one, body: { move: 'withdraw', version: 1, reason: why } },
    'POST /api/cases/:id/assessments': { ...one, body: {} },
    'GET /api/cases/:id/sample': one,
    'POST /api/cases/:id/sample': { ...one, body: {} },
    'POST /api/cases/:id/opinions': { ...one, body: { version: 1, proposal: 'refuse', assessmentId: null, why } },
    'POST /api/cases/:id/proposals': { ...one, body: { version: 1, outcome: 'refused', assessmentId: null, why } },
    'POST /api/cases/:id/approval': { ...one, body: { version: 1, proposalId: v7() } },
    'POST /api/cases/:id/emergency-grant': { ...one, body: { version: 1, amount: '100', why } },
    'GET /api/declared-kin/household': { query: { number: household.number }, openTo: 'office' },
    'POST /api/declared-kin/:id/end': { params: { id: kin }, body: { reason: why }, openTo: 'office' },
    'POST /api/declared-kin/:id/end-answer': {
      params: { id: kin },
      body: { agrees: true, reason: why },
      openTo: 'office',
    },
  }
}
