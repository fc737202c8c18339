import { YAMLParseError } from 'yaml'
import type { z } from 'zod'

/** Why a file of a pack is not what it has to be, in the words of the desk. */
export interface WhyUnreadable {
  readonly why: string
  readonly whyEn: string
}

/** Where it breaks off, without the drawing of the place that a terminal would show. */
export function whyNotYaml(error: unknown): WhyUnreadable {
  const message = error instanceof Error ? error.message : String(error)
  const [said = ''] = message.split(' at line ')
  const at = error instanceof YAMLParseError ? error.linePos?.[0] : undefined
  if (at === undefined) return { why: '不是 YAML', whyEn: `it is no YAML (${said})` }
  return {
    why: `第 ${at.line} 行第 ${at.col} 个字写断了`,
    whyEn: `it breaks off in line ${at.line}, character ${at.col} (${said})`,
  }
}

/** What people write in these files, in the words of the desk. */
const fieldWords: Readonly<Record<string, string>> = {
  document: '依据的文件',
  value: '数',
  from: '从哪天起',
  to: '到哪天',
  series: '来源',
  rows: '各行',
  name: '名称',
  expect: '应得的结果',
  members: '成员',
}

/** `standards 第 1 个 rows（各行）第 2 个 document（依据的文件）没有写`. */
export function whyNotShaped(issue: z.core.$ZodIssue | undefined): WhyUnreadable {
  if (issue === undefined) return { why: '', whyEn: '' }
  const zh = issue.path.map((part) => {
    if (typeof part === 'number') return `第 ${part + 1} 个`
    const words = fieldWords[String(part)]
    return words === undefined ? String(part) : `${String(part)}（${words}）`
  })
  const en = issue.path.map((part) => (typeof part === 'number' ? `no. ${part + 1}` : String(part)))
  const what = whatIsWrong(issue)
  return { why: [...zh, what.why].join(' '), whyEn: [...en, what.whyEn].join(' ') }
}

function whatIsWrong(issue: z.core.$ZodIssue): WhyUnreadable {
  if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined'))
    return { why: '没有写', whyEn: 'is missing' }
  if (issue.code === 'unrecognized_keys') {
    const keys = issue.keys.join('、')
    return { why: `多了不认得的 ${keys}`, whyEn: `has ${keys}, which is not known` }
  }
  if (issue.code === 'invalid_value') {
    const values = issue.values.map(String)
    return { why: `只能写 ${values.join('、')}`, whyEn: `can only be ${values.join(', ')}` }
  }
  // A rule of our own says in Chinese what it asks for.
  if (/\p{Script=Han}/u.test(issue.message)) return { why: issue.message, whyEn: 'is not written as it should be' }
  return { why: '写得不对', whyEn: `is not written as it should be: ${issue.message}` }
}
