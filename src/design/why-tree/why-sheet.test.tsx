import { describe, expect, it } from 'vitest'
import { renderPage } from '../portal/document.ts'
import { sampleAssessment } from './sample.ts'
import type { PaidNow, WhyAssessment } from './shape.ts'
import { WhyDesk, whyTitle } from './why-desk.tsx'

const draw = (changes: Partial<WhyAssessment> = {}, paid?: PaidNow, language: 'zh' | 'en' = 'zh'): string =>
  renderPage(<WhyDesk assessment={sampleAssessment(changes)} language={language} paid={paid} to="居民甲0001" />).html

describe('账页', () => {
  it('最后一行是得数，读屏听得到“等于 930.00 元”', () => {
    const html = draw()
    const answer = html.slice(html.indexOf('ln answer'))
    expect(answer).toContain('<span class="vh">等于 930.00 元</span>')
    expect(whyTitle(sampleAssessment(), 'zh')).toBe('为什么是 930.00 元？')
  })
  it('每一行有自己的地址，能发给别人看', () => {
    for (const id of ['group-income', 'member-1', 'income', 'test-income', 'standard', 'result'])
      expect(draw()).toContain(`id="line-${id}"`)
  })
  it('条文在边上，标准写明文件和从哪天起，合成的写明合成', () => {
    const html = draw()
    expect(html).toContain('民发〔2021〕57号 <b class="n">第十三条</b>')
    expect(html).toContain('999901，2025-07-01 起 · 合成标准')
  })
  it('三种门：过、没过、还不知道，都是字', () => {
    const html = draw()
    expect(html).toContain('过')
    expect(html).toContain('还不知道')
  })
  it('测算不是决定，写在信里；用了草案或合成的数也写明', () => {
    expect(draw()).toContain('这是测算，不是决定。')
    expect(draw()).toContain('只能看看，不能据此发钱')
    expect(draw({ simulated: false })).not.toContain('只能看看')
  })
  it('不够条件写全部理由，不写第一条就算', () => {
    const reason = (code: string) => ({ code, zh: `理由${code}`, en: code, article: '第五条' })
    const html = draw({ outcome: 'not-entitled', amount: 0n, reasons: [reason('甲'), reason('乙')] })
    expect(html).toContain('理由甲')
    expect(html).toContain('理由乙')
    expect(html).not.toContain('class="big"')
  })
  it('两个可能的数写成两个，不猜一个', () => {
    const html = draw({
      outcome: 'not-enough-known',
      amount: null,
      missing: [{ path: 'household.deposits', zh: '存款没有填', en: 'deposits' }],
      possible: [
        { zh: '没有存款', en: 'none', amount: 93000n },
        { zh: '存款超限', en: 'over', amount: '0' },
      ],
    })
    expect(html).toContain('930.00 元')
    expect(html).toContain('0.00 元')
    expect(html).toContain('存款没有填')
    expect(html).not.toContain('class="big"')
  })
  it('现在发多少、差多少，站在得数下面；一致就不写差', () => {
    const html = draw({}, { amount: '102000', since: '2024-12' })
    expect(html).toContain('现在发的')
    expect(html).toContain('多发了')
    expect(html).toContain('<span class="vh">等于 90.00 元</span>')
    expect(draw({}, { amount: 93000n, since: null })).not.toContain('发了</b>')
  })
  it('没有样式属性；人名里的标记只是字', () => {
    const [group, ...rest] = sampleAssessment().tree
    if (!group) throw new Error('no group')
    const html = draw({ tree: [{ ...group, zh: '<script>alert(1)</script>' }, ...rest] })
    expect(html).not.toMatch(/ style=|<script/)
  })
  it('英文页没有中文的话', () => {
    const html = draw({}, undefined, 'en')
    expect(html).toContain('equals 930.00 yuan')
    expect(html).toContain('This is an assessment, not a decision.')
  })
})
