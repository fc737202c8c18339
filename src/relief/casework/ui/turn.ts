import type { CaseMove } from '../moves.ts'
import type { CaseAnswer, MoveOffer } from './case-file.ts'
import type { CasePanelEntry } from './panel-entry.ts'

/** Moves that are possible at almost any time: never what a case waits for. */
const asides: readonly string[] = [
  'withdraw',
  'end-non-cooperation',
  'pause',
  'resume',
  'reconsider',
  'send-back',
  'ask-papers',
  'raise-objection',
  'record-complaint',
] satisfies readonly CaseMove[]

/** A move that only another post can make: the sentence says which. */
const isOthers = (offer: MoveOffer): boolean =>
  offer.refusals.some(({ code }) => code === 'casework.notYours' || code === 'casework.samePerson')

export type Turn =
  | { readonly is: 'mine'; readonly offer: MoveOffer }
  /** It would be mine, but something stands in the way. */
  | { readonly is: 'held'; readonly offer: MoveOffer }
  /** Another post acts now, as its sentences say. */
  | { readonly is: 'others'; readonly offers: readonly MoveOffer[] }
  /** Nobody acts: the days of a notice run. */
  | { readonly is: 'waiting' }
  | { readonly is: 'ended' }

/** Whose turn it is, before what the state is: an open move first, then one that is held up, then those of others. */
export function turnOf(file: Pick<CaseAnswer, 'moves'> & { readonly case: Pick<CaseAnswer['case'], 'outcome'> }): Turn {
  const main = file.moves.filter(({ move }) => !asides.includes(move))
  // The county may always visit, and has to only in some cases: what goes on with the case comes first.
  const open =
    main.find(({ move, isOpen }) => isOpen && move !== 'record-county-visit') ?? main.find(({ isOpen }) => isOpen)
  if (open !== undefined) return { is: 'mine', offer: open }
  if (file.case.outcome !== null) return { is: 'ended' }
  const held = main.find((offer) => !isOthers(offer))
  if (held !== undefined) return { is: 'held', offer: held }
  return main.length === 0 ? { is: 'waiting' } : { is: 'others', offers: main }
}

/** The panel in which a move is made. */
export const panelOfMove = (panels: readonly CasePanelEntry[], move: string): CasePanelEntry | undefined =>
  panels.find(({ moves = [] }) => moves.some((one) => one === move))

/** Where a move is held up: the panel of the module that objects, else the panel of the move itself. */
export function panelOfHeld(panels: readonly CasePanelEntry[], offer: MoveOffer): CasePanelEntry | undefined {
  const objecting = offer.refusals.map(({ code }) => code.split('.')[0])
  return panels.find(({ name }) => objecting.includes(name)) ?? panelOfMove(panels, offer.move)
}

/** The panels that have something to do now: a form the stage asks for, or a move that is open. */
export function isAtHand(panel: CasePanelEntry, file: Pick<CaseAnswer, 'moves' | 'stages' | 'case'>): boolean {
  const forms = file.stages.find(({ stage }) => stage === file.case.stage)?.forms ?? []
  const isAsked = panel.form !== undefined && forms.includes(panel.form) && file.case.outcome === null
  return (
    isAsked ||
    file.moves.some(({ move, isOpen }) => isOpen && !asides.includes(move) && panelOfMove([panel], move) !== undefined)
  )
}

type Stage = CaseAnswer['stages'][number]

export interface StageMark {
  readonly stage: Stage
  readonly is: 'done' | 'now' | 'end' | 'not-yet'
  /** The day it was last entered; null while it was not. */
  readonly since: string | null
}

/** A stage of the way round an objection: drawn only when the case went there. */
const detours: readonly string[] = ['objection']

/**
 * The way of a case: what is behind it, where it stands, what lies ahead if all goes well. Ends it did not come to and
 * detours it did not take are left out.
 */
export function wayOf(file: Pick<CaseAnswer, 'stages' | 'steps' | 'case'>): readonly StageMark[] {
  const { stage: now, outcome } = file.case
  const enteredOn = (stage: string): string | null =>
    file.steps.findLast(({ from, to }) => to === stage && from !== to)?.on ?? null
  return file.stages.flatMap((stage): StageMark[] => {
    const since = enteredOn(stage.stage)
    if (stage.stage === now) return [{ stage, is: stage.outcome === null ? 'now' : 'end', since }]
    if (since !== null) return stage.outcome === null ? [{ stage, is: 'done', since }] : []
    const isAhead = outcome === null && (stage.outcome === null || stage.outcome === 'confirmed')
    return isAhead && !detours.includes(stage.stage) ? [{ stage, is: 'not-yet', since }] : []
  })
}
