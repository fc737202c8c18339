import { formatYuan, type Fen } from '#platform/money/index.ts'
import type { Fact, Situation } from '#registry/households/facts.ts'
import type { ParameterUse, TreeLine } from '../assessment.ts'
import { findingWords, type Words } from '../labels.ts'
import type { Reading } from '../assess/engine-values.ts'
import type { IncomeParts } from './income-lines.ts'
import { fenAmount, line, parameterLine } from './lines.ts'

/** Everything the column addition of "the difference is paid" is drawn from. */
export interface DifferenceParts {
  readonly situation: Situation
  readonly members: IncomeParts['members']
  readonly reading: Reading
  readonly parameter: (key: string) => ParameterUse | null
  readonly request: { readonly factsOn: IncomeParts['factsOn'] }
  readonly place: Words
}

/** 二 够不够条件: three doors, all of them to be passed. */
export function conditionLines(parts: DifferenceParts, heads: number): TreeLine[] {
  const { reading } = parts
  return [
    line({
      id: 'test-income',
      kind: 'test',
      ...incomeTestWords(reading, heads),
      from: ['income', 'line'],
      compares: '<',
      holds: reading.holds('收入条件'),
      law: reading.law('收入条件'),
    }),
    propertyLine(parts),
    registrationLine(parts),
  ]
}

function incomeTestWords(reading: Reading, heads: number): Words {
  const [income, limit, isBelow] = [reading.fen('家庭月收入'), reading.fen('全家标准'), reading.holds('收入条件')]
  if (income === null || limit === null || isBelow === null)
    return { zh: '收入：还不知道，比不了', en: 'Income: not known yet' }
  const [zhJoin, enJoin] = isBelow ? ['低于', 'is below'] : ['不低于', 'is not below']
  return {
    zh: `收入：一家每月 ${formatYuan(income)} 元，${zhJoin} ${heads} 口人的线 ${formatYuan(limit)} 元`,
    en: `Income: ${formatYuan(income)} a month ${enJoin} the line of ${heads}, ${formatYuan(limit)}`,
  }
}

function propertyLine(parts: DifferenceParts): TreeLine {
  const { situation, reading } = parts
  const holds = reading.holds('财产条件')
  const law = reading.law('财产条件')
  const finding = situation.propertyFinding
  if (finding && finding.value !== 'not-determined') {
    const words = findingWords[finding.value]
    const zh = `财产：工作人员认定${words.zh}`
    const en = `Property: found ${words.en} by an officer`
    return line({ id: 'test-property', kind: 'test', zh, en, holds, law, source: finding.source })
  }
  const lines = [depositsTest(parts), ...countTests(parts)]
  return line({
    id: 'test-property',
    kind: 'test',
    zh: holds === null ? '财产：还不知道' : holds ? '财产：过' : '财产：不过',
    en: holds === null ? 'Property: not known yet' : holds ? 'Property: within the rules' : 'Property: over a limit',
    from: lines.map(({ id }) => id),
    holds,
    law,
    lines,
  })
}

function depositsTest({ situation, reading, parameter }: DifferenceParts): TreeLine {
  const fact = situation.deposits
  const stated = line({
    id: 'deposits',
    kind: 'input',
    zh: '一家的存款和有价证券',
    en: 'Deposits and securities of the household',
    amount: fenAmount(fact?.value ?? null),
    source: fact?.source ?? null,
  })
  const holds = reading.holds('存款不超限')
  const months = parameter('dibao.property.deposits-months')
  if (months === null)
    return plainTest({ id: 'test-deposits', zh: '存款', en: 'Deposits', fact, holds }, [{ ...stated, kind: 'input' }])
  const limit = line({
    id: 'deposits-limit',
    kind: 'sum',
    zh: '存款限额：标准 × 月数 × 人数',
    en: 'Limit of deposits: standard × months × heads',
    operator: '=',
    amount: fenAmount(reading.fen('存款限额')),
    from: ['standard', 'deposits-months', 'heads'],
  })
  const monthsLine = parameterLine(
    'deposits-months',
    { zh: months.zh, en: 'months of the standard per head' },
    months,
    {
      operator: '×',
      amount: { unit: 'month', value: months.value },
    },
  )
  return line({
    id: 'test-deposits',
    kind: 'test',
    zh: `存款${fact === null ? '没有填' : ` ${formatYuan(fact.value)} 元`}，限额 ${shown(reading.fen('存款限额'))}`,
    en: `Deposits ${fact === null ? 'not stated' : formatYuan(fact.value)}, limit ${shownEn(reading.fen('存款限额'))}`,
    from: ['deposits', 'deposits-limit'],
    compares: '≤',
    holds,
    lines: [stated, monthsLine, limit],
  })
}

