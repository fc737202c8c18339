import type { Audit } from '#platform/audit/index.ts'
import type { Vault } from '#platform/crypto/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { Regions } from '#registry/regions/index.ts'
import type { HouseholdFilter, HouseholdPage, HouseholdQuestion, HouseholdRow } from './contract.ts'
import { readListPage, readListTotals, type ListCondition, type ListRow } from './list-view.ts'
import { maskName } from './masking.ts'
import { householdRefusals } from './refusals.ts'
import { termHash } from './search.ts'
import { readSearchTerm } from './search-term.ts'

export interface ListNeeds {
  readonly vault: Vault
  readonly audit: Audit
  readonly regions: Regions
}

export const pageSizeMax = 200

/** @throws textTooShort, unknownRegion */
export const createList =
  (needs: ListNeeds) =>
  async (tx: Tx, who: Caller, question: HouseholdQuestion): Promise<HouseholdPage> => {
    const condition = withinSight(conditionFrom(question, needs), who)
    const { order = 'number', page = 1, size = 50 } = question
    const rows = await readListPage(tx, who.tenant, condition, { order, page, size: Math.min(size, pageSizeMax) })
    const { count, members, paid } = await readListTotals(tx, who.tenant, condition)
    const typed = question.number ?? question.text ?? ''
    if (typed !== '')
      await needs.audit.recordRead(tx, who, {
        act: 'search',
        action: 'households.searched',
        about: { kind: 'tenant', id: String(who.tenant) },
        details: { term: termHash(needs.vault, typed), count },
      })
    return { rows: rows.map((row) => rowFrom(row, needs.regions)), count, members, paidNow: paid }
  }

/**
 * The reader's places, said once more in the query: the wall behind it would hold without this, but only so does the
 * index of places serve.
 */
function withinSight(condition: ListCondition, { places }: Caller): ListCondition {
  if (places === 'all') return condition
  const sight = new Set(places)
  return { ...condition, places: condition.places?.filter((place) => sight.has(place)) ?? places }
}

export function conditionFrom(
  filter: HouseholdFilter,
  { regions, vault }: Pick<ListNeeds, 'regions' | 'vault'>,
): ListCondition {
  const directory = regions.directory()
  const { place, programme, registeredAt, urbanRural, ids, number, text } = filter
  return {
    programme,
    urbanRural,
    ids,
    number: number?.normalize('NFKC').trim().toUpperCase(),
    places: place === undefined ? undefined : directory.under(place).map(({ placeId }) => placeId),
    registeredAt: registeredAt === undefined ? undefined : directory.under(registeredAt).map(({ code }) => code),
    text: text === undefined || text === '' ? undefined : textFrom(text, vault),
  }
}

function textFrom(text: string, vault: Vault): ListCondition['text'] {
  const term = readSearchTerm(text)
  if (term === undefined) throw householdRefusals.textTooShort({}, 'text')
  const { number, name, spelt, idNumber } = term
  return { number, name, spelt, hash: idNumber === null ? null : vault.lookup('id-number', idNumber) }
}

export function rowFrom(row: ListRow, regions: Regions): HouseholdRow {
  const directory = regions.directory()
  const region = directory.ofPlace(row.placeId)
  return {
    id: row.id,
    number: row.number,
    head: maskName(row.headName),
    placeCode: region?.code ?? '',
    placeLabel: region === undefined ? '' : directory.label(region.code, 'town'),
    members: row.members,
    programme: row.programmes[0] ?? null,
    paidNow: row.paid,
    paidSince: row.paidSince,
    changedAt: row.changedAt,
  }
}
