import type { PlaceId } from '#platform/db/index.ts'
import type { Consumer } from '#platform/events/index.ts'
import { day } from '#platform/clock/index.ts'
import type { CaseFollower } from '#relief/casework/contract.ts'
import { answerLead } from './handle.ts'
import { resultOfOutcome } from './lead.ts'
import { findLeadOfCase, moveLeads } from './lead-store.ts'
import type { DiscoveryNeeds } from './needs.ts'
import { answerReports, saveAdmission } from './source-store.ts'

/** A case that came to its end closes the lead it began with; an admission is counted, with its lead or without. */
export const leadFollower = (needs: Pick<DiscoveryNeeds, 'clock' | 'vault' | 'audit'>): CaseFollower => ({
  name: 'discovery.close-lead',
  moves: ['approve-decision', 'withdraw', 'end-non-cooperation', 'grant-emergency', 'complete-papers'],
  follow: async (tx, who, one, step) => {
    if (one.outcome === null) return
    const lead = await findLeadOfCase(tx, one.tenant, one.id)
    if (one.outcome === 'confirmed')
      await saveAdmission(tx, one.tenant, {
        ...{ caseId: one.id, placeId: one.placeId, caseNumber: one.number, householdId: one.householdId },
        ...{ decidedOn: step.on, leadId: lead?.id ?? null },
      })
    const result = resultOfOutcome[one.outcome]
    // A refusal that was reconsidered answers once more; the same answer is not given twice.
    if (lead === undefined || (lead.state === 'closed' && lead.result === result)) return
    await answerLead(tx, who, { lead, result, note: null }, needs)
  },
})

export const discoveryConsumers: readonly Consumer[] = [
  {
    // In a transaction of its own over the whole office: a reporter may sit where the closing clerk cannot see.
    name: 'discovery.answer-reporters',
    hears: ['discovery.answered'],
    react: async (tx, { tenant, about, codes }) => {
      const { result, on } = codes
      if (typeof result !== 'string' || typeof on !== 'string') return
      await answerReports(tx, tenant, { leadId: about, result, on: day(on) })
    },
  },
  {
    name: 'discovery.follow-hand-over',
    hears: ['households.handed-over'],
    react: async (tx, { tenant, about, codes }) => {
      const { place } = codes
      if (typeof place !== 'number') return
      await moveLeads(tx, tenant, about, place as PlaceId)
    },
  },
]
