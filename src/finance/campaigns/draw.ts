import { v7 as uuid } from 'uuid'
import { given } from '#platform/errors/index.ts'
import type { PlaceId, Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { addPart, lockParts, saveDrawn, type Campaign, type PartRow } from './campaign-store.ts'
import type { CampaignNeeds } from './campaigns.ts'
import { drawList, type Drawn } from './draw-list.ts'
import { readGround } from './ground-view.ts'
import { addPersons, findSaidBefore, forgetPersons } from './person-store.ts'
import { placesOf } from './places.ts'
import { campaignRefusals } from './refusals.ts'

/** The list of a town that is drawn now: its open one, or a further one after the others are approved. */
interface DrawnPart {
  readonly id: string
  readonly place: PlaceId
  readonly sequence: number
  readonly isNew: boolean
}

/**
 * Draws the list of every town that has none in the second person's hands. After a town is approved only what is new makes
 * a further list: who could not be on the first, and now can. The campaign is locked by the caller.
 *
 * @throws cutOffAhead, nothingToDraw
 */
export async function drawAll(tx: Tx, who: Caller, campaign: Campaign, needs: CampaignNeeds): Promise<string> {
  const { id, cutOff } = campaign
  const today = needs.clock.today()
  if (cutOff > today) throw campaignRefusals.cutOffAhead({ day: cutOff })
  const parts = partsToDraw(await lockParts(tx, who.tenant, id))
  if (parts.length === 0) throw campaignRefusals.nothingToDraw()
  const partOf = new Map<PlaceId, DrawnPart>()
  for (const part of parts) for (const place of placesOf(needs.regions.directory(), part.place)) partOf.set(place, part)
  const open = parts.filter(({ isNew }) => !isNew).map((part) => part.id)
  await forgetPersons(tx, who.tenant, open)
  const ground = await readGround(tx, who, { campaign, places: [...partOf.keys()], today })
  const isNews = await newsIn(tx, who, id)
  const rows = drawList(campaign, ground)
    .filter(isNews)
    .map((row) => ({ ...row, part: given(partOf.get(row.placeId), 'the town of a place') }))
  const further = new Set(rows.filter(({ why, part }) => why === null && part.isNew).map(({ part }) => part))
  if (open.length === 0 && further.size === 0) throw campaignRefusals.nothingToDraw()
  for (const part of further) await addPart(tx, who.tenant, { ...part, campaignId: id })
  const kept = rows.filter(({ part }) => !part.isNew || further.has(part))
  await addPersons(tx, who.tenant, {
    campaignId: id,
    rows: kept.map(({ part, ...row }) => ({ ...row, partId: part.id })),
  })
  const drawn = [...open, ...[...further].map((part) => part.id)]
  await saveDrawn(tx, who, drawn, needs.clock.now())
  const listed = kept.filter(({ why }) => why === null).length
  const after = { lists: drawn.length, listed, excluded: kept.length - listed }
  await needs.audit.record(tx, who, { action: 'campaigns.drawn', about: { kind: 'campaign', id }, after })
  return id
}

function partsToDraw(parts: readonly PartRow[]): DrawnPart[] {
  return [...Map.groupBy(parts, ({ placeId }) => placeId).entries()].flatMap(([place, lists]): DrawnPart[] => {
    if (lists.some(({ state }) => state === 'submitted')) return []
    const open = lists.find(({ state }) => state === 'draft')
    if (open) return [{ id: open.id, place, sequence: open.sequence, isNew: false }]
    const sequence = Math.max(...lists.map((list) => list.sequence)) + 1
    return [{ id: uuid(), place, sequence, isNew: true }]
  })
}

/**
 * What lists handed on or approved do not say already. A person who stands on one, or was taken back from it, is not drawn
 * again, whatever town the family is in now.
 */
async function newsIn(tx: Tx, who: Caller, campaignId: string): Promise<(row: Drawn) => boolean> {
  const before = await findSaidBefore(tx, who.tenant, campaignId)
  const standing = new Set(before.filter(({ state }) => state !== 'excluded').map(({ subject }) => subject))
  const said = new Map(before.map((row) => [`${row.personId}:${row.ordinal}`, `${row.reason}:${row.detail}`]))
  return ({ subject, personId, group, why }) =>
    !standing.has(subject) &&
    (why === null || said.get(`${personId}:${group.ordinal}`) !== `${why.reason}:${why.detail}`)
}
