import { z } from 'zod'
import { Refusal } from '#platform/errors/index.ts'
import { httpRefusals } from './refusals.ts'

/** One thing wrong with what was sent, at one field. */
export interface InputProblem {
  /** Dotted path of the field: `members.2.name`; empty for the whole. */
  readonly at: string
  readonly zh: string
  readonly en: string
}

/** A refusal of input knows every problem, so that a form can mark all its fields at once. */
export class InputRefusal extends Refusal {
  readonly problems: readonly InputProblem[]

  constructor(problems: readonly InputProblem[]) {
    const first = problems[0] ?? { at: '', zh: '提交的内容不对', en: 'The input is not right' }
    super(
      { ...httpRefusals.rows.badInput, code: 'http.badInput', zh: first.zh, en: first.en },
      {},
      first.at === '' ? undefined : first.at,
    )
    this.problems = problems
  }
}

/**
 * The parts of an address. They are followed, not typed: a wrong one is no field to mend but a page there is not.
 * @throws wrongAddress
 */
export function parseParams(shape: z.ZodType | null, raw: unknown): unknown {
  try {
    return parseInput(shape, raw)
  } catch (error) {
    throw error instanceof InputRefusal ? httpRefusals.wrongAddress() : error
  }
}

type Issue = z.core.$ZodRawIssue
type Sentence = { readonly zh: string; readonly en: string }

const formats: Readonly<Record<string, Sentence>> = {
  email: { zh: '写成邮箱地址，例如 name@example.com', en: 'be an e-mail address such as name@example.com' },
  date: { zh: '写成日期，例如 2026-03-02', en: 'be a date such as 2026-03-02' },
  uuid: { zh: '是有效的编号', en: 'be a valid id' },
  url: { zh: '写成网址', en: 'be a web address' },
}

/** What one issue asks for, without the field's name. Zod's own sentences speak about types, ours to a person. */
function asks(issue: Issue): Sentence {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined || issue.input === null) return { zh: '必须填写', en: 'is needed' }
      if (issue.expected === 'number' || issue.expected === 'int') return { zh: '要写成数字', en: 'must be a number' }
      return { zh: '格式不对', en: 'has the wrong form' }
    case 'too_small':
      if (issue.origin === 'string' && Number(issue.minimum) === 1) return { zh: '必须填写', en: 'is needed' }
      if (issue.origin === 'string')
        return { zh: `至少要 ${issue.minimum} 个字`, en: `needs at least ${issue.minimum} characters` }
      if (issue.origin === 'array') return { zh: `至少要有 ${issue.minimum} 项`, en: `needs at least ${issue.minimum}` }
      return { zh: `不能小于 ${issue.minimum}`, en: `must be ${issue.minimum} or more` }
    case 'too_big':
      if (issue.origin === 'string')
        return { zh: `最多 ${issue.maximum} 个字`, en: `may have at most ${issue.maximum} characters` }
      if (issue.origin === 'array') return { zh: `最多 ${issue.maximum} 项`, en: `may have at most ${issue.maximum}` }
      return { zh: `不能大于 ${issue.maximum}`, en: `must be ${issue.maximum} or less` }
    case 'invalid_format': {
      const format = formats[issue.format]
      return format === undefined ? { zh: '格式不对', en: 'has the wrong form' } : must(format)
    }
    case 'invalid_value':
      return { zh: `要从这些里选：${issue.values.join('、')}`, en: `must be one of ${issue.values.join(', ')}` }
    case 'unrecognized_keys':
      return { zh: `不认识 ${issue.keys.join('、')}`, en: `has unknown fields: ${issue.keys.join(', ')}` }
    default:
      return { zh: '格式不对', en: 'has the wrong form' }
  }
}
const must = (format: Sentence): Sentence => ({ zh: `要${format.zh}`, en: `must ${format.en}` })

interface Field {
  /** From `z.string().meta({ title: '姓名', en: 'name' })`; what nobody types has no name, and its path is no word. */
  readonly title: Sentence
  /** How it is written, from `meta({ form: { zh, en } })`: said where a pattern was not met. */
  readonly form: Sentence | null
}

const isWrapped = (shape: unknown): shape is z.ZodOptional | z.ZodNullable | z.ZodDefault =>
  shape instanceof z.ZodOptional || shape instanceof z.ZodNullable || shape instanceof z.ZodDefault

function fieldAt(shape: z.ZodType, path: readonly PropertyKey[]): Field {
  let here: unknown = shape
  for (const step of path) {
    while (isWrapped(here)) here = here.unwrap()
    if (here instanceof z.ZodObject) here = here.shape[String(step)]
    else if (here instanceof z.ZodArray) here = here.element
    else here = undefined
  }
  // A field that may be left out is called as the field inside is, unless it says its own name.
  while (isWrapped(here) && here.meta() === undefined) here = here.unwrap()
  const meta = here instanceof z.ZodType ? here.meta() : undefined
  const en = meta?.['en']
  const form = meta?.['form'] as Sentence | undefined
  const title = {
    zh: meta?.title === undefined ? unnamed.zh : `“${meta.title}”`,
    en: typeof en === 'string' ? `“${en}” ` : unnamed.en,
  }
  return { title: path.length === 0 ? { zh: '', en: '' } : title, form: form ?? null }
}

/** A field that only a program fills in: the person is told that something is wrong, `at` says what. */
const unnamed: Sentence = { zh: '有一项', en: 'one of the fields ' }

/** A sentence nobody can mistake for a schema's own message. */
const ours = '\u0001'

/** A rule of a shape says its own sentence in Chinese, and in English beside it: `addIssue({ message, params: { en } })`. */
function inEnglish(issue: z.core.$ZodIssue): string {
  const en: unknown = issue.code === 'custom' ? issue.params?.['en'] : undefined
  return typeof en === 'string' ? en : issue.message
}

/**
 * Parses what was sent by the row's shape.
 * @throws InputRefusal with every problem and where it is
 */
export function parseInput(shape: z.ZodType | null, raw: unknown): unknown {
  if (shape === null) return {}
  const sentences: Sentence[] = []
  // Nothing sent is a form with nothing in it: the person hears which fields are missing.
  const parsed = shape.safeParse(raw ?? {}, {
    error: (issue) => `${ours}${sentences.push(asks(issue)) - 1}`,
  })
  if (parsed.success) return parsed.data
  throw new InputRefusal(
    parsed.error.issues.map((issue) => {
      const at = issue.path.map(String).join('.')
      const said = issue.message.startsWith(ours) ? sentences[Number(issue.message.slice(1))] : undefined
      const { title, form } = fieldAt(shape, issue.path)
      const sentence = issue.code === 'invalid_format' && form !== null ? form : said
      if (sentence === undefined) return { at, zh: issue.message, en: inEnglish(issue) }
      return { at, zh: `${title.zh}${sentence.zh}`, en: `${title.en}${sentence.en}` }
    }),
  )
}
