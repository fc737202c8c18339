import type { Day, WorkingCalendar } from '#platform/clock/index.ts'
import type { CaseClock, CaseStep, ClockLimit, LimitKind } from './contract.ts'
import { limitOf, stageLimitOf, stageOf, type Limit, type Procedure } from './procedure/procedure.ts'

/** A limit laid on the calendar. All of it follows from the steps; none of it changes from one day to the next. */
export interface FixedLimit {
  readonly since: Day
  readonly limit: Limit
  /** Working days the clock stood still, in pauses that are over. */
  readonly pausedDays: number
  /** The n-th working day, pauses that are over left out. */
  readonly dueOn: Day
  /** First days of the amber and of the red light. */
  readonly amberOn: Day
  readonly redOn: Day
}

export interface FixedClock {
  /** Since acceptance, with the working days the clock stood still since; null before, and where nothing is accepted. */
  readonly started: { readonly on: Day; readonly pausedDays: number } | null
  /** Null where no document gives the whole way a limit: then the stages alone have theirs. */
  readonly total: FixedLimit | null
  readonly stage: FixedLimit | null
  readonly pausedSince: Day | null
  /** The day the case ended. */
  readonly stoppedOn: Day | null
}

/** The clock as the steps make it: this is what stands on the case row, and what a standing check computes again. */
export function fixedClock(procedure: Procedure, steps: readonly CaseStep[], calendar: WorkingCalendar): FixedClock {
  const last = steps.at(-1)
  if (last === undefined) return { started: null, total: null, stage: null, pausedSince: null, stoppedOn: null }
  const start = steps.findLast(({ codes }) => codes.clock === 'starts')
  const { outcome } = stageOf(procedure, last.to)
  const { limit: stageLimit, stages } = stageLimitOf(procedure, last.to)
  // A limit of several stages began with the first of them that was come to from outside.
  const entered = steps.findLast(({ from, to }) => stages.includes(to) && (from === null || !stages.includes(from)))
  const pauses = pausesOf(steps)
  const pausesAfter = (from: CaseStep) => {
    const closed = pauses.closed.map(({ since, until }) => ({ since: since < from.on ? from.on : since, until }))
    const days = closed.reduce((sum, { since, until }) => sum + calendar.workingDaysBetween(since, until), 0)
    return { closed, days }
  }
  const lay = (from: CaseStep | undefined, limit: Limit | null): FixedLimit | null => {
    if (from === undefined || limit === null) return null
    const { closed, days: pausedDays } = pausesAfter(from)
    const after = (share: number): Day =>
      countedDay(calendar, { from: from.on, days: Math.ceil((limit.days * share) / 100), pauses: closed })
    const { amber, red } = procedure.lights
    return { since: from.on, limit, pausedDays, dueOn: after(100), amberOn: after(amber), redOn: after(red) }
  }
  // What is owed after the end (the letter) is done once the letter is delivered.
  const isOwed = outcome === null || !steps.some((made) => made.move === 'deliver-letter' && isAfter(made, entered))
  return {
    started: start === undefined ? null : { on: start.on, pausedDays: pausesAfter(start).days },
    total: lay(start, limitOf(procedure, limitKindOf(steps))),
    stage: isOwed ? lay(entered, stageLimit) : null,
    pausedSince: pauses.open,
    stoppedOn: outcome === null ? null : (entered?.on ?? last.on),
  }
}

interface Pause {
  readonly since: Day
  readonly until: Day
}

/** The n-th working day after `from` that counts. A pause that began when it was over already puts nothing off. */
function countedDay(
  calendar: WorkingCalendar,
  { from, days, pauses }: { readonly from: Day; readonly days: number; readonly pauses: readonly Pause[] },
): Day {
  let waited = 0
  let due = calendar.addWorkingDays(from, days)
  for (const { since, until } of pauses) {
    if (since >= due) break
    waited += calendar.workingDaysBetween(since, until)
    due = calendar.addWorkingDays(from, days + waited)
  }
  return due
}

