import { elements, element, text, type Element } from '#platform/decisions/client.ts'

/** A name that can be written in an expression, as the text field offers it. */
export interface Offered {
  readonly name: string
  readonly detail: string
}

const parentOf = (of: Element): Element | undefined => of['$parent'] as Element | undefined
const isOwner = ({ $type }: Element): boolean => $type === 'dmn:Decision' || $type === 'dmn:BusinessKnowledgeModel'
const definitionsOf = (of: Element): Element => {
  const parent = parentOf(of)
  return parent ? definitionsOf(parent) : of
}
const ownerOf = (of: Element): Element | undefined => {
  if (isOwner(of)) return of
  const parent = parentOf(of)
  return parent ? ownerOf(parent) : undefined
}

/** Names an expression may use: what its decision requires, and the parameters of the function it stands in. */
export function namesInScope(box: Element): readonly Offered[] {
  const owner = ownerOf(box)
  if (!owner) return []
  const all = new Map(elements(definitionsOf(box), 'drgElement').map((each) => [text(each, 'id'), each]))
  const required = [...elements(owner, 'informationRequirement'), ...elements(owner, 'knowledgeRequirement')].flatMap(
    (requirement) =>
      ['requiredDecision', 'requiredInput', 'requiredKnowledge'].flatMap((end) => {
        const found = all.get(text(element(requirement, end), 'href').replace(/^.*#/, ''))
        return found ? [offered(element(found, 'variable') ?? found)] : []
      }),
  )
  return [...required, ...elements(element(owner, 'encapsulatedLogic'), 'formalParameter').map(offered)]
}

const offered = (item: Element): Offered => ({ name: text(item, 'name'), detail: text(item, 'typeRef') })

/** Stands where dmn-js expects its own resolver, which brings a second FEEL reader that takes other names than ours. */
export const DmnVariableResolverModule = { variableResolver: ['value', { getVariables: namesInScope }] }
