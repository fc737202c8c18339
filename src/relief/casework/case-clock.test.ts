import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, day, workingCalendar, type Day } from '#platform/clock/index.ts'
import { roleNames } from '#registry/officers/index.ts'
import { clockOn, fixedClock } from './case-clock.ts'
import type { CaseStep } from './contract.ts'
import { loadProcedures } from './procedure/library.ts'
import { policyFolder } from './testing.ts'
import { on, steps } from './testing-steps.ts'

const calendar = workingCalendar()
const all = loadProcedures(policyFolder, roleNames)
const nation = all.find(({ region }) => region === '000000')!
const jiaxing = all.find(({ region }) => region === '330400')!
const emergency = all.find(({ programme }) => programme === 'temporary-aid')!

const accepted = (date = '2026-03-02', more: Partial<CaseStep> = {}): Partial<CaseStep> => ({
  ...{ move: 'accept', to: 'investigation', on: on(date), codes: { clock: 'starts' } },
  ...more,
})
const at = (date: string, move: CaseStep['move'], to: string, codes = {}): Partial<CaseStep> => ({
  ...{ move, to, codes, on: on(date) },
})
const clock = (made: readonly Partial<CaseStep>[], today: string, procedure = jiaxing) =>
  clockOn(fixedClock(procedure, steps({}, ...made), calendar), calendar, on(today))

