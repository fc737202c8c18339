import type { Day } from '#platform/clock/index.ts'
import type { TenantId, Tx } from '#platform/db/contract.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { Case } from '#relief/casework/contract.ts'

/** A survey is written as a draft and then finished for good; a second one stands beside the first. */
export type SurveyState = 'draft' | 'finished' | 'discarded'

/** What other modules may know of a survey; the answers stay in the form. */
export interface SurveyStanding {
  readonly id: string
  readonly caseId: string
  /** From 1 in the case. */
  readonly number: number
  readonly state: SurveyState
  readonly startedOn: Day
  readonly finishedOn: Day | null
  readonly finishedAt: Date | null
  /** Officers who were there. */
  readonly investigators: readonly { readonly id: string; readonly name: string; readonly hasSigned: boolean }[]
  readonly familySigned: boolean
  /** When the family would not sign. */
  readonly familyRefusal: string | null
}

/** One line of a finished form, in words, for the survey's A4 sheet. */
export interface SurveyLine {
  readonly section: { readonly zh: string; readonly en: string }
  readonly label: { readonly zh: string; readonly en: string }
  readonly zh: string
  readonly en: string
}

export interface HomeSurveys {
  /** How many go at least, and by which document, where the case is handled, today. */
  readonly ruleOf: (
    who: Caller,
    one: Pick<Case, 'placeId' | 'programme'>,
  ) => Promise<{ readonly least: number; readonly source: string }>
  /** Discarded drafts are left out. */
  readonly ofCase: (tx: Tx, tenant: TenantId, caseId: string) => Promise<readonly SurveyStanding[]>
  /** The form as answered, line by line; unanswered fields are left out. Recorded as a read. */
  readonly linesOf: (
    tx: Tx,
    who: Caller,
    surveyId: string,
  ) => Promise<{ readonly survey: SurveyStanding; readonly lines: readonly SurveyLine[] }>
}

export const surveyConsolePath = (caseId: string): string => `/cases/${caseId}/survey`
