import type { Value } from '#platform/decisions/contract.ts'
import { plainYuan } from '#platform/money/index.ts'
import { num } from '#platform/decisions/index.ts'
import {
  incomeKinds,
  type Fact,
  type Income,
  type MemberFacts,
  type PropertyFinding,
  type Situation,
} from '#registry/households/facts.ts'
import { findingWords, incomeWords, notCountedWords } from '../labels.ts'
import type { PlacesAbove } from '../packs/library.ts'
import { countValue, yuanValue } from './engine-values.ts'

/** A household in the words of the decision model: names of inputs and fields as the DMN files declare them. */
export interface HouseholdInputs {
  readonly 成员: readonly Readonly<Record<string, Value>>[]
  readonly 财产: Readonly<Record<string, Value>>
}

interface HereSetting {
  readonly region: string
  readonly placesAbove: PlacesAbove
}

const nothing = num('0')

/**
 * Empty stays null: unknown, never zero. One exception, said in a warning: spending that may be deducted first is a
 * claim, so an empty column claims nothing.
 */
export function householdInputs(situation: Situation, setting: HereSetting): HouseholdInputs {
  return {
    成员: situation.members.map((member) => memberInput(member, setting)),
    财产: {
      认定: findingValue(situation.propertyFinding),
      存款: yuanValue(situation.deposits?.value ?? null),
      房屋: countValue(situation.homes?.value ?? null),
      车辆: countValue(situation.vehicles?.value ?? null),
      经营主体: countValue(situation.businesses?.value ?? null),
    },
  }
}

function memberInput(member: MemberFacts, setting: HereSetting): Readonly<Record<string, Value>> {
  const registered = member.registeredAt?.value ?? null
  const input: Record<string, Value> = {
    编号: member.id,
    姓名: member.name,
    不计入原因: notCountedValue(member),
    本地户籍: registered === null ? null : isInside(registered, setting),
  }
  putAmount(input, '可扣支出', { fact: member.deduction, whenUnknown: nothing })
  for (const kind of incomeKinds)
    putAmount(input, incomeWords[kind].zh, { fact: member.incomes[kind], whenUnknown: null })
  return input
}

/** An amount stated by the month stands in one field, by the year in the other; unknown is unknown in both. */
function putAmount(
  input: Record<string, Value>,
  field: string,
  { fact, whenUnknown }: { readonly fact: Fact<Income>; readonly whenUnknown: Value },
): void {
  const amount = fact === null ? whenUnknown : fact.value.amount === 0n ? nothing : num(plainYuan(fact.value.amount))
  const other = fact === null ? whenUnknown : nothing
  const isYearly = fact?.value.per === 'year'
  input[field] = isYearly ? other : amount
  input[`全年${field}`] = isYearly ? amount : other
}

/** Whoever stands on the household's list is counted unless a reason is given. */
const notCountedValue = (member: MemberFacts): string => {
  const counted = member.counted?.value ?? 'counted'
  return counted === 'counted' ? '无' : notCountedWords[counted].zh
}

const findingValue = (finding: Fact<PropertyFinding>): Value => (finding ? findingWords[finding.value].zh : '未认定')

/** Registered in the county (or city) whose law is asked for; a town's code is cut to its county. */
export const isInside = (registered: string, { region, placesAbove }: HereSetting): boolean =>
  placesAbove(registered).includes(region.slice(0, 6))
