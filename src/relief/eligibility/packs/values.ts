import type { Day } from '#platform/clock/index.ts'
import type { Value } from '#platform/decisions/contract.ts'
import { num } from '#platform/decisions/index.ts'
import { parseYuan, plainYuan } from '#platform/money/index.ts'
import type { ParameterUse } from '../assessment.ts'
import { eligibilityRefusals } from '../refusals.ts'
import type { ParameterRow, ParameterTable, Resolution, Tier } from './parameters.ts'
import type { ParameterDefinition } from './schema.ts'

/** The parameters of one assessment: what was found goes to the model, what was not is named. */
export interface ParameterAnswers {
  /** By name of the model's input. */
  readonly inputs: Readonly<Record<string, Value>>
  readonly found: ReadonlyMap<string, ParameterUse>
  readonly rows: readonly ParameterRow[]
  readonly absent: ReadonlyMap<string, Exclude<Resolution, { kind: 'found' }>>
}

export interface ParameterSetting {
  readonly table: ParameterTable
  readonly places: readonly string[]
  readonly tier: Tier | null
  readonly on: Day
  /** Values assumed, to see what they would change: key → value. */
  readonly assumed: Readonly<Record<string, string>>
}

export function answerParameters(
  definitions: readonly ParameterDefinition[],
  { table, places, tier, on, assumed }: ParameterSetting,
): ParameterAnswers {
  const inputs: Record<string, Value> = {}
  const found = new Map<string, ParameterUse>()
  const rows: ParameterRow[] = []
  const absent = new Map<string, Exclude<Resolution, { kind: 'found' }>>()
  for (const definition of definitions) {
    const { key, input } = definition
    const value = assumed[key]
    const resolution = table.resolve({ key, tier, places, on })
    inputs[input] = null
    if (value !== undefined) {
      inputs[input] = parameterValue(definition, value)
      found.set(key, assumedUse(definition, { value, region: places[0] ?? '', on }))
    } else if (resolution.kind === 'found') {
      inputs[input] = parameterValue(definition, resolution.row.value)
      found.set(key, parameterUse(definition, resolution.row))
      rows.push(resolution.row)
    } else absent.set(key, resolution)
  }
  return { inputs, found, rows, absent }
}

/** The numbers without which there is no rule to apply, and why each is not there. */
export const requiredAbsent = (
  definitions: readonly ParameterDefinition[],
  { found, absent }: ParameterAnswers,
): readonly { readonly definition: ParameterDefinition; readonly kind: Exclude<Resolution['kind'], 'found'> }[] =>
  definitions.flatMap((definition) => {
    const resolution = absent.get(definition.key)
    if (!definition.required || resolution === undefined) return []
    if (definition.or !== undefined && found.has(definition.or)) return []
    return [{ definition, kind: resolution.kind }]
  })

/** @throws badParameter when the text is not of the kind the parameter has */
export function parameterValue({ key, type }: ParameterDefinition, value: string): Value {
  if (type === 'text') return value
  if (type === 'yuan') return num(plainYuan(parseYuan(value)))
  if (!/^-?\d+(\.\d+)?$/.test(value))
    throw eligibilityRefusals.badParameter({ key, value, type: '数字', typeEn: 'a number' })
  return num(value)
}

const parameterUse = ({ key, zh, unit }: ParameterDefinition, row: ParameterRow): ParameterUse => ({
  key,
  zh,
  value: row.value,
  unit,
  region: row.region,
  validFrom: row.validFrom,
  validTo: row.validTo,
  document: row.document,
  article: row.article,
  status: row.isOverlay ? 'synthetic' : row.status,
})

const assumedUse = (
  { key, zh, unit }: ParameterDefinition,
  { value, region, on }: { readonly value: string; readonly region: string; readonly on: Day },
): ParameterUse => ({
  key,
  zh,
  value,
  unit,
  region,
  validFrom: on,
  validTo: null,
  document: '假设，没有文件',
  article: null,
  status: 'synthetic',
})
