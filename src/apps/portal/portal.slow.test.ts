import { gzipSync } from 'node:zlib'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axeFaults, tooSmallForElders, tooWide } from '#design/testing/axe.ts'
import { openBrowser } from '#platform/testing/browser.ts'
import { startPortal } from './testing/portal-server.ts'

const pages = [
  '/',
  '/policies',
  '/policies/qinghe-dibao',
  '/what-can-i-get',
  '/standards',
  '/numbers',
  '/news',
  '/news/znj-01',
  '/search?q=grid',
  '/search?q=zzzz',
  '/about',
  '/accessibility',
  '/privacy',
  '/style',
  '/nowhere',
  '/troubled/outage',
  '/troubled/fault',
  '/troubled/sign-in',
]

let portal: Awaited<ReturnType<typeof startPortal>>
let browser: Browser
beforeAll(async () => {
  portal = await startPortal()
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await portal?.close()
})

const textOf = async (path: string, headers: Record<string, string> = {}): Promise<string> =>
  (await fetch(`${portal.url}${path}`, { headers: { 'accept-language': 'zh-CN', ...headers } })).text()
const linksOf = (html: string): string[] =>
  [...html.matchAll(/(?:href|src|action)="(\/[^"#]*)/g)].map(([, path]) => (path ?? '').replaceAll('&amp;', '&'))

describe('门户', () => {
  it('没有断的链接：从首页走到的每一页都在', async () => {
    const seen = new Set<string>(['/'])
    const queue = ['/']
    const broken: string[] = []
    for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
      // Console, sign-in, progress and notices belong to others; choices only set a cookie and come back.
      if (/^\/(console|sign-in|choices|progress|notices|publications)/.test(path)) continue
      const answer = await fetch(`${portal.url}${path}`, { headers: { 'accept-language': 'zh-CN' } })
      if (answer.status !== 200) broken.push(`${path} ${answer.status}`)
      if (!(answer.headers.get('content-type') ?? '').startsWith('text/html')) continue
      for (const link of linksOf(await answer.text())) {
        if (seen.has(link)) continue
        seen.add(link)
        queue.push(link)
      }
    }
    expect(broken).toEqual([])
    expect(seen.size).toBeGreaterThan(60)
  })
  it('第一次打开，脚本压缩后不到 150 KB，样式不到 30 KB', async () => {
    const html = await textOf('/')
    const size = async (pattern: RegExp): Promise<number> => {
      const files = [...html.matchAll(pattern)].map(([, path]) => path ?? '')
      expect(files.length).toBeGreaterThan(0)
      const texts = await Promise.all(files.map((path) => textOf(path)))
      return gzipSync(texts.join('')).length
    }
    expect(await size(/<script[^>]*src="([^"]+)"/g)).toBeLessThan(150 * 1024)
    expect(await size(/<link rel="stylesheet" href="([^"]+)"/g)).toBeLessThan(30 * 1024)
  })
  it.each(['网格', 'grid', '3449'])('搜“%s”，镇江那条在，命中的地方标出来（AC-083）', async (question) => {
    const html = await textOf(`/search?q=${encodeURIComponent(question)}`)
    const at = html.indexOf('/news/znj-01')
    expect(at).toBeGreaterThan(0)
    expect(html.slice(at, at + 900)).toContain('<mark>')
  })
  it('同一个人一分钟内刷新，浏览次数不变；换一个人多一次（AC-079）', async () => {
    const first = await fetch(`${portal.url}/news/hz-02`, { headers: { 'accept-language': 'zh-CN' } })
    const cookie = first.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ')
    const views = (html: string): number => Number(/看过 (\d+) 次/.exec(html)?.[1])
    const before = views(await first.text())
    expect(views(await textOf('/news/hz-02', { cookie }))).toBe(before)
    expect(views(await textOf('/news/hz-02'))).toBe(before + 1)
  })
  it('搜索里的标记只是字；不认识的栏目和页码当作没写', async () => {
    const html = await textOf(`/search?q=${encodeURIComponent('<script>alert(1)</script>')}`)
    expect(html).not.toContain('<script>alert')
    expect((await fetch(`${portal.url}/news?column=nothing&page=-3`)).status).toBe(200)
  })
  it('长辈版和语言记在浏览器里，只回到自己的页面', async () => {
    const choose = (query: string) => fetch(`${portal.url}/choices?${query}`, { redirect: 'manual' })
    const elder = await choose('elder=1&back=%2Fnews')
    expect(elder.headers.get('location')).toBe('/news')
    const cookie = elder.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ')
    expect(await textOf('/', { cookie })).toContain('data-elder=""')
    expect((await choose('language=en&back=https%3A%2F%2Felsewhere.example')).headers.get('location')).toBe('/')
    expect((await choose('language=en&back=%2F%2Felsewhere.example')).headers.get('location')).toBe('/')
  })
  it('英文页上没有忘了翻的中文', async () => {
    const context = await browser.newContext({ extraHTTPHeaders: { 'accept-language': 'en' } })
    const page = await context.newPage()
    for (const path of [
      '/',
      '/policies',
      '/policies/qinghe-dibao',
      '/standards',
      '/news',
      '/about',
      '/troubled/fault',
    ]) {
      await page.goto(`${portal.url}${path}`)
      expect(await chineseLeft(page), path).toEqual([])
    }
    await context.close()
  })
})

const chineseLeft = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('body *')]
      .filter(
        (element) =>
          element.closest('[lang="zh-CN"]') === null &&
          [...element.childNodes].some((node) => node.nodeType === 3 && /\p{Script=Han}/u.test(node.textContent ?? '')),
      )
      .map((element) => (element.textContent ?? '').trim().slice(0, 40)),
  )

describe('每一页都看得清、点得到', () => {
  it.each([
    { name: '电脑，白天', width: 1440, scheme: 'light', elder: false },
    { name: '电脑，夜里', width: 1440, scheme: 'dark', elder: false },
    { name: '手机，白天', width: 375, scheme: 'light', elder: false },
    { name: '手机，长辈版', width: 375, scheme: 'light', elder: true },
  ] as const)('$name：axe 没有意见，不用左右拖', { timeout: 300_000 }, async ({ width, scheme, elder }) => {
    const context = await browser.newContext({
      viewport: { width, height: 812 },
      colorScheme: scheme,
      locale: 'zh-CN',
    })
    const page = await context.newPage()
    if (elder) await page.goto(`${portal.url}/choices?elder=1&back=/about`)
    for (const path of pages) {
      await page.goto(`${portal.url}${path}`)
      await page.evaluate(() => {
        for (const fold of document.querySelectorAll('details')) fold.open = true
      })
      expect(await axeFaults(page), path).toEqual([])
      expect(await tooWide(page), path).toEqual([])
      if (elder) expect(await tooSmallForElders(page), path).toEqual([])
    }
    await context.close()
  })
})

describe('打印', () => {
  it('账页打成两张：算式一张，给家里的话一张', async () => {
    const page = await browser.newPage()
    await page.goto(`${portal.url}/style`)
    await page.evaluate(() => {
      for (const part of document.querySelectorAll('.sg, .why > .wrap')) part.remove()
    })
    const pdf = await page.pdf({ format: 'A4', preferCSSPageSize: true })
    expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(2)
    await page.close()
  })
})
