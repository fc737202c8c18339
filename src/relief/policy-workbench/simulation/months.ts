import { addMonths, firstDayOf, month, monthOf, yearOf, type Day, type Month } from '#platform/clock/index.ts'
import type { Pack, ParameterRow } from '#relief/eligibility/index.ts'

/** More than a year back nobody asks; what reaches further is decided case by case. */
const monthsMax = 24

/** From the month in which the draft is first felt to the end of its budget year. */
export function monthsOf({ first, startsOn }: { readonly first: Month; readonly startsOn: Day }): readonly Month[] {
  const last = month(`${yearOf(startsOn)}-12`)
  const months: Month[] = []
  for (let one = first; one <= last && months.length < monthsMax; one = addMonths(one, 1)) months.push(one)
  return months
}

/** A value with an earlier first day than the draft's own is felt from that month on; a rule, from the draft's first day. */
export function firstFelt(base: Pack, draft: Pack, startsOn: Day): Month {
  const said = new Set(base.rows.map(rowText))
  const begins = draft.rows.filter((row) => !said.has(rowText(row))).map(({ validFrom }) => validFrom)
  const earliest = begins.toSorted()[0]
  const isRuleChanged = draft.models.some(
    ({ model }) => base.files[fileOf(model.file)] !== draft.files[fileOf(model.file)],
  )
  if (earliest === undefined || (isRuleChanged && startsOn < earliest)) return monthOf(startsOn)
  return monthOf(earliest)
}

const fileOf = (path: string): string => path.replace(/^.*\//, '')
const rowText = ({ key, tier, region, value, validFrom }: ParameterRow): string =>
  [key, tier, region, value, validFrom].join('|')

/** Which values hold in a month, as a text: two months with the same text have the same answers for the same facts. */
export const valuesIn = (rows: readonly ParameterRow[], one: Month): string =>
  rows
    .filter(({ validFrom, validTo }) => validFrom <= firstDayOf(one) && (validTo === null || firstDayOf(one) < validTo))
    .map(rowText)
    .toSorted()
    .join('\n')