describe('办件的时限', () => {
  it('AC-011：嘉兴 12 个工作日到 3 月 18 日，全国 30 个到 4 月 14 日', () => {
    expect(clock([accepted()], '2026-03-02')).toMatchObject({
      total: { dueOn: '2026-03-18', limitDays: 12, light: 'green' },
    })
    expect(clock([accepted()], '2026-03-02', nation)).toMatchObject({ total: { dueOn: '2026-04-14', limitDays: 30 } })
  })
  it('AC-011：用到六成变黄，八成变红，过期还是红', () => {
    // 12 天的六成是第 8 天（3 月 12 日），八成是第 10 天（3 月 16 日）。
    const light = (today: string) => clock([accepted()], today)?.total?.light
    expect(['2026-03-11', '2026-03-12', '2026-03-13', '2026-03-16', '2026-03-20'].map(light)).toEqual([
      ...['green', 'amber', 'amber', 'red', 'red'],
    ])
    expect(clock([accepted()], '2026-03-20')).toMatchObject({ total: { leftDays: -2 }, usedDays: 14 })
  })
  it('AC-012：第 3 天问材料，第 8 天补来，第 4 到 8 天不算，期限顺延 5 个工作日', () => {
    const made = [
      accepted(),
      at('2026-03-05', 'ask-papers', 'investigation', { pause: 'starts' }),
      at('2026-03-12', 'resume', 'investigation', { pause: 'ends' }),
    ]
    expect(clock(made, '2026-03-12')).toMatchObject({
      total: { dueOn: '2026-03-25', leftDays: 9 },
      usedDays: 3,
    })
    const waiting = clock(made.slice(0, 2), '2026-03-12')
    expect(waiting).toMatchObject({
      pausedSince: '2026-03-05',
      usedDays: 3,
      total: { leftDays: 9, dueOn: '2026-03-25' },
    })
    expect(waiting?.total?.light).toBe('green')
  })
  it('受理以前没有期限；办结以后不再走', () => {
    expect(clock([], '2026-03-09')).toBeNull()
    const ended = [accepted(), at('2026-03-06', 'withdraw', 'withdrawn')]
    expect(clock(ended, '2026-06-01')).toMatchObject({
      usedDays: 4,
      stoppedOn: '2026-03-06',
      total: { light: 'green' },
    })
  })
  it('不予确认的，3 个工作日内送达；送到了就不再催', () => {
    const refused = [accepted(), at('2026-03-10', 'approve-decision', 'refused')]
    expect(clock(refused, '2026-03-11', nation)?.stage).toMatchObject({ dueOn: '2026-03-13', leftDays: 2 })
    expect(clock([...refused, at('2026-03-12', 'deliver-letter', 'refused')], '2026-03-20', nation)?.stage).toBeNull()
  })
  it('同一环节里做的事不重新起算；县里自己退来退去也不，退回乡镇再上来才重新起算', () => {
    const made = [accepted(), at('2026-03-05', 'notice-ended', 'decision')]
    const visited = [...made, at('2026-03-09', 'record-county-visit', 'decision')]
    expect(clock(visited, '2026-03-09', nation)?.stage?.dueOn).toBe('2026-03-19')
    const back = [
      ...visited,
      at('2026-03-10', 'propose-decision', 'approval'),
      at('2026-03-11', 'send-back', 'decision'),
    ]
    expect(clock(back, '2026-03-11', nation)?.stage?.dueOn).toBe('2026-03-19')
    const again = [
      ...back,
      at('2026-03-12', 'send-back', 'investigation'),
      at('2026-03-16', 'give-opinion', 'decision'),
    ]
    expect(clock(again, '2026-03-16', nation)?.stage?.dueOn).toBe('2026-03-30')
  })
  it('县里的天数两个人一共用：复核接着算，放过头就红', () => {
    const made = [
      ...[accepted(), at('2026-03-05', 'notice-ended', 'decision')],
      at('2026-03-18', 'propose-decision', 'approval'),
    ]
    const stage = (today: string, procedure = nation) => clock(made, today, procedure)?.stage
    expect(stage('2026-03-18')).toMatchObject({ limitDays: 10, dueOn: '2026-03-19', leftDays: 1, light: 'red' })
    expect(stage('2026-03-20')).toMatchObject({ leftDays: -1, light: 'red' })
    // Zhejiang has five: both the province's and the city's own procedure.
    const zhejiang = all.find(({ region }) => region === '330000')!
    for (const procedure of [zhejiang, jiaxing])
      expect(stage('2026-03-18', procedure)).toMatchObject({ limitDays: 5, dueOn: '2026-03-12', leftDays: -4 })
    // Under the words kept before, the second person had no limit; such a case runs on as it began.
    const before = new Map(nation.stages)
    before.set('decision', { ...before.get('decision')!, limit: { days: 10, source: '民发〔2021〕57号' } })
    expect(stage('2026-03-18', { ...nation, stages: before })).toBeNull()
  })
  it('停了一天，期限就顺延一天；到期那天才停的，不再顺延', () => {
    const pausedOn = (date: string) => [accepted(), at(date, 'ask-papers', 'investigation', { pause: 'starts' })]
    expect(clock(pausedOn('2026-03-05'), '2026-03-05')?.total?.dueOn).toBe('2026-03-18')
    expect(clock(pausedOn('2026-03-05'), '2026-03-06')?.total?.dueOn).toBe('2026-03-19')
    expect(clock(pausedOn('2026-03-18'), '2026-03-25')?.total?.dueOn).toBe('2026-03-18')
    expect(clock(pausedOn('2026-03-17'), '2026-03-25')?.total?.dueOn).toBe('2026-03-26')
  })
  it('停着就撤回的，期限停在撤回那天，不跟着日子往后走', () => {
    const withdrawn = [
      accepted(),
      at('2026-03-05', 'ask-papers', 'investigation', { pause: 'starts' }),
      at('2026-03-09', 'withdraw', 'withdrawn'),
    ]
    expect(clock(withdrawn, '2026-06-01')).toEqual(clock(withdrawn, '2026-03-10'))
  })
  it('决定以后才送达的，办结那天是决定那天', () => {
    const made = [
      accepted(),
      at('2026-03-10', 'approve-decision', 'refused'),
      at('2026-03-12', 'deliver-letter', 'refused'),
    ]
    expect(clock(made, '2026-03-20')).toMatchObject({ stoppedOn: '2026-03-10', usedDays: 6 })
  })
  it('上一个环节里停过的，不算进这一个环节的期限', () => {
    const paused = [
      accepted(),
      at('2026-03-03', 'ask-papers', 'investigation', { pause: 'starts' }),
      at('2026-03-10', 'resume', 'investigation', { pause: 'ends' }),
    ]
    const moved = (made: readonly Partial<CaseStep>[]) =>
      clock([...made, at('2026-03-12', 'notice-ended', 'decision')], '2026-03-12')?.stage?.dueOn
    expect(moved(paused)).toBe(moved([accepted()]))
    expect(moved(paused)).not.toBeUndefined()
  })
  it('AC-013：先救助的没有全程期限，手续 10 个工作日', () => {
    const made = [at('2026-03-02', 'grant-emergency', 'papers')]
    const fixed = fixedClock(emergency, steps({ to: 'report' }, ...made), calendar)
    expect(fixed).toMatchObject({ total: null, stage: { dueOn: '2026-03-16' } })
    // Nothing was accepted, so no days are counted since; the stage says its own.
    expect(clockOn(fixed, calendar, on('2026-03-09'))).toMatchObject({
      ...{ startedOn: null, usedDays: null, total: null },
      stage: { limitDays: 10, leftDays: 5, source: expect.stringContaining('合成') },
    })
  })
})

