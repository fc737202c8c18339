import type { Assessment, AssessmentRequest } from '../assessment.ts'
import type { Words } from '../labels.ts'
import type { Tier } from '../packs/parameters.ts'
import type { ParameterDefinition } from '../packs/schema.ts'
import { plainWords } from './plain.ts'

/** What one reading of the rules gives; the frame around it (place, dates, pack) is added by the caller. */
export interface Answer extends Pick<
  Assessment,
  'outcome' | 'class' | 'amount' | 'per' | 'reasons' | 'missing' | 'warnings' | 'parameters' | 'tree'
> {
  readonly plain: Assessment['plain']
}

/** Values taken as if they were known, to see which amounts remain possible. */
export interface Assumption {
  readonly tier: Tier | null
  readonly values: Readonly<Record<string, string>>
}
export const assumingNothing: Assumption = { tier: null, values: {} }

/** No rule, or no number, for this place and month. Never a zero. */
export function noRule(reason: Assessment['reasons'][number], title: Words): Answer {
  const said = { outcome: 'no-rule', amount: null, reasons: [reason], missing: [] } as const
  return {
    ...said,
    class: null,
    per: 'month',
    warnings: [],
    parameters: [],
    tree: [],
    plain: plainWords({ ...said, per: 'month', line: null, income: null, heads: 0, title }),
  }
}

export const noStandard = ({
  request,
  definition,
  place,
  isDated,
}: {
  readonly request: AssessmentRequest
  readonly definition: ParameterDefinition
  readonly place: Words
  /** There are values, but none in this month. */
  readonly isDated: boolean
}): Answer =>
  noRule(
    isDated
      ? {
          code: 'no-standard',
          zh: `没有 ${request.month} 的${definition.zh}（${place.zh}），给不出数`,
          en: `No ${definition.en} for ${request.month} (${place.en}), so no number`,
          article: '',
        }
      : {
          code: 'not-configured-here',
          zh: `${place.zh}没有录入${definition.zh}，给不出数`,
          en: `${definition.en} not configured for this area (${place.en})`,
          article: '',
        },
    place,
  )