/** Homes, vehicles and businesses: counted, against a number the place sets. */
function countTests({ situation, reading, parameter }: DifferenceParts): TreeLine[] {
  const rows = [
    { id: 'homes', zh: '房屋', en: 'Homes', unit: '套', fact: situation.homes, decision: '房屋不超限' },
    { id: 'vehicles', zh: '车辆', en: 'Vehicles', unit: '辆', fact: situation.vehicles, decision: '车辆不超限' },
    {
      id: 'businesses',
      zh: '经营主体',
      en: 'Businesses',
      unit: '个',
      fact: situation.businesses,
      decision: '经营主体不超限',
    },
  ] as const
  return rows.map(({ id, zh, en, unit, fact, decision }) => {
    const amount = fact === null ? null : ({ unit: 'item', value: String(fact.value) } as const)
    const stated = line({ id, kind: 'input', zh, en, amount, source: fact?.source ?? null })
    const holds = reading.holds(decision)
    const limit = parameter(`dibao.property.${id}-max`)
    if (limit === null) return plainTest({ id: `test-${id}`, zh, en, fact, holds }, [stated])
    const most = parameterLine(`${id}-max`, { zh: limit.zh, en: `${en} at most` }, limit, {
      amount: { unit: 'item', value: limit.value },
    })
    return line({
      id: `test-${id}`,
      kind: 'test',
      zh: `${zh}${fact === null ? '没有填' : ` ${fact.value} ${unit}`}，最多 ${limit.value} ${unit}`,
      en: `${en} ${fact?.value ?? 'unknown'}, at most ${limit.value}`,
      from: [id, `${id}-max`],
      compares: '≤',
      holds,
      lines: [stated, most],
    })
  })
}

/** Without a limit only "nothing declared" passes. */
function plainTest(
  about: Words & { readonly id: string; readonly fact: Fact<Fen | number>; readonly holds: boolean | null },
  lines: readonly TreeLine[],
): TreeLine {
  const { id, zh, en, fact, holds } = about
  const isNothing = fact !== null && BigInt(fact.value) === 0n
  return line({
    id,
    kind: 'test',
    zh: fact === null ? `${zh}：没有填，不知道` : isNothing ? `${zh}：没有` : `${zh}：有，本地没有录入限额，也没有认定`,
    en:
      fact === null ? `${en}: not stated` : isNothing ? `${en}: none` : `${en}: some, no limit supplied and no finding`,
    holds,
    lines,
  })
}

function registrationLine({ members, reading, place }: DifferenceParts): TreeLine {
  const holds = reading.holds('户籍条件')
  const here = reading.count('本地户籍人数') ?? 0
  const source = members.find(({ member }) => member.registeredAt !== null)?.member.registeredAt?.source ?? null
  return line({
    id: 'test-registration',
    kind: 'test',
    zh: holds === null ? '户籍：没有填，不知道' : `户籍：${here} 人在${place.zh}`,
    en: holds === null ? 'Registration: not stated' : `Registration: ${here} in ${place.en}`,
    holds,
    law: reading.law('户籍条件'),
    source,
  })
}

const shown = (amount: Fen | null): string => (amount === null ? '还不知道' : `${formatYuan(amount)} 元`)
const shownEn = (amount: Fen | null): string => (amount === null ? 'not known' : formatYuan(amount))
