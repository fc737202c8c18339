import { canonicalText, readPlain, saysNothing, type Plain } from './canonical.ts'
import type { XmlProblem } from './xml.ts'

/** Something of a model that is no longer there after an editor wrote it. */
export interface Missing {
  /** Name of the element of the model it belongs to; `null` for what belongs to the file as a whole. */
  readonly owner: string | null
  /** Which part, as the file calls it: `context`, `annotationEntry`, `extensionElements`, `itemDefinition` … */
  readonly part: string
  /**
   * `lost`: the editor cannot show it, so nobody can have meant to remove it. `removed`: the editor shows it and a person
   * can remove it, but may also not have noticed.
   */
  readonly kind: 'lost' | 'removed'
}

export type MissingResult =
  | { readonly kind: 'read'; readonly missing: readonly Missing[] }
  | { readonly kind: 'refused'; readonly problems: readonly XmlProblem[] }

/** What a graphical editor lets a person change in an element. Everything not named here must come back as it was. */
interface Shown {
  readonly attributes?: readonly string[]
  readonly text?: true
  /** Children that come and go with a press of a person; a change of them is no loss. */
  readonly free?: readonly string[]
  /** Children that are looked into. */
  readonly inside?: readonly string[]
  /** Of those, the ones a person may take away. */
  readonly removable?: readonly string[]
  /** Of those, the ones whose going is worth a question. */
  readonly asked?: readonly string[]
}

const requirements = ['informationRequirement', 'knowledgeRequirement', 'authorityRequirement']
const drg = ['decision', 'inputData', 'businessKnowledgeModel', 'knowledgeSource']
const boxes = ['decisionTable', 'literalExpression']
const clause = {
  inside: ['inputExpression', 'inputValues', 'outputValues'],
  removable: ['inputValues', 'outputValues'],
}
const words = { text: true } as const
const cell = {
  attributes: ['expressionLanguage', 'typeRef'],
  inside: ['text', 'description'],
  removable: ['text', 'description'],
}

const shown: Readonly<Record<string, Shown>> = {
  definitions: {
    attributes: ['id', 'name'],
    free: ['textAnnotation', 'association', 'dmndi:DMNDI'],
    inside: drg,
    removable: drg,
    asked: drg,
  },
  decision: {
    attributes: ['name'],
    free: requirements,
    inside: ['variable', ...boxes],
    removable: boxes,
    asked: boxes,
  },
  inputData: { attributes: ['name'], inside: ['variable'] },
  knowledgeSource: { attributes: ['name'], free: requirements },
  businessKnowledgeModel: { attributes: ['name'], free: requirements, inside: ['variable', 'encapsulatedLogic'] },
  variable: { attributes: ['name', 'typeRef'] },
  encapsulatedLogic: {
    attributes: ['kind', 'typeRef'],
    inside: ['formalParameter', 'literalExpression'],
    removable: ['formalParameter'],
  },
  formalParameter: { attributes: ['name', 'typeRef'] },
  literalExpression: { attributes: ['typeRef', 'expressionLanguage'], inside: ['text'], removable: ['text'] },
  decisionTable: {
    attributes: ['hitPolicy', 'aggregation'],
    inside: ['input', 'output', 'rule'],
    removable: ['input', 'output', 'rule'],
  },
  input: { attributes: ['label', 'biodi:width'], ...clause },
  output: { attributes: ['name', 'label', 'typeRef', 'biodi:width'], ...clause },
  inputExpression: cell,
  inputValues: cell,
  outputValues: cell,
  inputEntry: cell,
  outputEntry: cell,
  rule: {
    inside: ['description', 'inputEntry', 'outputEntry'],
    removable: ['description', 'inputEntry', 'outputEntry'],
  },
  text: words,
  description: words,
}

/**
 * What `after` no longer says that `before` said, apart from what a person can see and change in a graphical editor.
 * Both files are read as they are written, so that a part no reader of DMN knows is missed too.
 */
export async function missingBetween(before: string, after: string): Promise<MissingResult> {
  const [old, now] = [await readPlain(before), await readPlain(after)]
  if (old.kind === 'refused') return old
  if (now.kind === 'refused') return now
  const missing: Missing[] = []
  comparePair(old.root, now.root, null, missing)
  const said = new Set<string>()
  return {
    kind: 'read',
    missing: missing.filter(({ owner, part, kind }) => {
      const key = JSON.stringify([owner, part, kind])
      return !said.has(key) && said.add(key)
    }),
  }
}

