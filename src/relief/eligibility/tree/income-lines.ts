import { ageOn, type Day } from '#platform/clock/index.ts'
import { sumFen, zeroFen, type Fen } from '#platform/money/index.ts'
import { incomeKinds, type Income, type IncomeKind, type MemberFacts } from '#registry/households/facts.ts'
import type { ParameterUse, TreeLine } from '../assessment.ts'
import type { Reading } from '../assess/engine-values.ts'
import { calledOf, incomeWords, notCountedWords, relationWords, type Words } from '../labels.ts'
import { fenAmount, inputLine, line, monthAmount, parameterLine } from './lines.ts'

/** What the group about income is made of; amounts come from the decision model. */
export interface IncomeParts {
  readonly members: readonly { readonly member: MemberFacts; readonly isCounted: boolean }[]
  readonly factsOn: Day
  /** The models that ask for income share the names of these decisions: `家庭月收入`, `全年折合每月` … */
  readonly reading: Reading
  readonly parameter: (input: string) => ParameterUse | null
}

/** 一 家里每月收多少: a line for each person, the yearly amounts divided once, what may be deducted, the sum. */
export function incomeLines(parts: IncomeParts): TreeLine[] {
  const counted = parts.members.map((one, index) => ({ ...one, number: index + 1 })).filter((one) => one.isCounted)
  const people = counted.map(({ member, number }, index) => memberLine(member, { number, isFirst: index === 0, parts }))
  const deductions = [...deductionLine(counted), ...disregardLine(parts)]
  const yearly = yearlyLine(counted, parts)
  const added = [...people, ...deductions, ...yearly]
  const floor = floorLine(parts)
  return [
    ...added,
    ...floor,
    ...notCountedLines(parts),
    line({
      id: 'income',
      kind: 'sum',
      zh: '一家每月收入',
      en: 'Household income a month',
      operator: '=',
      amount: fenAmount(parts.reading.fen('家庭月收入')),
      from: [...added, ...floor].map(({ id }) => id),
      law: parts.reading.law('每月收入合计'),
    }),
  ]
}

interface NumberedMember {
  readonly member: MemberFacts
  /** Place on the household's list, from 1. */
  readonly number: number
}

/** Unknown counts in both; an amount counts where it was stated. */
const standsIn = (fact: Income | undefined, per: Income['per']): boolean => fact === undefined || fact.per === per
const kindsStated = (member: MemberFacts, per: Income['per']): readonly IncomeKind[] =>
  incomeKinds.filter((kind) => standsIn(member.incomes[kind]?.value, per))

function memberLine(
  member: MemberFacts,
  { number, isFirst, parts }: { readonly number: number; readonly isFirst: boolean; readonly parts: IncomeParts },
): TreeLine {
  const lines = monthLines(member, number)
  const amounts = lines.map((one) => (one.amount === null ? null : (BigInt(one.amount.value) as Fen)))
  const about = describe(member, parts.factsOn)
  return line({
    id: `member-${number}`,
    kind: lines.length === 0 ? 'input' : 'sum',
    zh: `${calledOf(member).zh}（${about.zh}）`,
    en: `${calledOf(member).en} (${about.en})`,
    operator: isFirst ? null : '+',
    amount: fenAmount(totalOf(amounts)),
    from: lines.map(({ id }) => id),
    law: number === 1 ? parts.reading.law('计入的成员') : [],
    lines,
  })
}

/** What the person has, kind by kind; the kinds that are stated as nothing share one line. */
function monthLines(member: MemberFacts, number: number): TreeLine[] {
  const kinds = kindsStated(member, 'month')
  const isNothing = (kind: IncomeKind): boolean => member.incomes[kind]?.value.amount === 0n
  const lines = kinds
    .filter((kind) => !isNothing(kind))
    .map((kind) => kindLine(member, { kind, id: `member-${number}-${kind}` }))
  const nothing = kinds.filter(isNothing)
  const [first] = nothing
  if (first === undefined) return lines
  const [zh, en] = [
    nothing.map((kind) => incomeWords[kind].zh).join('、'),
    nothing.map((kind) => incomeWords[kind].en).join(', '),
  ]
  const source = member.incomes[first]?.source ?? null
  const words = { zh: `${zh}：没有`, en: `${en}: none` }
  return [...lines, inputLine(`member-${number}-none`, words, { amount: zeroFen, source })]
}

function kindLine(member: MemberFacts, { kind, id }: { readonly kind: IncomeKind; readonly id: string }): TreeLine {
  const fact = member.incomes[kind]
  const isUnknown = fact === null
  return inputLine(
    id,
    {
      zh: isUnknown ? `${incomeWords[kind].zh}：没有填，不知道` : incomeWords[kind].zh,
      en: isUnknown ? `${incomeWords[kind].en}: not stated, unknown` : incomeWords[kind].en,
    },
    { amount: fact?.value.amount ?? null, source: fact?.source ?? null },
  )
}

const totalOf = (amounts: readonly (Fen | null)[]): Fen | null => {
  const known = amounts.filter((amount) => amount !== null)
  return known.length === amounts.length ? sumFen(known) : null
}

function describe(member: MemberFacts, on: Day): Words {
  const relation = relationWords[member.relation]
  if (member.bornOn === null) return { zh: `${relation.zh}，年龄不知道`, en: `${relation.en}, age unknown` }
  const age = ageOn(member.bornOn.value, on)
  return { zh: `${relation.zh}，${age} 岁`, en: `${relation.en}, ${age}` }
}

