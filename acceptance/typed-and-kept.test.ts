import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser } from '#platform/testing/browser.ts'
import { tooWide } from '#design/testing/axe.ts'
import { opened } from './acts.ts'
import { deskOf, type Desk } from './desk.ts'
import { startProduct, type Product } from './product.ts'

/** What was typed on a phone or at the window is there, whatever happens to the tab, the session or the server. */

const folder = mkdtempSync(join(tmpdir(), 'zhulian-form-'))
let product: Product
let browser: Browser
let clerk: Desk
let draft = ''

beforeAll(async () => {
  product = await startProduct({}, folder)
  browser = await openBrowser()
  await consoleStands()
  clerk = await deskOf(browser, product, 'intake-clerk')
})
afterAll(async () => {
  expect(clerk.faults).toEqual([])
  await browser.close()
  await product.stop()
  rmSync(folder, { recursive: true, force: true })
  rmSync(`${folder}.keys`, { force: true })
})

/** The console is built behind the first page. */
async function consoleStands(): Promise<void> {
  for (const until = Date.now() + 300_000; Date.now() < until; await pause(500)) {
    const page = await (await fetch(`${product.address}/console/`)).text()
    if (page.includes('/console/assets/')) return
  }
  throw new Error('the console was not built')
}

const phone = (page: Page) => page.getByLabel('联系电话')
async function openDraft(): Promise<Page> {
  const page = await clerk.context.newPage()
  await page.goto(draft)
  await opened(page, draft)
  await phone(page).waitFor()
  return page
}
const saved = (page: Page) => page.getByText('都存好了').waitFor()
/** What the server has. */
async function found(): Promise<string> {
  const path = `/api/application-drafts/${draft.split('/').at(-1)}`
  const answer = await clerk.context.request.get(`${product.address}${path}`)
  const { parts } = (await answer.json()) as { parts: { family: { value: { phone: string } } } }
  return parts.family.value.phone
}

describe('网格员的手机（AC-007）', () => {
  it('360 像素宽，村已经填好，六下报完；有编号、有期限；镇里刷新一次就看见', async () => {
    const grid = await deskOf(browser, product, 'grid-worker')
    const { page } = grid
    await page.setViewportSize({ width: 360, height: 740 })
    await page.goto(`${product.address}/console/leads/new`)
    const form = page.getByRole('form', { name: '线索' })
    await form.waitFor()
    expect(await tooWide(page)).toEqual([])
    const since = Date.now()
    await form
      .getByRole('radio', { name: /生病|疾病|病/ })
      .first()
      .check()
    await form
      .getByRole('radio', { name: /工作日内要有答复/ })
      .first()
      .check()
    await form.getByLabel(/^一句话说说/).fill('老两口住在村口，药费重')
    await form.getByLabel(/^这家谁/).fill('居民甲八八九')
    await form.getByRole('button', { name: '报上去' }).click()
    const number = /XS-2026-\d{6}/.exec(
      await page
        .getByText(/XS-2026-\d{6}/)
        .first()
        .innerText(),
    )![0]
    expect(Date.now() - since).toBeLessThan(120_000)
    expect(await tooWide(page)).toEqual([])
    const town = await deskOf(browser, product, 'town-clerk')
    await town.page.goto(`${product.address}/console/leads`)
    await town.page.getByText(number).first().waitFor()
    const mine = await (await grid.context.request.get(`${product.address}/api/lead-reports`)).text()
    expect(mine).toContain(number)
    expect(mine).not.toMatch(/药费|居民甲八八九/)
    expect([...grid.faults, ...town.faults]).toEqual([])
  })
})

describe('窗口的申请表，打进去的一个字也不丢', () => {
  it('关掉标签页：手还没停就关，字已经在服务器上', async () => {
    const { page } = clerk
    await page.goto(`${product.address}/console/applications/new`)
    await page.getByRole('radio', { name: /^最低生活保障(?!边缘)/ }).check()
    await page.getByRole('button', { name: '开始填' }).click()
    await phone(page).waitFor()
    draft = page.url()
    await phone(page).pressSequentially('10055500001')
    await page.close({ runBeforeUnload: false })
    await expect.poll(found, { timeout: 60_000 }).toBe('10055500001')
  })

  it('登录过期：页面还在，再登录，接着写的和先前写的都存上', async () => {
    const page = await openDraft()
    const other = await deskOf(browser, product, 'intake-clerk')
    const sessions = (await (await other.context.request.get(`${product.address}/api/sessions`)).json()) as {
      id: string
      isThis: boolean
    }[]
    const { csrf } = (await (await other.context.request.get(`${product.address}/api/me`)).json()) as { csrf: string }
    for (const { id } of sessions.filter(({ isThis }) => !isThis))
      await other.context.request.delete(`${product.address}/api/sessions/${id}`, { headers: { 'x-csrf-token': csrf } })
    await phone(page).fill('10055500002')
    const guard = page.getByRole('dialog', { name: '登录过期了' })
    await guard.waitFor()
    expect(await phone(page).inputValue()).toBe('10055500002')
    await guard.getByRole('button', { name: /接着写/ }).click()
    await guard.waitFor({ state: 'detached' })
    await saved(page)
    await page.close()
    expect(await found()).toBe('10055500002')
  })

  it('服务器被杀：照样能写，起来以后自己存上', async () => {
    const page = await openDraft()
    const { port } = new URL(product.address)
    product.process.kill('SIGKILL')
    await once(product.process, 'exit')
    await phone(page).fill('10055500003')
    await page.getByText('有一处还没存上，字都在').waitFor()
    product = await startProduct({ PORT: port }, folder)
    await saved(page)
    expect(await phone(page).inputValue()).toBe('10055500003')
    await page.close()
    expect(await found()).toBe('10055500003')
  })
})
