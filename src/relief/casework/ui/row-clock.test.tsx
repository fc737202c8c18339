import { describe, expect, it } from 'vitest'
import { LanguageProvider, type Language } from '#design/console/language.tsx'
import { renderPage } from '#design/portal/document.ts'
import { RowClock, type ClockOfRow } from './row-clock.tsx'

const row: ClockOfRow = { light: 'green', leftDays: 20, limitDays: 25, isPaused: false, outcome: null }
const begin = (leftDays: number, light: 'green' | 'amber' | 'red'): ClockOfRow => ({
  ...row,
  beside: [
    {
      ...{ words: { zh: '启动核对', en: 'Begin the check' }, dueOn: '2026-03-05', leftDays, limitDays: 3, light },
      source: '民发〔2021〕57号',
    },
  ],
})
const draw = (one: ClockOfRow, language: Language = 'zh'): string =>
  renderPage(
    <LanguageProvider language={language}>
      <RowClock row={one} />
    </LanguageProvider>,
  ).html.replaceAll('<!-- -->', '')

describe('办件单子上的期限', () => {
  it.each([
    ['刚提请', begin(3, 'green'), 'st go-on', '剩 3 天'],
    ['剩一天，变黄', begin(1, 'amber'), 'st soon', '剩 1 天'],
    ['最后一天，变黄', begin(0, 'amber'), 'st soon', '今天到期'],
    ['晚一天，变红', begin(-1, 'red'), 'st late', '超期 1 天'],
  ])('要在几天里启动核对的：%s', (_, one, face, says) => {
    const html = draw(one)
    const beside = html.slice(html.indexOf('启动核对'))
    expect(beside).toContain(face)
    expect(beside).toContain(says)
    expect(html).toContain('最迟 2026-03-05，民发〔2021〕57号')
    // The limit of the procedure still stands before it.
    expect(html.slice(0, html.indexOf('启动核对'))).toContain('第 5/25 天')
  })
  it('没有要启动的，不画', () => {
    expect(draw(row)).not.toContain('启动核对')
    expect(draw({ ...row, beside: [] })).not.toContain('启动核对')
  })
  it('英文页说英文', () => {
    expect(draw(begin(-2, 'red'), 'en')).toMatch(/Begin the check.*2 days late/s)
  })
})
