import {
  elements,
  knowingEverything,
  missingBetween,
  readXml,
  text,
  type Element,
  type XmlProblem,
} from '#platform/decisions/client.ts'
import { drawingOf } from './drawing.ts'

/** A model as the editor is given it, and what must be taken back before it is saved. */
export interface Prepared {
  readonly xml: string
  /** Begins every id that was made up so that the editor can tell things apart. */
  readonly mark: string
  readonly hasOwnDrawing: boolean
  /** Namespace of the model as the file writes it: which version of the standard it is. */
  readonly namespace: string
  /** Names of the data types of the file. */
  readonly types: readonly string[]
}

export type PreparedResult =
  | ({ readonly kind: 'ready' } & Prepared)
  | { readonly kind: 'refused'; readonly problems: readonly XmlProblem[] }

interface Described extends Element {
  readonly $descriptor: { readonly properties?: readonly { readonly name: string; readonly isReference?: boolean }[] }
}

/** Every element below one, itself included. */
function* everyElement(of: Element): Generator<Element> {
  yield of
  const { $descriptor } = of as Described
  for (const { name, isReference } of $descriptor.properties ?? []) {
    if (isReference) continue
    for (const child of elements(of, name)) if (typeof child === 'object' && child.$type) yield* everyElement(child)
  }
}

/** Foreign content of an extension is described by nothing and keeps the ids it has. */
const canHaveId = (of: Element): boolean =>
  (of as Described).$descriptor.properties?.some(({ name }) => name === 'id' || name === 'dmn:id') ?? false
const write = async (root: Element): Promise<string> => (await knowingEverything().toXML(root, { format: true })).xml

/**
 * Makes a file ready for the editor: ids where there are none, a drawing where there is none. Refused when our reader does
 * not understand a part of it, and when our pen would not write it back whole: then it is not opened at all.
 */
export async function prepared(xml: string): Promise<PreparedResult> {
  const read = await readXml(xml)
  if (read.kind === 'refused') return read
  const same = await missingBetween(xml, await write(read.root))
  const lost = same.kind === 'read' ? same.missing[0] : undefined
  if (same.kind === 'refused' || lost)
    return { kind: 'refused', problems: [lossy(lost?.owner ?? '', lost?.part ?? '')] }
  const mark = freeMark(xml)
  let next = 0
  for (const each of everyElement(read.root))
    if (canHaveId(each) && text(each, 'id') === '') Object.assign(each, { id: `${mark}${(next += 1)}` })
  const hasOwnDrawing = read.root['dmnDI'] !== undefined
  const ready = await write(read.root)
  return {
    ...{ kind: 'ready', mark, hasOwnDrawing, namespace: namespaceIn(xml) },
    xml: hasOwnDrawing ? ready : ready.replace(/(<\/[\w.-]*:?definitions>\s*)$/, `${drawingOf(read.root)}$1`),
    types: elements(read.root, 'itemDefinition').map((each) => text(each, 'name')),
  }
}

const modelNamespace = /https?:\/\/www\.omg\.org\/spec\/DMN\/\d{8}\/MODEL\/?/
const namespaceIn = (xml: string): string => modelNamespace.exec(xml)?.[0] ?? ''

const lossy = (owner: string, part: string): XmlProblem => ({
  code: 'lossy',
  zh: `“${owner}”里的“${part}”专家编辑器写不回去，为了不丢内容，这份不在这里改。请用表格编辑器`,
  en: `the expert editor cannot write back “${part}” of “${owner}”; so that nothing is lost this file is not edited here. Use the table editor`,
})

function freeMark(xml: string): string {
  let mark = 'unnamed-'
  while (xml.includes(mark)) mark = `un${mark}`
  return mark
}

/** The file to save: made-up ids are gone unless something points to them, and so is a drawing nobody has touched. */
export async function restored(
  xml: string,
  { mark, hasOwnDrawing, namespace }: Pick<Prepared, 'mark' | 'hasOwnDrawing' | 'namespace'>,
  isDrawn: boolean,
): Promise<string> {
  const read = await readXml(xml)
  if (read.kind === 'refused') throw new Error(read.problems[0]?.en)
  if (!hasOwnDrawing && !isDrawn) Object.assign(read.root, { dmnDI: undefined })
  const used = new Set(
    [...(await write(read.root)).matchAll(/(?:href="#|dmnElementRef="(?:[\w.-]+:)?)([^"]+)"/g)].map(([, id]) => id),
  )
  for (const each of everyElement(read.root)) {
    const id = text(each, 'id')
    if (id.startsWith(mark) && !used.has(id)) Object.assign(each, { id: undefined })
  }
  return (await write(read.root)).replace(modelNamespace, namespace)
}

/** A file as the editor lays it out, with nothing changed in it. */
export async function asWritten(xml: string): Promise<string> {
  const model = await prepared(xml)
  return model.kind === 'refused' ? xml : restored(model.xml, model, false)
}
