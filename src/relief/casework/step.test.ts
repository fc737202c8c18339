import { describe, expect, it } from 'vitest'
import { Refusal } from '#platform/errors/index.ts'
import { roleNames } from '#registry/officers/index.ts'
import { caseMoves, type CaseMove } from './moves.ts'
import { loadProcedures } from './procedure/library.ts'
import { targetsOf, type Procedure } from './procedure/procedure.ts'
import { decidingMoves, step, type Known, type Mover, type Next } from './step.ts'
import { policyFolder } from './testing.ts'
import { known, on, steps } from './testing-steps.ts'

const all = loadProcedures(policyFolder, roleNames)
const of = (region: string, programme = 'dibao'): Procedure =>
  all.find((one) => one.region === region && one.programme === programme)!
const nation = of('000000')
const jiaxing = of('330400')
const emergency = of('999901', 'temporary-aid')

const clerk: Mover = { id: 'c1', roles: ['town-clerk'] }
const reviewer: Mover = { id: 'r1', roles: ['county-reviewer'] }
const second: Mover = { id: 'r2', roles: ['county-reviewer'] }
const system: Mover = { id: 'system:notice', roles: [] }
const everyRole: Mover = { id: 'system:all', roles: roleNames }

interface Try {
  readonly move: CaseMove
  readonly at: string
  readonly who?: Mover
  readonly answer?: string
  readonly reason?: string | null
  readonly version?: number
  readonly known?: Partial<Known>
  readonly procedure?: Procedure
}
const attempt = ({ move, at, who = everyRole, answer, reason = '因为', version = 3, ...more }: Try): Next | Refusal =>
  step(
    more.procedure ?? nation,
    { one: { stage: at, version: 3, limitKind: 'ordinary' }, known: known(more.known) },
    { move, version, reason, codes: answer === undefined ? {} : { answer } },
    who,
  )
const sentence = (answer: Next | Refusal): string => (answer instanceof Refusal ? answer.zh + answer.en : '')
const code = (answer: Next | Refusal): string => (answer instanceof Refusal ? answer.code : answer.to)

/** A stage there is, or a sentence in Chinese and one in English, neither with a word of the other or a hole. */
const isWhole = (answer: Next | Refusal, { stages }: Procedure): boolean =>
  answer instanceof Refusal
    ? /\p{Script=Han}/u.test(answer.zh) &&
      /^[A-Z“]/.test(answer.en) &&
      !/\p{Script=Han}/u.test(answer.en) &&
      !/[{}]|undefined/.test(answer.zh + answer.en)
    : stages.has(answer.to)

describe('每个环节 × 每个动作', () => {
  const cases = all.flatMap((procedure) =>
    [...procedure.stages.values()].flatMap((stage) => caseMoves.map((move) => ({ procedure, stage, move }))),
  )
  it(`${cases.length} 种，不是走一步，就是一句中英文都有的话`, () => {
    const faults: string[] = []
    for (const { procedure, stage, move } of cases)
      for (const who of [clerk, reviewer, system, everyRole])
        for (const answer of [undefined, 'grant', 'refuse', 'confirmed', 'refused', 'nonsense']) {
          const answered = attempt({ move, at: stage.name, who, procedure, ...(answer ? { answer } : {}) })
          if (!isWhole(answered, procedure))
            faults.push(`${procedure.title} ${stage.name} ${move} ${sentence(answered)}`)
        }
    expect(faults).toEqual([])
  })
  it('流程写了的动作，有岗位的人都走得动，走到写着的环节；没写的都走不动', () => {
    for (const { procedure, stage, move } of cases) {
      const rule = stage.moves[move]
      const answers: (string | undefined)[] = rule && typeof rule.to !== 'string' ? Object.keys(rule.to) : [undefined]
      for (const answer of answers) {
        const ready = {
          isOverride: move === 'consent-override',
          papersNeverCame: move === 'consent-second-grant' ? on('2026-02-16') : null,
          steps: steps({ by: { id: 'other', name: '乙' } }, ...(rule?.pause === 'ends' ? [paused] : [])),
        }
        const asked = { move, at: stage.name, procedure, known: ready, ...(answer ? { answer } : {}) }
        const answered = attempt(asked)
        if (rule) expect(targetsOf(rule), `${procedure.title} ${stage.name} ${move}`).toContain(code(answered))
        else expect(code(answered)).toMatch(/casework\.(notNow|ended)/)
      }
    }
  })
  const paused = { move: 'ask-papers', codes: { pause: 'starts' } } as const
})

