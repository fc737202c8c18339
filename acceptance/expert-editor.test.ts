import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser } from '#platform/testing/browser.ts'
import { axeFaults, tooWide } from '#design/testing/axe.ts'
import { opened } from './acts.ts'
import { openHouse, type House } from './house.ts'
import { seatOf, type Seat } from './seat.ts'

/** A policy officer at the expert editor, a second one at the same draft, and the head who publishes. */

const file = 'dibao-2026.dmn'
let house: House
let browser: Browser
let officer: Seat
let draft = ''
/** Everything the browser asked for, and everything its policy refused. */
const asked: string[] = []
const refused: string[] = []

beforeAll(async () => {
  house = await openHouse('2026-09-01T09:00:00+08:00', 12)
  browser = await openBrowser()
  officer = await seatOf(browser, house, 'policy-officer')
  officer.context.on('request', (request) => asked.push(request.url()))
  watch(officer.page)
  const { id } = await officer.send<{ id: string }>('POST', '/api/policy-workbench/drafts', { programme: 'dibao' })
  draft = id
  await officer.send('POST', `/api/policy-workbench/drafts/${draft}/own-rules`, { version: 1 })
})
afterAll(async () => {
  expect(officer.faults).toEqual([])
  expect(refused).toEqual([])
  expect(asked.filter((url) => !url.startsWith(house.address) && !/^(?:blob|data):/.test(url))).toEqual([])
  await browser.close()
  await house.stop()
})

const watch = (page: Page): void =>
  void page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) refused.push(message.text())
  })
interface Sheet {
  readonly version: number
  readonly cases: number
  readonly findings: readonly { readonly zh: string }[]
}
const sheet = (seat = officer): Promise<Sheet> => seat.get<Sheet>(`/api/policy-workbench/drafts/${draft}`)
const xmlOf = async (): Promise<string> =>
  (await officer.get<{ xml: string }>(`/api/policy-workbench/drafts/${draft}/models/${file}`)).xml
const path = (): string => `/console/workbench/drafts/${draft}/expert/${file}`

async function openEditor(page: Page): Promise<void> {
  await page.setViewportSize({ width: 1440, height: 1000 })
  await page.goto(`${house.address}${path()}`)
  await opened(page, path())
  await page.locator('.ex-canvas .djs-container').waitFor()
}
const openSheet = async (page: Page, name: string): Promise<void> => {
  await page.locator('.ex-sheet', { has: page.getByText(name, { exact: true }) }).click()
  await page.locator('.ex-sheet[aria-current]', { has: page.getByText(name, { exact: true }) }).waitFor()
}
const field = (page: Page) => page.locator('.ex-canvas .cm-content')
async function write(page: Page, text: string): Promise<void> {
  await field(page).click()
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText(text)
}
const agrees = (page: Page) => page.getByText(/引擎读得懂；\d+ 个算例都对得上/)
const save = (page: Page) => page.getByRole('button', { name: '存进草稿' })
const rule = '全家标准 - 家庭月收入 + 0'

