import { v7 as uuid } from 'uuid'
import { createCalendar } from '#platform/clock/index.ts'
import type { Tx } from '#platform/db/contract.ts'
import type { Vault } from '#platform/crypto/contract.ts'
import { purposeOf } from '#platform/http/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { hasKinAmong } from '#relief/casework/index.ts'
import { endingPath, type EndingDraft, type EndingNotices, type EndingStanding } from './contract.ts'
import {
  closeEnding,
  findEndingObjection,
  insertEnding,
  insertEndingObjection,
  newestEndingForUpdate,
  readEndingObjections,
  readEndings,
  type EndingRow,
} from './ending-store.ts'
import { hangs, notShown } from './notice.ts'
import { placesOf, type NoticeNeeds } from './put-up.ts'
import { noticeRefusals } from './refusals.ts'

export interface EndingNeeds extends Omit<NoticeNeeds, 'cases' | 'households'> {
  readonly vault: Vault
}

const objectorUse = (id: string): string => `public_notice.ending_objection.objector:${id}`
const saidUse = (id: string): string => `public_notice.ending_objection.said:${id}`

/** The notice before somebody’s support is ended; the review that proposes it is monitoring’s. */
export const createEndingNotices = (needs: EndingNeeds): EndingNotices => ({
  ruleOf: (who, about) => ruleOf(needs, who, about),
  putUp: (tx, who, draft) => putUp(needs, tx, who, draft),
  ofReview: async (tx, who, reviewId) =>
    (await readEndings(tx, who.tenant, reviewId)).map((row) => standing(row, needs.clock.now())),
  object: async (tx, who, reviewId, { objector, contact, text }) => {
    const notice = await newestEndingForUpdate(tx, who.tenant, reviewId)
    if (notice === null || !isHanging(notice)) throw noticeRefusals.noNotice()
    const at = needs.clock.now()
    if (at >= notice.closesAt) throw noticeRefusals.tooLate({ day: notice.lastDay })
    const id = uuid()
    const box = await needs.vault.boxOf(who.tenant)
    await insertEndingObjection(tx, who, notice, {
      ...{ id, at, said: box.seal(text, saidUse(id)) },
      objector: box.seal(JSON.stringify({ objector, contact }), objectorUse(id)),
    })
    await close(needs, tx, who, notice, 'objected')
    await needs.audit.record(tx, who, {
      ...{ action: 'public-notice.ending-objected', about: { kind: 'ending-objection', id } },
      after: { review: reviewId, round: notice.round },
    })
  },
  takeDown: async (tx, who, reviewId, state) => {
    const notice = await newestEndingForUpdate(tx, who.tenant, reviewId)
    if (notice !== null && isHanging(notice)) await close(needs, tx, who, notice, state)
  },
  objectionsOf: async (tx, who, reviewId) => {
    const box = await needs.vault.boxOf(who.tenant)
    return (await readEndingObjections(tx, who.tenant, reviewId)).map(
      ({ id, round, receivedAt, recordedBy, said }) => ({
        ...{ id, round, receivedAt, recordedBy, text: box.open(said, saidUse(id)) },
      }),
    )
  },
})

/** Put up and not taken down: also one of a minor, which is never shown and hangs no day. */
const isHanging = ({ takenDownAt }: Pick<EndingRow, 'takenDownAt'>): boolean => takenDownAt === null

function standing(row: EndingRow, now: Date): EndingStanding {
  const { id, round, says, state, putUpOn, lastDay, days, source } = row
  const isOpen = isHanging(row) && now < row.closesAt
  return {
    ...{ id, round, says, state, putUpOn, lastDay, days, source, isOpen },
    href: isOpen && state === 'shown' ? endingPath(id) : null,
  }
}

const ruleOf = async (
  { rules, clock, ...needs }: EndingNeeds,
  who: Caller,
  { placeId, programme }: Pick<EndingDraft, 'placeId' | 'programme'>,
) => rules.ending({ programme, on: clock.today(), places: await placesOf(needs, who, placeId) })

async function putUp(needs: EndingNeeds, tx: Tx, who: Caller, draft: EndingDraft): Promise<EndingStanding> {
  const { clock, audit } = needs
  const { reviewId, householdId, placeId, programme, says, person } = draft
  const rule = await ruleOf(needs, who, draft)
  if (rule === null) throw noticeRefusals.noEndingRule({ programme })
  const before = await newestEndingForUpdate(tx, who.tenant, reviewId)
  if (before !== null && isHanging(before)) throw noticeRefusals.alreadyHangs()
  const today = clock.today()
  const why = notShown(person, person.on, rule)
  // Nothing is shown of a minor, so nothing hangs: whoever decides goes on at once.
  const period =
    why === null
      ? hangs(today, rule, await createCalendar({ db: tx, clock }).now())
      : { putUpOn: today, lastDay: today, closesAt: clock.now() }
  const row: EndingRow = {
    ...{ id: uuid(), reviewId, householdId, placeId, programme, says, round: (before?.round ?? 0) + 1, ...period },
    ...{ state: why === null ? 'shown' : 'not-shown', days: why === null ? rule.days : 0, source: rule.source },
    takenDownAt: null,
  }
  await insertEnding(tx, who.tenant, row, why === null ? person.name : null)
  await audit.record(tx, who, {
    action: why === null ? 'public-notice.ending-put-up' : 'public-notice.kept-private',
    about: { kind: 'ending-notice', id: row.id },
    after: { review: reviewId, round: row.round, says, lastDay: row.lastDay },
  })
  return standing(row, clock.now())
}

async function close(
  { clock, audit }: EndingNeeds,
  tx: Tx,
  who: Caller,
  notice: EndingRow,
  state: 'ended' | 'objected' | 'taken-down',
): Promise<void> {
  await closeEnding(tx, who.tenant, notice.id, {
    state: notice.state === 'not-shown' ? 'not-shown' : state,
    at: clock.now(),
  })
  await audit.record(tx, who, {
    action: 'public-notice.taken-down',
    about: { kind: 'ending-notice', id: notice.id },
    ...{ before: { state: notice.state }, after: { state } },
  })
}

/** Who objected, in clear; the purpose is written down first. @throws objectionNotFound, ownKin, purposeNeeded */
export async function revealEndingObjector(
  { vault, audit, ...needs }: Pick<NoticeNeeds, 'clock' | 'audit' | 'households'> & Pick<EndingNeeds, 'vault'>,
  tx: Tx,
  who: Caller,
  id: string,
): Promise<{ readonly objector: string; readonly contact: string }> {
  purposeOf(who)
  const objection = await findEndingObjection(tx, who.tenant, id)
  if (objection === null) throw noticeRefusals.objectionNotFound()
  const { members } = await needs.households.situationOf(tx, who.tenant, objection.householdId, {
    factsOn: needs.clock.today(),
  })
  const persons = members.map((member) => member.id)
  if (await hasKinAmong(tx, who, persons)) throw noticeRefusals.ownKin()
  await audit.recordRead(tx, who, {
    ...{ act: 'reveal', action: 'public-notice.objector-revealed' },
    about: { kind: 'ending-objection', id },
  })
  const box = await vault.boxOf(who.tenant)
  return JSON.parse(box.open(objection.objector, objectorUse(id))) as { objector: string; contact: string }
}
