import { isMap, isSeq } from 'yaml'
import { firstDayOf, monthOf, type Day } from '#platform/clock/index.ts'
import { formatYuan, plainYuan } from '#platform/money/index.ts'
import {
  agrees,
  answerCase,
  CasesFile,
  daysWithoutCases,
  readYaml,
  type Assessment,
  type WorkedCase,
} from '#relief/eligibility/index.ts'
import type { Laws } from '../simulation/laws.ts'
import { workbenchRefusals } from '../refusals.ts'
import type { PackFiles } from './draft.ts'
import { entrySet, itemsAdded, placed, spliced, type Splice } from './yaml-text.ts'

interface Words {
  readonly zh: string
  readonly en: string
}

/**
 * A worked case the draft makes say something else. `changed`: it agreed with the law the draft was begun from, and its
 * figures rest on what the draft changes. `added`: a day before, of or after a new value that has no case yet. A case that
 * agrees with neither law is a mistake of whoever wrote it, and no rewriting is offered.
 */
export interface CaseRewrite {
  /** What is asked for when it is taken. */
  readonly key: string
  readonly kind: 'changed' | 'added'
  /** Names the case in its file; for an added one, what it will be called. */
  readonly name: string
  readonly on: Day
  /** Null for a case that is added. */
  readonly before: Words | null
  readonly after: Words
}

interface Offer extends CaseRewrite {
  readonly one: WorkedCase
  readonly expect: WorkedCase['expect']
  /** Which case of the file; null for one that is added. */
  readonly index: number | null
}

export const rewritesOf = (files: PackFiles, laws: Laws): CaseRewrite[] =>
  offersOf(files, laws).map(({ one: _, expect: __, index: ___, ...said }) => said)

function offersOf(files: PackFiles, laws: Laws): Offer[] {
  const cases = casesIn(files)
  const after = { pack: laws.pack, eligibility: laws.after }
  const changed = cases.flatMap((one, index): Offer[] => {
    const now = answerCase(one, after)
    if (agrees(one, now)) return []
    const was = answerCase(one, { pack: laws.base, eligibility: laws.before })
    if (!agrees(one, was)) return []
    const said = { before: inWords(was), after: inWords(now) }
    const { name } = one
    const expect = expectedBy(now, one.expect)
    return [{ ...said, key: `case:${index}`, kind: 'changed', name, on: dayOf(one), one, index, expect }]
  })
  const added = daysWithoutCases(laws.pack, cases, laws.after).flatMap(({ begin, on }): Offer[] => {
    const model = modelFor(begin, cases, laws)
    if (model === null) return []
    const name = `${begin} 起的标准，${on} 这一天`
    const one: WorkedCase = { ...model, name, on, month: monthOf(on), expect: { outcome: 'entitled', amount: '0' } }
    const now = answerCase(one, after)
    const said = { before: null, after: inWords(now), index: null, expect: expectedBy(now, one.expect) }
    return [{ ...said, key: `day:${begin}:${on}`, kind: 'added', name, on, one }]
  })
  return [...changed, ...added]
}

const dayOf = (one: WorkedCase): Day => one.on ?? firstDayOf(one.month)
const casesIn = (files: PackFiles): readonly WorkedCase[] =>
  files['cases.yaml'] === undefined ? [] : readYaml('cases.yaml', files['cases.yaml'], CasesFile).cases

/** Whose sum on the first day of a value is an amount: written again for another day, it shows the value at work. */
function modelFor(begin: Day, cases: readonly WorkedCase[], { pack, after }: Laws): WorkedCase | null {
  const plain = cases.filter((one) => !one.simulate && one.parameters.length === 0 && one.expect.outcome === 'entitled')
  const on = (one: WorkedCase): WorkedCase => ({ ...one, on: begin, month: monthOf(begin) })
  return plain.find((one) => answerCase(on(one), { pack, eligibility: after }).outcome === 'entitled') ?? null
}