const isAfter = (made: CaseStep, entered: CaseStep | undefined): boolean => made.position > (entered?.position ?? 0)

/** The last step that says so; the opening step always does. */
export const limitKindOf = (steps: readonly CaseStep[]): LimitKind => {
  const said = steps.findLast(({ codes }) => typeof codes.limitKind === 'string')?.codes.limitKind
  return said === 'special' || said === 'town-decided' ? said : 'ordinary'
}

/** Pauses since the clock last started: the day it was stopped is counted, the day it goes on again is not. */
function pausesOf(steps: readonly CaseStep[]): {
  readonly closed: readonly Pause[]
  readonly open: Day | null
} {
  const closed: Pause[] = []
  let open: Day | null = null
  for (const { on, codes } of steps) {
    if (codes.clock === 'starts') {
      closed.length = 0
      open = null
    }
    if (codes.pause === 'starts') open ??= on
    if (codes.pause === 'ends' && open !== null) {
      closed.push({ since: open, until: on })
      open = null
    }
  }
  return { closed, open }
}

type Light = ClockLimit['light']

/**
 * The clock on a day, for people: days used and left, and the light. Where no document limits the whole way, the stage
 * alone has days left. Null where nothing was accepted and no limit runs.
 */
export function clockOn(fixed: FixedClock, calendar: WorkingCalendar, today: Day): CaseClock | null {
  const { started, total, stage, pausedSince, stoppedOn } = fixed
  if (started === null && stage === null) return null
  // Time stands still from the pause, and from the end.
  const stands = [today, pausedSince, stoppedOn].filter((on) => on !== null).toSorted()[0] ?? today
  const usedDays =
    started === null ? null : Math.max(0, calendar.workingDaysBetween(started.on, stands) - started.pausedDays)
  return {
    startedOn: started?.on ?? null,
    usedDays,
    total: total === null ? null : totalOn(total, { fixed, calendar, today, stands }),
    pausedSince,
    stoppedOn,
    stage: stage === null ? null : stageOn(stage, { calendar, today, pausedSince }),
  }
}

interface OnDay {
  readonly fixed: FixedClock
  readonly calendar: WorkingCalendar
  readonly today: Day
  /** The day the clock shows: today, unless it was stopped before. */
  readonly stands: Day
}

function totalOn(total: FixedLimit, { fixed: { pausedSince, stoppedOn }, calendar, today, stands }: OnDay): ClockLimit {
  const waits = pausedSince !== null && stoppedOn === null && pausedSince < total.dueOn
  const waited = waits ? calendar.workingDaysBetween(pausedSince, today) : 0
  const used = Math.max(0, calendar.workingDaysBetween(total.since, stands) - total.pausedDays)
  return {
    limitDays: total.limit.days,
    dueOn: waited === 0 ? total.dueOn : calendar.addWorkingDays(total.dueOn, waited),
    leftDays: total.limit.days - used,
    light: lightOn(total, stands),
    source: total.limit.source,
  }
}

/** The limit of the stage alone. */
function stageOn(
  stage: FixedLimit,
  { calendar, today, pausedSince }: { calendar: WorkingCalendar; today: Day; pausedSince: Day | null },
): ClockLimit {
  const stands = pausedSince !== null && pausedSince < today ? pausedSince : today
  const waited = stands < stage.dueOn ? calendar.workingDaysBetween(stands, today) : 0
  const used = Math.max(0, calendar.workingDaysBetween(stage.since, stands) - stage.pausedDays)
  return {
    limitDays: stage.limit.days,
    dueOn: waited === 0 ? stage.dueOn : calendar.addWorkingDays(stage.dueOn, waited),
    leftDays: stage.limit.days - used,
    light: lightOn(stage, stands),
    source: stage.limit.source,
  }
}

const lightOn = ({ amberOn, redOn }: FixedLimit, on: Day): Light =>
  on >= redOn ? 'red' : on >= amberOn ? 'amber' : 'green'
