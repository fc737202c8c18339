import type { PolicyPage } from '../contract.ts'
import type { Eligibility } from '../assess/eligibility.ts'
import type { Pack } from './pack.ts'
import type { ParameterRow } from './parameters.ts'
import type { ParameterDefinition } from './schema.ts'

/**
 * The packs as the public reads them: one page for each place and programme that has numbers of its own. Rules in words
 * come from the descriptions inside the decision model, so that the page cannot say otherwise than the sum.
 */
export const policyCatalogue = ({ library, placesAbove }: Eligibility): PolicyPage[] =>
  library.packs
    .filter((pack) => pack.rows.length > 0)
    .map((pack) => {
      const places = placesAbove(pack.region)
      const above = places.flatMap((place) =>
        library.packs.filter((one) => one.region === place && one.programme === pack.programme),
      )
      const model = above.find(({ models }) => models.length > 0) ?? pack
      const used = places.flatMap((place) =>
        library.packs.filter((one) => one.region === place && model.uses.includes(one.programme)),
      )
      const rows = above.flatMap((one) => one.rows)
      const known = new Set([...rows, ...used.flatMap((one) => one.rows)].map(({ key }) => key))
      return {
        id: pack.id,
        programme: pack.programme,
        region: pack.region,
        place: pack.place,
        title: pack.title,
        need: above.find(({ need }) => need)?.need ?? null,
        says: pack.says,
        status: pack.status,
        versions: model.models.map(({ title, from, to }) => ({ title, from, to })),
        standards: standardsOf(rows, model.parameters),
        notSupplied: model.parameters.filter(({ key }) => !known.has(key)).map(({ key, zh, en }) => ({ key, zh, en })),
        rules: rulesOf(model),
      }
    })

/** Rows of one series that hold in several places are one line with several places. */
function standardsOf(
  rows: readonly ParameterRow[],
  definitions: readonly ParameterDefinition[],
): PolicyPage['standards'] {
  const together = Map.groupBy(rows, (row) => [row.key, row.tier, row.series, row.validFrom].join('|'))
  return [...together.values()].flatMap((same) => {
    const [row] = same
    const definition = definitions.find(({ key }) => key === row?.key)
    if (!row || !definition) return []
    const { zh, en, unit, key } = definition
    const { value, tier, validFrom, validTo, knownUntil, document, article, status } = row
    const regions = same.map(({ region }) => region)
    return [{ key, zh, en, unit, value, tier, regions, validFrom, validTo, knownUntil, document, article, status }]
  })
}

/** Asked without a single fact, the model says nothing but its own words. */
function rulesOf({ models }: Pack): PolicyPage['rules'] {
  const model = models.at(-1)?.model
  if (!model) return []
  return model
    .explain('测算', {})
    .decisions.filter(({ description, authorities }) => description !== '' && authorities.length > 0)
    .map(({ decision, description, authorities }) => ({ name: decision, says: description, law: [...authorities] }))
}
