import { formatYuan, fen, parseYuan } from '#platform/money/index.ts'
import type { TreeLine } from '../assessment.ts'
import { conditionLines, type DifferenceParts } from './condition-lines.ts'
import { incomeLines } from './income-lines.ts'
import { fenAmount, group, line, parameterLine, personAmount } from './lines.ts'

/** Three groups; the last line of the last one is the amount. Numbers are the model's, never computed here. */
export function differenceTree(parts: DifferenceParts): TreeLine[] {
  const { reading, members } = parts
  const heads = members.filter(({ isCounted }) => isCounted).length
  const income = incomeLines({
    members,
    factsOn: parts.request.factsOn,
    rounding: parts.parameter('dibao.income.rounding'),
    said: {
      yearly: reading.fen('全年净额'),
      yearlyByMonth: reading.fen('全年折合每月'),
      beforeFloor: reading.fen('扣减前每月结余'),
      income: reading.fen('家庭月收入'),
    },
    law: { household: reading.law('计入的成员'), income: reading.law('每月收入合计') },
  })
  return [
    group('group-income', { zh: '一 家里每月收多少', en: '1 What the household has a month' }, income),
    group(
      'group-conditions',
      { zh: '二 够不够条件', en: '2 Whether the conditions are met' },
      conditionLines(parts, heads),
    ),
    group('group-amount', { zh: '三 每月补多少', en: '3 What is paid a month' }, amountLines(parts, heads)),
  ]
}

function amountLines({ reading, members, parameter }: DifferenceParts, heads: number): TreeLine[] {
  const standard = parameter('dibao.standard')
  const [limit, income, amount] = [reading.fen('全家标准'), reading.fen('家庭月收入'), reading.fen('每月补差')]
  const counted = members.flatMap(({ isCounted }, index) => (isCounted ? [`member-${index + 1}`] : []))
  const gap = limit === null || income === null ? null : fen(limit - income)
  const qualifies = reading.holds('符合条件')
  const tests = ['test-income', 'test-property', 'test-registration']
  const gapLine = line({
    id: 'gap',
    kind: 'sum',
    zh:
      gap === null ? '还差多少，不知道' : gap < 0n ? `高出 ${formatYuan(fen(-gap))} 元` : `相差 ${formatYuan(gap)} 元`,
    en:
      gap === null
        ? 'Difference not known'
        : gap < 0n
          ? `${formatYuan(fen(-gap))} over the line`
          : `${formatYuan(gap)} below the line`,
    operator: '=',
    amount: fenAmount(gap),
    from: ['line', 'minus-income'],
  })
  return [
    parameterLine('standard', { zh: '低保标准，每人每月', en: 'Standard a head and month' }, standard, {
      amount: fenAmount(standard === null ? null : parseYuan(standard.value)),
      law: reading.law('全家标准'),
    }),
    line({
      id: 'heads',
      kind: counted.length === 0 ? 'input' : 'sum',
      zh: `一家 ${heads} 口人`,
      en: `${heads} in the household`,
      operator: '×',
      amount: personAmount(heads),
      from: counted,
      law: reading.law('计入人数'),
    }),
    line({
      id: 'line',
      kind: 'sum',
      zh: `${heads} 口人的线`,
      en: `The line of ${heads}`,
      operator: '=',
      amount: fenAmount(limit),
      from: ['standard', 'heads'],
      law: reading.law('全家标准'),
    }),
    line({
      id: 'minus-income',
      kind: 'sum',
      zh: '减去一家每月收入（第一步的得数）',
      en: 'Less the household’s income (from step 1)',
      operator: '−',
      amount: fenAmount(income),
      from: ['income'],
    }),
    ...(qualifies ? [] : [gapLine]),
    line({
      id: 'result',
      kind: 'result',
      zh: qualifies === false ? '不符合，不补' : '每月补',
      en: qualifies === false ? 'Conditions not met, nothing paid' : 'Paid a month',
      operator: '=',
      amount: fenAmount(amount),
      from: [...(qualifies ? ['line', 'minus-income'] : ['gap']), ...tests],
      law: reading.law('每月补差'),
    }),
  ]
}
