import { readXml, element, elements, text, type Element, type XmlProblem } from './xml.ts'

/** A decision as it is written: for reading and editing, not for computing. */
export interface DecisionOutline {
  readonly name: string
  readonly description: string
  /** Names of the knowledge sources beside it. */
  readonly authorities: readonly string[]
  readonly type: string
  readonly requires: readonly string[]
  readonly box: Box
}
export type Box = ExpressionBox | TableBox | { readonly kind: 'other'; readonly what: string }
export interface ExpressionBox {
  readonly kind: 'expression'
  readonly text: string
}
export interface TableBox {
  readonly kind: 'table'
  readonly hitPolicy: string
  readonly inputs: readonly { readonly text: string; readonly type: string }[]
  readonly outputs: readonly { readonly name: string; readonly type: string }[]
  readonly annotations: readonly string[]
  readonly rules: readonly TableRow[]
}
export interface TableRow {
  readonly description: string
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  readonly annotations: readonly string[]
}

export type OutlineResult =
  | { readonly kind: 'read'; readonly decisions: readonly DecisionOutline[] }
  | { readonly kind: 'refused'; readonly problems: readonly XmlProblem[] }

/** Every decision of a model in the order of the file. */
export async function outlineOf(xml: string): Promise<OutlineResult> {
  const read = await readXml(xml)
  if (read.kind === 'refused') return read
  const all = elements(read.root, 'drgElement')
  const names = new Map(all.map((each) => [text(each, 'id'), text(each, 'name')]))
  const nameOf = (href: string): string => names.get(href.replace(/^.*#/, '')) ?? href
  const decisions = all.filter(({ $type }) => $type === 'dmn:Decision').map((each) => outline(each, nameOf))
  return { kind: 'read', decisions }
}

function outline(decision: Element, nameOf: (href: string) => string): DecisionOutline {
  const hrefs = (list: string, ...ends: readonly string[]): string[] =>
    elements(decision, list).flatMap((each) =>
      ends.map((end) => text(element(each, end), 'href')).filter((href) => href !== ''),
    )
  return {
    name: text(decision, 'name'),
    description: text(decision, 'description'),
    authorities: hrefs('authorityRequirement', 'requiredAuthority').map(nameOf),
    type: text(element(decision, 'variable'), 'typeRef'),
    requires: hrefs('informationRequirement', 'requiredDecision', 'requiredInput').map(nameOf),
    box: boxOf(boxedIn(decision)),
  }
}

export const boxedIn = (decision: Element): Element | undefined => element(decision, 'decisionLogic')

function boxOf(box: Element | undefined): Box {
  if (box?.$type === 'dmn:LiteralExpression') return { kind: 'expression', text: text(box, 'text') }
  if (box?.$type !== 'dmn:DecisionTable') return { kind: 'other', what: (box?.$type ?? '').replace('dmn:', '') }
  return {
    kind: 'table',
    hitPolicy: text(box, 'hitPolicy') || 'UNIQUE',
    inputs: elements(box, 'input').map((input) => {
      const expression = element(input, 'inputExpression')
      return { text: text(expression, 'text'), type: text(expression, 'typeRef') }
    }),
    outputs: elements(box, 'output').map((output) => ({ name: text(output, 'name'), type: text(output, 'typeRef') })),
    annotations: elements(box, 'annotation').map((each) => text(each, 'name')),
    rules: elements(box, 'rule').map((rule) => ({
      description: text(rule, 'description'),
      inputs: elements(rule, 'inputEntry').map((entry) => text(entry, 'text')),
      outputs: elements(rule, 'outputEntry').map((entry) => text(entry, 'text')),
      annotations: elements(rule, 'annotationEntry').map((entry) => text(entry, 'text')),
    })),
  }
}
