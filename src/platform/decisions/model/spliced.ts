import { canonicalText, readPlain, type Plain } from './canonical.ts'

interface Slices {
  /** From the first character to the first child of the root. */
  readonly head: string
  readonly children: readonly string[]
  readonly tail: string
}

const tag = /<!--[^]*?-->|<!\[CDATA\[[^]*?\]\]>|<\?[^]*?\?>|<\/[^>]*>|<[^\s/>]+(?:"[^"]*"|'[^']*'|[^"'>])*>/g

/** The text of every child of the root, as it stands in the file. */
function slicesOf(xml: string): Slices {
  const children: string[] = []
  let depth = 0
  let since = -1
  let first = -1
  let last = -1
  for (const match of xml.matchAll(tag)) {
    const [text] = match
    if (text.startsWith('<!') || text.startsWith('<?')) continue
    const isClosing = text.startsWith('</')
    if (!isClosing && depth === 1) since = match.index
    if (isClosing) depth -= 1
    else if (!text.endsWith('/>')) depth += 1
    if (depth !== 1 || since < 0) continue
    last = match.index + text.length
    if (first < 0) first = since
    children.push(xml.slice(since, last))
    since = -1
  }
  return { head: xml.slice(0, first), children, tail: xml.slice(last) }
}

/** Prefix → namespace, as the root declares them. */
const declaredIn = (head: string): ReadonlyMap<string, string> =>
  new Map(
    [...head.matchAll(/\sxmlns(?::([\w.-]+))?\s*=\s*["']([^"']*)["']/g)].map(([, prefix = '', uri = '']) => [
      prefix,
      uri,
    ]),
  )
const declaresAll = (one: string, other: string): boolean => {
  const declared = declaredIn(one)
  return [...declaredIn(other)].every(([prefix, uri]) => declared.get(prefix) === uri)
}
const sameRoot = (one: Plain, other: Plain): boolean =>
  canonicalText({ ...one, children: [] }) === canonicalText({ ...other, children: [] })

/**
 * `after`, with every element that says what it said before written as it was written before: whoever compares the two
 * line by line reads only what was changed, not how another pen lays out a file. `after` itself where that cannot be.
 */
export async function spliced(before: string, after: string): Promise<string> {
  const [old, now] = [await readPlain(before), await readPlain(after)]
  if (old.kind === 'refused' || now.kind === 'refused') return after
  const [was, is] = [slicesOf(before), slicesOf(after)]
  if (was.children.length !== old.root.children.length || is.children.length !== now.root.children.length) return after
  const keepsHead = sameRoot(old.root, now.root) && declaresAll(was.head, is.head)
  if (!keepsHead && !declaresAll(is.head, was.head)) return after
  const written = new Map(old.root.children.map((child, index) => [canonicalText(child), was.children[index]!]))
  const children = now.root.children.map((child, index) => written.get(canonicalText(child)) ?? is.children[index]!)
  const { head, tail } = keepsHead ? was : is
  const made = `${head}${children.join('\n  ')}${tail}`
  const read = await readPlain(made)
  return read.kind === 'read' && canonicalText(read.root) === canonicalText(now.root) ? made : after
}
