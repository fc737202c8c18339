import { v7 } from 'uuid'
import type { PlaceId, Tx } from '#platform/db/index.ts'
import type { Consumer } from '#platform/events/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { CaseFollower, CaseGate } from '#relief/casework/contract.ts'
import { paperNeedsOf } from './application-papers.ts'
import { findApplication, markAccepted, moveApplications } from './application-store.ts'
import { endAuthorisations } from './authorisation-store.ts'
import { noteSigned } from './authorisations.ts'
import type { IntakeNeeds } from './needs.ts'
import { missingOf, papersInWords } from './papers.ts'
import { insertPaper } from './paper-store.ts'
import { intakeRefusals } from './refusals.ts'

/** An application is accepted complete, whoever presses the button and where. */
export const papersGate = (needs: IntakeNeeds): CaseGate => ({
  name: 'intake.papers',
  moves: ['accept'],
  obstacles: async (tx, who, one) => {
    const application = await findApplication(tx, one.tenant, one.id)
    if (application === undefined) return []
    const missing = missingOf((await paperNeedsOf(tx, who, application, needs)).needs)
    if (missing.length === 0) return []
    return [
      { refusal: intakeRefusals.papersMissing({ count: missing.length, papers: papersInWords(missing) }, 'papers') },
    ]
  },
})

/** The day of acceptance is the case's; and with the end of a case that gives no aid the authorisations end. */
export const intakeFollower = ({ clock }: Pick<IntakeNeeds, 'clock'>): CaseFollower => ({
  name: 'intake.follow-case',
  moves: ['accept', 'approve-decision', 'withdraw', 'end-non-cooperation'],
  follow: async (tx, _who, one, step) => {
    if (step.move === 'accept') await markAccepted(tx, one.tenant, one.id, step.on)
    if (one.outcome === null || one.outcome === 'confirmed') return
    const why = one.outcome === 'refused' ? ('not-eligible' as const) : ('withdrawn' as const)
    await endAuthorisations(tx, one.tenant, { caseId: one.id }, { on: clock.today(), why })
  },
})

export const intakeConsumers: readonly Consumer[] = [
  {
    name: 'intake.follow-hand-over',
    hears: ['households.handed-over'],
    react: async (tx, { tenant, about, codes }) => {
      const { place } = codes
      if (typeof place !== 'number') return
      await moveApplications(tx, tenant, about, place as PlaceId)
    },
  },
]

/** A paper that was scanned back by its code: a signed application is one more paper, a signed authorisation stands. */
export const paperFiled =
  (needs: IntakeNeeds) =>
  async (
    tx: Tx,
    who: Caller,
    filed: {
      readonly case: { readonly id: string }
      readonly form: string
      readonly personId: string | null
      readonly documentId: string
    },
  ): Promise<void> => {
    const { form, personId, documentId } = filed
    if (form === 'authorisation' && personId !== null)
      await noteSigned(tx, who, { caseId: filed.case.id, personId, documentId }, needs)
    if (form !== 'application') return
    const application = await findApplication(tx, who.tenant, filed.case.id)
    if (application === undefined) return
    await insertPaper(tx, who.tenant, {
      ...{ id: v7(), draftId: application.draftId, caseId: application.caseId, placeId: application.placeId },
      ...{ kind: 'application', memberKey: null, documentId, sha256: documentId },
      ...{ addedAt: needs.clock.now(), addedBy: who.name },
    })
  }
