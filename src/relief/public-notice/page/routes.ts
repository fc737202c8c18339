import { z } from 'zod'
import { route, type Route } from '#platform/http/index.ts'
import type { Audit } from '#platform/audit/contract.ts'
import { readNotices } from '../access.ts'
import {
  endingPath,
  endingsPath,
  noticePath,
  noticesPath,
  noticeSheetPath,
  publicationPath,
  publicationsPath,
} from '../contract.ts'
import type { PublicNotices } from '../contract.ts'
import type { BoardNeeds } from './board.tsx'

const Place = z.object({
  place: z
    .string()
    .regex(/^\d{2,12}$/)
    .optional()
    .catch(undefined),
})
const ById = z.object({ id: z.uuid() })

/** The boards of the villages, open to all, without script, and a sheet to print. No answer may be kept by a cache. */
export const boardRoutes = (
  needs: BoardNeeds & { readonly audit: Audit; readonly notices: PublicNotices },
): Route[] => {
  // The markup is loaded when it is first asked for: the rest of the module needs no React.
  const board = async () => (await import('./board.tsx')).createBoard(needs)
  const rows = [
    { board: 'notice', list: noticesPath, one: noticePath(':id'), zh: '村里公示', en: 'Public notices' },
    {
      board: 'publication',
      list: publicationsPath,
      one: publicationPath(':id'),
      zh: '结果公布',
      en: 'Published results',
    },
    {
      board: 'ending',
      list: endingsPath,
      one: endingPath(':id'),
      zh: '拟停止供养的公示',
      en: 'Notices of support proposed to end',
    },
  ] as const
  return [
    ...rows.flatMap((row) => [
      route({
        ...{
          verb: 'GET',
          path: row.list,
          zh: row.zh,
          en: row.en,
          may: 'anyone',
          hidden: true,
          unindexed: true,
          answers: 'page',
        },
        query: Place,
        run: async ({ who, visit, query: { place } }) => {
          const ask = { who, visit, board: row.board }
          return place === undefined ? (await board()).index(ask) : (await board()).place(ask, place)
        },
      }),
      route({
        ...{ verb: 'GET', path: row.one, zh: `${row.zh}：一份`, en: `${row.en}: one` },
        ...{ may: 'anyone', hidden: true, unindexed: true, answers: 'page' },
        params: ById,
        run: async ({ who, visit, params }) => (await board()).card({ who, visit, board: row.board }, params.id),
      }),
    ]),
    route({
      verb: 'GET',
      path: noticeSheetPath(':id'),
      zh: '公示（打印）',
      en: 'A notice to print',
      may: readNotices,
      params: ById,
      answers: 'page',
      run: async ({ who, visit, params }) => {
        const sheet = await who.transaction(needs.db, async (tx) => {
          const about = { kind: 'case', id: params.id }
          const found = await needs.notices.sheetOf(tx, who, params.id)
          await needs.audit.recordRead(tx, who, { act: 'export', action: 'public-notice.sheet-printed', about })
          return found
        })
        const { renderNoticeSheet } = await import('./sheet-page.tsx')
        return renderNoticeSheet({ site: needs.site(), visit, sheet, office: sheet.office.name })
      },
    }),
  ]
}
