import { describe, expect, it } from 'vitest'
import { renderPage } from './document.ts'
import { ErrorSummary, Field } from './form-errors.tsx'
import { Marked, splitAtHits } from './marked.tsx'
import { Pager } from './pager.tsx'
import { Phrases } from './phrases.tsx'
import { PortalPage } from './portal-page.tsx'
import { choicePath, type DrawnFor, type Site } from './site.ts'

const site: Site = {
  name: { zh: '青禾县助联', en: 'Qinghe Zhulian' },
  what: { zh: '社会救助服务联合体', en: 'Social assistance consortium' },
  hotline: '12345',
  filingNumber: '备案号样例',
  isDemonstration: true,
  nav: [{ href: '/news', label: { zh: '新闻', en: 'News' } }],
  footLinks: [],
}
const visit: DrawnFor = { path: '/news?page=2', language: 'zh', elder: false }
const draw = (changes: Partial<DrawnFor> = {}, title = '新闻'): string =>
  renderPage(
    <PortalPage site={site} visit={{ ...visit, ...changes }} title={title} current="/news">
      <p>正文</p>
    </PortalPage>,
  ).html

describe('公众页面', () => {
  it('是完整的网页：语言、标题、跳到正文、横幅、热线、备案号', () => {
    const html = draw()
    expect(html.startsWith('<!doctype html><html lang="zh-CN">')).toBe(true)
    for (const part of ['<title>新闻 · 青禾县助联</title>', 'href="#main"', '演示数据', 'tel:12345', '备案号样例'])
      expect(html).toContain(part)
    expect(html).toContain('aria-current="page"')
  })
  it('没有样式属性，没有内联脚本：内容安全策略不放行', () => {
    expect(draw()).not.toMatch(/ style=|<script(?![^>]* src=)| on[a-z]+=/)
  })
  it('长辈版和语言是链接，回到原来的页面', () => {
    expect(draw()).toContain('/choices?elder=1&amp;back=%2Fnews%3Fpage%3D2')
    expect(draw({ elder: true })).toContain('data-elder=""')
    expect(draw({ elder: true })).toContain('普通版')
    expect(draw({ language: 'en' })).toContain('<html lang="en">')
    expect(choicePath('language', 'en', '/')).toBe('/choices?language=en&back=%2F')
  })
  it('朗读按钮没有脚本时不出现', () => {
    expect(draw()).toMatch(/<button[^>]*hidden=""[^>]*data-read-aloud/)
  })
  it('标题里的标记只是字', () => {
    expect(draw({}, '<img src=x onerror=alert(1)>')).not.toContain('<img')
  })
})

describe('小零件', () => {
  it('命中的词都标出来，3449 也认得 3,449，标记拼回去还是原文', () => {
    const text = '镇江 3,449 个网格，Grid 和 grid'
    const pieces = splitAtHits(text, ['3449', 'grid'])
    expect(pieces.filter(({ isHit }) => isHit).map(({ piece }) => piece)).toEqual(['3,449', 'Grid', 'grid'])
    expect(pieces.map(({ piece }) => piece).join('')).toBe(text)
  })
  it('搜索的词不是表达式，正文不是标记', () => {
    expect(splitAtHits('a+b', ['+']).map(({ isHit }) => isHit)).toEqual([false, true, false])
    expect(splitAtHits('abc', ['.*'])).toEqual([{ piece: 'abc', isHit: false }])
    expect(renderPage(<Marked text="<b>网格</b>" words={['网格']} />).html).toContain('&lt;b&gt;<mark>网格</mark>')
  })
  it('短句不拆行', () => {
    expect(renderPage(<Phrases text="农村养老试点：59 个地方，2.96 亿元" />).html).toContain(
      '<span class="n">59 个地方，</span>',
    )
  })
  it('只有一页不出翻页；首页没有上一页，末页没有下一页', () => {
    const pager = (page: number, pages: number): string =>
      renderPage(<Pager language="zh" page={page} pages={pages} hrefOf={(to) => `?page=${to}`} />).html
    expect(pager(1, 1)).toBe('<!doctype html>')
    expect(pager(1, 3)).not.toContain('上一页')
    expect(pager(3, 3)).not.toContain('下一页')
    expect(pager(2, 3)).toContain('第 2 页，共 3 页')
  })
  it('错误写在表的上头和格子旁边，互相连着', () => {
    const html = renderPage(
      <>
        <ErrorSummary language="zh" errors={[{ field: 'pay', sentence: '请写一个数' }]} />
        <Field id="pay" label="到手多少" hint="元" error="请写一个数">
          {(tie) => <input {...tie} />}
        </Field>
      </>,
    ).html
    expect(html).toContain('<a href="#pay">请写一个数</a>')
    expect(html).toContain('aria-describedby="pay-hint pay-error"')
    expect(html).toContain('aria-invalid="true"')
  })
})
