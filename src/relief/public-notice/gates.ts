import type { CaseGate, Obstacle } from '#relief/casework/contract.ts'
import { isOpenAt } from './notice.ts'
import { countOpenObjections, findObjection } from './objection-store.ts'
import { readNoticesOf } from './notice-store.ts'
import { publicationObstacle } from './publication.ts'
import type { NoticeNeeds } from './put-up.ts'
import { noticeRefusals } from './refusals.ts'

const standing = (refusal: Obstacle['refusal']): readonly Obstacle[] => [{ refusal }]

/** What the notice has to say before a case moves. */
export const noticeGates = (needs: NoticeNeeds): readonly CaseGate[] => [
  {
    name: 'public-notice.hangs-its-days',
    moves: ['notice-ended'],
    obstacles: async (tx, who, one) => {
      const [notice] = await readNoticesOf(tx, who.tenant, one.id)
      if (!notice) return standing(noticeRefusals.noNotice())
      return isOpenAt(notice, needs.clock.now()) ? standing(noticeRefusals.stillHangs({ day: notice.lastDay })) : []
    },
  },
  {
    // Who objects and what they say is on file before the case moves, in the same transaction.
    name: 'public-notice.objection-is-recorded',
    moves: ['raise-objection'],
    obstacles: async (tx, who, one, { codes }) => {
      const id = codes?.['objection']
      const objection = typeof id === 'string' ? await findObjection(tx, who.tenant, id) : null
      return objection?.caseId === one.id ? [] : standing(noticeRefusals.recordFirst())
    },
  },
  {
    // The county decides after the notice, and after objections are answered; the rule it hung under is quoted.
    name: 'public-notice.is-over-and-answered',
    moves: ['propose-decision', 'approve-decision'],
    obstacles: async (tx, who, one) => {
      const [notice] = await readNoticesOf(tx, who.tenant, one.id)
      const open = await countOpenObjections(tx, who.tenant, one.id)
      return [
        ...(notice && isOpenAt(notice, needs.clock.now())
          ? standing(noticeRefusals.stillHangs({ day: notice.lastDay }))
          : []),
        ...(open > 0 && notice ? standing(noticeRefusals.openObjections({ count: open, source: notice.source })) : []),
      ]
    },
  },
  {
    name: 'public-notice.can-be-published',
    moves: ['publish'],
    obstacles: async (tx, who, one) => {
      const refusal = await publicationObstacle(needs, tx, who, one)
      return refusal === null ? [] : standing(refusal)
    },
  },
]
