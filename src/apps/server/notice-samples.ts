import { sql } from 'kysely'
import { v7 } from 'uuid'
import { given } from '#platform/errors/index.ts'
import { systemCaller } from '#platform/http/index.ts'
import type { MatrixSample } from '#platform/http/testing.ts'
import type { MakeSamples, MatrixGround } from './matrix-samples.ts'

/** What a finger drew, as small as it can be. */
const onePixel =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

const numbers = ['QH-DB-2026-900060', 'QH-DB-2026-900061'] as const

/** Two cases with a survey begun (one is thrown away by the matrix); a notice, an objection and a result of the first. */
export const noticeSamples: MakeSamples = async (ground) => {
  const [first, second] = [await caseWithSurvey(ground, numbers[0]), await caseWithSurvey(ground, numbers[1])]
  const { objection, publication } = await noticeOf(ground, first.id)
  const hides = numbers[0]
  const purpose = { purpose: '核对测试' }
  const ofCase = { params: { id: first.id }, query: purpose, hides }
  const ofSurvey = { params: { id: first.survey }, query: purpose, hides }
  const photo = { params: { id: first.survey, photo: v7() } }
  const signature = { version: 1, who: 'family', name: '居民', png: onePixel }
  const surveys: Readonly<Record<string, MatrixSample>> = {
    'GET /api/cases/:id/surveys': ofCase,
    'POST /api/cases/:id/surveys': ofCase,
    'GET /api/surveys/:id': ofSurvey,
    'GET /api/surveys/:id/colleagues': ofSurvey,
    'PUT /api/surveys/:id/answers': { ...ofSurvey, body: { answers: {} } },
    'PUT /api/surveys/:id/investigators': { ...ofSurvey, body: { ids: [] } },
    'POST /api/surveys/:id/photos': ofSurvey,
    'GET /api/surveys/:id/photos/:photo': photo,
    'DELETE /api/surveys/:id/photos/:photo': photo,
    'POST /api/surveys/:id/signatures': { ...ofSurvey, body: signature },
    'POST /api/surveys/:id/family-refusal': { ...ofSurvey, body: { reason: '不识字' } },
    'POST /api/surveys/:id/paper': ofSurvey,
    'POST /api/surveys/:id/finish': { ...ofSurvey, body: { version: 1 } },
    'DELETE /api/surveys/:id': { params: { id: second.survey } },
    'POST /api/surveys/:id/facts': { ...ofSurvey, body: { names: ['homes-owned'] } },
  }
  return {
    ...surveys,
    'GET /api/notices': { query: { state: 'all' }, hides },
    'GET /api/cases/:id/notice': ofCase,
    'GET /notice-sheets/:id': ofCase,
    'POST /api/cases/:id/objections': { ...ofCase, body: { version: 1, objector: '甲', text: '有异议' } },
    'POST /api/objections/:id/answer': { params: { id: objection }, body: { upheld: false, text: '已查' } },
    'POST /api/objections/:id/objector': { params: { id: objection }, query: purpose, hides: '提异议的人' },
    'POST /api/cases/:id/publication': { ...ofCase, body: { version: 1 } },
    'POST /api/publications/:id/withdrawal': { params: { id: publication }, body: { why: '撤下' } },
  }
}

async function caseWithSurvey({ product, tenant, household }: MatrixGround, number: string) {
  const who = systemCaller('matrix', tenant)
  const id = v7()
  const today = product.clock.today()
  await who.transaction(product.db, (tx) =>
    sql`INSERT INTO casework.case_record (tenant_id, id, place_id, number, programme, household_id, household_number,
        applicant_id, applicant_shown, procedure_region, procedure_from, stage, version, opened_at, opened_on,
        accepted_on, limit_kind)
      VALUES (${tenant}, ${id}, ${household.place}, ${number}, 'dibao', ${household.id}, ${household.number}, ${v7()},
        '核**01', '000000', '2021-07-01', 'investigation', 1, ${product.clock.now()}, ${today}, ${today}, 'ordinary')`.execute(
      tx,
    ),
  )
  const begin = given(
    product.routes().find(({ verb, path }) => verb === 'POST' && path === '/api/cases/:id/surveys'),
    'the row that begins a survey',
  )
  const begun = (await begin.run({ who, params: { id } } as never)) as { id: string }
  return { id, survey: begun.id }
}

async function noticeOf({ product, tenant, household }: MatrixGround, caseId: string) {
  const who = systemCaller('matrix', tenant)
  const [notice, objection, publication] = [v7(), v7(), v7()]
  const [now, today] = [product.clock.now(), product.clock.today()]
  const box = await product.vault.boxOf(tenant)
  const objector = box.seal(
    JSON.stringify({ objector: '提异议的人', contact: '' }),
    `public_notice.objection.objector:${objection}`,
  )
  const said = box.seal('有异议', `public_notice.objection.said:${objection}`)
  await who.transaction(product.db, async (tx) => {
    await sql`INSERT INTO public_notice.notice (tenant_id, id, case_id, case_number, household_id, place_id, programme,
        opinion_id, round, state, put_up_on, last_day, closes_at, days, source)
      VALUES (${tenant}, ${notice}, ${caseId}, ${numbers[0]}, ${household.id}, ${household.place}, 'dibao', ${v7()}, 1,
        'ended', ${today}, ${today}, ${now}, 7, '核对测试')`.execute(tx)
    await sql`INSERT INTO public_notice.objection (tenant_id, id, case_id, notice_id, household_id, place_id,
        received_at, recorded_by, recorded_by_name, objector, said, evidence)
      VALUES (${tenant}, ${objection}, ${caseId}, ${notice}, ${household.id}, ${household.place}, ${now}, 'matrix',
        '核对测试', ${objector}, ${said}, '{}')`.execute(tx)
    await sql`INSERT INTO public_notice.publication (tenant_id, id, case_id, case_number, decision_id, household_id,
        place_id, programme, state, published_on, last_day, closes_at, source)
      VALUES (${tenant}, ${publication}, ${caseId}, ${numbers[0]}, ${v7()}, ${household.id}, ${household.place},
        'dibao', 'shown', ${today}, ${today}, ${now}, '核对测试')`.execute(tx)
  })
  return { objection, publication }
}