/** Spending that may be deducted first, as the household's list states it by the month. */
function deductionLine(counted: readonly NumberedMember[]): TreeLine[] {
  const lines = counted.flatMap(({ member, number }) => {
    const { deduction } = member
    if (deduction === null || deduction.value.per !== 'month' || deduction.value.amount === 0n) return []
    const words = { zh: `${calledOf(member).zh}可以先扣的支出`, en: `Deductible spending of ${calledOf(member).en}` }
    return [inputLine(`deduction-${number}`, words, { amount: deduction.value.amount, source: deduction.source })]
  })
  if (lines.length === 0) return []
  return [
    line({
      id: 'deductions',
      kind: 'sum',
      zh: '先扣掉的支出',
      en: 'Deductible spending',
      operator: '−',
      amount: fenAmount(totalOf(lines.map((one) => BigInt(one.amount?.value ?? '0') as Fen))),
      from: lines.map(({ id }) => id),
      lines,
    }),
  ]
}

/** Income a statute leaves out for some months, such as what a new job adds. */
function disregardLine({ reading }: IncomeParts): TreeLine[] {
  const decision = '免计的新增收入'
  const amount = reading.has(decision) ? reading.fen(decision) : zeroFen
  if (amount === zeroFen) return []
  return [
    line({
      id: 'disregard',
      kind: 'input',
      zh: amount === null ? '新增的就业收入：免计多少还不知道' : '新增的就业收入，免计的部分',
      en:
        amount === null
          ? 'Income of the new job: not known how much is left out'
          : 'Income of the new job that is left out',
      operator: '−',
      amount: fenAmount(amount),
      law: reading.law(decision),
    }),
  ]
}

/** Yearly amounts are added up for the whole household and divided once. */
function yearlyLine(counted: readonly NumberedMember[], { reading, parameter }: IncomeParts): TreeLine[] {
  const stated = counted.flatMap(({ member, number }) => {
    const incomes = incomeKinds
      .filter((kind) => member.incomes[kind]?.value.per === 'year')
      .map((kind) => {
        const fact = member.incomes[kind]
        const words = {
          zh: `${calledOf(member).zh}，${incomeWords[kind].zh}，全年`,
          en: `${calledOf(member).en}, ${incomeWords[kind].en}, a year`,
        }
        return inputLine(`yearly-${number}-${kind}`, words, {
          amount: fact?.value.amount ?? null,
          source: fact?.source ?? null,
        })
      })
    const { deduction } = member
    if (deduction?.value.per !== 'year' || deduction.value.amount === 0n) return incomes
    const words = {
      zh: `${calledOf(member).zh}可以先扣的支出，全年`,
      en: `Deductible spending of ${calledOf(member).en}, a year`,
    }
    const { source } = deduction
    return [...incomes, inputLine(`yearly-deduction-${number}`, words, { amount: deduction.value.amount, source }, '−')]
  })
  if (stated.length === 0) return []
  const rounding = parameter('折月取整')
  const unknown = counted.flatMap(({ member, number }) =>
    incomeKinds.filter((kind) => member.incomes[kind] === null).map((kind) => `member-${number}-${kind}`),
  )
  const total = line({
    id: 'yearly-total',
    kind: 'sum',
    zh: '一家全年合计',
    en: 'The household’s year in total',
    operator: '=',
    // An income nobody stated may be one by the year, so the total is as unknown as the income.
    amount: fenAmount(unknown.length > 0 ? null : totalOf(stated.map(signedAmount))),
    from: [...stated.map(({ id }) => id), ...unknown],
  })
  const months = line({
    id: 'yearly-months',
    kind: 'input',
    zh: '一年 12 个月，只除这一次',
    en: 'Twelve months, divided once',
    operator: '÷',
    amount: monthAmount(12),
  })
  const divides = total.amount === null || BigInt(total.amount.value) % 12n === 0n
  const words = {
    zh: `除不尽的一分：${rounding?.value ?? '本地没有录入怎么办'}`,
    en: `The part of a fen that is left: ${rounding?.value ?? 'no rule supplied'}`,
  }
  const rest = divides ? [] : [parameterLine('yearly-rounding', words, rounding)]
  return [
    line({
      id: 'yearly',
      kind: 'sum',
      zh: '按年说的收入，折合每月',
      en: 'Yearly income by the month',
      operator: '+',
      amount: fenAmount(total.amount === null ? null : reading.fen('全年折合每月')),
      from: ['yearly-total', 'yearly-months', ...rest.map(({ id }) => id)],
      law: reading.law('每月收入合计'),
      lines: [...stated, total, months, ...rest],
    }),
  ]
}

const signedAmount = (one: TreeLine): Fen | null =>
  one.amount === null ? null : ((BigInt(one.amount.value) * (one.operator === '−' ? -1n : 1n)) as Fen)

/** A household has no less than nothing: what the deductions take below zero is given back in a line of its own. */
function floorLine({ reading }: IncomeParts): TreeLine[] {
  const before = reading.fen('扣减前每月结余')
  if (before === null || before >= 0n) return []
  return [
    line({
      id: 'floor',
      kind: 'input',
      zh: '扣到零为止，多出的不再扣',
      en: 'Down to zero and no further',
      operator: '+',
      amount: fenAmount(-before as Fen),
    }),
  ]
}

const notCountedLines = ({ members, reading }: IncomeParts): TreeLine[] =>
  members.flatMap(({ member, isCounted }, index) => {
    if (isCounted) return []
    const reason = member.counted?.value ?? 'other'
    const words = notCountedWords[reason === 'counted' ? 'other' : reason]
    return [
      line({
        id: `not-counted-${index + 1}`,
        kind: 'note',
        zh: `${calledOf(member).zh}不算在内：${words.zh}`,
        en: `${calledOf(member).en} is not counted: ${words.en}`,
        law: reading.law('计入的成员'),
      }),
    ]
  })
