import { describe, expect, it } from 'vitest'
import { CaseShell } from './case-shell.tsx'
import { minuteOf } from './case-timeline.tsx'
import { DecisionPanel } from './decision-panel.tsx'
import { EmergencyPanel } from './emergency-panel.tsx'
import { OpinionPanel } from './opinion-panel.tsx'
import { drawCase, offered, sampleCase } from './testing-case.tsx'

const id = sampleCase().case.id
const shell = <CaseShell caseId={id} panels={[]} />
const by = { id: 'reviewer', name: '审核甲' }
const proposal = {
  id: '019c0000-0000-7000-8000-0000000000cc',
  outcome: 'confirmed' as const,
  assessmentId: null,
  amount: '93000',
  status: null,
  members: 3,
  fromMonth: '2026-04',
  reasons: [{ text: '家庭人均收入低于标准', article: '民发〔2021〕57号 第五条' }],
  why: '核对和入户都清楚',
  override: null,
  by,
  on: '2026-03-12',
}

describe('办件页', () => {
  it('先说轮到谁，再说到了哪一步、第几天、依据什么', async () => {
    const html = await drawCase(shell, sampleCase({ moves: [offered('give-opinion')] }))
    expect(html.indexOf('轮到您')).toBeGreaterThan(-1)
    expect(html.indexOf('轮到您')).toBeLessThan(html.indexOf('stage-bar'))
    expect(html).toContain('第 3/30 个工作日')
    expect(html).toContain('最迟 2026-04-14')
    expect(html).toMatch(/role="tooltip"[^>]*>.*2022 年 10 月 20 日通知/)
    expect(html).toMatch(/<li class="is-now" aria-current="step"/)
  })
  it('名字是服务器遮过的那个', async () => {
    expect(await drawCase(shell, sampleCase())).toContain('居**01 家')
  })
  it('没受理就没有钟，也不编一个', async () => {
    const html = await drawCase(shell, sampleCase({ clock: null }))
    expect(html).toContain('还没有受理')
    expect(html).not.toContain('class="tk')
  })
  it('文件没写全程几天的，只说这一步的天数，不编“第几天共几天”', async () => {
    const clock = { ...sampleCase().clock!, total: null }
    const html = await drawCase(shell, sampleCase({ clock }))
    expect(html).toContain('“调查核对”这一步 10 个工作日，最迟 2026-03-16')
    expect(html).toContain('2026-03-02 受理，已过 3 个工作日')
    expect(html).not.toMatch(/第 \d+\/\d+ 个工作日|30 个工作日/)
    const unlimited = await drawCase(shell, sampleCase({ clock: { ...clock, stage: null } }))
    expect(unlimited).toContain('这个环节不计时')
    expect(unlimited).not.toContain('class="tk')
    const ended = await drawCase(shell, sampleCase({ clock: { ...clock, stoppedOn: '2026-03-20' } }))
    expect(ended).toContain('2026-03-20 办结')
    expect(ended).not.toContain('剩')
  })
  it('几个环节共用的天数，写明是哪几个环节一共的', async () => {
    const { stages, case: one } = sampleCase()
    const shared = stages.map((stage) => ({ ...stage, limitStages: ['decision', 'investigation'] }))
    const html = await drawCase(shell, sampleCase({ stages: shared, case: one }))
    expect(html).toContain('“调查核对”和“审核确认”一共 10 个工作日')
    expect(await drawCase(shell, sampleCase())).toContain('“调查核对”这一步 10 个工作日')
  })
  it('停了表、办结了，都不催人', async () => {
    const sample = sampleCase().clock!
    const clock = { ...sample, total: { ...sample.total!, light: 'red' as const, leftDays: -3 } }
    const paused = await drawCase(shell, sampleCase({ clock: { ...clock, pausedSince: '2026-03-05' } }))
    expect(paused).toContain('2026-03-05 起停表')
    expect(paused).not.toContain('超期')
    expect(await drawCase(shell, sampleCase({ clock: { ...clock, stoppedOn: '2026-03-20' } }))).not.toContain('超期')
  })
  it('每一步有时间、有人、有理由，最近的在上面', async () => {
    const html = await drawCase(shell, sampleCase())
    expect(html.indexOf('<b>accept')).toBeLessThan(html.indexOf('<b>open'))
    expect(html).toContain('2026-03-03 09:05')
    expect(minuteOf('2026-03-01T23:30:00.000Z')).toBe('07:30')
  })
  it('不是这个岗位的撤回，连按钮都没有', async () => {
    const html = await drawCase(shell, sampleCase({ moves: [offered('withdraw', 'casework.notYours')] }))
    expect(html).not.toContain('其他办理')
  })
  it('英文页没有中文的岗位话', async () => {
    const html = await drawCase(shell, sampleCase({ moves: [offered('give-opinion')] }), 'en')
    expect(html).toContain('Your turn')
    expect(html).toContain('working day 3 of 30')
  })
})

