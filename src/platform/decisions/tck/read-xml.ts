/** A small reader for the test files of the TCK: elements, attributes, text; no DTD, no processing instructions. */
export interface XmlNode {
  /** Local name, without prefix. */
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: XmlNode[]
  text: string
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }
const decode = (text: string): string =>
  text.replace(/&(?:#x([0-9a-fA-F]+)|#(\d+)|(\w+));/g, (whole, hex?: string, decimal?: string, name?: string) => {
    if (hex) return String.fromCodePoint(Number.parseInt(hex, 16))
    return decimal ? String.fromCodePoint(Number(decimal)) : (entities[name ?? ''] ?? whole)
  })

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)
const token =
  /<!--[^]*?-->|<!\[CDATA\[([^]*?)\]\]>|<\?[^]*?\?>|<\/([\w:.-]+)\s*>|<([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|([^<]+)/g

export function readTestXml(xml: string): XmlNode {
  const root: XmlNode = { name: '', attributes: {}, children: [], text: '' }
  const open = [root]
  for (const [, cdata, closing, opening, attributes = '', slash, text] of xml.matchAll(token)) {
    const current = open.at(-1)!
    if (cdata !== undefined) current.text += cdata
    else if (text !== undefined) current.text += decode(text)
    else if (closing !== undefined) open.pop()
    else if (opening !== undefined) {
      const node: XmlNode = { name: localName(opening), attributes: readAttributes(attributes), children: [], text: '' }
      current.children.push(node)
      if (slash !== '/') open.push(node)
    }
  }
  return root
}

const readAttributes = (text: string): Record<string, string> =>
  Object.fromEntries(
    [...text.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(([, name = '', one, other]) => [
      localName(name),
      decode(one ?? other ?? ''),
    ]),
  )

export const childrenNamed = (node: XmlNode, name: string): XmlNode[] =>
  node.children.filter((each) => each.name === name)
export const childNamed = (node: XmlNode, name: string): XmlNode | undefined =>
  node.children.find((each) => each.name === name)
