import { describe, expect, it } from 'vitest'
import type { CasePanelEntry } from './panel-entry.ts'
import { offered, sampleCase, sampleStep } from './testing-case.tsx'
import { isAtHand, panelOfHeld, panelOfMove, turnOf, wayOf } from './turn.ts'

const panel = (name: string, more: Partial<CasePanelEntry> = {}): CasePanelEntry => ({
  name,
  order: 1,
  zh: name,
  en: name,
  open: null as unknown as CasePanelEntry['open'],
  needs: [],
  ...more,
})
const turn = (...moves: ReturnType<typeof offered>[]) => turnOf(sampleCase({ moves }))

describe('轮到谁', () => {
  it('能办的排在前面', () => {
    expect(turn(offered('propose-decision', 'casework.visitFirst'), offered('give-opinion'))).toMatchObject({
      is: 'mine',
      offer: { move: 'give-opinion' },
    })
  })
  it('县里随时可以入户；别的一步能办的，轮到的是那一步，被入户挡着的才轮到入户', () => {
    const visit = offered('record-county-visit')
    expect(turn(visit, offered('propose-decision'))).toMatchObject({ offer: { move: 'propose-decision' } })
    expect(turn(visit, offered('propose-decision', 'casework.visitFirst'))).toMatchObject({
      ...{ is: 'mine', offer: { move: 'record-county-visit' } },
    })
  })
  it('随时都能做的撤回、停表，不算轮到谁', () => {
    expect(turn(offered('withdraw'), offered('pause')).is).toBe('waiting')
  })
  it('该我办但被挡着，说轮到我、还差什么', () => {
    expect(turn(offered('give-opinion', 'means-check.partial')).is).toBe('held')
  })
  it('别的岗位的事，不说轮到我', () => {
    expect(turn(offered('give-opinion', 'casework.notYours')).is).toBe('others')
    expect(turn(offered('approve-decision', 'casework.samePerson')).is).toBe('others')
  })
  it('办结了还有决定书要送，就还轮到人', () => {
    const ended = { ...sampleCase().case, outcome: 'refused' as const }
    expect(turnOf(sampleCase({ case: ended, moves: [offered('deliver-letter')] })).is).toBe('mine')
    expect(turnOf(sampleCase({ case: ended, moves: [offered('reconsider')] })).is).toBe('ended')
  })
})

describe('手边的面板', () => {
  it('这个环节要的表，和现在能做的事', () => {
    const file = sampleCase({ moves: [offered('give-opinion')] })
    expect(isAtHand(panel('check', { form: 'means-check' }), file)).toBe(true)
    expect(isAtHand(panel('opinion', { moves: ['give-opinion'] }), file)).toBe(true)
    expect(isAtHand(panel('decision', { moves: ['propose-decision', 'send-back'] }), file)).toBe(false)
  })
  it('办结以后没有表要填', () => {
    const file = sampleCase({ case: { ...sampleCase().case, outcome: 'withdrawn' } })
    expect(isAtHand(panel('check', { form: 'means-check' }), file)).toBe(false)
  })
  it('被哪个模块挡着，就先去哪一块', () => {
    const panels = [panel('means-check'), panel('opinion', { moves: ['give-opinion'] })]
    const heldBy = (code: string) => panelOfHeld(panels, offered('give-opinion', code))?.name
    expect(heldBy('means-check.noCheckYet')).toBe('means-check')
    expect(heldBy('casework.whyMissing')).toBe('opinion')
  })
  it('一步在哪个面板里做', () => {
    const panels = [panel('opinion', { moves: ['give-opinion'] }), panel('decision', { moves: ['send-back'] })]
    expect(panelOfMove(panels, 'send-back')?.name).toBe('decision')
    expect(panelOfMove(panels, 'withdraw')).toBeUndefined()
  })
})

describe('走过的路', () => {
  const names = (file: ReturnType<typeof sampleCase>) => wayOf(file).map(({ stage, is }) => `${stage.stage}:${is}`)

  it('没走过的岔路和别的结局不画', () => {
    expect(names(sampleCase())).toEqual([
      'intake:done',
      'investigation:now',
      'notice:not-yet',
      'decision:not-yet',
      'confirmed:not-yet',
    ])
  })
  it('有过异议就画出来', () => {
    const steps = [...sampleCase().steps, sampleStep(3, 'raise-objection', 'notice', 'objection')]
    const file = sampleCase({ steps, case: { ...sampleCase().case, stage: 'objection' } })
    expect(names(file)).toContain('objection:now')
  })
  it('撤回的到撤回为止，后面没有了', () => {
    const steps = [...sampleCase().steps, sampleStep(3, 'withdraw', 'investigation', 'withdrawn')]
    const file = sampleCase({ steps, case: { ...sampleCase().case, stage: 'withdrawn', outcome: 'withdrawn' } })
    expect(names(file)).toEqual(['intake:done', 'investigation:done', 'withdrawn:end'])
  })
  it('退回过的环节记最后一次到的日子', () => {
    const steps = [
      ...sampleCase().steps,
      sampleStep(3, 'give-opinion', 'investigation', 'decision'),
      sampleStep(4, 'send-back', 'decision', 'investigation'),
    ]
    expect(wayOf(sampleCase({ steps })).find(({ is }) => is === 'now')?.since).toBe('2026-03-05')
  })
})