/** Names of the elements of the model that do not say the same in both files; what belongs to the file as a whole is ''. */
export async function changedBetween(before: string, after: string): Promise<readonly string[]> {
  const [old, now] = [await readPlain(before), await readPlain(after)]
  if (old.kind === 'refused' || now.kind === 'refused') return ['']
  const [was, is] = [saidBy(old.root), saidBy(now.root)]
  return [...new Set([...was.keys(), ...is.keys()])].filter((name) => was.get(name) !== is.get(name))
}

function saidBy(root: Plain): ReadonlyMap<string, string> {
  const said = new Map<string, string>()
  for (const child of root.children) {
    const name = ownerOf(child, null) ?? ''
    said.set(name, `${said.get(name) ?? ''}${canonicalText(child)}`)
  }
  return said
}

function comparePair(old: Plain, now: Plain, owner: string | null, missing: Missing[]): void {
  const seen = shown[old.name]
  if (!seen) {
    if (canonicalText(old) !== canonicalText(now)) missing.push({ owner, part: old.name, kind: 'lost' })
    return
  }
  const isFree = (list: readonly string[] | undefined, name: string): boolean => list?.includes(name) ?? false
  for (const [name, value] of Object.entries(old.attributes))
    if (!isFree(seen.attributes, name) && now.attributes[name] !== value)
      missing.push({ owner, part: `${old.name} ${name}`, kind: 'lost' })
  if (!seen.text && old.text !== now.text) missing.push({ owner, part: old.name, kind: 'lost' })
  for (const kind of new Set(old.children.map(({ name }) => name))) {
    if (isFree(seen.free, kind)) continue
    const [were, are] = [childrenOf(old, kind), childrenOf(now, kind)]
    if (isFree(seen.inside, kind)) compareGroup(were, are, { owner, seen, kind }, missing)
    else compareHidden(were, are, owner, missing)
  }
}

const childrenOf = (of: Plain, kind: string): readonly Plain[] => of.children.filter(({ name }) => name === kind)
const ownerOf = (element: Plain, owner: string | null): string | null =>
  drg.includes(element.name) ? (element.attributes['name'] ?? element.attributes['id'] ?? '') : owner

interface Group {
  readonly owner: string | null
  readonly seen: Shown
  readonly kind: string
}

/** Pairs by id; what has none is paired with one that kept everything the editor does not show. */
function compareGroup(were: readonly Plain[], are: readonly Plain[], group: Group, missing: Missing[]): void {
  const { owner, seen, kind } = group
  const taken = new Set<Plain>()
  const goes = (old: Plain): void => {
    if (saysNothing(old)) return
    if (!seen.removable?.includes(kind)) missing.push({ owner: ownerOf(old, owner), part: kind, kind: 'lost' })
    else if (seen.asked?.includes(kind)) missing.push({ owner: ownerOf(old, owner), part: kind, kind: 'removed' })
  }
  const nameless: Plain[] = []
  for (const old of were) {
    const id = old.attributes['id']
    const now = id === undefined ? undefined : are.find((each) => each.attributes['id'] === id)
    if (now) {
      taken.add(now)
      comparePair(old, now, ownerOf(old, owner), missing)
    } else if (id === undefined) nameless.push(old)
    else goes(old)
  }
  const free = are.filter((each) => !taken.has(each))
  const unpaired = nameless.filter((old, index) => {
    const fits = [free[index], ...free].find((now) => now && !taken.has(now) && hasAll(old, now))
    if (fits) taken.add(fits)
    return !fits
  })
  const surplus = free.filter((each) => !taken.has(each))
  // One that lost something stands where it stood; one too many before was taken away.
  for (const [index, old] of unpaired.entries()) {
    const now = surplus[index]
    if (now) comparePair(old, now, ownerOf(old, owner), missing)
    else goes(old)
  }
}

function hasAll(old: Plain, now: Plain): boolean {
  const missing: Missing[] = []
  comparePair(old, now, null, missing)
  return missing.length === 0
}

function compareHidden(were: readonly Plain[], are: readonly Plain[], owner: string | null, missing: Missing[]): void {
  const left = are.map(canonicalText)
  for (const old of were) {
    const at = left.indexOf(canonicalText(old))
    if (at >= 0) left.splice(at, 1)
    else if (!saysNothing(old)) missing.push({ owner: ownerOf(old, owner), part: old.name, kind: 'lost' })
  }
}
