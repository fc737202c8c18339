import { sql } from 'kysely'
import { v7 } from 'uuid'
import { systemCaller } from '#platform/http/index.ts'
import type { MakeSamples } from './matrix-samples.ts'

/** A report of the matrix's household, asked on nobody and answered by nobody: enough to stand in front of. */
export const checkSamples: MakeSamples = async ({ product, tenant, household }) => {
  const who = systemCaller('matrix', tenant)
  const id = v7()
  const caseId = v7()
  await who.transaction(product.db, (tx) =>
    sql`INSERT INTO means_check.report (tenant_id, id, case_id, case_number, household_id, household_number, place_id,
        position, why, basis_zh, basis_en, asked_at, asked_on, asked_by, asked_by_name, people, declared, departments)
      VALUES (${tenant}, ${id}, ${caseId}, 'QH-DB-2026-900001', ${household.id}, ${household.number},
        ${household.place}, 1, '核对测试', '依据', 'basis', ${product.clock.now()}, ${product.clock.today()}, 'matrix',
        '核对测试', '[]', '{}', '[]')`.execute(tx),
  )
  // Interfaces are the office's: no place parts them. A department nobody knows keeps every door shut on its own.
  const [department, reason] = ['no-such-department', '核对测试']
  const ofDepartment = { params: { department }, openTo: 'everyone' } as const
  const ofChange = { params: { department, id }, openTo: 'everyone' } as const
  const address = {
    baseUrl: 'https://10.0.0.1',
    secret: 'a secret of the matrix',
    timeoutMs: 1000,
    definition: null,
    why: reason,
  }
  const one = { params: { id }, query: { purpose: '核对测试' } }
  return {
    'GET /api/means-checks/:id': { ...one, hides: household.number },
    'POST /api/means-checks/:id/ask-again': one,
    'POST /api/means-checks/:id/recheck': { ...one, body: { why: '核对测试' } },
    'POST /api/means-checks/:id/answers': { ...one, body: { line: 'homes:household', says: 'agrees' } },
    'POST /api/means-checks/:id/settlements': {
      ...one,
      body: { line: 'homes:household', takes: 'found', why: '核对测试' },
    },
    'POST /api/means-checks/:id/exception': { ...one, body: { why: '核对测试' } },
    'GET /api/cases/:id/means-check': { params: { id: caseId } },
    'POST /api/cases/:id/means-check': { params: { id: caseId } },
    'GET /api/department-connections': { openTo: 'everyone' },
    'POST /api/department-connections/:department/changes': { ...ofDepartment, body: address },
    'POST /api/department-connections/:department/changes/:id/answer': {
      ...ofChange,
      body: { agrees: true, why: reason },
    },
    'POST /api/department-connections/:department/changes/:id/withdrawal': ofChange,
    'POST /api/department-connections/:department/time-out': { ...ofDepartment, body: { timeoutMs: 1000 } },
    'POST /api/department-connections/:department/switch-off': { ...ofDepartment, body: { reason } },
    'POST /api/department-connections/:department/switch-on': { ...ofDepartment, body: { reason } },
    'POST /api/department-connections/:department/try-out': { ...ofDepartment, body: { of: 'live' } },
  }
}
