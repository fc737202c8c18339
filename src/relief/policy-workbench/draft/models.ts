import {
  loadModel,
  missingBetween,
  ModelRefused,
  spliced,
  type LoadOptions,
  type Missing,
  type Problem,
} from '#platform/decisions/index.ts'
import { declaredInFiles } from '#relief/eligibility/index.ts'
import { workbenchRefusals } from '../refusals.ts'
import type { PackFiles } from './draft.ts'
import { problemInEnglish, problemInWords } from './rules.ts'

/** A whole model file, as an editor wrote it. */
export interface ModelEdit {
  readonly file: string
  readonly xml: string
  /** What the person was told would go, and said yes to: names of elements of the model. */
  readonly removed: readonly string[]
}

export type ModelTried =
  | { readonly kind: 'written'; readonly files: PackFiles; readonly removed: readonly string[] }
  | {
      readonly kind: 'refused'
      readonly problems: readonly Problem[]
      /** What would go and has not been agreed to. */
      readonly removed: readonly string[]
    }

/**
 * The draft with the model in it, or everything against it: what the editor would drop, what the engine cannot read, gaps
 * of tables that were not there before, and elements that would go without anybody having said so.
 *
 * @throws unreadable when the draft has no such file
 */
export async function tryModel(files: PackFiles, { file, xml, removed: agreed }: ModelEdit): Promise<ModelTried> {
  const before = files[file]
  if (before === undefined)
    throw workbenchRefusals.unreadable({
      file,
      why: '草稿里没有这个文件，请先把上级的规则抄下来',
      whyEn: 'the draft has no such file; take the rules of the level above for your own first',
    })
  const compared = await missingBetween(before, xml)
  if (compared.kind === 'refused')
    return { kind: 'refused', problems: compared.problems.map((problem) => ({ ...problem, file })), removed: [] }
  const going = compared.missing.filter(({ kind }) => kind === 'removed')
  const removed = [...new Set(going.map(({ owner }) => owner ?? ''))]
  const unsaid = removed.filter((name) => !agreed.includes(name))
  const lost = compared.missing.filter(({ kind }) => kind === 'lost').map((one) => lostProblem(file, one))
  const problems = [...lost, ...(await engineProblems(before, xml, { file, ...declaredInFiles(files) }))]
  if (problems.length > 0 || unsaid.length > 0) return { kind: 'refused', problems, removed: unsaid }
  return { kind: 'written', files: { ...files, [file]: await spliced(before, xml) }, removed }
}

/** @throws ruleRefused with the first thing against it, in words */
export async function withModel(files: PackFiles, edit: ModelEdit): Promise<PackFiles> {
  const tried = await tryModel(files, edit)
  if (tried.kind === 'written') return tried.files
  const [first] = tried.problems
  const said = first ? problemInWords(first) : `${edit.file} · 存了以后“${tried.removed.join('”“')}”就没有了，请先确认`
  const saidEn = first
    ? problemInEnglish(first)
    : `${edit.file} · saving would take out “${tried.removed.join('”, “')}”; confirm it first`
  throw workbenchRefusals.ruleRefused({ first: said, firstEn: saidEn, count: Math.max(tried.problems.length, 1) })
}

async function engineProblems(before: string, after: string, options: LoadOptions): Promise<readonly Problem[]> {
  const now = await notesOf(after, options)
  if (now.kind === 'refused') return now.problems
  if (now.problems.length === 0) return []
  const was = await notesOf(before, options)
  const known = new Set(was.problems.map(sameNote))
  return now.problems.filter((note) => !known.has(sameNote(note)))
}

const sameNote = ({ decision, code, zh }: Problem): string => JSON.stringify([decision, code, zh])

async function notesOf(
  xml: string,
  options: LoadOptions,
): Promise<{ readonly kind: 'read' | 'refused'; readonly problems: readonly Problem[] }> {
  try {
    return { kind: 'read', problems: (await loadModel(xml, options)).notes }
  } catch (error) {
    if (!(error instanceof ModelRefused)) throw error
    return { kind: 'refused', problems: error.problems }
  }
}

/** Parts of a file in the words of the desk; what is not named here is called by its own name. */
const parts: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  context: ['上下文框', 'the boxed context'],
  relation: ['关系框', 'the boxed relation'],
  list: ['列表框', 'the boxed list'],
  functionDefinition: ['函数框', 'the boxed function'],
  conditional: ['条件框', 'the boxed conditional'],
  filter: ['筛选框', 'the boxed filter'],
  for: ['逐个计算框', 'the boxed iterator'],
  some: ['“有一个”框', 'the boxed “some”'],
  every: ['“每一个”框', 'the boxed “every”'],
  invocation: ['调用框', 'the boxed invocation'],
  extensionElements: ['扩展内容', 'extension elements'],
  description: ['说明', 'the description'],
  question: ['要回答的问题', 'the question'],
  allowedAnswers: ['允许的回答', 'the allowed answers'],
  annotation: ['“依据”那一列', 'the annotation column'],
  annotationEntry: ['一行的依据', 'the annotation of a row'],
  defaultOutputEntry: ['都对不上时的结果', 'the default output'],
  itemDefinition: ['一个数据类型', 'a data type'],
  decisionService: ['一个决策服务', 'a decision service'],
  import: ['引用的模型', 'an imported model'],
  decisionTable: ['决策表', 'the decision table'],
  literalExpression: ['算式', 'the expression'],
  variable: ['结果的名称和类型', 'the name and type of the result'],
}

function lostProblem(file: string, { owner, part }: Missing): Problem {
  const [zh, en] = parts[part] ?? [`“${part}”`, `“${part}”`]
  return {
    file,
    ...(owner === null ? {} : { decision: owner }),
    code: 'lost',
    zh: `编辑器存的时候会丢掉${zh}，所以没有存`,
    en: `the editor would drop ${en} on save, so nothing was saved`,
  }
}
