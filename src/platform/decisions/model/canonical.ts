import { Parser } from 'saxen'
import { readXml, withCurrentNamespaces, type XmlProblem } from './xml.ts'

/** An element of a file as it is written, read without any knowledge of DMN: nothing can be lost in the reading. */
export interface Plain {
  /** Local name; with a prefix when it is none of the model's own namespace. */
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly Plain[]
  /** Text between the tags, trimmed; each piece when it stands between children. */
  readonly text: string
}

export type PlainResult =
  | { readonly kind: 'read'; readonly root: Plain }
  | { readonly kind: 'refused'; readonly problems: readonly XmlProblem[] }

const modelPrefix = 'dmn'
const namespaces = {
  'https://www.omg.org/spec/DMN/20191111/MODEL/': modelPrefix,
  'https://www.omg.org/spec/DMN/20191111/DMNDI/': 'dmndi',
  'http://www.omg.org/spec/DMN/20180521/DC/': 'dc',
  'http://www.omg.org/spec/DMN/20180521/DI/': 'di',
}

/** What the standard says when an attribute is left out: a written default and none say the same. */
const defaults: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  decisionTable: { hitPolicy: 'UNIQUE' },
  functionDefinition: { kind: 'FEEL' },
  itemDefinition: { isCollection: 'false' },
  itemComponent: { isCollection: 'false' },
  textAnnotation: { textFormat: 'text/plain' },
}

/** Reads a file the engine reads. Refused with the same words as there: hostile, broken, of an unknown kind. */
export async function readPlain(xml: string): Promise<PlainResult> {
  const read = await readXml(xml)
  return read.kind === 'refused' ? read : { kind: 'read', root: plainOf(withCurrentNamespaces(xml) ?? xml) }
}

interface Open {
  name: string
  attributes: Record<string, string>
  children: Open[]
  text: string
}

function plainOf(xml: string): Plain {
  const document: Open = { name: '', attributes: {}, children: [], text: '' }
  const open = [document]
  const add = (text: string): void => void (open.at(-1)!.text += text)
  new Parser()
    .ns(namespaces)
    .on('openTag', (name, attributes, decode) => {
      const element: Open = { name: localName(name), attributes: {}, children: [], text: '' }
      for (const [key, value] of Object.entries(attributes())) {
        if (key === 'xmlns' || key.startsWith('xmlns:')) continue
        const said = decode(value)
        if (said !== '' && said !== defaults[element.name]?.[localName(key)]) element.attributes[localName(key)] = said
      }
      open.at(-1)!.children.push(element)
      open.push(element)
    })
    .on('closeTag', () => {
      const closed = open.pop()
      if (closed) closed.text = closed.text.trim()
    })
    .on('text', (text, decode) => add(decode(text)))
    .on('cdata', add)
    .parse(xml)
  return document.children[0] ?? document
}

const localName = (name: string): string => name.replace(new RegExp(`^${modelPrefix}:`), '')

/** Leaves that say nothing when they are empty: `<description/>` and none are the same. */
const emptyLeaves = new Set(['description', 'text', 'question', 'allowedAnswers', 'extensionElements'])
/** Where children of several kinds stand in one order. */
const ordered = new Set(['list', 'row', 'extensionElements'])

/** The same text for two elements exactly when they say the same: attributes by name, children by kind, then in order. */
export const canonicalText = (element: Plain): string => JSON.stringify(canonical(element))

function canonical({ name, attributes, children, text }: Plain): unknown {
  const said = Object.keys(attributes)
    .toSorted()
    .map((key) => [key, attributes[key]])
  const inside = children.filter((child) => !(emptyLeaves.has(child.name) && saysNothing(child)))
  const sorted = ordered.has(name)
    ? inside
    : inside.toSorted((left, right) => (left.name < right.name ? -1 : left.name > right.name ? 1 : 0))
  return [name, said, text, sorted.map(canonical)]
}

export const saysNothing = ({ attributes, children, text }: Plain): boolean =>
  text === '' && children.length === 0 && Object.keys(attributes).length === 0
