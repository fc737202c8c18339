import type { TenantId } from '#platform/db/index.ts'
import { must } from '#platform/errors/index.ts'
import { clockOn, fixedClock } from './case-clock.ts'
import { findCase, findCaseByNumber, lockCase, readCasesOfHousehold } from './case-store.ts'
import type { Cases } from './contract.ts'
import { approveDecision, proposeDecision } from './decisions.ts'
import { grantEmergency } from './emergency.ts'
import { makeMove } from './make-move.ts'
import { calendarIn, procedureOf, type CaseNeeds } from './needs.ts'
import { openCase } from './open-case.ts'
import { giveOpinion } from './opinions.ts'
import { readDecisions, readOpinions, readProposal } from './paper-store.ts'
import { caseRefusals } from './refusals.ts'
import { readSteps } from './step-store.ts'
import type { CaseMove } from './moves.ts'

/** These come with a paper of their own and are made by the service that keeps it. */
const withPapers: readonly CaseMove[] = ['give-opinion', 'propose-decision', 'approve-decision', 'grant-emergency']

export function createCases(needs: CaseNeeds): Cases {
  const get: Cases['get'] = async (tx, who, id) => {
    const one = await findCase(tx, who.tenant, id)
    if (one === null) throw caseRefusals.notFound()
    return one
  }
  const boxOf = ({ tenant }: { readonly tenant: TenantId }) => needs.vault.boxOf(tenant)
  return {
    get,
    hold: async (tx, who, id) => {
      const one = await lockCase(tx, who.tenant, id)
      if (one === null) throw caseRefusals.notFound()
      return one
    },
    open: (tx, who, wish) => openCase(tx, who, wish, needs),
    find: (tx, who, number) => findCaseByNumber(tx, who.tenant, number),
    ofHousehold: (tx, who, householdId) => readCasesOfHousehold(tx, who.tenant, householdId),
    move: (tx, who, id, wish) => {
      must(!withPapers.includes(wish.move), `${wish.move} is made with its paper`)
      return makeMove(tx, who, { id, wish }, needs)
    },
    stepsOf: async (tx, who, id) => readSteps(tx, await boxOf(who), (await get(tx, who, id)).id),
    clockOf: async (tx, one) => {
      const calendar = await calendarIn(tx, needs)
      const steps = await readSteps(tx, await boxOf(one), one.id)
      const fixed = fixedClock(await procedureOf(tx, needs, one), steps, calendar)
      return clockOn(fixed, calendar, needs.clock.today())
    },
    opinionOf: async (tx, who, id) => (await readOpinions(tx, await boxOf(who), id)).at(-1) ?? null,
    decisionOf: async (tx, who, id) => (await readDecisions(tx, await boxOf(who), id)).at(-1) ?? null,
    decisionsOf: async (tx, who, id) => readDecisions(tx, await boxOf(who), id),
    proposalOf: async (tx, who, id) => readProposal(tx, await boxOf(who), id),
    giveOpinion: (tx, who, id, wish) => giveOpinion(tx, who, { ...wish, id }, needs),
    proposeDecision: (tx, who, id, wish) => proposeDecision(tx, who, { ...wish, id }, needs),
    approveDecision: (tx, who, id, wish) => approveDecision(tx, who, { ...wish, id }, needs),
    grantEmergency: (tx, who, id, wish) => grantEmergency(tx, who, { ...wish, id }, needs),
    beginWithin: async (tx, one, form) => (await procedureOf(tx, needs, one)).beginWithin?.[form] ?? null,
    formsOf: async (tx, one) => [...(await procedureOf(tx, needs, one)).stages.values()].flatMap(({ forms }) => forms),
    stagesOf: async (tx, one) => [...(await procedureOf(tx, needs, one)).stages.keys()],
  }
}
