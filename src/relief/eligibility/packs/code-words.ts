import { incomeKinds } from '#registry/households/facts.ts'
import type { Assessment } from '../assessment.ts'
import { memberFields, propertyFields } from '../assess/vocabulary.ts'
import { incomeWords, type Words } from '../labels.ts'
import type { Pack } from './pack.ts'

/** What a code of a worked case says to a person: its file names reasons, warnings and missing facts by codes. */
export interface CodeWords {
  readonly reason: (code: string) => Words
  readonly warning: (code: string) => Words
  readonly missing: (path: string) => Words
}

/**
 * Words of this very answer first, then those of the pack, then of the other packs of its programme, then of the engine. A
 * code nobody has is named as such: whoever wrote it made a slip.
 */
export function codeWordsOf(answer: Assessment, pack: Pack, packs: readonly Pack[]): CodeWords {
  const near = [pack, ...packs.filter(({ programme }) => programme === pack.programme), ...packs]
  const inPacks = (read: (one: Pack) => Words | undefined): Words | undefined => {
    const said = near.map(read).find((words) => words !== undefined)
    return said && withoutValues(said)
  }
  return {
    reason: (code) =>
      answer.reasons.find((one) => one.code === code) ??
      inPacks(({ words }) => words.reasons[code]) ??
      engineReasons[code] ??
      unknown(code),
    warning: (code) =>
      answer.warnings.find((one) => one.code === code) ??
      inPacks(({ words }) => words.notices[code]) ??
      engineWarnings[code] ??
      unknown(code),
    missing: (path) => answer.missing.find((one) => one.path === path) ?? fieldAt(path, near) ?? unknown(path),
  }
}

const unknown = (code: string): Words => ({ zh: `${code}（没有这个代码）`, en: `${code} (no such code)` })

/** A sentence of a pack away from a sum has no values: `每月收入 {家庭月收入} 元` keeps its place open. */
const withoutValues = ({ zh, en }: Words): Words => ({
  zh: zh.replaceAll(/\{[^}]*\}/g, '…'),
  en: en.replaceAll(/\{[^}]*\}/g, '…'),
})

const engineReasons: Readonly<Record<string, Words>> = {
  'no-standard': { zh: '这个月没有标准', en: 'no standard for the month' },
  'not-configured-here': { zh: '这个地方没有录入要用的数', en: 'not configured for this place' },
  'no-rule-in-force': { zh: '这一天没有在用的规则', en: 'no rule in force on the day' },
  'draft-only': { zh: '只有还没有生效的草案', en: 'only a draft that is not in force' },
  'pack-unreadable': { zh: '规则包读不出来', en: 'the pack cannot be read' },
}

const engineWarnings: Readonly<Record<string, Words>> = {
  'synthetic-values': { zh: '用了合成的数', en: 'synthetic values took part' },
  'draft-simulated': { zh: '照的是征求意见稿，只是模拟', en: 'simulated by a draft' },
  'standard-past-known': { zh: '数的来源没有说到这个月', en: 'the source of a number does not reach this month' },
  'not-counted-other': { zh: '有人因为“其他”原因不计入', en: 'somebody is left out for “another reason”' },
  'staff-relative': { zh: '申报了工作人员的近亲属', en: 'a near relative of staff is declared' },
  'adult-child': { zh: '成年子女算不算一家人要核实', en: 'whether an adult child counts is to be checked' },
  'deduction-not-stated': { zh: '可扣的花费没有填', en: 'deductible costs not stated' },
  'basic-pension': { zh: '基础养老金算不算收入还没有录入', en: 'whether the basic pension counts was not supplied' },
  'single-person-route': { zh: '可以单人提出申请', en: 'one member may apply alone' },
  'no-minimum-no-rounding': { zh: '没有录入最低额和取整办法', en: 'no minimum and no rounding was supplied' },
  'not-configured-here': { zh: '有人的户籍地没有录入这一项', en: 'not configured where somebody is registered' },
  'open-but-same': { zh: '有没填的，不影响结果', en: 'something is open and changes nothing' },
}

/** `member:1.incomes.wages`, `household.deposits`, `parameter:dibao.standard`, `household.stated.aid.class`. */
function fieldAt(path: string, packs: readonly Pack[]): Words | undefined {
  const [, parameter] = /^parameter:(.+)$/.exec(path) ?? []
  if (parameter !== undefined) return notSupplied(packs.flatMap((pack) => pack.parameters).find(hasKey(parameter)))
  const [, person, field = ''] = /^(?:member:(\d+)|household)\.(.+)$/.exec(path) ?? []
  const stated = field.startsWith('stated.') ? field.slice('stated.'.length) : null
  const words = stated === null ? fieldWords[field] : packs.flatMap((pack) => pack.facts).find(hasKey(stated))
  if (words === undefined) return undefined
  return person === undefined
    ? { zh: `${words.zh}没有填`, en: `${words.en} not stated` }
    : { zh: `第 ${person} 个人的${words.zh}没有填`, en: `${words.en} of person ${person} not stated` }
}

const hasKey =
  (wanted: string) =>
  ({ key }: { readonly key: string }) =>
    key === wanted
const notSupplied = (words: Words | undefined): Words | undefined =>
  words && { zh: `没有录入“${words.zh}”`, en: `${words.en}: not supplied` }

const fieldWords: Readonly<Record<string, Words>> = {
  paidNow: { zh: '现在每月发多少', en: 'what is paid now' },
  ...Object.fromEntries(incomeKinds.map((kind) => [`incomes.${kind}`, incomeWords[kind]])),
  ...Object.fromEntries(
    [...Object.values(memberFields), ...Object.values(propertyFields)].map(({ path, zh, en }) => [path, { zh, en }]),
  ),
}
