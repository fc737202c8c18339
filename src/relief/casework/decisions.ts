import { v7 as uuid } from 'uuid'
import { addMonths, monthOf, type Month } from '#platform/clock/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { given } from '#platform/errors/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { Fen } from '#platform/money/index.ts'
import { basisOf, said, type Basis } from './basis.ts'
import { findCase } from './case-store.ts'
import type { Case, CaseStep, Decision, Proposal, ProposalWish } from './contract.ts'
import { answerWords, inBoth, notAssessed } from './labels.ts'
import { makeMove, type Moved, type Setting } from './make-move.ts'
import type { CaseNeeds } from './needs.ts'
import { countDecisions, insertDecision, insertProposal, readProposal, type Owner } from './paper-store.ts'
import { caseRefusals } from './refusals.ts'
import { lastOf } from './step.ts'

/** Aid begins with the month after the decision (57号 art. 21). */
const firstMonth = (needs: CaseNeeds): Month => addMonths(monthOf(needs.clock.today()), 1)

/**
 * What the first person puts before the second. It follows the assessment to the fen, or says why not, by what article,
 * and waits for a third person.
 *
 * @throws what the move refuses, memberDied, assessment…, overrideNeeded, amountMissing, statusHasNoAmount
 */
export async function proposeDecision(
  tx: Tx,
  who: Caller,
  wish: ProposalWish & { readonly id: string },
  needs: CaseNeeds,
): Promise<Moved & { readonly proposal: Proposal }> {
  const id = uuid()
  const held: { basis: Basis | null; proposal: Proposal | null } = { basis: null, proposal: null }
  const moved = await makeMove(
    tx,
    who,
    {
      id: wish.id,
      wish: { move: 'propose-decision', version: wish.version, reason: wish.why, codes: { answer: wish.outcome } },
      prepare: async ({ one, procedure }) => {
        await refuseAfterDeath(tx, who, one, needs)
        const month = wish.outcome === 'confirmed' ? firstMonth(needs) : null
        const basis = await basisOf(tx, who, { one, assessmentId: wish.assessmentId, month }, needs)
        refuseWithoutOverride(wish, basis)
        // A class the sum did not give is not made up: what is confirmed is then the programme, by its name.
        held.basis = { ...basis, status: basis.isStatus ? (basis.status ?? procedure.words.zh) : null }
        return { proposal: id, ...(wish.assessmentId === null ? {} : { assessment: wish.assessmentId }) }
      },
      keep: async (step, { one }) => {
        held.proposal = proposalOf({ id, wish, basis: given(held.basis, 'the basis of a proposal'), step }, needs)
        await insertProposal(tx, held.proposal, await ownerOf(one, step, needs))
      },
    },
    needs,
  )
  return { ...moved, proposal: given(held.proposal, 'the proposal just kept') }
}

const ownerOf = async (one: Case, { position }: CaseStep, { vault }: CaseNeeds): Promise<Owner> => ({
  ...{ box: await vault.boxOf(one.tenant), placeId: one.placeId, caseId: one.id, position },
})

/** @throws overrideNeeded, amountMissing, statusHasNoAmount */
function refuseWithoutOverride(wish: ProposalWish, basis: Basis): void {
  if (basis.isStatus && wish.amount !== null) throw caseRefusals.statusHasNoAmount({}, 'amount')
  const amount = amountOf(wish, basis)
  if (wish.outcome === 'confirmed' && !basis.isStatus && (amount === null || amount <= 0n))
    throw wish.override === null && basis.outcome !== null
      ? caseRefusals.overrideNeeded(between(wish, basis))
      : caseRefusals.amountMissing({}, 'amount')
  if (differs(wish, basis) && wish.override === null) throw caseRefusals.overrideNeeded(between(wish, basis))
}

const between = (wish: ProposalWish, basis: Basis) => ({
  ...inBoth('was', said(basis.outcome, basis.amount)),
  ...inBoth('now', wish.amount === null ? (answerWords[wish.outcome] ?? notAssessed) : said('entitled', wish.amount)),
})

const amountOf = ({ outcome, amount }: ProposalWish, basis: Basis): Fen | null =>
  outcome === 'refused' || basis.isStatus ? null : (amount ?? basis.amount)

function differs(wish: ProposalWish, basis: Basis): boolean {
  if (wish.outcome === 'refused') return basis.outcome !== 'not-entitled'
  return basis.isStatus ? basis.outcome !== 'entitled' : amountOf(wish, basis) !== basis.amount
}

