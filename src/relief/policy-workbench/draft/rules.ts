import { isMap } from 'yaml'
import {
  loadModel,
  ModelRefused,
  rewriteDecision,
  type ExpressionBox,
  type Problem,
  type TableBox,
} from '#platform/decisions/index.ts'
import { declaredInFiles, type Pack } from '#relief/eligibility/index.ts'
import { workbenchRefusals } from '../refusals.ts'
import type { PackFiles, TakenRules } from './draft.ts'
import { entryAdded, entryAsWritten, placed, spliced, type Splice } from './yaml-text.ts'

/** Another expression, or other rows, in one decision of a draft. */
export interface RuleEdit {
  readonly file: string
  readonly decision: string
  readonly box: ExpressionBox | TableBox
}

export type RuleTried =
  | { readonly kind: 'written'; readonly files: PackFiles }
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] }

/** The draft with the edit in it, or everything the engine has against it; gaps of tables count, unlike in what is shipped. */
export async function tryRule(files: PackFiles, { file, decision, box }: RuleEdit): Promise<RuleTried> {
  const xml = files[file]
  if (xml === undefined)
    throw workbenchRefusals.unreadable({
      file,
      why: '草稿里没有这个文件，请先把上级的规则抄下来',
      whyEn: 'the draft has no such file; take the rules of the level above for your own first',
    })
  const written = await rewriteDecision(xml, decision, box)
  if (written.kind === 'refused')
    return { kind: 'refused', problems: written.problems.map((problem) => ({ ...problem, file, decision })) }
  try {
    const { notes } = await loadModel(written.xml, { file, ...declaredInFiles(files) })
    const [gap] = notes.filter((note) => note.decision === decision)
    if (gap) return { kind: 'refused', problems: notes }
    return { kind: 'written', files: { ...files, [file]: written.xml } }
  } catch (error) {
    if (!(error instanceof ModelRefused)) throw error
    return { kind: 'refused', problems: error.problems }
  }
}

/** One sentence with everything a person needs to find the place. */
export const problemInWords = ({ file, decision, expression, column, tableRow, zh }: Problem): string =>
  [
    file,
    ...(decision === undefined ? [] : [decision]),
    ...(tableRow === undefined ? [] : [`第 ${tableRow} 行`]),
    ...(expression === undefined ? [] : [`“${expression}”`]),
    ...(column === undefined ? [] : [`第 ${column} 个字`]),
    zh,
  ].join(' · ')

/** The same for readers of English. */
export const problemInEnglish = ({ file, decision, expression, column, tableRow, en }: Problem): string =>
  [
    file,
    ...(decision === undefined ? [] : [decision]),
    ...(tableRow === undefined ? [] : [`row ${tableRow}`]),
    ...(expression === undefined ? [] : [`“${expression}”`]),
    ...(column === undefined ? [] : [`character ${column}`]),
    en,
  ].join(' · ')

/** @throws ruleRefused with the first problem in words */
export async function withRule(files: PackFiles, edit: RuleEdit): Promise<PackFiles> {
  const tried = await tryRule(files, edit)
  if (tried.kind === 'written') return tried.files
  const [first] = tried.problems
  throw workbenchRefusals.ruleRefused({
    first: first ? problemInWords(first) : edit.file,
    firstEn: first ? problemInEnglish(first) : edit.file,
    count: tried.problems.length,
  })
}

/** A file of rules; `pack.yaml` is a place's own also where it takes the rules of another. */
export const isModel = (file: string): boolean => file.endsWith('.dmn')
export const hasOwnRules = (files: PackFiles): boolean => Object.keys(files).some(isModel)

/** Files that taking the rules of a level reads. */
export const isOfRules = (file: string): boolean => isModel(file) || file === 'pack.yaml'

/** What a draft is compared with: rules that were only taken stand on both sides, and what was written since on one. */
export const withTaken = (files: PackFiles, taken: TakenRules | null): PackFiles =>
  taken === null || hasOwnRules(files) ? files : withOwnRules(files, taken)

/** What a place takes from the level above besides the model files: all that says how they are asked and what they answer. */
const takenEntries = ['shape', 'answer', 'class', 'screener', 'models', 'facts', 'parameters', 'uses'] as const

/** The place takes the rules of the level above for its own: model files, what they ask, how they answer, versions. */
export function withOwnRules(files: PackFiles, above: Pick<Pack, 'files'>): PackFiles {
  const models = Object.entries(above.files).filter(([name]) => isModel(name))
  const text = files['pack.yaml'] ?? ''
  const own = placed(text).contents
  const theirs = above.files['pack.yaml'] ?? ''
  const from = placed(theirs).contents
  const taken = takenEntries.flatMap((name): Splice[] =>
    isMap(own) && isMap(from) && !own.has(name) && from.has(name)
      ? [entryAdded(text, own, entryAsWritten(theirs, from, name))]
      : [],
  )
  return { ...files, ...Object.fromEntries(models), 'pack.yaml': spliced(text, taken) }
}