describe('谁来做', () => {
  it('岗位不对，说清由谁做', () => {
    const answered = attempt({ move: 'approve-decision', at: 'approval', who: clerk, answer: 'confirmed' })
    expect(code(answered)).toBe('casework.notYours')
    expect((answered as Refusal).zh).toContain('县级审核确认人员或县级民政部门负责人')
  })
  it('系统的事人不能代，人的事系统不能代', () => {
    expect(code(attempt({ move: 'notice-ended', at: 'notice', who: clerk }))).toBe('casework.notYours')
    expect(code(attempt({ move: 'accept', at: 'intake', who: system }))).toBe('casework.notYours')
    expect(code(attempt({ move: 'notice-ended', at: 'notice', who: system }))).toBe('decision')
  })
  it('提出决定的人不能自己批', () => {
    const made = steps({}, { move: 'propose-decision', by: { id: 'r1', name: '甲' } })
    const approve = (who: Mover) =>
      code(attempt({ move: 'approve-decision', at: 'approval', answer: 'confirmed', who, known: { steps: made } }))
    expect(approve(reviewer)).toBe('casework.samePerson')
    expect(approve(second)).toBe('confirmed')
  })
  it('有异议以后，换人重新提意见', () => {
    const made = steps({}, { move: 'give-opinion', by: { id: 'c1', name: '甲' } })
    const give = (who: Mover) =>
      code(attempt({ move: 'give-opinion', at: 'objection', answer: 'grant', who, known: { steps: made } }))
    expect(give(clerk)).toBe('casework.samePerson')
    expect(give({ ...clerk, id: 'c2' })).toBe('notice')
  })
  it.each(decidingMoves)('家里有自己登记的亲属，%s 办不了', (move) => {
    const procedure = move.endsWith('grant') || move === 'grant-emergency' ? emergency : nation
    const stage = [...procedure.stages.values()].find((one) => one.moves[move] !== undefined)!
    expect(code(attempt({ move, at: stage.name, procedure, known: { hasKin: true } }))).toBe('casework.ownKin')
  })
  it('亲属不妨碍收件和送达', () => {
    expect(code(attempt({ move: 'accept', at: 'intake', known: { hasKin: true } }))).toBe('investigation')
  })
})

describe('版本、次数、理由', () => {
  it('看的是旧版本，走不动', () => {
    expect(code(attempt({ move: 'accept', at: 'intake', version: 2 }))).toBe('casework.changedMeanwhile')
    expect(code(attempt({ move: 'accept', at: 'intake', version: 4 }))).toBe('casework.changedMeanwhile')
  })
  it('材料只问一次；嘉兴受理后问过的，档案里有了新情况才能再问', () => {
    const asked = steps({}, { move: 'ask-papers', at: new Date('2026-03-05T01:00:00Z') }, { codes: { pause: 'ends' } })
    expect(code(attempt({ move: 'ask-papers', at: 'intake', known: { steps: asked } }))).toBe('casework.askedAlready')
    const again = (fileChangedAt: Date | null) =>
      code(
        attempt({
          ...{ move: 'ask-papers', at: 'investigation', procedure: jiaxing },
          known: { steps: asked, fileChangedAt },
        }),
      )
    expect(again(null)).toBe('casework.askedAlready')
    expect(again(new Date('2026-03-04T01:00:00Z'))).toBe('casework.askedAlready')
    expect(again(new Date('2026-03-06T01:00:00Z'))).toBe('investigation')
  })
  it('决定书送达一次；重新审查以后可以再送', () => {
    const delivered = steps({}, { move: 'deliver-letter' })
    const deliver = (made: typeof delivered) =>
      code(attempt({ move: 'deliver-letter', at: 'confirmed', known: { steps: made } }))
    expect(deliver(delivered)).toBe('casework.onlyOnce')
    expect(deliver(steps({}, { move: 'deliver-letter' }, { move: 'reconsider' }))).toBe('confirmed')
  })
  it.each(['withdraw', 'raise-objection'] as const)('%s 要写理由', (move) => {
    expect(code(attempt({ move, at: 'notice', reason: ' ' }))).toBe('casework.whyMissing')
  })
  it('没停着不能恢复，停着不能再停', () => {
    const paused = steps({}, { move: 'ask-papers', codes: { pause: 'starts' }, on: on('2026-03-05') })
    const at = { at: 'investigation', procedure: jiaxing } as const
    expect(code(attempt({ ...at, move: 'resume' }))).toBe('casework.notPaused')
    expect(code(attempt({ ...at, move: 'resume', known: { steps: paused } }))).toBe('investigation')
    const fresh = { steps: paused, fileChangedAt: new Date('2027-01-01') }
    expect(code(attempt({ ...at, move: 'ask-papers', known: fresh }))).toBe('casework.pausedAlready')
  })
})

