import { ageOn, firstDayOf, type Day, type Month } from '#platform/clock/index.ts'
import type { MemberFacts, Situation } from '#registry/households/facts.ts'
import type { Assessment } from '../assessment.ts'
import { calledOf, kindsSevereAtLevel3 } from '../labels.ts'
import { isPastKnown, type ParameterRow } from '../packs/parameters.ts'

export type Warning = Assessment['warnings'][number]

/** A number whose source speaks only until some day. */
export const pastKnownWarnings = (rows: readonly ParameterRow[], month: Month): Warning[] =>
  rows
    .filter((row) => isPastKnown(row, firstDayOf(month)))
    .map((row) => ({
      code: 'standard-past-known',
      zh: `${row.value} 这个数的来源（${row.document}）只说到 ${(row.knownUntil ?? '').slice(0, 7)}，之后是多少还没有录入`,
      en: `The source of ${row.value} speaks only until ${(row.knownUntil ?? '').slice(0, 7)}; later values were not supplied`,
    }))

export const syntheticWarnings = (rows: readonly ParameterRow[]): Warning[] =>
  rows.some((row) => row.isOverlay || row.status === 'synthetic')
    ? [
        {
          code: 'synthetic-values',
          zh: '用了合成的数，只作演示或试算',
          en: 'Synthetic values took part: for demonstration or trial only',
        },
      ]
    : []

export const draftWarning: Warning = {
  code: 'draft-simulated',
  zh: '照的是征求意见稿，只是模拟，不能照着发钱',
  en: 'Simulated by a draft: nothing may be paid by it',
}

/** What a clerk should look at besides: none of it changes the amount. */
export function householdWarnings(
  counted: readonly MemberFacts[],
  setting: { readonly factsOn: Day; readonly month: Month; readonly lawOn: Day },
): Warning[] {
  return [
    ...counted.flatMap((member) => (mayStandAlone(member, setting.factsOn) ? [aboutAdultChild(member)] : [])),
    ...(counted.some(worksWithoutDeduction) ? [deductionEmpty] : []),
    ...(counted.some((member) => mayHoldBasicPension(member, setting)) ? [basicPension] : []),
  ]
}

/** What the household's own statement asks of the office. */
export const situationWarnings = ({ staffRelative, members }: Situation): Warning[] => [
  ...(staffRelative?.value === true ? [staffRelativeStated] : []),
  ...members.flatMap(({ name, counted }) =>
    counted?.value === 'other'
      ? [
          {
            code: 'not-counted-other',
            zh: `${name}不计入的原因写的是“其他”：省里有规定的才行，请核实`,
            en: `${name} is left out for “another reason”: only one the province names; check`,
          },
        ]
      : [],
  ),
]

/** 57号 art. 11: near relatives of the staff who handle dibao are registered apart, and the county visits each. */
const staffRelativeStated: Warning = {
  code: 'staff-relative',
  zh: '申报了经办人员或村（居）干部的近亲属：要单独登记备案，县里要入户',
  en: 'A near relative of staff is declared: to be registered apart and visited by the county',
}

/** An adult child able to work and not in full-time study counts only when it supports and lives with the family. */
const mayStandAlone = ({ relation, bornOn, fullTimeStudy, labourCapacity }: MemberFacts, on: Day): boolean =>
  relation === 'child' &&
  bornOn !== null &&
  ageOn(bornOn.value, on) >= 18 &&
  fullTimeStudy?.value === false &&
  labourCapacity?.value === 'full'

const aboutAdultChild = (member: MemberFacts): Warning => ({
  code: 'adult-child',
  zh: `${calledOf(member).zh}已成年，能劳动，不在读：长期一起生活、有赡养义务的才算一家人，请核实`,
  en: `${calledOf(member).en} is an adult able to work and not studying: counted only when living and supporting together; check`,
})

const worksWithoutDeduction = ({ incomes, deduction }: MemberFacts): boolean =>
  deduction === null && incomes.wages !== null && incomes.wages.value.amount > 0n

const deductionEmpty: Warning = {
  code: 'deduction-not-stated',
  zh: '上班必要的花费可以先扣，表里没有填，按没有扣算',
  en: 'The cost of going to work may be deducted; none was stated, so none was deducted',
}

/** 57号 art. 13 leaves the basic part of the resident pension out of income for 2021–2025 only. */
const basicPensionSettledUntil = '2026-01'
const mayHoldBasicPension = (
  { bornOn, incomes }: MemberFacts,
  { factsOn, month }: { readonly factsOn: Day; readonly month: Month },
): boolean =>
  month >= basicPensionSettledUntil &&
  bornOn !== null &&
  ageOn(bornOn.value, factsOn) >= 60 &&
  incomes.transfers !== null &&
  incomes.transfers.value.amount > 0n

const basicPension: Warning = {
  code: 'basic-pension',
  zh: '2026 年起，城乡居民基础养老金算不算收入，还没有录入；转移净收入里如果有它，请核实',
  en: 'Whether the basic resident pension counts as income from 2026 was not supplied; check the transfers',
}

/** Who may apply alone when the household is over the line (57号 arts. 4–8), given that it is a margin household. */
export const singlePersonWarnings = (counted: readonly MemberFacts[], lawOn: Day): Warning[] =>
  counted.flatMap((member) => {
    if (lawOn < '2021-07-01' || !isSevere(member)) return []
    return [
      {
        code: 'single-person-route',
        // Says the way, not the illness: this reaches readers who may not see a person's health.
        zh: `如果家里属于低保边缘，${calledOf(member).zh}可以单人提出申请`,
        en: `If the household is on the margin, ${calledOf(member).en} may apply alone`,
      },
    ]
  })

function isSevere({ disability, seriousIllness }: MemberFacts): boolean {
  if (seriousIllness?.value === true) return true
  if (disability === null || disability.value === 'none') return false
  const { kind, grade } = disability.value
  return grade <= 2 || (grade === 3 && kindsSevereAtLevel3.includes(kind))
}
