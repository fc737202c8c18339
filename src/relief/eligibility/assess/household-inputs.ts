import type { Value } from '#platform/decisions/contract.ts'
import { dateValue, num } from '#platform/decisions/index.ts'
import { plainYuan } from '#platform/money/index.ts'
import {
  incomeKinds,
  type Fact,
  type Income,
  type MemberFacts,
  type PropertyFinding,
  type Situation,
} from '#registry/households/facts.ts'
import { findingWords, incomeWords, notCountedWords } from '../labels.ts'
import type { FactDefinition } from '../packs/schema.ts'
import { countValue, yuanValue } from './engine-values.ts'
import { memberFields, propertyFields, statedValue, textsIn, type FactSetting } from './vocabulary.ts'

/** The facts in the words of the decision models: names of inputs and fields as the DMN files declare them. */
export type ModelInputs = Readonly<Record<string, Value>>

const nothing = num('0')

/**
 * Empty stays null: unknown, never zero. One exception, said in a warning: spending that may be deducted first is a
 * claim, so an empty column claims nothing.
 */
export function householdInputs(
  situation: Situation,
  setting: FactSetting,
  facts: readonly FactDefinition[],
): ModelInputs {
  const property: Record<string, Value> = { 认定: findingValue(situation.propertyFinding) }
  for (const [name, { valueOf }] of Object.entries(propertyFields)) property[name] = valueOf(situation, setting)
  const inputs: Record<string, Value> = {
    成员: situation.members.map((member) => memberInputs(member, setting, facts)),
    财产: property,
    现在每月发: yuanValue(situation.paidNow?.value ?? null),
    发放月: countValue(Number(setting.month.slice(5))),
    事实日: dateValue(setting.factsOn),
  }
  for (const definition of facts)
    if (definition.of === 'household')
      inputs[definition.input] = statedValue(definition, situation.stated?.[definition.key] ?? null)
  return inputs
}

/** One member: a row of `成员`, and the inputs themselves where each member is asked apart. */
export function memberInputs(
  member: MemberFacts,
  setting: FactSetting,
  facts: readonly FactDefinition[],
): Readonly<Record<string, Value>> {
  const input: Record<string, Value> = { 编号: member.id, 姓名: member.name, 不计入原因: notCountedValue(member) }
  for (const [name, { valueOf }] of Object.entries(memberFields)) input[name] = valueOf(member, setting)
  putAmount(input, '可扣支出', { fact: member.deduction, whenUnknown: nothing })
  for (const kind of incomeKinds)
    putAmount(input, incomeWords[kind].zh, { fact: member.incomes[kind], whenUnknown: null })
  for (const definition of facts)
    if (definition.of === 'member')
      input[definition.input] = statedValue(definition, member.stated?.[definition.key] ?? null)
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
export const notCountedValue = (member: MemberFacts): string => {
  const counted = member.counted?.value ?? 'counted'
  return counted === 'counted' ? '无' : notCountedWords[counted].zh
}

export const notCountedTexts: readonly string[] = ['无', ...textsIn(notCountedWords)]

export const findingValue = (finding: Fact<PropertyFinding>): Value =>
  finding ? findingWords[finding.value].zh : '未认定'
export const findingTexts: readonly string[] = textsIn(findingWords)
