import type { Problem } from '../contract.ts'
import { type Items, readItems } from './items.ts'
import { type Element, element, elements, readXml, text } from './xml.ts'
import { nameFault } from '../syntax/names.ts'

/** A model file taken apart: its elements by id, its types, and the models it imports. */
export interface Source {
  readonly file: string
  readonly root: Element
  readonly name: string
  readonly namespace: string
  readonly items: Items
  readonly byId: ReadonlyMap<string, Element>
  readonly imports: readonly { readonly alias: string; readonly source: Source }[]
  readonly checkName: (name: string, what: string) => void
}

export interface ReadOptions {
  readonly file: string
  /** `house`: names and types as our policy models need them, any problem refuses. `dmn`: whatever the standard allows. */
  readonly rules: 'house' | 'dmn'
  /** The text of an imported model. */
  readonly imports: (namespace: string, location: string) => Promise<string | null>
  readonly report: (problem: Problem) => void
  /** Problems that refuse the file also under the rules `dmn`. */
  readonly refuse: (problem: Problem) => void
  /** Namespaces being read, to notice a model that imports itself. */
  readonly reading: readonly string[]
}

const elementsMax = 20_000
const importsMax = 10

export async function readSource(xml: string, options: ReadOptions): Promise<Source | null> {
  const { file, rules, report, refuse } = options
  const read = await readXml(xml)
  if (read.kind === 'refused') {
    for (const problem of read.problems) refuse({ file, ...problem })
    return null
  }
  const { root } = read
  const namespace = text(root, 'namespace')
  const drg = elements(root, 'drgElement')
  if (drg.length > elementsMax) {
    refuse({
      file,
      code: 'too-large',
      zh: `模型的元素超过 ${elementsMax} 个`,
      en: `the model has more than ${elementsMax} elements`,
    })
    return null
  }
  const imports = await readImports(root, namespace, options)
  const checkName = (name: string, what: string): void => {
    const fault = rules === 'house' ? nameFault(name) : undefined
    if (fault)
      report({
        file,
        decision: what,
        code: 'name',
        zh: `名称“${name}”${fault.zh}`,
        en: `the name “${name}” ${fault.en}`,
      })
  }
  const imported = (name: string) => {
    const found = imports.find(({ alias }) => name.startsWith(`${alias}.`))
    return found?.source.items.typeNamed(name.slice(found.alias.length + 1))
  }
  const items = readItems(elements(root, 'itemDefinition'), { file, report, checkName, imported })
  const byId = new Map(drg.map((each) => [text(each, 'id'), each]))
  return { file, root, name: text(root, 'name'), namespace, items, byId, imports, checkName }
}

async function readImports(root: Element, namespace: string, options: ReadOptions): Promise<Source['imports']> {
  const { file, refuse } = options
  const imports: { alias: string; source: Source }[] = []
  for (const each of elements(root, 'import')) {
    const wanted = text(each, 'namespace')
    const alias = text(each, 'name')
    const kind = text(each, 'importType')
    if (!/DMN/.test(kind)) {
      refuse({ file, code: 'not-supported', zh: `不支持导入 ${kind}`, en: `importing ${kind} is not supported` })
    } else if ([...options.reading, namespace].includes(wanted) || options.reading.length >= importsMax) {
      refuse({ file, code: 'cycle', zh: `模型绕回来导入了自己：${wanted}`, en: `the model imports itself: ${wanted}` })
    } else {
      const xml = await options.imports(wanted, text(each, 'locationURI'))
      const source =
        xml === null ? null : await readSource(xml, { ...options, reading: [...options.reading, namespace] })
      if (source) imports.push({ alias, source })
      else
        refuse({
          file,
          code: 'import',
          zh: `找不到导入的模型 ${wanted}`,
          en: `the imported model ${wanted} was not found`,
        })
    }
  }
  return imports
}

/** The element a reference names, and through which import. */
export function resolve(
  source: Source,
  href: string,
): { source: Source; element: Element; alias: string | null } | null {
  const cut = href.indexOf('#')
  const [namespace, id] = [href.slice(0, Math.max(0, cut)), href.slice(cut + 1)]
  if (namespace === '' || namespace === source.namespace) {
    const found = source.byId.get(id)
    return found ? { source, element: found, alias: null } : null
  }
  for (const { alias, source: inner } of source.imports) {
    const found = inner.namespace === namespace ? inner.byId.get(id) : undefined
    if (found) return { source: inner, element: found, alias }
  }
  return null
}

export const hrefOf = (of: Element, property: string): string => text(element(of, property), 'href')

/** The name under which others use an element. */
export const variableName = (of: Element): string => text(element(of, 'variable'), 'name') || text(of, 'name')

/** References to everything an element needs. */
export function requirementsOf(of: Element): string[] {
  const information = elements(of, 'informationRequirement').map(
    (each) => hrefOf(each, 'requiredInput') || hrefOf(each, 'requiredDecision'),
  )
  return [...information, ...elements(of, 'knowledgeRequirement').map((each) => hrefOf(each, 'requiredKnowledge'))]
}
