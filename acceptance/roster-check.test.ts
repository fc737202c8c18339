import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser } from '#platform/testing/browser.ts'
import { axeFaults, tooWide } from '#design/testing/axe.ts'
import { deskOf, settled, type Desk } from './desk.ts'
import { startProduct, type Product } from './product.ts'

let product: Product
let browser: Browser
let reviewer: Desk
/** The office's own list, as the stranger downloads it. */
let list: string
let run: string

interface Kinds {
  readonly [kind: string]: { readonly households: number }
}
interface Result {
  readonly households: number
  readonly kinds: Kinds
}

const resultOf = async (id: string): Promise<Result> =>
  (await (await reviewer.context.request.get(`${product.address}/api/roster/runs/${id}/result`)).json()) as Result
const sumOf = ({ kinds }: Result): number => Object.values(kinds).reduce((sum, { households }) => sum + households, 0)

beforeAll(async () => {
  product = await startProduct()
  browser = await openBrowser()
  await settled(product)
  reviewer = await deskOf(browser, product, 'county-reviewer')
  list = join(product.dataFolder, 'list.xlsx')
  const answer = await reviewer.context.request.get(`${product.address}/api/roster/demonstration-list`)
  writeFileSync(list, await answer.body())
}, 600_000)

afterAll(async () => {
  await browser.close()
  await product.stop()
})

