import type { Tx } from '#platform/db/index.ts'
import { Refusal } from '#platform/errors/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { fen, sumFen } from '#platform/money/index.ts'
import { clockOn, fixedClock } from './case-clock.ts'
import { findCase, type CaseRecord } from './case-store.ts'
import type { CaseStep, Decision, MoveWish } from './contract.ts'
import { isStatusOf } from './basis.ts'
import { knownOf } from './known.ts'
import { moveWords } from './labels.ts'
import type { CaseMove } from './moves.ts'
import { calendarIn, procedureOf, type CaseNeeds } from './needs.ts'
import { readDecisions, readOpinions, readProposal } from './paper-store.ts'
import { limitOf, stageLimitOf, stageOf, targetsOf, type Procedure } from './procedure/procedure.ts'
import { caseRefusals } from './refusals.ts'
import { lastOf, step, visitReason, type Known } from './step.ts'
import type { CaseFile, PossibleMove } from './wire.ts'
import { caseWire, clockWire, decisionWire, opinionWire, proposalWire, stepWire, wordsOfStage } from './wire-words.ts'

/** The case page: all there is on a case, and what this person could do now. The look is written down. @throws notFound */
export async function readFile(tx: Tx, who: Caller, id: string, needs: CaseNeeds): Promise<CaseFile> {
  const one = await findCase(tx, who.tenant, id)
  if (one === null) throw caseRefusals.notFound()
  const about = { kind: 'household', id: one.householdId }
  await needs.audit.recordRead(tx, who, {
    act: 'read',
    action: 'casework.case-opened',
    about,
    details: { case: one.id },
  })
  const procedure = await procedureOf(tx, needs, one)
  const known = await knownOf(tx, who, one, needs)
  const calendar = await calendarIn(tx, needs)
  const clock = clockOn(fixedClock(procedure, known.steps, calendar), calendar, needs.clock.today())
  const box = await needs.vault.boxOf(who.tenant)
  const proposal = awaits(known.steps) ? await readProposal(tx, box, id) : null
  const decisions = await readDecisions(tx, box, id)
  const reason = visitReason(known, procedure)
  return {
    case: caseWire(one, {
      procedure,
      directory: needs.regions.directory(),
      isStatus: await isStatusOf(who, one, needs),
    }),
    clock: clock === null ? null : clockWire(clock),
    stages: stagesOf(procedure),
    steps: known.steps.map((made) => stepWire(made, procedure)),
    moves: await possibleMoves(tx, who, { one, procedure, known }, needs),
    opinions: (await readOpinions(tx, box, id)).map(opinionWire),
    proposal: proposal === null ? null : proposalWire(proposal, lastOf(known.steps, 'consent-override')?.by ?? null),
    decisions: decisions.map(decisionWire),
    mustVisit: reason === null ? [] : [reason.words],
    emergency: emergencyOf(procedure, { known, decisions, today: needs.clock.today() }),
  }
}

const stagesOf = (procedure: Procedure): CaseFile['stages'] =>
  [...procedure.stages.values()].map(({ name, zh, en, forms, outcome }) => {
    const { limit, stages } = stageLimitOf(procedure, name)
    return {
      ...{ stage: name, words: { zh, en }, forms: [...forms], outcome },
      ...{ limitDays: limit?.days ?? null, limitSource: limit?.source ?? null, limitStages: [...stages] },
    }
  })

function emergencyOf(
  { emergency }: Procedure,
  { known, decisions, today }: { known: Known; decisions: readonly Decision[]; today: string },
): CaseFile['emergency'] {
  if (emergency === null) return null
  const minutes = known.steps.find(({ move }) => move === 'grant-emergency')?.codes.minutesFromReport
  const given = decisions.filter(({ isOnce }) => isOnce).map(({ amount }) => amount ?? fen(0))
  return {
    cap: emergency.cap.toString(),
    granted: sumFen(given).toString(),
    minutesToHelp: typeof minutes === 'number' ? minutes : null,
    papersDueOn: known.papersDueOn,
    papersLate: known.papersDueOn !== null && today > known.papersDueOn,
  }
}

interface Standing {
  readonly one: CaseRecord
  readonly procedure: Procedure
  readonly known: Known
}

/** Every move of the stage, open or with the sentences that stand in its way, before anything is pressed. */
async function possibleMoves(tx: Tx, who: Caller, standing: Standing, needs: CaseNeeds): Promise<PossibleMove[]> {
  const { one, procedure, known } = standing
  const moves: PossibleMove[] = []
  for (const [name, rule] of Object.entries(stageOf(procedure, one.stage).moves)) {
    const move = name as CaseMove
    if (rule.who.every((role) => role === 'system')) continue
    const answer = typeof rule.to === 'string' ? {} : { answer: Object.keys(rule.to)[0] ?? '' }
    const wish: MoveWish = { move, version: one.version, reason: '—', codes: answer }
    const answered = step(procedure, { one, known }, wish, who)
    const refusals = answered instanceof Refusal ? [answered] : await obstaclesOf(tx, who, { one, wish }, needs)
    moves.push({
      ...{ move, words: moveWords[move], isOpen: refusals.length === 0 },
      refusals: refusals.map(({ zh, en, code }) => ({ zh, en, code })),
      leadsTo: [...new Set(targetsOf(rule))].map((to) => wordsOfStage(procedure, to)),
    })
  }
  return moves
}

async function obstaclesOf(
  tx: Tx,
  who: Caller,
  { one, wish }: { readonly one: CaseRecord; readonly wish: MoveWish },
  { gates = () => [] }: CaseNeeds,
): Promise<Refusal[]> {
  const found: Refusal[] = []
  for (const gate of gates())
    if (gate.moves.includes(wish.move))
      found.push(...(await gate.obstacles(tx, who, one, wish)).map(({ refusal }) => refusal))
  return found
}

export const limitDaysOf = (procedure: Procedure): number | null => limitOf(procedure, 'ordinary')?.days ?? null

/** A proposal waits from the moment it is made until it is approved or sent back; then it is history. */
function awaits(steps: readonly CaseStep[]): boolean {
  const last = (move: CaseStep['move']): number => lastOf(steps, move)?.position ?? 0
  return last('propose-decision') > Math.max(last('approve-decision'), last('send-back'))
}
