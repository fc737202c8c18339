import { z } from 'zod'
import { day } from '#platform/clock/index.ts'
import { eligibilityRefusals } from '../refusals.ts'
import { readYaml, type Pack } from './pack.ts'
import { rowsOfSeries, type ParameterRow } from './parameters.ts'
import { OverlayValue } from './overlay-shape.ts'
import { StandardSeries, type ParameterDefinition } from './schema.ts'
import { textsOfParameter } from './texts.ts'
import { parameterValue } from './values.ts'

const OverlayFile = z.strictObject({
  parameters: z.array(OverlayValue).default([]),
  standards: z.array(StandardSeries).default([]),
})

const sinceEver = day('1949-10-01')

/**
 * Local or trial values over what we ship (`--parameters FILE`). Every answer they take part in shows them as synthetic.
 * @throws packUnreadable, unknownParameter, badParameter, seriesGap, seriesOverlap
 */
export function overlayFrom(
  file: { readonly name: string; readonly text: string },
  setting: { readonly region: string; readonly packs: readonly Pack[] },
): ParameterRow[] {
  const said = readYaml(file.name, file.text, OverlayFile)
  return [
    ...overlayOf(said.parameters, { ...setting, document: file.name }),
    ...checked(
      said.standards.flatMap((series) =>
        rowsOfSeries(series, {
          ...{ region: setting.region, status: 'synthetic', isOverlay: true },
          file: file.name,
        }),
      ),
      setting.packs,
    ),
  ]
}

/** @throws unknownParameter, badParameter */
export function overlayOf(
  values: readonly OverlayValue[],
  setting: { readonly region: string; readonly packs: readonly Pack[]; readonly document: string },
): ParameterRow[] {
  const rows = values.map((one): ParameterRow => ({
    key: one.key,
    tier: one.for ?? null,
    region: one.region ?? setting.region,
    value: one.value,
    validFrom: one.from ?? sinceEver,
    validTo: one.to ?? null,
    knownUntil: null,
    document: setting.document,
    article: null,
    status: 'synthetic',
    series: setting.document,
    isOverlay: true,
  }))
  return checked(rows, setting.packs)
}

function checked(rows: ParameterRow[], packs: readonly Pack[]): ParameterRow[] {
  const definitions = new Map(packs.flatMap((pack) => pack.parameters.map((one) => [one.key, one])))
  for (const row of rows) checkValue(row, definitions.get(row.key))
  return rows
}

/** @throws unknownParameter, badParameter, notAnAmount */
export function checkValue(row: ParameterRow, definition: ParameterDefinition | undefined): void {
  if (!definition) throw eligibilityRefusals.unknownParameter({ key: row.key })
  parameterValue(definition, row.value)
  const said = { key: row.key, value: row.value }
  // No standard, limit or share is below nothing; a sign typed by mistake would turn a grant into a claim.
  if (definition.type !== 'text' && row.value.startsWith('-'))
    throw eligibilityRefusals.badParameter({ ...said, type: '零或者更大的数', typeEn: 'zero or more' })
  if (textsOfParameter(definition)?.includes(row.value) === false)
    throw eligibilityRefusals.badParameter({ ...said, type: '认得的办法', typeEn: 'a method that is known' })
}