describe('意见', () => {
  it('还没有就说谁来提，不给别的岗位表单', async () => {
    const html = await drawCase(
      <OpinionPanel caseId={id} />,
      sampleCase({ moves: [offered('give-opinion', 'casework.notYours')] }),
    )
    expect(html).toContain('还没有意见')
    expect(html).not.toContain('<form')
  })
  it('被挡着，表单在，理由一条条写着，按不下去', async () => {
    const html = await drawCase(
      <OpinionPanel caseId={id} />,
      sampleCase({ moves: [offered('give-opinion', 'means-check.partial')] }),
    )
    expect(html).toContain('挡着：means-check.partial')
    expect(html).toMatch(/<button class="btn" disabled[^>]*>提出意见/)
  })
  it('没有测算就交不了意见', async () => {
    const html = await drawCase(<OpinionPanel caseId={id} />, sampleCase({ moves: [offered('give-opinion')] }))
    expect(html).toContain('还没有测算过')
    expect(html).toMatch(/<button class="btn" disabled[^>]*>提出意见/)
  })
  it('以前的意见留着', async () => {
    const opinion = {
      id: 'a',
      proposal: 'grant' as const,
      assessmentId: null,
      amount: '93000',
      status: null,
      members: 3,
      why: '第一次的意见',
      by,
      on: '2026-03-05',
    }
    const html = await drawCase(
      <OpinionPanel caseId={id} />,
      sampleCase({ opinions: [opinion, { ...opinion, id: 'b', proposal: 'refuse', amount: null, why: '复查以后' }] }),
    )
    expect(html).toContain('拟不予确认')
    expect(html).toContain('以前的意见 1 份')
    expect(html).toContain('第一次的意见')
  })
})

describe('决定', () => {
  it('提出的人自己批不了，看得到为什么', async () => {
    const html = await drawCase(
      <DecisionPanel caseId={id} />,
      sampleCase({ proposal, moves: [offered('approve-decision', 'casework.samePerson')] }),
    )
    expect(html).toContain('930.00')
    expect(html).toContain('挡着：casework.samePerson')
    expect(html).toMatch(/<button[^>]*disabled=""[^>]*>approve-decision/i)
  })
  it('只确认身份的，写明是什么身份、不发钱；没有金额这一行', async () => {
    const status = { ...proposal, amount: null, status: '刚性支出困难家庭' }
    const html = await drawCase(<DecisionPanel caseId={id} />, sampleCase({ proposal: status }))
    expect(html).toContain('刚性支出困难家庭')
    expect(html).toContain('只确认身份，不发钱')
    expect(html).not.toContain('930.00')
  })
  it('法律条文用宋体', async () => {
    const html = await drawCase(<DecisionPanel caseId={id} />, sampleCase({ proposal }))
    expect(html).toMatch(/class="song" lang="zh-CN">民发〔2021〕57号 第五条/)
  })
  it('和测算不一样的，第三个人同意没有写得清楚', async () => {
    const override = { reason: '刚出院', article: '第三十九条', by: null }
    const html = await drawCase(<DecisionPanel caseId={id} />, sampleCase({ proposal: { ...proposal, override } }))
    expect(html).toContain('还没有第三个人同意')
  })
  it('要先入户的，说为什么，并给登记入户的按钮', async () => {
    const html = await drawCase(
      <DecisionPanel caseId={id} />,
      sampleCase({
        mustVisit: [{ zh: '工作人员的近亲属', en: 'kin of staff' }],
        moves: [offered('record-county-visit')],
      }),
    )
    expect(html).toContain('工作人员的近亲属')
    expect(html).toContain('record-county-visit')
  })
  it('重新审查以后，旧决定还在', async () => {
    const decision = {
      id: 'd1',
      number: 'QH-DB-2026-000123-1',
      outcome: 'refused' as const,
      assessmentId: null,
      amount: null,
      status: null,
      members: 3,
      fromMonth: null,
      reasons: [],
      override: null,
      proposedBy: by,
      approvedBy: { id: 'head', name: '负责人乙' },
      decidedOn: '2026-03-20',
      isOnce: false,
    }
    const html = await drawCase(
      <DecisionPanel caseId={id} />,
      sampleCase({
        decisions: [decision, { ...decision, id: 'd2', number: 'QH-DB-2026-000123-2', outcome: 'confirmed' }],
      }),
    )
    expect(html).toContain('以前的决定 QH-DB-2026-000123-1')
    expect(html).toContain('审核甲 提出，负责人乙 批准')
  })
})

describe('先行救助', () => {
  it('给了多少、几分钟、手续哪天到期；晚了写明', async () => {
    const html = await drawCase(
      <EmergencyPanel caseId={id} />,
      sampleCase({
        emergency: {
          cap: '200000',
          granted: '150000',
          minutesToHelp: 38,
          papersDueOn: '2026-03-16',
          papersLate: true,
        },
      }),
    )
    expect(html).toContain('38 分钟')
    expect(html).toContain('2,000.00')
    expect(html).toContain('手续没有按时补齐')
  })
})
