import { v7 as uuid } from 'uuid'
import { addDays } from '#platform/clock/index.ts'
import type { Tx } from '#platform/db/contract.ts'
import { given, type Refusal } from '#platform/errors/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { Case, CaseFollower } from '#relief/casework/contract.ts'
import { endOf, notShown } from './notice.ts'
import { endPublication, findPublicationForUpdate, insertPublication, readPublicationsOf } from './publication-store.ts'
import { applicantOf, askFor, type NoticeNeeds } from './put-up.ts'
import { noticeRefusals } from './refusals.ts'

/** What stands in the way of publishing the result now, or nothing. */
export async function publicationObstacle(needs: NoticeNeeds, tx: Tx, who: Caller, one: Case): Promise<Refusal | null> {
  const decision = await needs.cases().decisionOf(tx, who, one.id)
  if (decision === null || decision.outcome !== 'confirmed') return noticeRefusals.nothingToPublish()
  const published = await readPublicationsOf(tx, who.tenant, one.id)
  if (published.some(({ decisionId }) => decisionId === decision.id)) return noticeRefusals.alreadyPublished()
  const today = needs.clock.today()
  const rule = needs.rules.publication(await askFor(needs, who, one, today))
  if (rule === null) return noticeRefusals.noPublicationRule()
  if (rule === 'never') return noticeRefusals.notPublished()
  if (rule.days === null) return noticeRefusals.noPublicationDays()
  const applicant = await applicantOf(needs, tx, one)
  if (applicant.bornOn === null) return noticeRefusals.birthUnknown()
  const why = notShown(applicant, today, { days: rule.days, restDayMovesOn: false, source: rule.source })
  return why === null ? null : noticeRefusals.notPublished()
}

const reconsidered = { zh: '决定正在复查', en: 'the decision is being reviewed' }

/** In the transaction of the move: what was confirmed is published; a decision under review is not shown meanwhile. */
export const publicationFollower = (needs: NoticeNeeds): CaseFollower => ({
  name: 'public-notice.publish-and-withdraw',
  moves: ['publish', 'reconsider'],
  follow: async (tx, who, one, step) => {
    if (step.move === 'publish') return publish(needs, tx, who, one)
    for (const { id, state } of await readPublicationsOf(tx, who.tenant, one.id))
      if (state === 'shown') await end(needs, tx, who, id, { state: 'withdrawn', ...reconsidered })
  },
})

async function publish(needs: NoticeNeeds, tx: Tx, who: Caller, one: Case): Promise<void> {
  const decision = given(await needs.cases().decisionOf(tx, who, one.id), 'the decision to publish')
  const today = needs.clock.today()
  const rule = needs.rules.publication(await askFor(needs, who, one, today))
  if (rule === null || rule === 'never' || rule.days === null) throw noticeRefusals.noPublicationDays()
  const applicant = await applicantOf(needs, tx, one)
  const lastDay = addDays(today, rule.days)
  const id = uuid()
  await insertPublication(
    tx,
    who.tenant,
    {
      ...{ id, caseId: one.id, caseNumber: one.number, decisionId: decision.id, householdId: one.householdId },
      ...{ placeId: one.placeId, programme: one.programme, state: 'shown', publishedOn: today, lastDay },
      ...{ closesAt: endOf(lastDay), source: rule.source, endedWhyZh: null, endedWhyEn: null },
    },
    { applicant: applicant.name, members: decision.members, amount: decision.amount },
  )
  await needs.audit.record(tx, who, {
    action: 'public-notice.published',
    about: { kind: 'publication', id },
    after: { caseNumber: one.number, decision: decision.id, lastDay },
  })
}

export interface PublicationEnd {
  readonly state: 'ended' | 'withdrawn'
  readonly zh: string
  readonly en: string
}

/** Takes a publication down for good. Taken down already, it stays as it is. */
export async function end(
  needs: Pick<NoticeNeeds, 'clock' | 'audit'>,
  tx: Tx,
  who: Caller,
  id: string,
  { state, zh, en }: PublicationEnd,
): Promise<void> {
  await endPublication(tx, who.tenant, id, { state, zh, en, at: needs.clock.now() })
  await needs.audit.record(tx, who, {
    action: 'public-notice.publication-ended',
    about: { kind: 'publication', id },
    after: { state },
    reason: zh,
  })
}

/** @throws publicationNotFound, publicationOver */
export async function withdrawPublication(
  needs: Pick<NoticeNeeds, 'clock' | 'audit'>,
  tx: Tx,
  who: Caller,
  { id, why }: { readonly id: string; readonly why: string },
): Promise<void> {
  const found = await findPublicationForUpdate(tx, who.tenant, id)
  if (found === null) throw noticeRefusals.publicationNotFound()
  if (found.state !== 'shown') throw noticeRefusals.publicationOver()
  await end(needs, tx, who, id, { state: 'withdrawn', zh: why, en: why })
}
