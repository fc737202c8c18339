import type { AnswerOf } from '#platform/http/client.ts'
import type { listResults, listRuns, readResult, readRun } from '../contract.ts'

/** What the roster pages draw: the contract as it arrives. */
export type DryRun = AnswerOf<typeof readRun>
export type BadRow = DryRun['badRows'][number]
export type Guess = DryRun['guesses'][number]
export type RunCard = AnswerOf<typeof listRuns>[number]
export type Result = AnswerOf<typeof readResult>
export type Facet = Result['places'][number]
export type ResultRows = AnswerOf<typeof listResults>
export type ResultRow = ResultRows['rows'][number]
