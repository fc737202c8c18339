import type { z } from 'zod'
import type { Audit } from '#platform/audit/index.ts'
import { dayOf, month as monthFrom } from '#platform/clock/index.ts'
import type { PlaceId, Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { readEarlierMonths } from '#finance/payouts/index.ts'
import type { RegionDirectory } from '#registry/regions/index.ts'
import { getAdjustment } from './adjustment-sheet.ts'
import { readLeft, readLeftChoices, type LeftLine } from './adjustment/left-store.ts'
import { householdNames, type NameNeeds } from './named-households.ts'
import { placesOf } from './routes-simulation.ts'
import { leftPageSize, type listLeftMonths } from './wire-adjustment.ts'

type Query = z.output<(typeof listLeftMonths)['query']>
type Answer = z.output<(typeof listLeftMonths)['answers']>

/** One page of the households whose earlier months a list leaves alone; the look is written down. @throws notFound */
export async function leftPage(
  tx: Tx,
  who: Caller,
  { id, ...query }: Query & { readonly id: string },
  needs: NameNeeds & { readonly audit: Audit },
): Promise<Answer> {
  await getAdjustment(tx, who, id)
  const { rows, count } = await readLeft(tx, who.tenant, {
    ...{ id, kind: query.kind ?? null, month: query.month === undefined ? null : monthFrom(query.month) },
    ...{ places: placesOf(needs, query.place), page: query.page ?? 1, size: leftPageSize },
  })
  const months = await monthsOf(tx, who, rows)
  const nameOf = await householdNames(tx, who, rows, needs)
  const choices = await readLeftChoices(tx, who.tenant, id)
  await needs.audit.recordRead(tx, who, {
    ...{ act: 'read', action: 'policy-workbench.left-months-listed', about: { kind: 'policy-adjustment', id } },
    details: { count, month: query.month ?? 'all' },
  })
  return {
    count,
    rows: rows.map((row) => ({
      ...nameOf(row),
      ...{ kind: row.kind, fromMonth: row.fromMonth },
      ...months(row),
    })),
    ...{ months: [...choices.months], kinds: [...choices.kinds], places: townsOf(choices.places, needs.directory()) },
  }
}

/** The months of each, and the decision they lie before. */
export async function monthsOf(
  tx: Tx,
  who: Pick<Caller, 'tenant'>,
  rows: readonly LeftLine[],
): Promise<(row: LeftLine) => Pick<Answer['rows'][number], 'why' | 'byName' | 'on' | 'months'>> {
  const earlier = await readEarlierMonths(
    tx,
    who.tenant,
    rows.map(({ entitlementId: rightId, leftFrom: from, fromMonth: until, leftVersion: version }) => ({
      ...{ rightId, from, until, version },
    })),
  )
  const byRight = new Map(earlier.map((one) => [one.rightId, one]))
  return ({ entitlementId }) => {
    const found = byRight.get(entitlementId)
    return {
      ...{ why: found?.why ?? '', byName: found?.byName ?? '', on: found === undefined ? '' : dayOf(found.at) },
      months: (found?.months ?? []).map(({ month, fen }) => ({ month, fen: `${fen}` })),
    }
  }
}

/** Villages under their towns, in the order of their codes. */
function townsOf(places: readonly PlaceId[], directory: RegionDirectory): Answer['places'] {
  const codes = places.flatMap((place) => {
    const region = directory.ofPlace(place)
    if (region === undefined) return []
    return [region.level === 'village' ? (region.parent ?? region.code) : region.code]
  })
  return [...new Set(codes)].toSorted().map((code) => ({ code, label: directory.find(code)?.name ?? code }))
}
