import type { Day } from '#platform/clock/index.ts'
import type { Refusal } from '#platform/errors/index.ts'
import type { Case, CaseStep, LimitKind, MoveWish } from './contract.ts'
import { answerWords, inBoth, moveWords, rolesInWords, type Words } from './labels.ts'
import type { CaseMove } from './moves.ts'
import { stageOf, type Procedure } from './procedure/procedure.ts'
import type { MoveRule } from './procedure/schema.ts'
import { caseRefusals } from './refusals.ts'

/** Who wants to move. */
export interface Mover {
  readonly id: string
  readonly roles: readonly string[]
}

/** What the machine has to know besides the case itself. */
export interface Known {
  /** In their order. */
  readonly steps: readonly CaseStep[]
  /** Somebody in the household is declared kin of the mover. */
  readonly hasKin: boolean
  /** Facts that force the county to visit before it decides. */
  readonly mustVisit: readonly Words[]
  /** When the household's file last changed; null when unknown. */
  readonly fileChangedAt: Date | null
  /** The proposal that waits for approval differs from its assessment. */
  readonly isOverride: boolean
  /** The household lives outside the office's region it is registered in (or the other way round). */
  readonly livesApart: boolean
  /** Until when the papers for help already given are due. */
  readonly papersDueOn: Day | null
  /** Until when papers for help in an earlier case of the family were due that never came. */
  readonly papersNeverCame: Day | null
}

/** What a move does to a case. */
export interface Next {
  readonly to: string
  /** Set when from here on another total limit counts. */
  readonly limitKind: LimitKind | null
  readonly startsClock: boolean
  readonly pause: 'starts' | 'ends' | null
}

/** Moves that shape what a family gets or does not get: nobody makes one for declared kin. */
export const decidingMoves: readonly CaseMove[] = [
  'give-opinion',
  'record-county-visit',
  'propose-decision',
  'consent-override',
  'approve-decision',
  'send-back',
  'reconsider',
  'end-non-cooperation',
  'grant-emergency',
  'consent-second-grant',
]
const whyNeeded: readonly CaseMove[] = [
  'raise-objection',
  'record-complaint',
  'record-county-visit',
  'send-back',
  'reconsider',
  'consent-override',
  'consent-second-grant',
  'withdraw',
  'end-non-cooperation',
  'pause',
]

type Standing = Pick<Case, 'stage' | 'version' | 'limitKind'>
interface Question {
  readonly procedure: Procedure
  readonly one: Standing
  readonly known: Known
  readonly wish: MoveWish
  readonly who: Mover
}

/** The machine: a case and a wish make the next stage, or a sentence that says why not. Pure. */
export function step(
  procedure: Procedure,
  { one, known }: { readonly one: Standing; readonly known: Known },
  wish: MoveWish,
  who: Mover,
): Next | Refusal {
  const stage = stageOf(procedure, one.stage)
  if (wish.version !== one.version) return caseRefusals.changedMeanwhile(inBoth('stage', stage))
  const rule = stage.moves[wish.move]
  const slots = slotsOf(wish.move)
  if (!rule)
    return stage.outcome === null
      ? caseRefusals.notNow({ ...slots, ...inBoth('stage', stage) })
      : caseRefusals.ended({ ...slots, ...inBoth('stage', stage) })
  const question = { procedure, one, known, wish, who }
  return (
    refusalOfPerson(rule, question) ??
    refusalOfTimes(rule, question) ??
    refusalOfDecision(question) ??
    nextOf(rule, question)
  )
}

const slotsOf = (move: CaseMove) => inBoth('move', moveWords[move])

/** The last time a move was made. */
export const lastOf = (steps: readonly CaseStep[], move: CaseStep['move']): CaseStep | undefined =>
  steps.findLast((made) => made.move === move)

function refusalOfPerson(rule: MoveRule, { wish, who, known }: Question): Refusal | null {
  const slots = slotsOf(wish.move)
  const isAllowed = rule.who.some((role) =>
    role === 'system' ? who.id.startsWith('system:') : who.roles.includes(role),
  )
  if (!isAllowed) {
    return caseRefusals.notYours({ ...slots, ...inBoth('roles', rolesInWords(rule.who)) })
  }
  for (const move of (rule['other-than'] ?? []) as CaseStep['move'][]) {
    const made = lastStanding(known.steps, move)
    if (made?.by.id !== who.id) continue
    return caseRefusals.samePerson({ ...slots, ...inBoth('other', moveWords[move]) })
  }
  if (known.hasKin && decidingMoves.includes(wish.move)) return caseRefusals.ownKin()
  return null
}

/** A consent belongs to the proposal it was given for; a newer proposal makes it void. */
function lastStanding(steps: readonly CaseStep[], move: CaseStep['move']): CaseStep | undefined {
  const made = lastOf(steps, move)
  if (move !== 'consent-override' || made === undefined) return made
  return made.position > (lastOf(steps, 'propose-decision')?.position ?? 0) ? made : undefined
}

