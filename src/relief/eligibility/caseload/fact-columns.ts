import { daysBetween, day, type Day } from '#platform/clock/index.ts'
import { inputPaths, numText, type ColumnSpec, type Model, type Value } from '#platform/decisions/index.ts'
import { incomeKinds, type Fact, type Income, type MemberFacts, type Situation } from '#registry/households/facts.ts'
import { isNumber } from '../assess/engine-values.ts'
import { findingTexts, findingValue, notCountedTexts, notCountedValue } from '../assess/household-inputs.ts'
import { memberFields, propertyFields, statedValue, type FactSetting } from '../assess/vocabulary.ts'
import { incomeWords } from '../labels.ts'
import type { FactDefinition } from '../packs/schema.ts'

/** One input of a model as a column of a caseload. */
export interface FactColumn<Holder> {
  readonly path: string
  readonly spec: ColumnSpec
  /** Whole units of the column; null: not known; NaN: a value the column cannot hold. */
  readonly unitsOf: (holder: Holder) => number | null
}

export interface FactColumns {
  readonly household: readonly FactColumn<Situation>[]
  readonly member: readonly FactColumn<MemberFacts>[]
}

/** The list of a household's members, as the models name it. */
export const memberList = '成员'

/**
 * The facts a model reads, as columns. What has no column (a name, a number of a file) is left out: a model that reads it
 * is refused by the compiler and decided household by household. Ranges are what whole units stay exact in; a household
 * beyond them is decided by itself.
 */
export function factColumns(model: Model, facts: readonly FactDefinition[], setting: FactSetting): FactColumns {
  const household: FactColumn<Situation>[] = []
  const member: FactColumn<MemberFacts>[] = []
  for (const { path } of inputPaths(model)) {
    const ofMember = path.startsWith(`${memberList}[].`) ? path.slice(memberList.length + 3) : null
    const column = ofMember === null ? null : memberColumn(ofMember, facts, setting)
    if (column) member.push({ path, ...column })
    const own = ofMember === null ? householdColumn(path, facts, setting) : null
    if (own) household.push({ path, ...own })
  }
  return { household, member }
}

type Column<Holder> = Omit<FactColumn<Holder>, 'path'>

const count = (high: number): ColumnSpec => ({
  type: 'number',
  scale: 0,
  low: '0',
  high: String(high),
  mayBeMissing: true,
})
const money = (high: string): ColumnSpec => ({ type: 'number', scale: 2, low: '0', high, mayBeMissing: true })
const truth: ColumnSpec = { type: 'truth', mayBeMissing: true }
const code = (texts: readonly string[]): ColumnSpec => ({ type: 'code', values: texts, mayBeMissing: true })

const monthly = money('1000000.00')
const yearly = money('12000000.00')
const deposits = money('20000000.00')
const age = count(150)

const memberSpecs: Readonly<Record<string, ColumnSpec>> = {
  ...{ 周岁: age, 当月末周岁: age, 上月末周岁: age, 本地户籍: truth, 重病: truth, 在读: truth, 残疾等级: count(9) },
}
const propertySpecs: Readonly<Record<string, ColumnSpec>> = {
  ...{ 存款: deposits, 房屋: count(10_000), 车辆: count(10_000), 经营主体: count(10_000) },
}

function memberColumn(
  name: string,
  facts: readonly FactDefinition[],
  setting: FactSetting,
): Column<MemberFacts> | null {
  if (name === '不计入原因')
    return readBy(code(notCountedTexts), ({ counted }: MemberFacts) => counted, notCountedValue)
  const field = memberFields[name]
  const spec = field?.texts ? code(field.texts) : memberSpecs[name]
  if (field && spec) return readBy(spec, field.factOf, (holder) => field.valueOf(holder, setting))
  const isYearly = name.startsWith('全年')
  const amount = isYearly ? name.slice(2) : name
  const per = isYearly ? 'year' : 'month'
  if (amount === '可扣支出') return amountColumn(({ deduction }) => deduction, per, 0)
  const kind = incomeKinds.find((one) => incomeWords[one].zh === amount)
  if (kind) return amountColumn(({ incomes }) => incomes[kind], per, null)
  return statedColumn('member', name, facts)
}

