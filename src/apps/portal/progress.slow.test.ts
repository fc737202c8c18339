import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axeFaults, tooSmallForElders, tooWide } from '#design/testing/axe.ts'
import { lookPrefix, writeLook } from '#design/stylesheet.ts'
import { stoppedClock } from '#platform/clock/index.ts'
import { migrate, openDatabase } from '#platform/db/index.ts'
import { testServer } from '#platform/http/testing.ts'
import { openBrowser } from '#platform/testing/browser.ts'
import { createCheckReceipt, receiptSecrets } from '#relief/intake/index.ts'
import { decided, paperGround } from '#relief/papers/testing.ts'
import { progressRoutes } from '#relief/progress/index.ts'
import { migrationModules } from '../../areas.ts'
import { demonstrationSite } from './index.ts'

const secret = '482913'
let stop: () => Promise<void>
let address: string
let number: string
let browser: Browser

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'zhulian-family-'))
  const dataDir = mkdtempSync(join(tmpdir(), 'zhulian-family-data-'))
  const database = await openDatabase({ dataDir, isDurable: false })
  const { db, owner } = database
  await migrate(owner, migrationModules, () => undefined)
  const clock = stoppedClock('2026-03-02T09:00:00+08:00')
  const ground = await paperGround({ db, owner }, { folder, clock })
  const { one } = await decided(ground, { serial: 1, outcome: 'confirmed' })
  number = one.number
  const { cases, papers, paperNeeds, tenant, audit, vault } = ground
  const hash = vault.lookup('receipt-secret', `${number}:${secret}`)
  await sql`INSERT INTO intake.receipt (tenant_id, case_id, number, secret_hash, issued_at)
    VALUES (${tenant}, ${one.id}, ${number}, ${hash}, ${clock.now()})`.execute(owner)
  const secrets = receiptSecrets({
    ...{ db, clock, tenants: () => Promise.resolve([tenant]) },
    checkReceipt: createCheckReceipt({ vault, clock }),
  })
  const asked = [{ words: { zh: '请带户口簿到窗口。', en: 'Bring the household booklet to the desk.' }, by: null }]
  const routes = progressRoutes({
    ...{ db, clock, audit, papers, vault, remedies: paperNeeds.remedies, site: demonstrationSite },
    programmeWords: () => ({ zh: '最低生活保障', en: 'Dibao (subsistence allowance)' }),
    placeLabel: () => '禾西镇',
    sources: () => ({ secrets, cases, asked: [() => Promise.resolve(asked)] }),
  })
  const look = join(folder, 'look')
  writeLook(look)
  const server = await testServer({
    ...{ db, clock, assets: [{ prefix: lookPrefix, folder: look, immutable: true }] },
    routes,
  })
  address = await server.app.listen({ port: 0, host: '127.0.0.1' })
  browser = await openBrowser()
  stop = async () => {
    await browser.close()
    await server.close()
    await ground.printer.close()
    await database.close()
    for (const one of [folder, dataDir]) rmSync(one, { recursive: true, force: true })
  }
}, 180_000)
afterAll(() => stop())

const faultsOf = async (page: Page, isElder: boolean): Promise<readonly string[]> => [
  ...(await axeFaults(page)),
  ...(await tooWide(page)),
  ...(isElder ? await tooSmallForElders(page) : []),
]

describe('家里人用手机看进度，不用脚本', () => {
  it.each([
    { name: '普通', language: 'zh', isElder: false },
    { name: '长辈版', language: 'zh', isElder: true },
    { name: 'English', language: 'en', isElder: false },
  ])('$name：填错、填对、进度、通知书都看得清', { timeout: 120_000 }, async ({ name, language, isElder }) => {
    // axe has to be carried in by script; the pages themselves are given none to run.
    const context = await browser.newContext({ viewport: { width: 375, height: 800 }, locale: 'zh-CN' })
    await context.route('**/*.js', (route) => route.abort())
    const page = await context.newPage()
    const see = async (what: string): Promise<void> => {
      const pictures = process.env['ZHULIAN_PICTURES']
      if (pictures !== undefined) await page.screenshot({ path: join(pictures, `${name}-${what}.png`), fullPage: true })
      expect(await faultsOf(page, isElder), what).toEqual([])
    }
    const chosen = { language, elder: isElder ? '1' : '0' }
    await context.addCookies(
      Object.entries(chosen).map(([what, value]) => ({ name: `zhulian_choice_${what}`, value, url: address })),
    )
    await page.goto(`${address}/progress`)
    const ask = async (code: string): Promise<void> => {
      await page.locator('input[name="number"]').fill(number)
      await page.locator('input[name="secret"]').fill(code)
      await page.locator('main form button').first().click()
    }
    await see('ask')
    await ask('000000')
    await see('wrong')
    await ask(secret)
    expect(page.url()).toBe(`${address}/progress/case`)
    await see('case')
    await page.locator('a[href="/progress/letter"]').click()
    await see('letter')
    await context.close()
  })
})
