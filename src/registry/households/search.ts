import type { Audit } from '#platform/audit/index.ts'
import type { Vault } from '#platform/crypto/index.ts'
import type { TenantId, Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { Region, Regions } from '#registry/regions/index.ts'
import type { PlaceHit, SearchAnswer } from './contract.ts'
import { maskName } from './masking.ts'
import { householdRefusals } from './refusals.ts'
import { readSearchTerm, type SearchTerm } from './search-term.ts'
import {
  countByPlace,
  findByHash,
  findByName,
  findByNumber,
  findNumberWithin,
  findWithin,
  type Found,
  type FoundRow,
} from './search-view.ts'

export interface SearchNeeds {
  readonly vault: Vault
  readonly audit: Audit
  readonly regions: Regions
  /** Region codes the tenant serves; places of elsewhere are not offered. */
  readonly served: (tenant: TenantId) => Promise<readonly string[]>
}

const hitsMax = 20
const placesMax = 6

/** @throws textTooShort */
export const createSearch =
  ({ vault, audit, regions, served }: SearchNeeds) =>
  async (tx: Tx, who: Caller, text: string): Promise<SearchAnswer> => {
    const term = readSearchTerm(text)
    if (term === undefined) throw householdRefusals.textTooShort({}, 'text')
    const directory = regions.directory()
    const areas = term.idNumber === null ? await served(who.tenant) : []
    const places = areas.flatMap((within) => directory.search(text, { within, countMax: placesMax }))
    const found = await findAll(tx, who.tenant, term, { vault, isPlace: places.length > 0 })
    const households = found.slice(0, hitsMax).map(({ householdId, number, headName, placeId, personName, by }) => ({
      householdId,
      number,
      head: maskName(headName),
      placeLabel: labelOf(regions, placeId),
      by,
      person: maskName(personName),
    }))
    await audit.recordRead(tx, who, {
      act: 'search',
      action: 'households.searched',
      about: { kind: 'tenant', id: String(who.tenant) },
      details: { term: termHash(vault, text), count: households.length },
    })
    return { households, places: await placeHits(tx, who, places, regions), hasMore: found.length > hitsMax }
  }

/** What was searched for, kept so that two searches can be compared and none can be read. */
export const termHash = (vault: Vault, text: string): string =>
  vault.lookup('search-term', text.normalize('NFKC').trim()).toString('hex').slice(0, 32)

export const labelOf = (regions: Regions, placeId: Found['placeId']): string => {
  const directory = regions.directory()
  const region = directory.ofPlace(placeId)
  return region === undefined ? '' : directory.label(region.code, 'town')
}

async function placeHits(tx: Tx, who: Caller, found: readonly Region[], regions: Regions): Promise<PlaceHit[]> {
  const directory = regions.directory()
  const under = found.map(({ code }) => directory.under(code).map(({ placeId }) => placeId))
  const counts = await countByPlace(tx, who.tenant, under.flat())
  return found.map(({ code }, index) => ({
    code,
    label: directory.label(code),
    households: under[index]!.reduce((sum, place) => sum + (counts.get(place) ?? 0), 0),
  }))
}

/** Best first; one line per household and person. */
async function findAll(
  tx: Tx,
  tenant: TenantId,
  term: SearchTerm,
  known: { readonly vault: Vault; readonly isPlace: boolean },
): Promise<Found[]> {
  const { vault, isPlace } = known
  const countMax = hitsMax + 1
  const all = new Map<string, Found>()
  const add = (by: Found['by'], rows: readonly FoundRow[]): void => {
    for (const row of rows) {
      const key = `${row.householdId} ${row.personName}`
      if (!all.has(key)) all.set(key, { ...row, by })
    }
  }
  const { idNumber, birthAndTail, number, name, spelt, isHan } = term
  if (idNumber !== null)
    add('id-number', await findByHash(tx, tenant, 'id_hash', vault.lookup('id-number', idNumber), countMax))
  if (birthAndTail !== null)
    add(
      'birth-and-tail',
      await findByHash(tx, tenant, 'tail_hash', vault.lookup('birth-and-tail', birthAndTail), countMax),
    )
  if (number !== null) add('number', await findByNumber(tx, tenant, number, countMax))
  if (name !== null) add('name', await findByName(tx, tenant, 'name', name, countMax))
  if (spelt !== null && all.size < countMax) add('pinyin', await findByName(tx, tenant, 'pinyin', spelt, countMax))
  if (spelt !== null && all.size < countMax) add('initials', await findByName(tx, tenant, 'initials', spelt, countMax))
  if (all.size === 0 && number !== null && !isHan) add('number', await findNumberWithin(tx, tenant, number, countMax))
  // Reads every name, so it waits until nothing else fits: not a place, not a number.
  if (all.size === 0 && name !== null && isHan && !isPlace) add('name', await findWithin(tx, tenant, name, countMax))
  return [...all.values()]
}
