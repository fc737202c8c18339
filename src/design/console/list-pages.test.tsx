import { describe, expect, it } from 'vitest'
import { renderPage } from '../portal/document.ts'
import { LanguageProvider, type Language } from './language.tsx'
import { CutShort, Pages } from './list-pages.tsx'

const draw = (element: React.ReactElement, language: Language = 'zh'): string =>
  renderPage(<LanguageProvider language={language}>{element}</LanguageProvider>).html
const how = { zh: '写全姓名再找。', en: 'Type the whole name.' }

describe('列不完的要说出来', () => {
  it.each([
    ['多一条', 200, 201, '只列出前 200 条，一共 201 条。写全姓名再找。'],
    ['不知道一共多少', 20, null, '只列出前 20 条，后面还有。写全姓名再找。'],
  ])('%s', (_, shown, all, says) => {
    expect(draw(<CutShort {...{ shown, all, how }} />)).toContain(says)
  })
  it('正好列完，什么也不说', () => {
    expect(draw(<CutShort shown={200} all={200} how={how} />)).not.toContain('只列出')
  })
  it('英文页说英文', () => {
    const html = draw(<CutShort shown={20} all={null} how={how} />, 'en')
    expect(html).toContain('Only the first 20 are listed; there are more. Type the whole name.')
    expect(html).not.toMatch(/\p{Script=Han}/u)
  })
  it('一页放得下不画翻页；多一条就画，最后一页数到底', () => {
    const pages = (page: number, all: number) => draw(<Pages {...{ page, all }} size={20} onPage={() => undefined} />)
    expect(pages(1, 20)).not.toContain('下一页')
    expect(pages(2, 21)).toContain('第 21–21 条，共 21 条')
  })
})