/** What the case asked about before it asks about now, and what the outcome alone makes necessary. */
function expectedBy(answer: Assessment, old: WorkedCase['expect']): WorkedCase['expect'] {
  const { outcome, amount, reasons, missing, possible } = answer
  const isEntitled = outcome === 'entitled'
  return {
    outcome,
    ...(isEntitled && amount !== null ? { amount: plainYuan(amount) } : {}),
    ...(!isEntitled && outcome !== 'not-enough-known' ? { reasons: reasons.map(({ code }) => code) } : {}),
    ...(outcome === 'not-enough-known' ? { missing: missing.map(({ path }) => path) } : {}),
    ...(old.possible === undefined ? {} : { possible: possible.map((one) => plainYuan(one.amount)) }),
    ...(old.class === undefined || answer.class === null ? {} : { class: answer.class }),
    ...(old.per === undefined ? {} : { per: answer.per }),
    ...(old.warnings === undefined ? {} : { warnings: old.warnings }),
  }
}

function inWords({ outcome, amount, reasons, missing, class: named }: Assessment): Words {
  const list = (of: readonly Words[], language: keyof Words): string => of.map((one) => one[language]).join('；')
  switch (outcome) {
    case 'entitled':
      return {
        zh: `够条件，${amount === null ? '' : `${formatYuan(amount)} 元`}${named === null ? '' : `（${named}）`}`,
        // The class is a word of the document itself; its name in English nobody has given.
        en: `entitled${amount === null ? '' : `, ${formatYuan(amount)} yuan`}`,
      }
    case 'not-entitled':
      return { zh: `不够条件：${list(reasons, 'zh')}`, en: `not entitled: ${list(reasons, 'en')}` }
    case 'not-enough-known':
      return { zh: `还说不准，缺：${list(missing, 'zh')}`, en: `not enough known: ${list(missing, 'en')}` }
    case 'no-rule':
      return { zh: `没有规则：${list(reasons, 'zh')}`, en: `no rule: ${list(reasons, 'en')}` }
  }
}

/** Takes the offers with these keys into the file; every other line stays as it is written. @throws caseNotOffered */
export function withRewrites(files: PackFiles, laws: Laws, keys: readonly string[]): PackFiles {
  const offers = offersOf(files, laws)
  const text = files['cases.yaml'] ?? 'cases: []\n'
  const all = placed(text).get('cases')
  if (!isSeq(all))
    throw workbenchRefusals.unreadable({
      file: 'cases.yaml',
      why: '没有 cases 这一项，请补上',
      whyEn: 'it has no entry “cases”; put it in',
    })
  const taken = [...new Set(keys)].map((key) => {
    const offer = offers.find((one) => one.key === key)
    if (!offer) throw workbenchRefusals.caseNotOffered()
    return offer
  })
  const rewritten = taken.flatMap(({ index, expect }): Splice[] => {
    const item = index === null ? null : all.items[index]
    return isMap(item) ? [entrySet(text, item, 'expect', expect)] : []
  })
  const added = taken.filter(({ index }) => index === null).map(entriesOf)
  return { ...files, 'cases.yaml': spliced(text, [...rewritten, ...itemsAdded(text, all, added)]) }
}

function entriesOf({ one, expect }: Offer): Readonly<Record<string, unknown>> {
  const { simulate: _, parameters: __, ...said } = one
  return Object.fromEntries(
    Object.entries({ ...said, expect }).filter(([name, value]) => value !== undefined && defaults[name] !== value),
  )
}

/** What a case that says nothing means. */
const defaults: Readonly<Record<string, unknown>> = { deposits: '0', homes: 0, vehicles: 0, businesses: 0 }

/** What the approver reads: cases whose expectation is another than in the version the draft was begun from. */
export function expectationsChanged(
  baseFiles: PackFiles,
  files: PackFiles,
  laws: Laws,
): readonly { readonly name: string; readonly before: Words | null; readonly after: Words | null }[] {
  const [old, now] = [casesIn(baseFiles), casesIn(files)]
  const of = (cases: readonly WorkedCase[], name: string) => cases.find((one) => one.name === name)
  const names = [...new Set([...old, ...now].map(({ name }) => name))]
  return names.flatMap((name) => {
    const [was, is] = [of(old, name), of(now, name)]
    if (JSON.stringify(was?.expect) === JSON.stringify(is?.expect)) return []
    return [
      {
        name,
        before: was ? inWords(answerCase(was, { pack: laws.base, eligibility: laws.before })) : null,
        after: is ? inWords(answerCase(is, { pack: laws.pack, eligibility: laws.after })) : null,
      },
    ]
  })
}
