import type { Browser, Page } from 'playwright-core'
import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axeFaults, tooSmallForElders, tooWide } from '#design/testing/axe.ts'
import { systemCaller } from '#platform/http/index.ts'
import { openBrowser } from '#platform/testing/browser.ts'
import { deskOf, type Desk } from './desk.ts'
import { openHouse, type House } from './house.ts'

/** What hangs and what is published, as the village reads it and as the clerk sees it. Names are synthetic. */
let house: House
let browser: Browser
let clerk: Desk
const hung = { caseId: uuid(), id: uuid(), number: 'QH-DB-2026-970001', name: '居民甲9701' }
const objected = { caseId: uuid(), id: uuid(), number: 'QH-DB-2026-970002', name: '居民乙9702' }
const result = { caseId: uuid(), id: uuid(), number: 'QH-DB-2026-970003', name: '居民丙9703' }
let place: string

beforeAll(async () => {
  house = await openHouse('2026-03-04T09:00:00+08:00')
  place = await hangUp()
  browser = await openBrowser()
  clerk = await deskOf(browser, house, 'town-clerk')
}, 300_000)
afterAll(async () => {
  await browser?.close()
  await house?.stop()
})

/** One that hangs since 2 March, one objected to, one published to 5 March; all in one village of the clerk's town. */
async function hangUp(): Promise<string> {
  const { product, ground } = house
  const tenant = ground.bureau.id
  const who = systemCaller('boards', tenant)
  const directory = product.regions.directory()
  const town = directory.children('999901')[0]!
  const places = product.regions.placesUnder(town.code)
  const box = await product.vault.boxOf(tenant)
  const objection = uuid()
  const sealed = (what: string, text: string): Buffer => box.seal(text, `public_notice.objection.${what}:${objection}`)
  return who.transaction(product.db, async (tx) => {
    const households = await product.households.idsOf(tx, tenant)
    const { id: householdId, placeId } = households.find((one) => places.includes(one.placeId))!
    const open = (one: typeof hung, stage: string, outcome: string | null) =>
      sql`INSERT INTO casework.case_record (tenant_id, id, place_id, number, programme, household_id, household_number,
          applicant_id, applicant_shown, procedure_region, procedure_from, stage, version, opened_at, opened_on,
          accepted_on, limit_kind, outcome)
        VALUES (${tenant}, ${one.caseId}, ${placeId}, ${one.number}, 'dibao', ${householdId}, 'H-990001-9701', ${uuid()},
          '居**01', '000000', '2021-07-01', ${stage}, 1, '2026-03-02T09:00:00+08:00', '2026-03-02', '2026-03-02',
          'ordinary', ${outcome})`.execute(tx)
    const putUp = (one: typeof hung, state: string) =>
      sql`INSERT INTO public_notice.notice (tenant_id, id, case_id, case_number, household_id, place_id, programme,
          opinion_id, round, state, put_up_on, last_day, closes_at, days, source)
        VALUES (${tenant}, ${one.id}, ${one.caseId}, ${one.number}, ${householdId}, ${placeId}, 'dibao', ${uuid()}, 1,
          ${state}, '2026-03-02', '2026-03-09', '2026-03-10T00:00:00+08:00', 7, '民发〔2021〕57号 第十九条')`.execute(
        tx,
      )
    await open(hung, 'notice', null)
    await open(objected, 'objection', null)
    await open(result, 'confirmed', 'confirmed')
    await putUp(hung, 'shown')
    await putUp(objected, 'objected')
    await sql`INSERT INTO public_notice.notice_card (tenant_id, id, place_id, programme, put_up_on, last_day, closes_at,
        applicant, members, amount_fen)
      VALUES (${tenant}, ${hung.id}, ${placeId}, 'dibao', '2026-03-02', '2026-03-09', '2026-03-10T00:00:00+08:00',
        ${hung.name}, 3, 93000)`.execute(tx)
    await sql`INSERT INTO public_notice.objection (tenant_id, id, case_id, notice_id, household_id, place_id,
        received_at, recorded_by, recorded_by_name, objector, said, evidence)
      VALUES (${tenant}, ${objection}, ${objected.caseId}, ${objected.id}, ${householdId}, ${placeId},
        '2026-03-03T10:00:00+08:00', 'boards', '经办甲', ${sealed('objector', '{"objector":"异议人甲","contact":""}')},
        ${sealed('said', '他家有一辆车')}, '{}')`.execute(tx)
    await sql`INSERT INTO public_notice.publication (tenant_id, id, case_id, case_number, decision_id, household_id,
        place_id, programme, state, published_on, last_day, closes_at, source)
      VALUES (${tenant}, ${result.id}, ${result.caseId}, ${result.number}, ${uuid()}, ${householdId}, ${placeId}, 'dibao',
        'shown', '2026-03-03', '2026-03-05', '2026-03-06T00:00:00+08:00', '民发〔2021〕57号 第二十四条')`.execute(tx)
    await sql`INSERT INTO public_notice.publication_card (tenant_id, id, place_id, programme, published_on, last_day,
        closes_at, applicant, members, amount_fen)
      VALUES (${tenant}, ${result.id}, ${placeId}, 'dibao', '2026-03-03', '2026-03-05', '2026-03-06T00:00:00+08:00',
        ${result.name}, 2, 61000)`.execute(tx)
    return directory.ofPlace(placeId)!.code
  })
}

