import type { ReactElement } from 'react'
import type { Db } from '#platform/db/contract.ts'
import { renderPage } from '#design/portal/document.ts'
import type { Site } from '#design/portal/site.ts'
import type { Caller, Page, Visit } from '#platform/http/contract.ts'
import type { RegionDirectory } from '#registry/regions/contract.ts'
import { cardsShownMax, countByPlace, findCard, isReadable, readCards, type Board, type CardRow } from '../card-view.ts'
import type { PublicCard } from '../contract.ts'
import { noticeRefusals } from '../refusals.ts'
import { officeOf, type StandingNeeds } from '../standing.ts'
import { BoardCardPage, BoardGonePage, BoardIndexPage, BoardPlacePage, type TownLine } from './board-page.tsx'

export interface BoardNeeds extends StandingNeeds {
  readonly db: Db
  readonly site: () => Site
}

type Ask = { readonly who: Caller; readonly visit: Visit; readonly board: Board }

/** The pages anybody may open. They read the card tables and nothing else; the clock is asked at each reading. */
export function createBoard(needs: BoardNeeds) {
  const { db, clock, directory } = needs
  const draw = (element: ReactElement, status = 200): Page => renderPage(element, status)
  const placesAbove = (code: string): readonly string[] =>
    directory()
      .ancestors(code)
      .map((region) => region.code)
  return {
    index: async ({ who, visit, board }: Ask): Promise<Page> => {
      const counts = await who.transaction(db, (tx) => countByPlace(tx, who.tenant, board, clock.now()))
      return draw(<BoardIndexPage {...{ site: needs.site(), visit, board }} towns={townsOf(directory(), counts)} />)
    },
    /** One village or town; a whole county is never listed. @throws notHere: no such place, or too large a one */
    place: async ({ who, visit, board }: Ask, code: string): Promise<Page> => {
      const region = directory().find(code)
      if (region?.level !== 'village' && region?.level !== 'town') throw noticeRefusals.notHere()
      const places = directory()
        .under(region.code)
        .map(({ placeId }) => placeId)
      const rows = await who.transaction(db, (tx) => readCards(tx, who.tenant, board, { places, now: clock.now() }))
      const cards = rows
        .slice(0, cardsShownMax)
        .map((row) => cardOf(needs, row))
        .filter((card) => card !== null)
      const office = officeOf(needs, placesAbove(region.code))
      const place = directory().label(region.code, 'town')
      return draw(
        <BoardPlacePage
          {...{ site: needs.site(), visit, board, cards, office, place }}
          hasMore={rows.length > cardsShownMax}
        />,
      )
    },
    /** 404 for what never was, 410 for what is over. @throws notHere */
    card: async ({ who, visit, board }: Ask, id: string): Promise<Page> => {
      const row = await who.transaction(db, (tx) => findCard(tx, who.tenant, board, id))
      if (row === null) throw noticeRefusals.notHere()
      const card = isReadable(row, clock.now()) ? cardOf(needs, row) : null
      const site = needs.site()
      if (card === null) return draw(<BoardGonePage {...{ site, visit, board }} says={gone[board]} />, 410)
      const office = officeOf(needs, placesAbove(card.place))
      return draw(<BoardCardPage {...{ site, visit, board, card, office }} />)
    },
  }
}

const gone: Readonly<Record<Board, { readonly zh: string; readonly en: string }>> = {
  notice: {
    zh: '这份公示的时间已经到了，或者有人提了意见正在重新查，所以撤下了。',
    en: 'The time of this notice is over, or somebody objected and it is looked into again, so it was taken down.',
  },
  ending: {
    zh: '这份公示的时间已经到了，或者有人提了意见正在重新核实，所以撤下了。',
    en: 'The time of this notice is over, or somebody objected and it is looked into again, so it was taken down.',
  },
  publication: {
    zh: '这份公布的时间已经到了，或者已经撤回。',
    en: 'The time of this publication is over, or it was withdrawn.',
  },
}

function cardOf(needs: BoardNeeds, row: CardRow): PublicCard | null {
  const region = needs.directory().ofPlace(row.placeId)
  if (row.applicant === null || region === undefined) return null
  return {
    ...{ id: row.id, place: region.code, placeLabel: needs.directory().label(region.code, 'town') },
    ...{ applicant: row.applicant, members: row.members, amount: row.amount, says: row.says },
    programme: needs.programmeName(row.programme, region.code).zh,
    ...{ since: row.since, until: row.lastDay },
  }
}

/** Villages under their towns, in the order of the codes. A case handled by the town itself stands under its name. */
function townsOf(
  directory: RegionDirectory,
  counts: readonly { readonly placeId: CardRow['placeId']; readonly count: number }[],
): readonly TownLine[] {
  const towns = new Map<string, { name: string; places: { code: string; name: string; count: number }[] }>()
  const found = counts.flatMap(({ placeId, count }) => {
    const region = directory.ofPlace(placeId)
    return region ? [{ ...region, count }] : []
  })
  for (const { code, name, level, parent, count } of found.toSorted((one, other) =>
    one.code.localeCompare(other.code),
  )) {
    const town = level === 'village' && parent !== null ? directory.get(parent) : { code, name }
    const line = towns.get(town.code) ?? { name: town.name, places: [] }
    towns.set(town.code, line)
    line.places.push({ code, name, count })
  }
  return [...towns.values()]
}
