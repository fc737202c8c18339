import { sql } from 'kysely'
import type { Day } from '#platform/clock/index.ts'
import type { PlaceId, TenantId, Tx } from '#platform/db/contract.ts'
import type { SurveyState } from './contract.ts'
import type { Form } from './form.ts'

export type FamilyState = 'open' | 'signed' | 'refused'

export interface InvestigatorRow {
  readonly id: string
  readonly name: string
  readonly post: string
  readonly signedAt: string | null
  /** On the scanned sheet, not with their own account. */
  readonly onPaper: boolean
}

/** One survey as kept; answers and words of the family are sealed. */
export interface SurveyRow {
  readonly id: string
  readonly caseId: string
  readonly caseNumber: string
  readonly householdId: string
  readonly placeId: PlaceId
  readonly number: number
  readonly state: SurveyState
  readonly afterObjection: boolean
  readonly form: Form
  readonly answers: Buffer
  readonly version: number
  readonly startedAt: Date
  readonly startedOn: Day
  readonly startedByName: string
  readonly finishedAt: Date | null
  readonly finishedOn: Day | null
  readonly familyState: FamilyState
  readonly familyWords: Buffer | null
  readonly familyAt: Date | null
  readonly familyOnPaper: boolean
  readonly paper: string | null
  readonly investigators: readonly InvestigatorRow[]
}

const columns = sql`s.id, s.case_id AS "caseId", s.case_number AS "caseNumber", s.household_id AS "householdId",
  s.place_id AS "placeId", s.number, s.state, s.after_objection AS "afterObjection", s.form, s.answers, s.version,
  s.started_at AS "startedAt", s.started_on AS "startedOn", s.started_by_name AS "startedByName",
  s.finished_at AS "finishedAt", s.finished_on AS "finishedOn", s.family_state AS "familyState",
  s.family_words AS "familyWords", s.family_at AS "familyAt", s.paper,
  s.paper IS NOT NULL AND s.family_signature IS NOT DISTINCT FROM s.paper AS "familyOnPaper",
  coalesce((SELECT json_agg(json_build_object('id', i.officer_id, 'name', i.name, 'post', i.post,
      'signedAt', i.signed_at, 'onPaper', i.on_paper) ORDER BY i.position)
    FROM home_survey.investigator i WHERE i.tenant_id = s.tenant_id AND i.survey_id = s.id), '[]') AS investigators`

/** In their order; discarded drafts are left out. */
export async function readSurveysOf(tx: Tx, tenant: TenantId, caseId: string): Promise<readonly SurveyRow[]> {
  const { rows } = await sql<SurveyRow>`SELECT ${columns} FROM home_survey.survey s
    WHERE s.tenant_id = ${tenant} AND s.case_id = ${caseId} AND s.state <> 'discarded' ORDER BY s.number`.execute(tx)
  return rows
}

export async function findSurvey(tx: Tx, tenant: TenantId, id: string): Promise<SurveyRow | null> {
  const { rows } = await sql<SurveyRow>`SELECT ${columns} FROM home_survey.survey s
    WHERE s.tenant_id = ${tenant} AND s.id = ${id} AND s.state <> 'discarded'`.execute(tx)
  return rows[0] ?? null
}

/** For a change: two phones on one form write one after the other. */
export async function findSurveyForUpdate(tx: Tx, tenant: TenantId, id: string): Promise<SurveyRow | null> {
  await sql`SELECT FROM home_survey.survey WHERE tenant_id = ${tenant} AND id = ${id} FOR UPDATE`.execute(tx)
  return findSurvey(tx, tenant, id)
}

export interface SurveyDraft {
  readonly id: string
  readonly caseId: string
  readonly caseNumber: string
  readonly householdId: string
  readonly placeId: PlaceId
  readonly afterObjection: boolean
  readonly form: Form
  readonly answers: Buffer
  readonly at: Date
  readonly on: Day
  readonly by: { readonly id: string; readonly name: string }
}

/** @returns false when a draft was there already. */
export async function insertSurvey(tx: Tx, tenant: TenantId, one: SurveyDraft): Promise<boolean> {
  const { numAffectedRows } = await sql`INSERT INTO home_survey.survey (tenant_id, id, case_id, case_number,
      household_id, place_id, number, state, after_objection, form, answers, version, started_at, started_on,
      started_by, started_by_name, family_state)
    VALUES (${tenant}, ${one.id}, ${one.caseId}, ${one.caseNumber}, ${one.householdId}, ${one.placeId},
      (SELECT coalesce(max(number), 0) + 1 FROM home_survey.survey
        WHERE tenant_id = ${tenant} AND case_id = ${one.caseId}),
      'draft', ${one.afterObjection}, ${JSON.stringify(one.form)}::jsonb, ${one.answers}, 1, ${one.at}, ${one.on},
      ${one.by.id}, ${one.by.name}, 'open')
    ON CONFLICT DO NOTHING`.execute(tx)
  return numAffectedRows === 1n
}

