import { describe, expect, it } from 'vitest'
import { renderPage } from '../portal/document.ts'
import { LanguageProvider, type Language } from './language.tsx'
import { CutShort, Pages, pagesOffered } from './list-pages.tsx'
import { DataTable } from './table.tsx'

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
  it('哪一页都一步到：短的每页都在，长的有附近的、隔几页的、头一页和最后一页', () => {
    expect(pagesOffered(2, 3)).toEqual([1, 2, 3])
    expect(pagesOffered(57, 57)).toEqual(expect.arrayContaining([1, 47, 56, 57]))
    const long = pagesOffered(500, 2000)
    expect(long).toEqual(expect.arrayContaining([1, 490, 499, 500, 501, 510, 1001, 2000]))
    expect(long.length).toBeLessThan(80)
    expect(long).toEqual([...new Set(long)].toSorted((left, right) => left - right))
  })
  it('翻过了头，说一共几页，还能回去', () => {
    const html = draw(<Pages page={9} size={20} all={41} onPage={() => undefined} />)
    expect(html).toContain('第 9 页没有了，一共 3 页')
    expect(html).toContain('第 3 / 3 页')
  })
  it('地址里写的页没有了，表不说“一条也没有”，说一共几页', () => {
    const url = { state: { page: '9' }, set: () => undefined, clear: () => undefined }
    const table = (count: number) =>
      draw(
        <DataTable
          {...{ caption: '家庭', columns: [], rows: [], keyOf: () => '', count, pageSize: 20, url }}
          {...{ isWaiting: false, error: null, onRetry: () => undefined, filters: null, waitingFor: '' }}
          empty="还没有一户"
        />,
      )
    expect(table(41)).toContain('第 9 页没有了，一共 3 页')
    expect(table(41)).not.toContain('还没有一户')
    expect(table(0)).toContain('还没有一户')
  })
  it('列表上面的一份，名字和下面的不一样', () => {
    const html = draw(<Pages page={2} size={20} all={90} onPage={() => undefined} isAbove />, 'en')
    expect(html).toContain('Pages, above the list')
    expect(html).toContain('Page 2 of 5')
    expect(html).not.toMatch(/\p{Script=Han}/u)
  })
})
