import { route, type Route } from '#platform/http/index.ts'
import { answerObjections, publishResults, readNotices, recordObjections, seeObjectors } from './access.ts'
import { readCaseNotice, type CaseNoticeNeeds } from './case-notice.ts'
import { revealEndingObjector } from './ending.ts'
import { daysLeft } from './notice.ts'
import { readNoticePage } from './notice-view.ts'
import { answerObjection, raiseObjection, revealObjector } from './objections.ts'
import { readPublicationsOf } from './publication-store.ts'
import { withdrawPublication } from './publication.ts'
import * as rows from './wire.ts'

/** What the console asks and does. The pages for the public are in `page/`. */
export const publicNoticeRoutes = (needs: CaseNoticeNeeds): Route[] => [
  route({
    ...rows.listNotices,
    zh: '公示列表',
    en: 'List of notices',
    may: readNotices,
    run: ({ who, query }) =>
      who.transaction(needs.db, async (tx) => {
        const directory = needs.directory()
        const places = query.place === '' ? null : directory.under(query.place).map(({ placeId }) => placeId)
        const { rows: found, count } = await readNoticePage(tx, who.tenant, { ...query, places })
        const today = needs.clock.today()
        return {
          count,
          rows: found.map(({ placeId, publicationState, publishedOn, publishedUntil, ...row }) => {
            const region = directory.ofPlace(placeId)
            return {
              ...row,
              publication:
                publicationState === null || publishedOn === null || publishedUntil === null
                  ? null
                  : { state: publicationState, publishedOn, until: publishedUntil },
              programme: needs.programmeName(row.programme, region?.code ?? '000000').zh,
              placeLabel: region ? directory.label(region.code) : '',
              daysLeft: row.state === 'shown' ? daysLeft(row.lastDay, today) : 0,
            }
          }),
        }
      }),
  }),
  route({
    ...rows.readCaseNotice,
    zh: '一件的公示、异议和公布',
    en: 'Notice, objections and publication of a case',
    may: readNotices,
    run: ({ who, params }) =>
      who.transaction(needs.db, async (tx) => {
        const about = { kind: 'case', id: params.id }
        const answer = await readCaseNotice(needs, tx, who, params.id)
        await needs.audit.recordRead(tx, who, { act: 'read', action: 'public-notice.opened', about })
        return answer
      }),
  }),
  ...objectionRoutes(needs),
  route({
    ...rows.publishResult,
    zh: '公布结果',
    en: 'Publish the result',
    may: publishResults,
    run: ({ who, params, body }) =>
      who.transaction(needs.db, async (tx) => {
        await needs.cases().move(tx, who, params.id, { move: 'publish', version: body.version })
        const [published] = await readPublicationsOf(tx, who.tenant, params.id)
        return { id: published?.id ?? params.id }
      }),
  }),
  route({
    ...rows.withdrawPublication,
    zh: '撤下公布',
    en: 'Take a publication down',
    may: publishResults,
    run: ({ who, params, body }) =>
      who.transaction(needs.db, async (tx) => {
        await withdrawPublication(needs, tx, who, { id: params.id, why: body.why })
        return { id: params.id }
      }),
  }),
]

const objectionRoutes = (needs: CaseNoticeNeeds): Route[] => [
  route({
    ...rows.raiseObjection,
    zh: '登记异议',
    en: 'Record an objection',
    may: recordObjections,
    run: ({ who, params, body }) =>
      who.transaction(needs.db, async (tx) => ({
        id: await raiseObjection(needs, tx, who, { caseId: params.id, form: body }),
      })),
  }),
  route({
    ...rows.answerObjection,
    zh: '答复异议',
    en: 'Answer an objection',
    may: answerObjections,
    run: ({ who, params, body }) =>
      who.transaction(needs.db, async (tx) => {
        await answerObjection(needs, tx, who, { id: params.id, ...body })
        return { id: params.id }
      }),
  }),
  route({
    ...rows.revealObjector,
    zh: '查看提出异议的人',
    en: 'See who objected',
    may: seeObjectors,
    run: ({ who, params }) => who.transaction(needs.db, (tx) => revealObjector(needs, tx, who, params.id)),
  }),
  route({
    ...rows.revealEndingObjector,
    zh: '查看对终止供养提出异议的人',
    en: 'See who objected to an ending',
    may: seeObjectors,
    run: ({ who, params }) => who.transaction(needs.db, (tx) => revealEndingObjector(needs, tx, who, params.id)),
  }),
]
