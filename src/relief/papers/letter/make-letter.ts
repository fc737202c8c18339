import { v7 as uuid } from 'uuid'
import { yearOf } from '#platform/clock/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { given } from '#platform/errors/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { StoredAssessment } from '#relief/eligibility/contract.ts'
import { assessmentFromWire } from '#relief/eligibility/index.ts'
import type { Case, CaseFollower, CaseGate, Decision } from '#relief/casework/contract.ts'
import { placeInNumber, programmeName } from '../labels.ts'
import type { PaperNeeds } from '../needs.ts'
import { paperRefusals } from '../refusals.ts'
import { composeLetter, type CitedAssessment } from './compose.ts'
import { addLetter, isNewestPrinted, letterOfDecision, nextNumber } from './letter-store.ts'

/** The letter is written in the transaction of the decision: there is no decision without its letter. */
export const letterFollower = (needs: PaperNeeds): CaseFollower => ({
  name: 'papers.write-letter',
  moves: ['approve-decision', 'grant-emergency'],
  follow: async (tx, who, one) => {
    const decision = await needs.cases().decisionOf(tx, who, one.id)
    if (decision !== null) await makeLetter(tx, who, { one, decision, needs })
  },
})

/** A letter that was never printed cannot have been handed over. */
export const letterGate = (needs: PaperNeeds): CaseGate => ({
  name: 'papers.letter-is-printed',
  moves: ['deliver-letter'],
  obstacles: async (tx, who, one) => {
    if ((await isNewestPrinted(tx, who.tenant, one.id)) === true) return []
    // A case that came to its end without a decision has nothing to hand over either.
    const decided = (await needs.cases().decisionOf(tx, who, one.id)) !== null
    return [{ refusal: decided ? paperRefusals.letterNotPrinted() : paperRefusals.noDecision() }]
  },
})

interface ToMake {
  readonly one: Case
  readonly decision: Decision
  readonly needs: PaperNeeds
}

/** Composes and keeps the letter of a decision; once, however often it is asked. @returns its id */
export async function makeLetter(tx: Tx, who: Caller, { one, decision, needs }: ToMake): Promise<string> {
  const made = await letterOfDecision(tx, who.tenant, decision.id)
  if (made !== null) return made
  const { clock, households, assessments } = needs
  const today = clock.today()
  const { members } = await households.situationOf(tx, who.tenant, one.householdId, { factsOn: today })
  const applicant = given(
    members.find(({ id }) => id === one.applicantId) ?? members[0],
    'the applicant of a decided case',
  )
  const office = await needs.officeName(who.tenant)
  const name = programmeName(one.programme, needs.programmeTitle(one.programme))
  const cited = decision.assessmentId === null ? null : await assessments.find(tx, who, decision.assessmentId)
  const clockNow = decision.outcome === 'refused' ? await needs.cases().clockOf(tx, one) : null
  const series = `${placeInNumber(office)}${name.short}〔${yearOf(decision.decidedOn)}〕`
  const content = composeLetter({
    office,
    programme: name.full,
    number: `${series}${await nextNumber(tx, who.tenant, series)}号`,
    decision,
    assessment: cited === null ? null : citedOf(cited),
    applicant: applicant.name,
    others: members.filter(({ id }) => id !== applicant.id).map((member) => member.name),
    appliedOn: one.openedOn,
    handOverBy: clockNow?.stage?.dueOn ?? null,
  })
  const id = uuid()
  await addLetter(tx, await needs.vault.boxOf(who.tenant), {
    ...{ id, content, placeId: one.placeId, caseId: one.id, householdId: one.householdId, decisionId: decision.id },
    ...{ at: clock.now(), on: today },
  })
  await needs.audit.record(tx, who, {
    action: 'papers.letter-written',
    about: { kind: 'letter', id },
    after: { caseId: one.id, number: content.number, kind: content.kind },
  })
  return id
}

function citedOf({ assessment, classWords }: StoredAssessment): CitedAssessment {
  const { amount, tree, plain, reasons } = assessmentFromWire(assessment)
  return { amount, tree, plain, reasons, class: classWords }
}
