import { v7 as uuid } from 'uuid'
import type { Vault } from '#platform/crypto/contract.ts'
import type { Tx } from '#platform/db/contract.ts'
import { given } from '#platform/errors/index.ts'
import { purposeOf } from '#platform/http/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { CaseStep } from '#relief/casework/contract.ts'
import type { Documents } from '#registry/documents/contract.ts'
import { countOpenObjections, findObjection, insertObjection, saveAnswer } from './objection-store.ts'
import type { ObjectionRow } from './objection-store.ts'
import { newestNoticeForUpdate } from './notice-store.ts'
import { noticeStage, type NoticeNeeds } from './put-up.ts'
import { noticeRefusals } from './refusals.ts'
import type { ObjectionForm } from './wire.ts'

export interface ObjectionNeeds extends NoticeNeeds {
  readonly vault: Vault
  readonly documents: Pick<Documents, 'ofHousehold'>
}

/** What is sealed of who objects. */
interface Objector {
  readonly objector: string
  readonly contact: string
}

const objectorUse = (id: string): string => `public_notice.objection.objector:${id}`
const saidUse = (id: string): string => `public_notice.objection.said:${id}`
const answerUse = (id: string): string => `public_notice.objection.answer:${id}`

/** What the timeline says: neither who objected nor what they said. */
const whyBack = '公示期内有人提出异议，换人复查'

/** The stage in which an objection is looked into. */
const objectionStage = 'objection'

/**
 * Records an objection and sends the case back to be looked at again. Somebody who objects while that is going on, and
 * still in time, joins: nothing they say is lost, and the case moves once.
 *
 * @throws noNotice, notShown, tooLate, movedOn, evidenceUnknown, and what the move refuses
 */
export async function raiseObjection(
  needs: ObjectionNeeds,
  tx: Tx,
  who: Caller,
  { caseId, form }: { readonly caseId: string; readonly form: ObjectionForm },
): Promise<string> {
  const { clock, vault, audit } = needs
  // The case first, then its notice, as every move does: whoever else objects, and the end of the days, wait here.
  const one = await needs.cases().hold(tx, who, caseId)
  const notice = await newestNoticeForUpdate(tx, who.tenant, caseId)
  if (notice === null) throw noticeRefusals.noNotice()
  if (notice.state === 'not-shown') throw noticeRefusals.notShown()
  const at = clock.now()
  if (at >= notice.closesAt) throw noticeRefusals.tooLate({ day: notice.lastDay })
  const joins = notice.state === 'objected' && one.stage === objectionStage
  if (!joins && one.stage !== noticeStage) throw noticeRefusals.movedOn()
  const papers = new Set((await needs.documents.ofHousehold(tx, who.tenant, one.householdId)).map(({ id }) => id))
  if (form.evidence.some((paper) => !papers.has(paper))) throw noticeRefusals.evidenceUnknown({}, 'evidence')
  const id = uuid()
  const box = await vault.boxOf(who.tenant)
  const objector: Objector = { objector: form.objector, contact: form.contact }
  await insertObjection(tx, who.tenant, {
    ...{ id, caseId, noticeId: notice.id, householdId: one.householdId, placeId: one.placeId, at, by: who },
    objector: box.seal(JSON.stringify(objector), objectorUse(id)),
    said: box.seal(form.text, saidUse(id)),
    evidence: form.evidence,
  })
  await audit.record(tx, who, {
    action: 'public-notice.objection-recorded',
    about: { kind: 'objection', id },
    after: { caseNumber: one.number, round: notice.round, joins },
  })
  // 57号 art. 19 and the 2022 notice: another officer, a new survey, the longer limit. The procedure says which.
  if (!joins)
    await needs.cases().move(tx, who, caseId, {
      ...{ move: 'raise-objection', version: form.version, reason: whyBack },
      codes: { objection: id, notice: notice.id },
    })
  return id
}

/** Whether this person gave the opinion that is objected to: the newest one when the objection came in. */
export const isOwnOpinion = (
  steps: readonly CaseStep[],
  { receivedAt }: Pick<ObjectionRow, 'receivedAt'>,
  who: Pick<Caller, 'id'>,
): boolean => steps.findLast(({ move, at }) => move === 'give-opinion' && at <= receivedAt)?.by.id === who.id

/** @throws objectionNotFound, alreadyAnswered, answerByAnother */
export async function answerObjection(
  needs: ObjectionNeeds,
  tx: Tx,
  who: Caller,
  { id, upheld, text }: { readonly id: string; readonly upheld: boolean; readonly text: string },
): Promise<void> {
  const objection = await findObjection(tx, who.tenant, id)
  if (objection === null) throw noticeRefusals.objectionNotFound()
  if (objection.answer !== null) throw noticeRefusals.alreadyAnswered()
  if (isOwnOpinion(await needs.cases().stepsOf(tx, who, objection.caseId), objection, who))
    throw noticeRefusals.answerByAnother()
  const box = await needs.vault.boxOf(who.tenant)
  const answer = { upheld, text: box.seal(text, answerUse(id)), on: needs.clock.today(), by: who }
  if (!(await saveAnswer(tx, who.tenant, id, answer))) throw noticeRefusals.alreadyAnswered()
  await needs.audit.record(tx, who, {
    action: 'public-notice.objection-answered',
    about: { kind: 'objection', id },
    after: { upheld, open: await countOpenObjections(tx, who.tenant, objection.caseId) },
  })
}

/** Who objected, in clear; the purpose is written down first. @throws objectionNotFound, purposeNeeded */
export async function revealObjector(needs: ObjectionNeeds, tx: Tx, who: Caller, id: string): Promise<Objector> {
  purposeOf(who)
  const objection = await findObjection(tx, who.tenant, id)
  if (objection === null) throw noticeRefusals.objectionNotFound()
  await needs.audit.recordRead(tx, who, {
    act: 'reveal',
    action: 'public-notice.objector-revealed',
    about: { kind: 'objection', id },
  })
  const box = await needs.vault.boxOf(who.tenant)
  return JSON.parse(box.open(objection.objector, objectorUse(id))) as Objector
}

/** What was said and answered, without who said it. */
export async function openObjection(needs: ObjectionNeeds, who: Caller, row: ObjectionRow) {
  const box = await needs.vault.boxOf(who.tenant)
  return {
    text: box.open(row.said, saidUse(row.id)),
    answer:
      row.answer === null
        ? null
        : {
            text: box.open(row.answer, answerUse(row.id)),
            by: given(row.answeredByName, 'who answered'),
            on: given(row.answeredOn, 'when it was answered'),
            upheld: given(row.upheld, 'whether it holds'),
          },
  }
}
