import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { LanguageProvider } from '#design/console/language.tsx'
import type { LineAnswer, ReportAnswer } from './calls.ts'
import { ReportView } from './report-view.tsx'

const line = (more: Partial<LineAnswer>): LineAnswer => ({
  ...{ key: 'k', person: '户主 居**01', zh: '月缴费基数', en: 'Monthly contribution base', sources: [] },
  ...{ declared: null, found: null, difference: null, code: 'unanswered', isDifference: false, canBeStated: true },
  ...{ answers: [], settled: null },
  ...more,
})
const report: ReportAnswer = {
  ...{ id: 'r', caseId: 'c', caseNumber: 'QH-DB-2026-000001', householdNumber: 'QH-0001', position: 1, isLatest: true },
  ...{
    state: 'partial',
    isSimulated: true,
    askedAt: '2026-03-02T01:00:00.000Z',
    askedBy: '经办人甲',
    finishedAt: null,
  },
  ...{
    why: '低保申请',
    basis: { zh: '依据', en: 'Basis' },
    start: null,
    validUntil: null,
    outdated: [],
    exception: null,
  },
  counts: { items: 10, answered: 8, unanswered: 2 },
  people: [{ person: '户主 居**01', isAdult: true, authorisation: 'A1', left: null }],
  sources: [
    {
      ...{ department: 'tax', zh: '税务', en: 'Tax', isSimulated: true, state: 'silent', asked: 2, answered: 0 },
      ...{ askedAt: null, answeredAt: null, validUntil: null, nextAt: '2026-03-02T01:01:00.000Z', missing: [] },
      tries: [{ at: '2026-03-02T01:00:00.000Z', zh: '对方系统出错', en: 'their system failed' }],
    },
  ],
  lines: [
    line({}),
    line({
      ...{ key: 'd', code: 'more', isDifference: true, found: { kind: 'money', fen: '230000', per: 'month' } },
      difference: { kind: 'money', fen: '110000', per: 'month' },
      declared: { value: { kind: 'money', fen: '120000', per: 'month' }, source: '申请表', on: '2026-03-01' },
    }),
  ],
}
const drawn = (language: 'zh' | 'en', start: ReportAnswer['start'] = null): string =>
  renderToStaticMarkup(
    <LanguageProvider language={language}>
      <ReportView report={{ ...report, start }} isWhole />
    </LanguageProvider>,
  )

describe('核对报告画出来', () => {
  it('提请了没启动的，写明几个工作日内启动、照哪份文件；超期了写超期；启动了一字不提', () => {
    const start = { dueOn: '2026-03-05', leftDays: 1, light: 'amber', source: '某文' } as const
    expect(drawn('zh', start)).toMatch(/核对要在 1 个工作日内启动.*最迟 2026-03-05 · 某文/s)
    expect(drawn('en', start)).toContain('within 1 working day<')
    expect(drawn('zh', { ...start, leftDays: 0 })).toContain('核对今天就要启动')
    expect(drawn('zh', { ...start, leftDays: -2, light: 'red' })).toContain('已超期')
    expect(drawn('zh')).not.toContain('启动')
  })
  it('没有回复的写着没有回复和再问的时间，不写查无记录，也不打勾说没有差异', () => {
    const page = drawn('zh')
    expect(page).toContain('没有回复')
    expect(page).toContain('03-02 09:01 自动再问')
    expect(page).toContain('还不知道')
    expect(page).not.toContain('查无记录')
    expect(page).toContain('模拟数据')
  })
  it('申报和查到的并排，差额带正号和单位，两种语言', () => {
    expect(drawn('zh')).toContain('＋1,100.00')
    expect(drawn('en')).toContain('2,300.00 yuan a month')
    expect(drawn('en')).toContain('More found')
  })
})
