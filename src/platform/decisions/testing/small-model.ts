import type { Problem, Value } from '../contract.ts'
import { type LoadOptions, ModelRefused, loadModel } from '../model/load.ts'
import { toJs } from '../values/outside.ts'

/** Small models written in tests. The reader takes ASCII ids only, so ids are made from the names. */
export const idOf = (name: string): string => `d${Array.from(name, (each) => each.codePointAt(0)).join('-')}`

export const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

export const definitions = (content: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="m" name="试" namespace="https://example.org/m">${content}</definitions>`

export const input = (name: string, type: string): string =>
  `<inputData id="${idOf(name)}" name="${escapeXml(name)}"><variable name="${escapeXml(name)}" typeRef="${type}"/></inputData>`

export interface Required {
  readonly inputs?: readonly string[]
  readonly decisions?: readonly string[]
  readonly knowledge?: readonly string[]
}

export const requirements = ({ inputs = [], decisions = [], knowledge = [] }: Required): string =>
  [
    ...inputs.map((name) => `<informationRequirement><requiredInput href="#${idOf(name)}"/></informationRequirement>`),
    ...decisions.map(
      (name) => `<informationRequirement><requiredDecision href="#${idOf(name)}"/></informationRequirement>`,
    ),
    ...knowledge.map(
      (name) => `<knowledgeRequirement><requiredKnowledge href="#${idOf(name)}"/></knowledgeRequirement>`,
    ),
  ].join('')

export const literal = (text: string): string =>
  `<literalExpression><text>${escapeXml(text)}</text></literalExpression>`

export const decision = (name: string, text: string, required: Required = {}, type = ''): string =>
  decisionOf(name, literal(text), required, type)

export const decisionOf = (name: string, logic: string, required: Required = {}, type = ''): string =>
  `<decision id="${idOf(name)}" name="${name}"><variable name="${name}"${type === '' ? '' : ` typeRef="${type}"`}/>${requirements(required)}${logic}</decision>`

export interface Column {
  readonly text: string
  readonly type?: string
}
/** A decision table with one output column; a row is its cells, the last one the output. */
export const table = (
  hitPolicy: string,
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  more = '',
): string =>
  `<decisionTable ${hitPolicy}>${columns
    .map(
      ({ text, type = 'Any' }) =>
        `<input><inputExpression typeRef="${type}"><text>${escapeXml(text)}</text></inputExpression></input>`,
    )
    .join('')}<output>${more}</output>${rows.map(tableRow).join('')}</decisionTable>`

const tableRow = (cells: readonly string[]): string =>
  `<rule>${cells
    .map((cell, index) => {
      const name = index === cells.length - 1 ? 'outputEntry' : 'inputEntry'
      return `<${name}><text>${escapeXml(cell)}</text></${name}>`
    })
    .join('')}</rule>`

/** What is wrong with a model; empty when it loads. */
export async function problemsOf(xml: string, options: Partial<LoadOptions> = {}): Promise<readonly Problem[]> {
  try {
    await loadModel(xml, { file: '试.dmn', ...options })
    return []
  } catch (error) {
    if (error instanceof ModelRefused) return error.problems
    throw error
  }
}

/** The value of one expression under the rules of the standard, as JSON-ready data. */
export async function valueOf(text: string, inputs: Readonly<Record<string, Value>> = {}): Promise<unknown> {
  const names = Object.keys(inputs)
  const xml = definitions(names.map((name) => input(name, 'Any')).join('') + decision('答', text, { inputs: names }))
  const model = await loadModel(xml, { file: '试.dmn', rules: 'dmn' })
  return toJs(model.decide('答', inputs))
}
