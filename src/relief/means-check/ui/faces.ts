import type { ShapeName, Tone } from '#design/console/shape.tsx'
import type { ReportState, RequestState, ResultCode } from '../contract.ts'

interface Face {
  readonly tone: Tone
  readonly shape?: ShapeName
}

/** A state is a word, then a silhouette, then a colour: only a whole answer is a tick. */
export const reportFaces: Readonly<Record<ReportState, Face>> = {
  asking: { tone: 'go-on' },
  complete: { tone: 'ok' },
  partial: { tone: 'soon' },
  outdated: { tone: 'late' },
}
export const requestFaces: Readonly<Record<RequestState, Face>> = {
  waiting: { tone: 'still' },
  asked: { tone: 'go-on' },
  answered: { tone: 'ok' },
  silent: { tone: 'soon' },
  refused: { tone: 'late' },
  'not-authorised': { tone: 'still', shape: 'lock' },
  'no-id-number': { tone: 'still', shape: 'unknown' },
  'not-configured': { tone: 'still', shape: 'never' },
}
export const resultFaces: Readonly<Record<ResultCode, Face>> = {
  same: { tone: 'ok' },
  differs: { tone: 'soon' },
  more: { tone: 'soon', shape: 'up' },
  less: { tone: 'soon', shape: 'down' },
  undeclared: { tone: 'soon', shape: 'up' },
  'none-on-record': { tone: 'still', shape: 'minus' },
  'at-least': { tone: 'still', shape: 'unknown' },
  shown: { tone: 'still' },
  unanswered: { tone: 'still', shape: 'unknown' },
}