describe('专家编辑器', () => {
  it('第一次打开控制台，编辑器一个字节也不下载', async () => {
    const { page } = officer
    await page.goto(`${house.address}/console/`)
    await opened(page, '/console/')
    await page.waitForLoadState('networkidle')
    expect(asked.some((url) => /assets\/index-/.test(url))).toBe(true)
    expect(asked.filter((url) => /modeler|expert|\/dmn/.test(url))).toEqual([])
  })

  it('从规则页进来；图、左边一列表和算式；标志看得见，没有东西盖住它', async () => {
    const { page } = officer
    await page.goto(`${house.address}/console/workbench/drafts/${draft}?tab=rules`)
    await page.getByRole('button', { name: /照社会救助法/ }).click()
    await page.getByRole('link', { name: '用专家编辑器改整个模型' }).click()
    await page.locator('.ex-canvas .djs-container').waitFor()
    const mark = page.locator('.bjs-powered-by')
    const box = (await mark.boundingBox())!
    const top = await page.evaluate(
      ({ x, y }) => document.elementFromPoint(x, y)?.closest('.bjs-powered-by') !== null,
      { x: box.x + box.width / 2, y: box.y + box.height / 2 },
    )
    expect(top).toBe(true)
    expect(await page.locator('.ex-sheet').count()).toBeGreaterThan(20)
    expect(await axeFaults(page)).toEqual([])
  })

  it('写错一个名称：说出哪一条、哪个算式、第几个字，一按就到那里；存不了', async () => {
    const { page } = officer
    await openEditor(page)
    await openSheet(page, '差额')
    await write(page, '全家标谁 - 家庭月收入')
    const problem = page.locator('.ex-problem').first()
    await problem.waitFor()
    expect(await problem.innerText()).toMatch(/差额.*全家标谁/s)
    expect(await save(page).isDisabled()).toBe(true)
    await openSheet(page, '全年折合每月')
    await problem.click()
    await field(page).waitFor()
    expect(await field(page).evaluate((element) => element === document.activeElement)).toBe(true)
  })

  it('改对了，算例当场再跑一遍，存进草稿；在服务器上就是这样', async () => {
    const { page } = officer
    await write(page, rule)
    await agrees(page).waitFor()
    await save(page).click()
    await page.getByText('存好了').waitFor()
    expect(await xmlOf()).toContain(rule)
    expect((await sheet()).findings).toEqual([])
  })

  it('改错了数，引擎读得懂，可是算例不答应，当场说是哪一个', async () => {
    const { page } = officer
    await write(page, '全家标准 - 家庭月收入 + 1')
    await page.getByText(/送复核之前还要改好/).waitFor()
    expect(await page.locator('.ex-findings').innerText()).toMatch(/\d+\.\d\d/)
  })

  it('关掉标签页，没存的字还在；丢掉就是存着的样子', async () => {
    await officer.page.close({ runBeforeUnload: false })
    const page = await officer.context.newPage()
    watch(page)
    await openEditor(page)
    await page.getByText('上次没存的改动还在').waitFor()
    await openSheet(page, '差额')
    expect(await field(page).innerText()).toBe('全家标准 - 家庭月收入 + 1')
    await page.getByRole('button', { name: /丢掉/ }).click()
    await page.getByText('上次没存的改动还在').waitFor({ state: 'detached' })
    await openSheet(page, '差额')
    expect(await field(page).innerText()).toBe(rule)
    await page.close()
    // Thrown away is gone, and only looking leaves nothing behind.
    const again = await officer.context.newPage()
    await openEditor(again)
    await openSheet(again, '差额')
    expect(await again.getByText('上次没存的改动还在').count()).toBe(0)
    await again.close()
  })

  it('两台电脑同时改同一份：一个存上，另一个得到一句话，两个人写的都在', async () => {
    const other = await seatOf(browser, house, 'policy-officer')
    watch(other.page)
    const page = await officer.context.newPage()
    watch(page)
    await openEditor(page)
    await openEditor(other.page)
    await openSheet(page, '全家标准')
    await write(page, '低保标准 * 计入人数 + 0')
    await agrees(page).waitFor()
    await save(page).click()
    await page.getByText('存好了').waitFor()
    await openSheet(other.page, '差额')
    await write(other.page, '全家标准 - 家庭月收入 - 0')
    await agrees(other.page).waitFor()
    await save(other.page).click()
    const told = other.page.getByRole('alert')
    await told.waitFor()
    expect(await told.innerText()).toMatch(/有人改过同一个文件（全家标准）.*您写的都还在/s)
    expect(await field(other.page).innerText()).toBe('全家标准 - 家庭月收入 - 0')
    const download = other.page.waitForEvent('download')
    await other.page.getByRole('button', { name: '把我写的下载一份' }).click()
    expect((await download).suggestedFilename()).toBe(file)
    expect(await xmlOf()).toContain('低保标准 * 计入人数 + 0')
    expect(other.faults).toEqual([])
    await page.close()
    await other.context.close()
  })

  it('表格编辑器改一行的说明，专家编辑器接着改同一张表的一格；别人同时改了别的文件，照样存上', async () => {
    const page = await officer.context.newPage()
    watch(page)
    await page.goto(`${house.address}/console/workbench/drafts/${draft}?tab=rules`)
    await page.getByRole('button', { name: /照社会救助法/ }).click()
    const rule = page.locator('#rule-全年折合每月')
    await rule.getByRole('button', { name: '改这一条' }).click()
    await rule.getByLabel('第 4 行 说明').fill('四舍五入到分，照本县的办法')
    await rule.getByRole('button', { name: '存进草稿' }).click()
    await rule.getByRole('button', { name: '存进草稿' }).waitFor({ state: 'detached' })
    await openEditor(page)
    await openSheet(page, '全年折合每月')
    const row = page.locator('.tjs-table tbody tr').nth(3)
    expect(await row.innerText()).toContain('照本县的办法')
    await row.locator('td.output-cell').click()
    await page.keyboard.press('End')
    await page.keyboard.insertText(' * 1')
    await agrees(page).waitFor()
    const { version } = await sheet()
    await officer.send('POST', `/api/policy-workbench/drafts/${draft}/frame`, { version, document: '先写上依据' })
    await save(page).click()
    await page.getByText('存好了').waitFor()
    const saved = await xmlOf()
    expect(saved).toMatch(/\* 1<\/text>/)
    expect(saved).toContain('照本县的办法')
    await page.close()
  })

  it('在图上删一条决策，存之前再问一句；撤销就没事', async () => {
    const page = await officer.context.newPage()
    watch(page)
    await openEditor(page)
    const id = /<decision id="([^"]+)" name="测算"/.exec(await xmlOf())![1]!
    await page.locator(`[data-element-id="${id}"] .djs-hit`).first().click({ force: true })
    await page.keyboard.press('Delete')
    const sure = page.getByRole('button', { name: '确认不要“测算”，存进草稿' })
    await sure.waitFor()
    await page.getByRole('button', { name: '撤销' }).click()
    await sure.waitFor({ state: 'detached' })
    await page.close()
  })

  it('375 像素宽：一句话说摆不下，给出表格编辑器；编辑器不下载', async () => {
    const page = await officer.context.newPage()
    await page.setViewportSize({ width: 375, height: 800 })
    const before = asked.length
    await page.goto(`${house.address}${path()}`)
    await page.getByText('屏幕太窄，专家编辑器摆不下').waitFor()
    expect(asked.slice(before).filter((url) => /modeler/.test(url))).toEqual([])
    expect(await tooWide(page)).toEqual([])
    expect(await axeFaults(page)).toEqual([])
    await page.getByRole('link', { name: '用表格编辑器' }).click()
    await page.getByRole('button', { name: /照社会救助法/ }).waitFor()
    await page.close()
  })

  it('坏文件：实体、二百兆、会丢的框，服务器一句话拒绝，草稿不动', async () => {
    const before = await xmlOf()
    const { version } = await sheet()
    const put = (xml: string) =>
      officer.attempt('POST', `/api/policy-workbench/drafts/${draft}/models`, { version, file, xml, removed: [] })
    const bomb = await put('<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><definitions>&a;</definitions>')
    expect(bomb).toMatchObject({ status: 422 })
    expect(JSON.stringify(bomb.body)).toContain('实体')
    expect((await put(' '.repeat(200_000_000))).status).toBe(413)
    const dropped = await put(
      before.replace(/<context>.*?<\/context>/s, '<literalExpression><text>1</text></literalExpression>'),
    )
    expect(dropped).toMatchObject({ status: 422 })
    expect(JSON.stringify(dropped.body)).toMatch(/测算.*编辑器存的时候会丢掉上下文框/)
    expect(await xmlOf()).toBe(before)
  })

  it('送复核以后，另一个人看得到发布；动过手的人看不到', async () => {
    const { version } = await sheet()
    const framed = await officer.send<{ version: number }>('POST', `/api/policy-workbench/drafts/${draft}/frame`, {
      version,
      document: '青禾县合成调整（测试）',
    })
    const { may } = await officer.send<{ may: { publish: boolean } }>(
      'POST',
      `/api/policy-workbench/drafts/${draft}/proposal`,
      framed,
    )
    expect(may.publish).toBe(false)
    const head = await seatOf(browser, house, 'county-head')
    await head.page.goto(`${house.address}/console/workbench/drafts/${draft}`)
    await head.page.getByRole('button', { name: '复核无误，发布' }).waitFor()
    await head.context.close()
  })
})
