import { sql } from 'kysely'
import { v7 } from 'uuid'
import { systemCaller } from '#platform/http/index.ts'
import type { MakeSamples } from './matrix-samples.ts'

const number = 'QH-DB-2026-900070'

/** A case of the matrix's household that was refused, with its letter. */
export const letterSamples: MakeSamples = async ({ product, tenant, household }) => {
  const who = systemCaller('matrix', tenant)
  const [id, letter] = [v7(), v7()]
  const today = product.clock.today()
  const content = JSON.stringify({
    ...{ kind: 'refusal', office: '青禾县民政局', programme: '最低生活保障', number: '青禾低保〔2026〕900070号' },
    ...{ caseNumber: number, applicant: '居民甲0001', members: 1, appliedOn: today, decidedOn: today, amount: null },
    ...{ isOnce: false, fromMonth: null, sum: [], plain: [], handOverBy: null },
    reasons: [{ text: '一家每月收入不低于线', article: '合成标准 第一条' }],
  })
  await who.transaction(product.db, async (tx) => {
    await sql`INSERT INTO casework.case_record (tenant_id, id, place_id, number, programme, household_id,
        household_number, applicant_id, applicant_shown, procedure_region, procedure_from, stage, version, opened_at,
        opened_on, limit_kind)
      VALUES (${tenant}, ${id}, ${household.place}, ${number}, 'dibao', ${household.id}, ${household.number}, ${v7()},
        '核**01', '000000', '2021-07-01', 'intake', 1, ${product.clock.now()}, ${today}, 'ordinary')`.execute(tx)
    await sql`INSERT INTO papers.letter (tenant_id, id, place_id, case_id, household_id, decision_id, kind, number,
        content, made_at, made_on)
      VALUES (${tenant}, ${letter}, ${household.place}, ${id}, ${household.id}, ${v7()}, 'refusal',
        '青禾低保〔2026〕900070号', ${content}::jsonb, ${product.clock.now()}, ${today})`.execute(tx)
  })
  const purpose = { purpose: '核对测试' }
  const ofCase = { params: { id }, query: purpose, hides: number }
  const form = { params: { id, form: 'application' }, query: purpose }
  const ofLetter = { params: { id: letter }, query: purpose, hides: number }
  // A layout is the office's: no place parts it.
  const layout = { params: { form: 'refusal', version: '0' }, openTo: 'everyone' } as const
  return {
    'GET /api/cases/:id/papers': ofCase,
    'GET /api/cases/:id/papers/:form': form,
    'POST /api/cases/:id/papers/:form': { ...form, body: { byHand: 'no' } },
    'GET /letters/:id': ofLetter,
    'GET /api/letters/:id/pdf': ofLetter,
    'GET /api/letters/:id/word': ofLetter,
    'GET /api/letter-templates/:form/:version': layout,
    'GET /api/letter-templates/:form/:version/preview': layout,
    'GET /api/letter-samples/:form': layout,
    'POST /api/letter-templates/:form': layout,
    'POST /api/letter-templates/:form/:version/use': layout,
  }
}
