import type { Type } from './type.ts'

export interface Words {
  readonly zh: string
  readonly en: string
}

const plain: Readonly<Record<Exclude<Type['kind'], 'list' | 'range'>, Words>> = {
  any: { zh: '任意值', en: 'any value' },
  null: { zh: '空值', en: 'null' },
  number: { zh: '数字', en: 'number' },
  string: { zh: '文字', en: 'string' },
  boolean: { zh: '是/否', en: 'boolean' },
  date: { zh: '日期', en: 'date' },
  time: { zh: '时间', en: 'time' },
  'date and time': { zh: '日期时间', en: 'date and time' },
  'days and time duration': { zh: '日时期间', en: 'days and time duration' },
  'years and months duration': { zh: '年月期间', en: 'years and months duration' },
  context: { zh: '上下文', en: 'context' },
  function: { zh: '函数', en: 'function' },
}

/** What a type is called in a sentence of either language: the name its author gave it, else the word for its kind. */
export function typeWords(type: Type): Words {
  if (type.name) return { zh: type.name, en: type.name }
  if (type.kind !== 'list' && type.kind !== 'range') return plain[type.kind]
  const of = typeWords(type.of)
  const around = type.kind === 'list' ? '列表' : '区间'
  return { zh: `${around}（${of.zh}）`, en: `${type.kind}<${of.en}>` }
}

/** The same, with the values it allows. */
export function typeInFull(type: Type): Words {
  const { zh, en } = typeWords(type)
  const allowed = type.constraint?.text
  return allowed === undefined ? { zh, en } : { zh: `${zh}（${allowed}）`, en: `${en} (${allowed})` }
}
