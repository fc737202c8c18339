import { describe, expect, it } from 'vitest'
import { day, month } from '#platform/clock/index.ts'
import { fen } from '#platform/money/index.ts'
import { isPossible } from './acts.ts'
import { faultOf, keepFault, viewsFault } from './adjust.ts'
import type { Adjustment, Keep, MonitoringRule, ReviewState, Views } from './contract.ts'
import { stateLabels } from './labels.ts'

const today = day('2026-09-01')
const rule: MonitoringRule = {
  recheck: { stableMonths: 12, unstableMonths: 6, source: '民发〔2021〕57号' },
  grace: { monthsMax: 6, source: { zh: '2022-10-20', en: '2022-10-20' } },
  views: {
    required: true,
    source: { zh: '社会救助法第四十八条', en: 'Social Assistance Law, art. 48' },
    deadlineDays: 5,
    deadlineSource: '合成',
  },
  review: { days: 10, source: '合成' },
  ...{ ending: null, care: null, minors: null },
}
const review = { paid: fen(93_000n), computed: fen(80_000n), eventOn: null }
const proposal = (more: Partial<Adjustment> = {}): Adjustment => ({
  ...{ kind: 'cut', amount: fen(80_000n), from: month('2026-10'), why: '工资涨了' },
  ...more,
})
const fault = (of: typeof review, wish: Adjustment) => faultOf(of as never, wish, { today, rule })?.code ?? null

describe('提得出的调整', () => {
  it.each([
    ['照测算降低，从下个月起', {}, null],
    ['这个月就降：太早', { from: month('2026-09') }, 'monitoring.tooEarly'],
    ['和测算差一分', { amount: fen(79_999n) }, 'monitoring.notTheSum'],
    ['降到零要选停止', { amount: fen(0n) }, 'monitoring.amountNeeded'],
    ['没写多少', { amount: null }, 'monitoring.amountNeeded'],
    ['降低却比现在多', { amount: fen(93_001n) }, 'monitoring.wrongDirection'],
    ['降低却和现在一样', { amount: fen(93_000n) }, 'monitoring.wrongDirection'],
    ['增发却比现在少', { kind: 'raise' as const }, 'monitoring.wrongDirection'],
    ['停止，过完渐退期的那个月', { kind: 'end' as const, amount: null, from: month('2027-04') }, null],
    ['停止，晚一个月', { kind: 'end' as const, amount: null, from: month('2027-05') }, 'monitoring.tooLate'],
  ])('%s', (_, more, code) => expect(fault(review, proposal(more))).toBe(code))

  it('说不准的时候不能增发也不能降低', () =>
    expect(fault({ ...review, computed: null } as never, proposal())).toBe('monitoring.noSum'))
  it('去世从下个月起停，可以往前算，但不能早于下个月', () => {
    const died = { ...review, eventOn: day('2026-03-10') } as never
    const end = (from: string) => proposal({ kind: 'end', amount: null, from: month(from) })
    expect(fault(died, end('2026-04'))).toBeNull()
    expect(fault(died, end('2026-03'))).toBe('monitoring.tooEarly')
  })
})

describe('批准之前听取意见（社会救助法第四十八条）', () => {
  const said = (outcome: Views['outcome'], deadline: string | null = null): Views => ({
    ...{ id: 'v', outcome, says: '……', on: today, by: '经办人', isCurrent: true },
    deadline: deadline === null ? null : day(deadline),
  })
  const code = (wish: Adjustment, views: readonly Views[], required = true, nobodyLeft = false) =>
    viewsFault(wish, views, { today, nobodyLeft, rule: { ...rule, views: { ...rule.views, required } } })?.code ?? null
  it.each([
    ['降低，没听过', proposal(), [], 'monitoring.viewsMissing'],
    ['降低，本人有意见，也算听过', proposal(), [said('objected')], null],
    ['没联系上，期限还没过', proposal(), [said('not-reached', '2026-09-01')], 'monitoring.stillWaiting'],
    ['没联系上，期限昨天过了', proposal(), [said('not-reached', '2026-08-31')], null],
    ['听的是以前提的那一份，不算', proposal(), [{ ...said('agreed'), isCurrent: false }], 'monitoring.viewsMissing'],
    [
      '以前那一份的期限过了，也不算',
      proposal(),
      [{ ...said('not-reached', '2026-08-31'), isCurrent: false }],
      'monitoring.viewsMissing',
    ],
    ['增发不用听', proposal({ kind: 'raise', amount: fen(99_000n) }), [], null],
  ] as const)('%s', (_, wish, views, expected) => expect(code(wish, views)).toBe(expected))
  it('2026-07-01 以前没有规定，不拦', () => expect(code(proposal(), [], false)).toBeNull())
  it('家里没有人了，不用听', () => expect(code(proposal({ kind: 'end', amount: null }), [], true, true)).toBeNull())
})

describe('提出不用调整', () => {
  const found = { kind: 'cut', foundOn: day('2026-08-20') } as const
  const keep = (more: Partial<Keep> = {}): Keep => ({
    ...{ kind: 'keep', cause: 'not-so', lookedOn: null, why: '去家里看过' },
    ...more,
  })
  it.each([
    ['没有另做复核', found, keep(), null],
    ['定期复核没做', { ...found, kind: 'recheck' as const }, keep(), 'monitoring.lookMissing'],
    ['说复核过，没说哪天', found, keep({ cause: 'no-change' }), 'monitoring.lookMissing'],
    ['发现那天做的', found, keep({ lookedOn: day('2026-08-20') }), null],
    ['发现前一天做的', found, keep({ lookedOn: day('2026-08-19') }), 'monitoring.lookOutOfSpan'],
    ['今天做的', found, keep({ lookedOn: today }), null],
    ['明天才做', found, keep({ lookedOn: day('2026-09-02') }), 'monitoring.lookOutOfSpan'],
  ])('%s', (_, review_, wish, code) => expect(keepFault(review_, wish, today)?.code ?? null).toBe(code))
})

describe('每种状态、每个动作：要么能办，要么说不能', () => {
  const states = Object.keys(stateLabels) as ReviewState[]
  const possible = {
    propose: ['open'],
    dismiss: ['open'],
    hear: ['open', 'proposed', 'on-notice', 'objected'],
    putUp: ['proposed'],
    object: ['on-notice'],
    decideAgain: ['objected'],
    approve: ['proposed', 'on-notice'],
    sendBack: ['proposed', 'on-notice'],
  }
  it.each(Object.entries(possible))('%s', (act, from) => {
    for (const state of states) expect(isPossible(act as never, state), state).toBe(from.includes(state))
  })
})