function householdColumn(
  path: string,
  facts: readonly FactDefinition[],
  setting: FactSetting,
): Column<Situation> | null {
  if (path === '现在每月发')
    return { spec: monthly, unitsOf: ({ paidNow }) => (paidNow === null ? null : fenUnits(paidNow.value)) }
  if (path === '财产.认定')
    return readBy(
      code(findingTexts),
      ({ propertyFinding }: Situation) => propertyFinding,
      ({ propertyFinding }) => findingValue(propertyFinding),
    )
  const name = path.startsWith('财产.') ? path.slice('财产.'.length) : ''
  const [field, spec] = [propertyFields[name], propertySpecs[name]]
  if (field && spec) return readBy(spec, field.factOf, (holder) => field.valueOf(holder, setting))
  return statedColumn('household', path, facts)
}

/** A value in the words of the models, turned into units once for each fact: equal facts of a caseload are one object. */
function readBy<Holder>(
  spec: ColumnSpec,
  factOf: (holder: Holder) => Fact<unknown>,
  valueOf: (holder: Holder) => Value,
): Column<Holder> {
  const known = new Map<Fact<unknown>, number | null>()
  return {
    spec,
    unitsOf: (holder) => {
      const fact = factOf(holder)
      let units = known.get(fact)
      if (units === undefined) known.set(fact, (units = unitsIn(spec, valueOf(holder))))
      return units
    },
  }
}

/** As `householdInputs` puts it: an amount by the month stands in one field, by the year in the other. */
const amountColumn = (
  factOf: (member: MemberFacts) => Fact<Income>,
  per: Income['per'],
  whenUnknown: 0 | null,
): Column<MemberFacts> => ({
  spec: per === 'year' ? yearly : monthly,
  unitsOf: (member) => {
    const fact = factOf(member)
    if (fact === null) return whenUnknown
    return fact.value.per === per ? fenUnits(fact.value.amount) : 0
  },
})

const fenUnits = (amount: bigint): number => Number(amount)

function statedColumn<Holder extends MemberFacts | Situation>(
  of: FactDefinition['of'],
  input: string,
  facts: readonly FactDefinition[],
): Column<Holder> | null {
  const definition = facts.find((one) => one.of === of && one.input === input)
  if (!definition) return null
  const factOf = (holder: Holder): Fact<string> => holder.stated?.[definition.key] ?? null
  return readBy(statedSpec(definition), factOf, (holder) => statedValue(definition, factOf(holder)))
}

function statedSpec({ type, options }: FactDefinition): ColumnSpec {
  switch (type) {
    case 'yuan':
      return yearly
    case 'number':
      return { type: 'number', scale: 4, low: '0', high: '100000', mayBeMissing: true }
    case 'date':
      return { type: 'date', low: '1900-01-01', high: '2199-12-31', mayBeMissing: true }
    case 'yes-no':
      return truth
    case 'choice':
      return code(options?.map(({ value }) => value) ?? [])
  }
}

const daysBegin = day('1970-01-01')

function unitsIn(spec: ColumnSpec, value: Value): number | null {
  if (value === null) return null
  switch (spec.type) {
    case 'truth':
      return typeof value === 'boolean' ? Number(value) : Number.NaN
    case 'code': {
      const at = typeof value === 'string' ? spec.values.indexOf(value) : -1
      return at < 0 ? Number.NaN : at
    }
    case 'date':
      return daysBetween(daysBegin, (value as { readonly text: string }).text as Day)
    case 'number':
      return isNumber(value) ? decimalUnits(numText(value), spec.scale) : Number.NaN
  }
}

/** `810.5` at two places is 81,050; NaN where there are more places than the column has. */
function decimalUnits(text: string, scale: number): number {
  const [whole = '', places = ''] = text.split('.')
  return places.length > scale ? Number.NaN : Number(whole + places.padEnd(scale, '0'))
}