describe('决定之前', () => {
  const kin = [{ zh: '有近亲属备案', en: 'kin of staff' }]
  const propose = (made: Partial<Known>) =>
    code(attempt({ move: 'propose-decision', at: 'decision', answer: 'confirmed', known: made }))
  it('县里必须先入户：引用的依据是那件的流程写的，两版各引各的', () => {
    const versions = all.filter(({ region, programme }) => region === '000000' && programme === 'dibao')
    const said = versions.map((procedure) =>
      sentence(
        attempt({
          ...{ move: 'propose-decision', at: 'decision', answer: 'confirmed', procedure },
          known: { mustVisit: [{ zh: '有近亲属', en: 'Kin' }] },
        }),
      ),
    )
    expect(versions).toHaveLength(2)
    for (const [index, procedure] of versions.entries())
      expect(said[index]).toContain((procedure.sources as { 'staff-kin': string })['staff-kin'])
    expect(new Set(said).size).toBe(2)
  })

  it('经办人近亲属，县里先入户', () => {
    expect(propose({ mustVisit: kin })).toBe('casework.visitFirst')
    expect(propose({ mustVisit: kin, steps: steps({}, { move: 'record-county-visit' }) })).toBe('approval')
  })
  it('入户以后又有投诉，再入户；批准时也一样', () => {
    const made = steps({}, { move: 'record-county-visit' }, { move: 'record-complaint' })
    expect(propose({ steps: made })).toBe('casework.visitFirst')
    const approve = attempt({ move: 'approve-decision', at: 'approval', answer: 'confirmed', known: { steps: made } })
    expect(code(approve)).toBe('casework.visitFirst')
  })
  it('和测算不一样的，等第三个人同意；同意的人也不能批', () => {
    const proposed = [{}, { move: 'propose-decision', by: { id: 'r1', name: '甲' } }] as const
    const consented = [...proposed, { move: 'consent-override', by: { id: 'h1', name: '丙' } }] as const
    const approve = (who: Mover, made: readonly object[]) =>
      code(
        attempt({
          ...{ move: 'approve-decision', at: 'approval', answer: 'confirmed', who },
          known: { isOverride: true, steps: steps(...made) },
        }),
      )
    expect(approve(second, proposed)).toBe('casework.consentFirst')
    expect(approve(second, consented)).toBe('confirmed')
    expect(approve({ id: 'h1', roles: ['county-head'] }, consented)).toBe('casework.samePerson')
    const renewed = [...consented, { move: 'send-back' }, { move: 'propose-decision', by: { id: 'r1', name: '甲' } }]
    expect(approve(second, renewed)).toBe('casework.consentFirst')
    const consent = (who: Mover, isOverride: boolean) =>
      code(attempt({ move: 'consent-override', at: 'approval', who, known: { isOverride, steps: steps(...proposed) } }))
    expect(consent(reviewer, true)).toBe('casework.samePerson')
    expect(consent(second, true)).toBe('approval')
    expect(consent(second, false)).toBe('casework.nothingToConsent')
  })
  it('先行救助第二次，手续没齐要县里同意；一次同意管一次', () => {
    const head: Mover = { id: 't1', roles: ['town-head'] }
    const grant = (...made: readonly object[]) =>
      code(
        attempt({
          ...{ move: 'grant-emergency', at: 'papers', who: head, procedure: emergency },
          known: { steps: steps({}, ...made), papersDueOn: on('2026-03-16') },
        }),
      )
    const [granted, consent] = [
      { move: 'grant-emergency' },
      { move: 'consent-second-grant', by: { id: 'r1', name: '' } },
    ]
    expect(grant(granted)).toBe('casework.papersFirst')
    expect(grant(granted, consent)).toBe('papers')
    expect(grant(granted, consent, granted)).toBe('casework.papersFirst')
  })
  it('上一件没补手续就终止的，新的一件也要县里先同意；没有缺的，不用同意', () => {
    const county: Mover = { id: 'r1', roles: ['county-reviewer'] }
    const at = (move: CaseMove, who: Mover, papersNeverCame: Known['papersNeverCame'], ...made: readonly object[]) =>
      code(
        attempt({
          move,
          who,
          at: 'report',
          procedure: emergency,
          known: { steps: steps({}, ...made), papersNeverCame },
        }),
      )
    const head: Mover = { id: 't1', roles: ['town-head'] }
    const consent = { move: 'consent-second-grant', by: { id: 'r1', name: '' } }
    expect(at('grant-emergency', head, null)).toBe('papers')
    expect(at('grant-emergency', head, on('2026-02-16'))).toBe('casework.papersFirst')
    expect(at('grant-emergency', head, on('2026-02-16'), consent)).toBe('papers')
    expect(at('consent-second-grant', county, null)).toBe('casework.consentNotNeeded')
    expect(at('consent-second-grant', county, on('2026-02-16'))).toBe('report')
    expect(at('consent-second-grant', county, on('2026-02-16'), consent)).toBe('casework.consentNotNeeded')
  })
})

describe('期限跟着走', () => {
  it('受理开始计时；有异议、人户分离的按 45 天', () => {
    expect(attempt({ move: 'accept', at: 'intake' })).toMatchObject({ startsClock: true, limitKind: null })
    expect(attempt({ move: 'accept', at: 'intake', known: { livesApart: true } })).toMatchObject({
      limitKind: 'special',
    })
    expect(attempt({ move: 'raise-objection', at: 'notice' })).toMatchObject({ limitKind: 'special', to: 'objection' })
    expect(attempt({ move: 'reconsider', at: 'refused' })).toMatchObject({ startsClock: true, to: 'decision' })
  })
})
