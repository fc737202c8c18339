import type { Db, Tx } from '#platform/db/contract.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { Case } from '#relief/casework/contract.ts'
import { answerObjections, publishResults, readObjections, recordObjections, seeObjectors } from './access.ts'
import { findCard, isReadable } from './card-view.ts'
import { noticeSheetPath } from './contract.ts'
import { readNoticesOf, type NoticeRow } from './notice-store.ts'
import { isOwnOpinion, openObjection, type ObjectionNeeds } from './objections.ts'
import { readObjectionsOf, type ObjectionRow } from './objection-store.ts'
import { publicationObstacle } from './publication.ts'
import { readPublicationsOf } from './publication-store.ts'
import { momentOf, noticeStanding, publicationStanding, type StandingNeeds } from './standing.ts'
import type { CaseNotice, NoticeView, ObjectionView } from './wire.ts'

export interface CaseNoticeNeeds extends ObjectionNeeds, StandingNeeds {
  readonly db: Db
}

/** Everything the panel of a case shows, as this reader may see it. @throws notFound of the case */
export async function readCaseNotice(needs: CaseNoticeNeeds, tx: Tx, who: Caller, caseId: string): Promise<CaseNotice> {
  const one = await needs.cases().get(tx, who, caseId)
  const { tenant } = who
  const rows = await readNoticesOf(tx, tenant, one.id)
  const objections = who.may(readObjections) ? await readObjectionsOf(tx, tenant, one.id) : []
  const [publication] = await readPublicationsOf(tx, tenant, one.id)
  const moment = momentOf(needs)
  const newest = rows[0]
  const hearsObjections = newest ? hears(newest, one, moment.now) : false
  const stands = publication ? publicationStanding(publication, moment) : null
  const isPublishable =
    one.outcome === 'confirmed' && who.may(publishResults) && (await publicationObstacle(needs, tx, who, one)) === null
  return {
    ...{ caseId: one.id, caseNumber: one.number, version: one.version, stage: one.stage, today: moment.today },
    notices: rows.map((row) => viewOf(row, one, moment)),
    objections: await objectionViews(needs, tx, who, { one, objections }),
    publication:
      publication && stands
        ? {
            ...stands,
            source: publication.source,
            endedWhy:
              publication.endedWhyZh === null
                ? null
                : { zh: publication.endedWhyZh, en: publication.endedWhyEn ?? publication.endedWhyZh },
          }
        : null,
    card: await cardOf(needs, tx, who, { one, notice: newest?.id, publication: publication?.id }),
    may: {
      object: hearsObjections && who.may(recordObjections),
      answer: who.may(answerObjections) && objections.some(({ answer }) => answer === null),
      publish: isPublishable,
      withdraw: (stands?.isOpen ?? false) && who.may(publishResults),
      seeObjector: who.may(seeObjectors) && objections.length > 0,
    },
  }
}

/** Until the last day ends, and as long as the case has not moved past it. */
const hears = (row: NoticeRow, one: Case, now: Date): boolean =>
  now < row.closesAt &&
  (row.state === 'shown' ? one.stage === 'notice' : row.state === 'objected' && one.stage === 'objection')

function viewOf(row: NoticeRow, one: Case, moment: { readonly now: Date; readonly today: CaseDay }): NoticeView {
  const { caseId: _case, ...stands } = noticeStanding(row, moment)
  return {
    ...stands,
    ...{ days: row.days, source: row.source, hearsObjections: hears(row, one, moment.now) },
    sheet: stands.isOpen ? noticeSheetPath(one.id) : null,
  }
}
type CaseDay = Parameters<typeof noticeStanding>[1]['today']

/** What was said and answered, with the names of the papers; who said it stays sealed. */
async function objectionViews(
  needs: CaseNoticeNeeds,
  tx: Tx,
  who: Caller,
  { one, objections }: { readonly one: Case; readonly objections: readonly ObjectionRow[] },
): Promise<ObjectionView[]> {
  if (objections.length === 0) return []
  const papers = await needs.documents.ofHousehold(tx, who.tenant, one.householdId)
  const names = new Map(papers.map(({ id, name }) => [id, name]))
  const steps = await needs.cases().stepsOf(tx, who, one.id)
  return Promise.all(
    objections.map(async (row) => ({
      ...{ id: row.id, round: row.round, receivedAt: row.receivedAt.toISOString(), recordedBy: row.recordedByName },
      ...(await openObjection(needs, who, row)),
      isOwnOpinion: isOwnOpinion(steps, row, who),
      evidence: row.evidence.map((id) => ({ id, name: names.get(id) ?? '' })),
    })),
  )
}

/** Exactly what the public reads now: the publication when there is one, the notice otherwise. */
async function cardOf(
  needs: CaseNoticeNeeds,
  tx: Tx,
  who: Caller,
  { one, notice, publication }: { one: Case; notice: string | undefined; publication: string | undefined },
): Promise<CaseNotice['card']> {
  const now = needs.clock.now()
  const region = needs.directory().ofPlace(one.placeId)?.code ?? (await needs.regionOf(who))
  for (const [board, id] of [
    ['publication', publication],
    ['notice', notice],
  ] as const) {
    const card = id === undefined ? null : await findCard(tx, who.tenant, board, id)
    if (card !== null && isReadable(card, now))
      return {
        applicant: card.applicant ?? '',
        members: card.members ?? 0,
        amount: card.amount?.toString() ?? null,
        programme: needs.programmeName(one.programme, region).zh,
      }
  }
  return null
}
