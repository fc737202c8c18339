import type { DmnModdle } from 'dmn-moddle'
import { boxedIn, outlineOf, type DecisionOutline, type ExpressionBox, type TableBox } from './outline.ts'
import { spliced } from './spliced.ts'
import { element, elements, knowingEverything, readXml, text, type Element, type XmlProblem } from './xml.ts'

export type RewriteResult =
  | { readonly kind: 'written'; readonly xml: string }
  | { readonly kind: 'refused'; readonly problems: readonly XmlProblem[] }

const refused = (code: string, zh: string, en: string): RewriteResult => ({
  kind: 'refused',
  problems: [{ code, zh, en }],
})

type Open = { -readonly [Name in keyof Element]: unknown }

/**
 * The same model with another expression or other rows in one decision. What is not a literal expression or a decision
 * table is not touched by this pen; and when anything else of the file would come back otherwise, nothing is written.
 */
export async function rewriteDecision(
  xml: string,
  decision: string,
  box: ExpressionBox | TableBox,
): Promise<RewriteResult> {
  const read = await readXml(xml)
  if (read.kind === 'refused') return read
  const moddle = knowingEverything()
  const found = elements(read.root, 'drgElement').find(
    (each) => each.$type === 'dmn:Decision' && text(each, 'name') === decision,
  )
  const logic = found && boxedIn(found)
  if (!logic)
    return refused('no-decision', `模型里没有“${decision}”这个决策`, `the model has no decision “${decision}”`)
  const isSameKind = logic.$type === (box.kind === 'expression' ? 'dmn:LiteralExpression' : 'dmn:DecisionTable')
  if (!isSameKind)
    return refused(
      'other-box',
      `“${decision}”不是${box.kind === 'expression' ? '算式' : '决策表'}，这里改不了；改了会丢掉原来的内容`,
      `“${decision}” is no ${box.kind === 'expression' ? 'expression' : 'decision table'}; changing it here would lose what it says`,
    )
  if (box.kind === 'expression') (logic as Open)['text'] = box.text
  else writeTable(moddle, logic, box)
  const written = (await moddle.toXML(read.root, { format: true })).xml
  const lost = await firstLost(xml, written, decision)
  return lost === null
    ? { kind: 'written', xml: await spliced(xml, written) }
    : refused(
        'lost',
        `存的时候会丢掉“${lost}”里的内容，没有存`,
        `saving would lose part of “${lost}”; nothing was saved`,
      )
}

function writeTable(moddle: DmnModdle, logic: Element, table: TableBox): void {
  const known = rowsAgain(elements(logic, 'rule'), table.rules)
  const rules = table.rules.map((row, index) => {
    const rule = (known[index] ?? moddle.create('dmn:DecisionRule', {})) as Open
    const entries = (name: string, type: string, texts: readonly string[]): void => {
      const old = elements(rule as Element, name)
      rule[name] = texts.map((each, column) => {
        const entry = (old[column] ?? moddle.create(type, {})) as Open
        entry['text'] = each
        return entry
      })
    }
    if (row.description !== '' || text(rule as Element, 'description') !== '') rule['description'] = row.description
    entries('inputEntry', 'dmn:UnaryTests', row.inputs)
    entries('outputEntry', 'dmn:LiteralExpression', row.outputs)
    entries('annotationEntry', 'dmn:RuleAnnotation', row.annotations)
    rule['$parent'] = logic
    return rule
  })
  ;(logic as Open)['rule'] = rules
  for (const [column, input] of elements(logic, 'input').entries()) {
    const expression = element(input, 'inputExpression') as Open | undefined
    const said = table.inputs[column]
    if (expression && said) expression['text'] = said.text
  }
}

/**
 * For each row that is written the row it was, so that what no editor shows (units, ids, extensions) moves with its row when
 * another is taken out or put between. A row that says what none said before takes a place nobody claims.
 */
function rowsAgain(known: readonly Element[], rows: TableBox['rules']): readonly (Element | undefined)[] {
  const cells = (rule: Element, name: string): string[] => elements(rule, name).map((entry) => text(entry, 'text'))
  const free = new Map(
    known.map((rule) => [rule, JSON.stringify([cells(rule, 'inputEntry'), cells(rule, 'outputEntry')])]),
  )
  const claim = (rule: Element | undefined): Element | undefined => {
    if (rule !== undefined) free.delete(rule)
    return rule
  }
  const same = rows.map(({ inputs, outputs }) => {
    const said = JSON.stringify([inputs, outputs])
    return claim([...free].find(([, texts]) => texts === said)?.[0])
  })
  return same.map((rule, index) => {
    const here = known[index]
    return rule ?? claim(here !== undefined && free.has(here) ? here : undefined)
  })
}

/** The first decision besides the one that was changed which reads otherwise than before; null when there is none. */
async function firstLost(before: string, after: string, changed: string): Promise<string | null> {
  const [old, now] = [await outlineOf(before), await outlineOf(after)]
  if (old.kind === 'refused' || now.kind === 'refused') return changed
  const boxes = await bodiesOf(after)
  const was = await bodiesOf(before)
  const differs = ({ name }: DecisionOutline, index: number): boolean =>
    now.decisions[index]?.name !== name || (name !== changed && boxes.get(name) !== was.get(name))
  return old.decisions.find(differs)?.name ?? null
}

/** Everything an element holds, as text, to compare two readings of a file. */
async function bodiesOf(xml: string): Promise<ReadonlyMap<string, string>> {
  const read = await readXml(xml)
  if (read.kind === 'refused') return new Map()
  return new Map(elements(read.root, 'drgElement').map((each) => [text(each, 'name'), JSON.stringify(plain(each))]))
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  const held = value as Readonly<Record<string, unknown>>
  const unsaid = Object.getPrototypeOf(held) as Readonly<Record<string, unknown>>
  // An empty text and none say the same, and so do a written default and none.
  const names = Object.keys(held).filter(
    (name) => !name.startsWith('$') && held[name] !== '' && held[name] !== unsaid[name],
  )
  return [held['$type'], ...names.toSorted().map((name) => [name, plain(held[name])])]
}
