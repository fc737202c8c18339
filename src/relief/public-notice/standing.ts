import type { Day } from '#platform/clock/index.ts'
import { given } from '#platform/errors/index.ts'
import type { Case } from '#relief/casework/contract.ts'
import { findCard, isReadable } from './card-view.ts'
import { noticePath, publicationPath, type NoticeStanding, type Office, type PublicNotices } from './contract.ts'
import { daysLeft, isOpenAt } from './notice.ts'
import { readNoticesOf, type NoticeRow } from './notice-store.ts'
import { countOpenObjections } from './objection-store.ts'
import { readPublicationsOf, type PublicationRow } from './publication-store.ts'
import { placesOf, type NoticeNeeds } from './put-up.ts'
import { noticeRefusals } from './refusals.ts'

export interface StandingNeeds extends NoticeNeeds {
  /** What the programme is called in that place, in Chinese. */
  readonly programmeName: (programme: string, region: string) => { readonly zh: string; readonly en: string }
  /** The telephone of the site, where a town has named none. */
  readonly hotline: string
}

interface Moment {
  readonly now: Date
  readonly today: Day
}

export function noticeStanding(row: NoticeRow, { now, today }: Moment): NoticeStanding {
  const { id, caseId, round, state, notShownWhy, putUpOn, lastDay } = row
  const isOpen = isOpenAt(row, now)
  return {
    ...{ id, caseId, round, state, notShownWhy, putUpOn, lastDay, isOpen },
    daysLeft: isOpen ? daysLeft(lastDay, today) : 0,
    href: isOpen ? noticePath(id) : null,
  }
}

export const publicationStanding = (row: PublicationRow, { now }: Moment) => {
  const isOpen = row.state === 'shown' && now < row.closesAt
  return {
    ...{ id: row.id, state: row.state, publishedOn: row.publishedOn, until: row.lastDay, isOpen },
    href: isOpen ? publicationPath(row.id) : null,
  }
}

export const momentOf = ({ clock }: Pick<NoticeNeeds, 'clock'>): Moment => ({
  now: clock.now(),
  today: clock.today(),
})

/** What the rest of the house may ask of notices and publications. */
export const createPublicNotices = (needs: StandingNeeds): PublicNotices => ({
  noticeOf: async (tx, tenant, caseId) => {
    const [row] = await readNoticesOf(tx, tenant, caseId)
    return row ? noticeStanding(row, momentOf(needs)) : null
  },
  publicationOf: async (tx, tenant, caseId) => {
    const [row] = await readPublicationsOf(tx, tenant, caseId)
    return row ? publicationStanding(row, momentOf(needs)) : null
  },
  openObjections: countOpenObjections,
  sheetOf: async (tx, who, caseId) => {
    const one: Case = await needs.cases().get(tx, who, caseId)
    const [row] = await readNoticesOf(tx, who.tenant, one.id)
    if (!row) throw noticeRefusals.noNotice()
    if (row.state === 'not-shown') throw noticeRefusals.notShown()
    const card = await findCard(tx, who.tenant, 'notice', row.id)
    if (card === null || !isOpenAt(row, needs.clock.now()) || !isReadable(card, needs.clock.now()))
      throw noticeRefusals.noticeOver({ day: row.lastDay })
    const directory = needs.directory()
    const places = await placesOf(needs, who, card.placeId)
    const place = given(places[0], 'the place a notice hangs in')
    return {
      ...{ id: row.id, place, placeLabel: directory.label(place), since: row.putUpOn, until: row.lastDay },
      applicant: given(card.applicant, 'the name on an open card'),
      members: given(card.members, 'the members on an open card'),
      amount: card.amount,
      programme: needs.programmeName(row.programme, place).zh,
      ...{ days: row.days, source: row.source, office: officeOf(needs, places) },
    }
  },
})

/** Where one objects: the nearest office that is on file, or the telephone of the site. */
export const officeOf = (
  needs: Pick<StandingNeeds, 'rules' | 'directory' | 'hotline'>,
  places: readonly string[],
): Office => {
  const office = needs.rules.office(places)
  if (office) return office
  const directory = needs.directory()
  const town = places.map((code) => directory.find(code)).find((region) => region?.level === 'town')
  return { name: town?.name ?? '本地民政部门', phone: needs.hotline }
}
