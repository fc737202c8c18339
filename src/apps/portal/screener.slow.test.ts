import { Writable } from 'node:stream'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axeFaults, tooSmallForElders, tooWide } from '#design/testing/axe.ts'
import { createLogger } from '#platform/http/index.ts'
import { openBrowser } from '#platform/testing/browser.ts'
import { portalPaths } from './paths.ts'
import { startPortal } from './testing/portal-server.ts'

const logged: string[] = []
const journal = new Writable({
  write(chunk, _encoding, done) {
    logged.push(String(chunk))
    done()
  },
})
let portal: Awaited<ReturnType<typeof startPortal>>
let browser: Browser
beforeAll(async () => {
  portal = await startPortal(createLogger('trace', journal))
  browser = await openBrowser()
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await portal?.close()
})

const context = (options: Parameters<Browser['newContext']>[0] = {}): Promise<BrowserContext> =>
  browser.newContext({ locale: 'zh-CN', ...options })
const start = (page: Page) => page.goto(`${portal.url}${portalPaths.screener}`)
const goOn = (page: Page) => page.locator('form.main button[type=submit]').click()

type Fill = (page: Page) => Promise<unknown>
const choose =
  (field: string, value: string): Fill =>
  (page) =>
    page.locator(`input[type=radio][name="${field}"][value="${value}"]`).check()
const write =
  (field: string, text: string): Fill =>
  (page) =>
    page.locator(`#${field}`).fill(text)
const pick =
  (field: string, value: string): Fill =>
  (page) =>
    page.locator(`#${field}`).selectOption(value)

/** One row a question. */
const family = (place: string): readonly (readonly Fill[])[] => [
  [pick('place', place)],
  [choose('people-is', 'some'), write('people', '3')],
  [choose('registered', 'here')],
  [choose('income-is', 'some'), write('income', '1,513.37')],
  [choose('deposits-is', 'none')],
  [pick('homes', '0'), pick('vehicles', '0'), pick('businesses', '0')],
  [choose('elders-is', 'some'), write('elder-1', '1939-04-17')],
  [choose('paid-is', 'unknown')],
]

async function answerAll(page: Page, rows: readonly (readonly Fill[])[], onPage: Fill = async () => undefined) {
  await start(page)
  for (const row of rows) {
    for (const fill of row) await fill(page)
    await onPage(page)
    await goOn(page)
  }
}