describe('名单体检：县里的一张表进去，每一户都有数、有理由', () => {
  it('选文件，试读：错的行在自己的表里，先不存', async () => {
    const { page } = reviewer
    await page.goto(`${product.address}/console/roster`)
    await page.locator('#roster-file').setInputFiles(list)
    await page.getByRole('button', { name: '试读这份文件' }).click()
    await page
      .getByRole('heading', { name: /行要改/ })
      .first()
      .waitFor()
    run = /roster\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? ''
    expect(run).not.toBe('')
    const read = (await (await reviewer.context.request.get(`${product.address}/api/roster/runs/${run}`)).json()) as {
      state: string
      held: { households: number; bad: number }
    }
    expect(read.state).toBe('read')
    expect(read.held.households).toBeGreaterThan(15)
    expect(await axeFaults(page)).toEqual([])
    expect(await tooWide(page)).toEqual([])
  }, 180_000)

  it('点两下“存入并测算”也只存一次；五个数加起来等于总户数', async () => {
    const { page } = reviewer
    await page.getByRole('button', { name: '存入并测算' }).dblclick()
    await page.waitForURL(/\/result/, { timeout: 150_000 })
    await page.getByRole('heading', { name: '您的名单体检好了' }).waitFor()
    const result = await resultOf(run)
    expect(result.households).toBeGreaterThan(2_000)
    expect(sumOf(result)).toBe(result.households)
    for (const kind of ['same', 'less', 'more', 'unknown', 'no'])
      expect(result.kinds[kind]?.households, kind).toBeGreaterThan(0)
    expect(await axeFaults(page)).toEqual([])
    expect(await tooWide(page)).toEqual([])
  }, 240_000)

  it('同一张表再传一次，什么也不变', async () => {
    const before = await resultOf(run)
    const csrf = ((await (await reviewer.context.request.get(`${product.address}/api/me`)).json()) as { csrf: string })
      .csrf
    const again = await reviewer.context.request.post(`${product.address}/api/roster/runs`, {
      headers: { 'x-csrf-token': csrf, 'idempotency-key': 'story-same-file-again' },
      multipart: {
        programme: 'dibao',
        lawOn: '2026-03-02',
        file: { name: 'list.xlsx', mimeType: 'application/octet-stream', buffer: await readList() },
      },
    })
    expect(((await again.json()) as { id: string }).id).toBe(run)
    expect(await resultOf(run)).toEqual(before)
  }, 120_000)

  it('点开一户的算式：最后一行就是那个数，打印的那页也是', async () => {
    const { page } = reviewer
    await page.goto(`${product.address}/console/roster/${run}/result`)
    const link = page.locator('a[href*="/console/assessments/"]').first()
    await link.waitFor()
    const id = (await link.getAttribute('href'))?.split('/').at(-1) ?? ''
    const why = encodeURIComponent('名单体检核对')
    expect((await reviewer.context.request.get(`${product.address}/api/assessments/${id}`)).status()).toBe(428)
    const stored = (await (
      await reviewer.context.request.get(`${product.address}/api/assessments/${id}?purpose=${why}`)
    ).json()) as {
      amount: string | null
      outcome: string
    }
    await page.goto(`${product.address}/console/assessments/${id}`)
    await page.getByLabel('目的或受理号').fill('名单体检核对')
    await page.getByRole('button', { name: '打开档案' }).click()
    await page.locator('.why').first().waitFor()
    const shown = await page.locator('h1').innerText()
    if (stored.outcome === 'entitled') {
      const yuan = (Number(stored.amount) / 100).toLocaleString('en', { minimumFractionDigits: 2 })
      expect(shown).toContain(yuan)
      const printed = await (await reviewer.context.request.get(`${product.address}/why/${id}?purpose=${why}`)).text()
      expect(printed).toContain(yuan)
    }
    expect(await axeFaults(page)).toEqual([])
    expect(reviewer.faults).toEqual([])
  }, 120_000)

  it('别的镇的经办人：按户号查、按地址开，都没有，也不说有没有；想过要留痕', async () => {
    const clerk = await deskOf(browser, product, 'town-clerk')
    const get = (path: string) => clerk.context.request.get(`${product.address}${path}`)
    const mine = (await (await get('/api/households?size=1')).json()) as { count: number }
    const all = (await (await reviewer.context.request.get(`${product.address}/api/households?size=200`)).json()) as {
      count: number
      rows: { id: string; number: string; placeLabel: string }[]
    }
    expect(mine.count).toBeGreaterThan(0)
    expect(mine.count).toBeLessThan(all.count)
    const own = (await (await get('/api/households?size=200')).json()) as { rows: { id: string }[] }
    const ownTown = new Set(own.rows.map(({ id }) => id))
    const stranger = all.rows.find(({ id }) => !ownTown.has(id))
    if (!stranger) throw new Error('every household is in one town')
    const purpose = 'purpose=%E6%A0%B8%E5%AF%B9'
    expect((await get(`/api/households/${stranger.id}?${purpose}`)).status()).toBe(404)
    const absent = await get(`/api/households/01900000-0000-7000-8000-000000000000?${purpose}`)
    expect(absent.status()).toBe(404)
    expect(await (await get(`/api/households/search?text=${stranger.number}`)).text()).not.toContain(stranger.id)
    const auditor = await deskOf(browser, product, 'audit-admin')
    const kept = (await (
      await auditor.context.request.get(`${product.address}/api/audit?act=refused&about=${stranger.id}`)
    ).json()) as { count: number }
    expect(kept.count).toBe(1)
    await clerk.context.close()
    await auditor.context.close()
  }, 120_000)
})

describe('不漏一个名字', () => {
  it('公众页面没有脚本也能用，一个居民的名字也没有；日志里也没有', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, locale: 'zh-CN' })
    const page = await context.newPage()
    for (const path of [
      '/',
      '/policies',
      '/standards',
      '/numbers',
      '/news',
      '/search?q=居民',
      '/search?q=低保',
      '/about',
    ]) {
      const answer = await page.goto(`${product.address}${path}`)
      expect(answer?.status(), path).toBe(200)
      expect(await page.content(), path).not.toMatch(/居民[甲乙丙丁戊己庚辛]\d{4}|QH-\d{4}|99990[01]\d{12}/)
    }
    await context.close()
    expect(product.printed()).not.toMatch(/居民[甲乙丙丁戊己庚辛]\d{4}|99990[01]\d{12}/)
    expect(product.printed()).not.toMatch(/"level":(50|60)/)
  }, 120_000)
})

async function readList(): Promise<Buffer> {
  const { readFile } = await import('node:fs/promises')
  return readFile(list)
}
