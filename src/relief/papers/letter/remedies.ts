import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { addDays, type Day } from '#platform/clock/index.ts'

const Source = z.string().min(2)
const Remedies = z.strictObject({
  reconsideration: z.strictObject({ days: z.number().int().min(1), source: Source }),
  court: z.strictObject({ months: z.number().int().min(1), source: Source }),
})
/** How a decision can be fought and until when, from the day the family knows of it. */
export type Remedies = z.output<typeof Remedies>

/** From `000000/remedies.yaml` of the policy folder. A file that does not say it all stops the start. */
export const loadRemedies = (policyFolder: string): Remedies =>
  Remedies.parse(parse(readFileSync(join(policyFolder, '000000', 'remedies.yaml'), 'utf8')))

/** As printed on every letter. */
export const remedyWords = ({ reconsideration, court }: Remedies): string =>
  `不服本决定的，可以自知道本决定之日起 ${reconsideration.days} 日内申请行政复议（《${reconsideration.source.replace(' ', '》')}），` +
  `也可以自知道本决定之日起 ${court.months} 个月内向人民法院提起行政诉讼（《${court.source.replace(' ', '》')}）。`

/**
 * The last days of both, for a family that knew of the decision on a day: that day is not counted (民法典 art. 201). A
 * rest day moves on, which is said in words beside it.
 */
export const remedyDays = (
  { reconsideration, court }: Remedies,
  knownOn: Day,
): { reconsideration: Day; court: Day } => ({
  reconsideration: addDays(knownOn, reconsideration.days),
  court: sameDayLater(knownOn, court.months),
})

/** The same day of a later month, or its last day where it has no such day (民法典 art. 202). */
function sameDayLater(from: Day, months: number): Day {
  const [year = 0, month = 1, date = 1] = from.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10) as Day
}
