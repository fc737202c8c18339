import type { Day } from '#platform/clock/index.ts'
import { formatYuan, type Fen } from '#platform/money/index.ts'
import { writeDay } from '#design/written.ts'
import type { Fact, MemberFacts, Situation } from '#registry/households/contract.ts'
import type { Case, CaseClock, Decision, Opinion } from '#relief/casework/contract.ts'
import type { CheckRan, NoticeRan, PrintedNotice, PrintedStatement, PrintedSurvey } from '../contract.ts'
import { cell, type Cell, type Sheet } from '../print/sheet.ts'

/** Everything a form is filled from. What is not known stays empty on paper, to be written by hand: never a zero. */
export interface FormFacts {
  readonly case: Case
  readonly clock: CaseClock | null
  readonly office: string
  /** 最低生活保障 */
  readonly programme: string
  readonly placeLabel: string
  readonly printedOn: Day
  readonly hotline: string
  readonly situation: Situation
  readonly applicant: MemberFacts
  /** Of an authorisation: who signs. */
  readonly signer: MemberFacts | null
  /** Document numbers by person: in clear for who may see them, else masked. */
  readonly numbers: ReadonlyMap<string, string>
  readonly placeName: (code: string) => string
  readonly statement: PrintedStatement | null
  readonly survey: PrintedSurvey | null
  /** How many go at least, and by which document; null where nobody says. */
  readonly surveyRule: { readonly least: number; readonly source: string } | null
  readonly opinion: Opinion | null
  readonly decision: Decision | null
  readonly notice: PrintedNotice | null
  readonly noticeRan: NoticeRan | null
  readonly checkRan: CheckRan | null
}

/** What every form has besides its blocks. */
export type Frame = Pick<Sheet, 'office' | 'code'>

export const written = (on: Day | null): string => (on === null ? '' : writeDay(on, 'zh'))
export const known = <Value>(fact: Fact<Value>, words: (value: Value) => string): string =>
  fact === null ? '' : words(fact.value)
export const yuanOf = (amount: Fen | null): string => (amount === null ? '' : `${formatYuan(amount)} 元`)
export const money = (amount: Fen | null): Cell => cell(amount === null ? '' : formatYuan(amount), { isRight: true })

export const sexName = { male: '男', female: '女' } as const
export const tierName = { urban: '城镇', rural: '农村' } as const