function refusalOfTimes(rule: MoveRule, { wish, known }: Question): Refusal | null {
  const slots = slotsOf(wish.move)
  const before = sinceStart(known.steps).findLast((made) => made.move === wish.move)
  if (rule.once === true && before !== undefined)
    return wish.move === 'ask-papers'
      ? caseRefusals.askedAlready({ on: before.on })
      : caseRefusals.onlyOnce({ ...slots, on: before.on })
  if (rule.once === 'until-new-fact' && before !== undefined) {
    const isNew = known.fileChangedAt !== null && known.fileChangedAt > before.at
    if (!isNew) return caseRefusals.askedAlready({ on: before.on })
  }
  const paused = pausedSince(known.steps)
  if (rule.pause === 'ends' && paused === null) return caseRefusals.notPaused()
  if (rule.pause === 'starts' && paused !== null) return caseRefusals.pausedAlready({ on: paused })
  if (whyNeeded.includes(wish.move) && (wish.reason ?? '').trim() === '') return caseRefusals.whyMissing({}, 'reason')
  return null
}

/** A case that is reconsidered begins anew: what was done once may be done once again. */
function sinceStart(steps: readonly CaseStep[]): readonly CaseStep[] {
  const again = lastOf(steps, 'reconsider')
  return again === undefined ? steps : steps.filter(({ position }) => position > again.position)
}

/** The day the clock was stopped, or null while it runs. */
export function pausedSince(steps: readonly CaseStep[]): Day | null {
  const last = steps.findLast(({ codes }) => codes.pause !== undefined || codes.clock === 'starts')
  return last?.codes.pause === 'starts' ? last.on : null
}

function refusalOfDecision({ wish, known, procedure }: Question): Refusal | null {
  const { steps } = known
  if (wish.move === 'propose-decision' || wish.move === 'approve-decision') {
    const reason = visitReason(known, procedure)
    if (reason !== null)
      return caseRefusals.visitFirst({
        ...inBoth('why', reason.words),
        source: reason.source,
      })
  }
  if (wish.move === 'approve-decision' && known.isOverride && lastStanding(steps, 'consent-override') === undefined)
    return caseRefusals.consentFirst()
  if (wish.move === 'consent-override' && !known.isOverride) return caseRefusals.nothingToConsent()
  const owed = papersOwedFor(known)
  if (wish.move === 'grant-emergency' && owed !== null) return caseRefusals.papersFirst({ due: owed })
  if (wish.move === 'consent-second-grant' && owed === null) return caseRefusals.consentNotNeeded()
  return null
}

/**
 * Until when the papers were due that stand in the way of more help, in this case or one that ended without them; null
 * when none do, or the county has consented since.
 */
function papersOwedFor({ steps, papersDueOn, papersNeverCame }: Known): string | null {
  const given = lastOf(steps, 'grant-emergency')?.position ?? 0
  const consent = lastOf(steps, 'consent-second-grant')?.position ?? 0
  if (consent > given || (given === 0 && papersNeverCame === null)) return null
  return (given === 0 ? papersNeverCame : papersDueOn) ?? '—'
}

const complaint: Words = { zh: '确认期间有投诉举报', en: 'There was a complaint while it was being decided' }

/**
 * Why the county still has to visit, or null: kin of staff, or a complaint newer than its last visit. Only where the
 * procedure knows the visit and cites a document for it: none is stretched to a programme it does not speak of.
 */
export function visitReason(
  { steps, mustVisit }: Pick<Known, 'steps' | 'mustVisit'>,
  { stages, sources }: Pick<Procedure, 'stages' | 'sources'>,
): VisitReason | null {
  if (![...stages.values()].some(({ moves }) => moves['record-county-visit'] !== undefined)) return null
  if (sources === null || 'sample' in sources) return null
  const round = sinceStart(steps)
  const visit = lastOf(round, 'record-county-visit')?.position ?? 0
  const complained = lastOf(round, 'record-complaint')?.position ?? 0
  if (complained > visit) return { words: complaint, source: sources.complaint }
  const [kin] = mustVisit
  return visit > 0 || kin === undefined ? null : { words: kin, source: sources['staff-kin'] }
}

interface VisitReason {
  readonly words: Words
  /** Document and article. */
  readonly source: string
}

function nextOf(rule: MoveRule, { procedure, wish, known, one }: Question): Next | Refusal {
  const answer = wish.codes?.answer
  const to = typeof rule.to === 'string' ? rule.to : typeof answer === 'string' ? rule.to[answer] : undefined
  if (to === undefined) {
    const answers = Object.keys(rule.to).map((name) => answerWords[name] ?? { zh: name, en: name })
    return caseRefusals.answerMissing({
      ...slotsOf(wish.move),
      answers: answers.map(({ zh }) => zh).join('、'),
      answersEn: answers.map(({ en }) => en).join(', '),
    })
  }
  const apart = wish.move === 'accept' && known.livesApart && procedure.limits?.special !== undefined
  const limitKind = rule['limit-kind'] ?? (apart ? 'special' : null)
  return {
    to,
    limitKind: limitKind === one.limitKind ? null : limitKind,
    startsClock: wish.move === 'accept' || rule.clock === 'starts',
    pause: rule.pause ?? null,
  }
}