/** What is written changed: the version goes up and every signature falls, for it was given for other words. */
export async function saveDraftAnswers(tx: Tx, tenant: TenantId, id: string, answers: Buffer): Promise<number> {
  await sql`UPDATE home_survey.investigator SET signed_at = NULL, signature = NULL, on_paper = false, signed_by = NULL
    WHERE tenant_id = ${tenant} AND survey_id = ${id} AND signed_at IS NOT NULL`.execute(tx)
  const { rows } = await sql<{ version: number }>`UPDATE home_survey.survey SET answers = ${answers},
      version = version + 1, paper = NULL,
      family_words = CASE WHEN family_state = 'signed' THEN NULL ELSE family_words END,
      family_at = CASE WHEN family_state = 'signed' THEN NULL ELSE family_at END,
      family_signature = NULL,
      family_state = CASE WHEN family_state = 'signed' THEN 'open' ELSE family_state END
    WHERE tenant_id = ${tenant} AND id = ${id} AND state = 'draft' RETURNING version`.execute(tx)
  return rows[0]?.version ?? 0
}

/** Who stays keeps their signature. */
export async function saveInvestigators(
  tx: Tx,
  tenant: TenantId,
  id: string,
  people: readonly { readonly id: string; readonly name: string; readonly post: string }[],
): Promise<void> {
  await sql`DELETE FROM home_survey.investigator WHERE tenant_id = ${tenant} AND survey_id = ${id}
    AND NOT officer_id = ANY (${people.map((one) => one.id)}::text[])`.execute(tx)
  for (const [position, person] of people.entries())
    await sql`INSERT INTO home_survey.investigator (tenant_id, survey_id, officer_id, name, post, position)
      VALUES (${tenant}, ${id}, ${person.id}, ${person.name}, ${person.post}, ${position})
      ON CONFLICT (tenant_id, survey_id, officer_id) DO UPDATE SET position = excluded.position`.execute(tx)
}

export async function signInvestigator(
  tx: Tx,
  tenant: TenantId,
  id: string,
  made: {
    readonly officer: string
    readonly at: Date
    readonly signature: string
    /** On the scanned sheet; else the officer's own account drew it. */
    readonly onPaper: boolean
    readonly by: string
  },
): Promise<boolean> {
  const { numAffectedRows } = await sql`UPDATE home_survey.investigator SET signed_at = ${made.at},
      signature = ${made.signature}, on_paper = ${made.onPaper}, signed_by = ${made.by}
    WHERE tenant_id = ${tenant} AND survey_id = ${id} AND officer_id = ${made.officer}`.execute(tx)
  return numAffectedRows === 1n
}

export async function saveFamily(
  tx: Tx,
  tenant: TenantId,
  id: string,
  family: {
    readonly state: 'signed' | 'refused'
    readonly words: Buffer
    readonly at: Date
    readonly signature: string | null
  },
): Promise<void> {
  await sql`UPDATE home_survey.survey SET family_state = ${family.state}, family_words = ${family.words},
      family_at = ${family.at}, family_signature = ${family.signature}
    WHERE tenant_id = ${tenant} AND id = ${id} AND state = 'draft'`.execute(tx)
}

export const savePaper = (tx: Tx, tenant: TenantId, id: string, paper: string): Promise<unknown> =>
  sql`UPDATE home_survey.survey SET paper = ${paper}
    WHERE tenant_id = ${tenant} AND id = ${id} AND state = 'draft'`.execute(tx)

export const closeSurvey = (
  tx: Tx,
  tenant: TenantId,
  id: string,
  end: { readonly state: 'finished' | 'discarded'; readonly at: Date; readonly on: Day },
): Promise<unknown> =>
  sql`UPDATE home_survey.survey SET state = ${end.state},
      finished_at = ${end.state === 'finished' ? end.at : null}, finished_on = ${end.state === 'finished' ? end.on : null}
    WHERE tenant_id = ${tenant} AND id = ${id} AND state = 'draft'`.execute(tx)

/** A household that was handed over takes its surveys along. */
export const moveSurveys = (
  tx: Tx,
  tenant: TenantId,
  { householdId, placeId }: { readonly householdId: string; readonly placeId: PlaceId },
): Promise<unknown> =>
  sql`UPDATE home_survey.survey SET place_id = ${placeId}
    WHERE tenant_id = ${tenant} AND household_id = ${householdId}`.execute(tx)
