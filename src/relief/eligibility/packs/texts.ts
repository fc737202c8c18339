import type { GivenTexts } from '#platform/decisions/index.ts'
import { findingTexts, notCountedTexts } from '../assess/household-inputs.ts'
import { memberFields } from '../assess/vocabulary.ts'
import type { PackFile, ParameterDefinition } from './schema.ts'

/** Every text of a member a model may meet, by its field. */
const ofMember: Readonly<Record<string, readonly string[]>> = {
  不计入原因: notCountedTexts,
  ...Object.fromEntries(Object.entries(memberFields).flatMap(([name, { texts }]) => (texts ? [[name, texts]] : []))),
}

/** The texts a model of this pack may be given, by its inputs: of the household file, of its own facts and parameters. */
export function textsGiven({ parameters, facts }: Pick<PackFile, 'parameters' | 'facts'>): GivenTexts {
  const texts: Record<string, readonly string[]> = { '财产.认定': findingTexts }
  const put = (of: 'household' | 'member', name: string, values: readonly string[]): void => {
    texts[name] = values
    if (of === 'member') texts[`成员[].${name}`] = values
  }
  for (const [name, values] of Object.entries(ofMember)) put('member', name, values)
  for (const { of, input, type, options = [], unless } of facts)
    if (type === 'choice')
      put(of, input, [...new Set([...options.map(({ value }) => value), ...(unless === undefined ? [] : [unless])])])
  for (const parameter of parameters) {
    const values = textsOfParameter(parameter)
    if (values) texts[parameter.input] = values
  }
  return texts
}

/** A rounding a place may name, and that is never tried where nobody named one: a reading of the law drops or adds. */
const toNearest = '四舍五入到分'
const dropped = '舍去不足一分'

/** What a place may set for a parameter that is a text; null where any text will do. */
export function textsOfParameter({ type, readings }: Pick<ParameterDefinition, 'type' | 'readings'>) {
  if (type !== 'text' || readings === undefined) return null
  const values = readings.map(({ value }) => value)
  return values.includes(dropped) ? [...values, toNearest] : values
}