const boards = (): readonly string[] => [
  '/notices',
  `/notices?place=${place}`,
  `/notices/${hung.id}`,
  '/publications',
  `/publications?place=${place}`,
  `/publications/${result.id}`,
]
/** Every fold is opened: what is hidden is read too. */
const faultsOf = async (page: Page): Promise<readonly string[]> => {
  await page.evaluate(() => {
    for (const fold of document.querySelectorAll('details')) fold.open = true
  })
  return [...(await axeFaults(page)), ...(await tooWide(page))]
}

describe('公示栏', () => {
  it.each([
    { name: '手机', locale: 'zh-CN', elder: false },
    { name: '手机，长辈版', locale: 'zh-CN', elder: true },
    { name: '手机，英文', locale: 'en', elder: false },
  ])('$name：看得清，不用左右拖', async ({ locale, elder }) => {
    const context = await browser.newContext({ locale, viewport: { width: 375, height: 812 } })
    const page = await context.newPage()
    if (elder) await page.goto(`${house.address}/choices?elder=1&back=/about`)
    for (const path of boards()) {
      await page.goto(`${house.address}${path}`)
      expect(await faultsOf(page), path).toEqual([])
      if (elder) expect(await tooSmallForElders(page), path).toEqual([])
    }
    await context.close()
  })

  it('不开脚本：从公示栏走到村，再走到那一家；村外的页上没有名字', async () => {
    const context = await browser.newContext({ locale: 'zh-CN', javaScriptEnabled: false })
    const page = await context.newPage()
    for (const [path, { name }] of [
      ['/notices', hung],
      ['/publications', result],
    ] as const) {
      await page.goto(`${house.address}${path}`)
      expect(await page.content()).not.toContain(name)
      await page.locator(`a[href="${path}?place=${place}"]`).click()
      await page.getByRole('link', { name }).click()
      expect(await page.content()).toContain(name)
    }
    await context.close()
  })
})

describe('经办人看到的', () => {
  it.each([375, 1440])('列表和三件的公示栏目，%i 像素，中文英文都看得清', { timeout: 300_000 }, async (width) => {
    const { page, faults } = clerk
    await page.setViewportSize({ width, height: 900 })
    for (const language of ['zh', 'en'] as const) {
      await page.goto(`${house.address}/about`)
      await page.evaluate((chosen) => localStorage.setItem('zhulian.language', chosen), language)
      await page.goto(`${house.address}/console/notices?state=all`)
      await page.getByRole('link', { name: hung.number }).waitFor()
      expect(await faultsOf(page), language).toEqual([])
      for (const { caseId } of [hung, objected, result]) {
        await page.goto(`${house.address}/console/cases/${caseId}`)
        const panel = page.locator('#panel-public-notice')
        await panel.locator('.fact-list').first().waitFor()
        expect(await faultsOf(page), `${language} ${caseId}`).toEqual([])
      }
    }
    expect(faults).toEqual([])
  })
})

describe('期满', () => {
  it('到点就看不到：两个地址都答 410 和一句话，栏上没有了，打印也不行', async () => {
    const ask = async (path: string) => {
      const answer = await fetch(`${house.address}${path}`, { headers: { 'accept-language': 'zh-CN' } })
      return { status: answer.status, text: await answer.text() }
    }
    house.moveTo('2026-03-06T00:00:00+08:00')
    expect((await ask(`/publications/${result.id}`)).status).toBe(410)
    expect((await ask(`/notices/${hung.id}`)).text).toContain(hung.name)
    house.moveTo('2026-03-10T00:00:00+08:00')
    expect((await ask(`/notices/${hung.id}`)).status).toBe(410)
    for (const path of boards()) {
      const { text } = await ask(path)
      expect(text, path).not.toContain(hung.name)
      expect(text, path).not.toContain(result.name)
    }
    const sheet = await clerk.context.request.get(`${house.address}/notice-sheets/${hung.caseId}`)
    expect(sheet.status()).toBe(410)
  })
})