/** Counts day by day, the slow and plain way: the clock must agree with it over any history. */
function plainly(made: readonly CaseStep[], limitDays: number): Day {
  const start = made.findLast(({ codes }) => codes.clock === 'starts')!
  const stopped = (date: Day): boolean => {
    const before = made.filter((one) => one.position > start.position && one.on < date && one.codes.pause !== undefined)
    const open = before.at(-1)?.codes.pause === 'starts' ? before.at(-1)! : null
    // A day counts as waited for only once the pause is over.
    return open !== null && made.some((one) => one.position > open.position && one.codes.pause === 'ends')
  }
  let date = start.on
  for (let count = 0; count < limitDays;) {
    date = addDays(date, 1)
    if (calendar.isWorkingDay(date) && !stopped(date)) count++
  }
  return date
}

const sinceOf = (date: Day): CaseStep[] => steps({}, accepted(date))
const entersTown = ({ to }: Partial<CaseStep>, index: number, made: readonly Partial<CaseStep>[]): boolean =>
  to === 'investigation' && made[index - 1]?.to !== 'investigation'

describe('存下的期限和照时间线重数的，总是一样', () => {
  /** Accepted some day of 2024 or 2025 (holidays and 调休 in between), then stops and goes on at random. */
  const history = fc.record({
    start: fc.integer({ min: 0, max: 600 }),
    gaps: fc.array(fc.integer({ min: 0, max: 25 }), { maxLength: 8 }),
    again: fc.option(fc.integer({ min: 1, max: 30 }), { nil: null }),
    special: fc.boolean(),
  })
  it('不管停几次、跨不跨节假日、重不重新审查', () => {
    fc.assert(
      fc.property(history, ({ start, gaps, again, special }) => {
        let date = addDays(day('2024-01-02'), start)
        const made: Partial<CaseStep>[] = [accepted(date)]
        gaps.forEach((gap, index) => {
          date = addDays(date, gap)
          const isStart = index % 2 === 0
          made.push(
            at(date, isStart ? 'ask-papers' : 'resume', 'investigation', { pause: isStart ? 'starts' : 'ends' }),
          )
        })
        if (special) made.push(at(date, 'raise-objection', 'objection', { limitKind: 'special' }))
        if (again !== null) made.push(at((date = addDays(date, again)), 'reconsider', 'decision', { clock: 'starts' }))
        const history = steps({}, ...made)
        const fixed = fixedClock(jiaxing, history, calendar)
        expect(fixed.total?.dueOn).toBe(plainly(history, special ? 45 : 12))
        // The stored clock alone gives the same on every later day, and nothing is used while it stands still.
        const [today, later] = [clockOn(fixed, calendar, date)!, clockOn(fixed, calendar, addDays(date, 9))!]
        if (fixed.pausedSince === null) expect(later.total?.dueOn).toBe(today.total?.dueOn)
        else expect(later.usedDays).toBe(today.usedDays)
        expect(later.usedDays! + later.total!.leftDays).toBe(later.total!.limitDays)
      }),
      { numRuns: 500 },
    )
  })
  /** Days between the moves, and which way each goes: on to the second person, back to the first, back to the town. */
  const passed = fc.array(
    fc.record({ gap: fc.integer({ min: 0, max: 9 }), to: fc.constantFrom('decision', 'approval', 'investigation') }),
    { minLength: 1, maxLength: 12 },
  )
  it('县里的天数，从最近一次到县里那天数起，不管在两个人手里来回几次', () => {
    fc.assert(
      fc.property(passed, fc.integer({ min: 0, max: 600 }), (moves, start) => {
        let date = addDays(day('2024-01-02'), start)
        const made: Partial<CaseStep>[] = [accepted(date)]
        let since: Day | null = null
        for (const { gap, to } of moves) {
          date = addDays(date, gap)
          made.push(at(date, 'send-back', to))
          since = to === 'investigation' ? null : (since ?? date)
        }
        const { stage } = fixedClock(nation, steps({}, ...made), calendar)
        // In the town's hands it is the town's own limit again.
        if (since === null) expect(stage?.since).toBe(made.findLast(entersTown)?.on)
        else expect([stage?.since, stage?.dueOn]).toEqual([since, plainly(sinceOf(since), 10)])
      }),
      { numRuns: 500 },
    )
  })
})
