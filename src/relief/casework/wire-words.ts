import type { RegionDirectory } from '#registry/regions/index.ts'
import type { CaseRecord } from './case-store.ts'
import type { CaseClock, CaseStep, Decision, Opinion, Proposal } from './contract.ts'
import { moveWords } from './labels.ts'
import { stageOf, type Procedure } from './procedure/procedure.ts'
import type { CaseFile, CaseWire, ClockWire } from './wire.ts'

/** What the service knows, put into the shapes that travel. */
const textOf = (amount: bigint | null): string | null => (amount === null ? null : amount.toString())

export const placeOf = (directory: RegionDirectory, place: CaseRecord['placeId']) => {
  const region = directory.ofPlace(place)
  return { placeCode: region?.code ?? '', placeLabel: region ? directory.label(region.code, 'town') : '' }
}

export const wordsOfStage = (procedure: Procedure, name: string): { zh: string; en: string } => {
  const { zh, en } = stageOf(procedure, name)
  return { zh, en }
}

export const caseWire = (
  one: CaseRecord,
  { procedure, directory, isStatus }: { procedure: Procedure; directory: RegionDirectory; isStatus: boolean },
): CaseWire => ({
  ...{ id: one.id, number: one.number, programme: one.programme, programmeWords: procedure.words },
  ...{ householdId: one.householdId, householdNumber: one.householdNumber },
  ...placeOf(directory, one.placeId),
  ...{ applicantId: one.applicantId, applicant: one.applicantShown },
  ...{ stage: one.stage, stageWords: wordsOfStage(procedure, one.stage), version: one.version },
  ...{ openedAt: one.openedAt.toISOString(), openedOn: one.openedOn, acceptedOn: one.acceptedOn },
  ...{ outcome: one.outcome, limitKind: one.limitKind, isStatus },
  procedure: { ...one.procedure, title: procedure.title },
})

export const clockWire = (clock: CaseClock): ClockWire => ({ ...clock })

export const stepWire = (made: CaseStep, procedure: Procedure): CaseFile['steps'][number] => ({
  ...{ id: made.id, position: made.position, move: made.move, moveWords: moveWords[made.move], from: made.from },
  ...{ to: made.to, toWords: wordsOfStage(procedure, made.to), at: made.at.toISOString(), on: made.on },
  ...{ by: made.by, reason: made.reason, codes: { ...made.codes } },
})

export const opinionWire = (made: Opinion): CaseFile['opinions'][number] => ({
  ...{ id: made.id, proposal: made.proposal, assessmentId: made.assessmentId, amount: textOf(made.amount) },
  ...{ status: made.status, members: made.members, why: made.why, by: made.by, on: made.on },
})

export const proposalWire = (made: Proposal, third: CaseStep['by'] | null): NonNullable<CaseFile['proposal']> => ({
  ...{ id: made.id, outcome: made.outcome, assessmentId: made.assessmentId, amount: textOf(made.amount) },
  ...{
    status: made.status,
    members: made.members,
    fromMonth: made.fromMonth,
    reasons: [...made.reasons],
    why: made.why,
  },
  override: made.override === null ? null : { ...made.override, by: third },
  ...{ by: made.by, on: made.on },
})

export const decisionWire = (made: Decision): CaseFile['decisions'][number] => ({
  ...{ id: made.id, number: made.number, outcome: made.outcome, assessmentId: made.assessmentId },
  ...{
    amount: textOf(made.amount),
    status: made.status,
    members: made.members,
    fromMonth: made.fromMonth,
    reasons: [...made.reasons],
  },
  ...{ override: made.override, proposedBy: made.proposedBy, approvedBy: made.approvedBy },
  ...{ decidedOn: made.decidedOn, isOnce: made.isOnce },
})