function proposalOf(
  { id, wish, basis, step }: { id: string; wish: ProposalWish; basis: Basis; step: CaseStep },
  needs: CaseNeeds,
): Proposal {
  const override = differs(wish, basis) ? wish.override : null
  return {
    ...{ id, outcome: wish.outcome, assessmentId: wish.assessmentId, members: basis.members },
    amount: amountOf(wish, basis),
    status: wish.outcome === 'confirmed' ? basis.status : null,
    fromMonth: wish.outcome === 'confirmed' ? firstMonth(needs) : null,
    reasons: override === null ? basis.reasons : [{ text: override.reason, article: override.article }],
    ...{ why: wish.why, override, by: step.by, on: step.on },
  }
}

/** @throws memberDied: the register says so, and nobody has changed the members yet. */
async function refuseAfterDeath(tx: Tx, who: Caller, one: Case, { households, clock }: CaseNeeds): Promise<void> {
  const identities = await households.identitiesOf(tx, who.tenant, one.householdId)
  const persons = identities?.members.map(({ id }) => id) ?? []
  const [death] = await households.deathsOf(tx, who, { persons, factsOn: clock.today() })
  if (death !== undefined) throw caseRefusals.memberDied({ on: death.diedOn })
}

export interface ApprovalWish {
  readonly id: string
  readonly version: number
  readonly proposalId: string
}

/** By a second person: what was proposed, to the fen, if facts and law still say the same. */
export async function approveDecision(
  tx: Tx,
  who: Caller,
  { id, version, proposalId }: ApprovalWish,
  needs: CaseNeeds,
): Promise<Moved & { readonly decision: Decision }> {
  const one = await findCase(tx, who.tenant, id)
  if (one === null) throw caseRefusals.notFound()
  const box = await needs.vault.boxOf(who.tenant)
  const seen = await readProposal(tx, box, id)
  const held: { decision: Decision | null } = { decision: null }
  const decisionId = uuid()
  const moved = await makeMove(
    tx,
    who,
    {
      id,
      wish: { move: 'approve-decision', version, codes: seen === null ? {} : { answer: seen.outcome } },
      prepare: async (setting) => {
        const standing = await readProposal(tx, box, id)
        if (standing === null || standing.id !== proposalId || standing.id !== seen?.id)
          throw caseRefusals.proposalGone()
        await refuseAfterDeath(tx, who, setting.one, needs)
        const month = standing.outcome === 'confirmed' ? firstMonth(needs) : null
        await basisOf(tx, who, { one: setting.one, assessmentId: standing.assessmentId, month }, needs)
        return { decision: decisionId, proposal: standing.id }
      },
      keep: async (step, setting) => {
        held.decision = await keepDecision(
          tx,
          { id: decisionId, proposal: given(seen, 'the approved proposal'), step },
          setting,
          needs,
        )
      },
    },
    needs,
  )
  return { ...moved, decision: given(held.decision, 'the decision just made') }
}

async function keepDecision(
  tx: Tx,
  made: { readonly id: string; readonly proposal: Proposal; readonly step: CaseStep },
  { one, known }: Setting,
  needs: CaseNeeds,
): Promise<Decision> {
  const { proposal, step } = made
  const third = proposal.override === null ? undefined : lastOf(known.steps, 'consent-override')?.by
  const decision: Decision = {
    ...{ id: made.id, caseId: one.id, caseNumber: one.number, number: await nextNumber(tx, one) },
    ...{ householdId: one.householdId, programme: one.programme, outcome: proposal.outcome },
    ...{ assessmentId: proposal.assessmentId, amount: proposal.amount, status: proposal.status },
    members: proposal.members,
    // A proposal that waited into the next month begins a month later.
    fromMonth: proposal.outcome === 'confirmed' ? firstMonth(needs) : null,
    reasons: proposal.reasons,
    override: proposal.override === null ? null : { ...proposal.override, by: given(third, 'the third person').name },
    ...{ proposedBy: proposal.by, approvedBy: step.by, decidedOn: step.on, isOnce: false },
  }
  await insertDecision(tx, decision, { ...(await ownerOf(one, step, needs)), thirdId: third?.id ?? null })
  return decision
}

/** Case number and count: `QH-DB-2026-000123-1`. */
export const nextNumber = async (tx: Tx, one: Case): Promise<string> =>
  `${one.number}-${(await countDecisions(tx, one.tenant, one.id)) + 1}`