describe('我能享受什么', { timeout: 120_000 }, () => {
  it('没有脚本，一题一页走到底：青禾县三口人，得数和依据都在，什么也没有留下', async () => {
    const visit = await context({ javaScriptEnabled: false })
    const page = await visit.newPage()
    const addresses = new Set<string>()
    page.on('framenavigated', (frame) => addresses.add(frame.url()))
    const town = await start(page).then(() => page.locator('#place optgroup').first().locator('option').first())
    const code = (await town.getAttribute('value')) ?? ''
    await answerAll(page, family(code))
    expect(await page.locator('h1').textContent()).toBe('算之前，看一遍。')
    expect(await page.locator('.sl').textContent()).toContain('1,513.37 元，上个月')
    await goOn(page)
    const text = (await page.locator('main').textContent()) ?? ''
    for (const part of ['916.63', '这是估算，不是决定', '社会救助窗口', '12345', '看每一步怎么算'])
      expect(text).toContain(part)
    expect(await page.locator('.fold > summary').count()).toBe(1)
    expect([...addresses].map((address) => new URL(address).search)).toEqual([...addresses].map(() => ''))
    const cookies = await visit.cookies()
    expect(cookies.map(({ name }) => name)).toEqual(['zhulian_visit'])
    await visit.close()
    const journalText = logged.join('')
    expect(logged.length).toBeGreaterThan(0)
    for (const answer of ['1,513.37', '1513.37', '1939-04-17', code, '916.63'])
      expect(journalText).not.toContain(answer)
  })
  it('写错了，句子在字段上，写过的还在；上一题回得去，改一处回到答案', async () => {
    const visit = await context({ javaScriptEnabled: false })
    const page = await visit.newPage()
    await answerAll(page, family('330400').slice(0, 3))
    await choose('income-is', 'some')(page)
    await write('income', '1500到1800')(page)
    await goOn(page)
    expect(await page.locator('.errsum a').getAttribute('href')).toBe('#income')
    expect(await page.locator('#income-error').textContent()).toContain('写了两个数')
    expect(await page.locator('#income').inputValue()).toBe('1500到1800')
    await page.getByRole('button', { name: '上一题' }).click()
    expect(await page.locator('input[type=radio][name=registered][value=here]').isChecked()).toBe(true)
    await page.getByRole('button', { name: '长辈版' }).click()
    expect(await page.locator('html').getAttribute('data-elder')).toBe('')
    expect(await page.locator('input[type=radio][name=registered][value=here]').isChecked()).toBe(true)
    await goOn(page)
    for (const row of family('330400').slice(3)) {
      for (const fill of row) await fill(page)
      await goOn(page)
    }
    await page.locator('.sl button[value=people]').click()
    await write('people', '4')(page)
    await goOn(page)
    expect(await page.locator('h1').textContent()).toBe('算之前，看一遍。')
    expect(await page.locator('.sl').textContent()).toContain('4 口')
    await visit.close()
  })
  it('没有令牌的表单不收；跳过题目要不到结果；别的字段、太长的字不当回事', async () => {
    const first = await fetch(`${portal.url}${portalPaths.screener}`, { headers: { 'accept-language': 'zh-CN' } })
    const cookie = first.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ')
    const token = /name="_csrf" value="([^"]+)"/.exec(await first.text())?.[1] ?? ''
    const send = (fields: Record<string, string>) =>
      fetch(`${portal.url}${portalPaths.screener}`, {
        method: 'POST',
        headers: { cookie, 'accept-language': 'zh-CN' },
        body: new URLSearchParams(fields),
      })
    expect((await send({ to: 'result' })).status).toBe(403)
    const skipped = await send({ _csrf: token, to: 'result' })
    expect(skipped.status).toBe(422)
    expect(await skipped.text()).toContain('请选一个地方')
    const odd = await send({
      _csrf: token,
      at: 'people',
      people: '<script>alert(1)</script>'.repeat(50),
      name: '居民甲0001',
    })
    const html = await odd.text()
    expect(odd.status).toBe(422)
    expect(html).not.toContain('<script>alert')
    expect(html).not.toContain('居民甲0001')
  })
  it.each([
    { name: '电脑', width: 1440, scheme: 'light', elder: false, locale: 'zh-CN' },
    { name: '夜里', width: 1440, scheme: 'dark', elder: false, locale: 'zh-CN' },
    { name: '手机', width: 375, scheme: 'light', elder: false, locale: 'zh-CN' },
    { name: '手机英文', width: 375, scheme: 'light', elder: false, locale: 'en' },
    { name: '长辈版', width: 375, scheme: 'light', elder: true, locale: 'zh-CN' },
  ] as const)('$name：每一题、错的一题、答案、结果，axe 没有意见', async ({ width, scheme, elder, locale, name }) => {
    const visit = await context({ viewport: { width, height: 812 }, colorScheme: scheme, locale })
    const page = await visit.newPage()
    if (elder) await page.goto(`${portal.url}/choices?elder=1&back=/about`)
    const look: Fill = async () => {
      await page.evaluate(() => {
        for (const fold of document.querySelectorAll('details')) fold.open = true
      })
      const heading = `${name} ${await page.locator('h1').textContent()}`
      expect(await axeFaults(page), heading).toEqual([])
      expect(await tooWide(page), heading).toEqual([])
      if (elder) expect(await tooSmallForElders(page), heading).toEqual([])
    }
    await start(page)
    await goOn(page)
    await look(page)
    await answerAll(page, family('330102'), look)
    await look(page)
    await goOn(page)
    await look(page)
    await visit.close()
  })
})
