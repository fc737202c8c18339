import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runChecks } from '#platform/checks/index.ts'
import { month } from '#platform/clock/index.ts'
import { systemCaller } from '#platform/http/index.ts'
import { openBrowser } from '#platform/testing/browser.ts'
import { axeFaults, tooWide } from '#design/testing/axe.ts'
import { officeOn } from '#apps/server/demo-office.ts'
import { takeOver } from '#apps/server/demo-old-pay-list.ts'
import { moneyChecks } from '#apps/server/loop-payouts.ts'
import { opened } from './acts.ts'
import { walkConsole } from './console-walk.ts'
import { openHouse, type House } from './house.ts'
import { seatOf, type Seat } from './seat.ts'

let house: House
let browser: Browser
const seats = new Map<string, Seat>()
const at = (role: string): Seat => seats.get(role)!
let id = ''
let run = ''

interface Whole {
  readonly tally: { listed: number; listedFen: string; paid: number; paidLate: number; open: number; light: string }
  readonly parts: readonly { id: string; town: string; state: string; tally: { listed: number } }[]
  readonly fund: { free: string; paid: string; short: string | null }
}
const whole = (role: string) => at(role).get<Whole>(`/api/campaigns/${id}`)

beforeAll(async () => {
  house = await openHouse('2026-03-02T09:00:00+08:00', 40)
  browser = await openBrowser()
  const { product, ground } = house
  const maker = { ...systemCaller('old-list', ground.bureau.id), name: '原名册' }
  const office = officeOn(product, { maker, second: maker }, '2026-02-04T09:00:00+08:00')
  await takeOver(office, { programme: 'dibao', months: [month('2026-02'), month('2026-03')] })
  for (const role of ['county-reviewer', 'town-head', 'county-head', 'finance-officer', 'finance-head'])
    seats.set(role, await seatOf(browser, house, role))
}, 600_000)

afterAll(async () => {
  await browser.close()
  await house.stop()
})

async function open(role: string): Promise<void> {
  const { page } = at(role)
  await page.setViewportSize({ width: 1440, height: 1000 })
  await page.goto(`${house.address}/console/one-off/${id}`)
  await opened(page, `/one-off/${id}`)
}
/** A button that asks first: pressed, then confirmed by an impatient finger. */
async function press(role: string, label: string | RegExp): Promise<void> {
  const { page } = at(role)
  const question = page.locator('.confirm', { has: page.getByRole('button', { name: label }) }).first()
  await question.getByRole('button', { name: label }).first().click()
  await question.getByRole('button', { name: /^确定：/ }).dblclick()
}

/** What may go out goes to the simulated bank, and its answer is booked. */
async function sendAndAnswer(finance: Seat, failures: number): Promise<void> {
  const file = await finance.send<{ id: string }>('POST', `/api/payouts/runs/${run}/files`, { route: 'bank-batch' })
  const answer = await finance.request.get(
    `${house.address}/api/payouts/files/${file.id}/simulated-return?failures=${failures}`,
  )
  const back = { name: `back-${failures}.txt`, mimeType: 'text/plain', buffer: await answer.body() }
  const { id: kept } = await finance.hand<{ id: string }>(`/api/payouts/runs/${run}/returns`, { file: back })
  await finance.send('POST', `/api/payouts/returns/${kept}/book`)
}

describe('AC-030 一次性补贴，从文件到账', () => {
  it('县级审核人员照文件填：没有一格是替文件选好的，没填完按不下去', async () => {
    const { page } = at('county-reviewer')
    await page.setViewportSize({ width: 1440, height: 1000 })
    await page.goto(`${house.address}/console/one-off/new`)
    await opened(page, '/one-off/new')
    await page.getByLabel('名称').fill('春节一次性生活补助（合成）')
    expect(await page.locator('input[type="radio"]:checked, input[type="checkbox"]:checked').count()).toBe(0)
    expect(await axeFaults(page)).toEqual([])
    await page.getByLabel('发文单位').fill('青禾县民政局（合成）')
    await page.getByLabel('文号').fill('青民发〔2026〕合成9号')
    await page.getByLabel('成文日期').fill('2026-02-10')
    await page.getByLabel(/^截止日/).fill('2026-02-15')
    await page.getByLabel('文件里怎么叫').fill('低保对象')
    await page.getByLabel('按哪项在册的待遇认定').selectOption('dibao')
    await page.getByLabel('每人多少').fill('200')
    await page.getByRole('radio', { name: /^就高/ }).check()
    const done = page.getByRole('button', { name: '建好，去生成名单' })
    await page.getByRole('button', { name: '全选' }).click()
    await page.getByLabel('哪一天以前发完').fill('2026-03-08')
    await page.getByLabel('哪一级的钱').selectOption('county')
    expect(await done.isDisabled()).toBe(true)
    await page.getByRole('radio', { name: /^发给这一户/ }).check()
    await done.dblclick()
    await page.waitForURL(/\/one-off\/[0-9a-f-]{36}$/, { timeout: 30_000 })
    id = /one-off\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? ''
    const { rows } = await at('county-reviewer').get<{ rows: { id: string }[] }>('/api/campaigns')
    expect(rows.map((row) => row.id)).toEqual([id])
  }, 120_000)

  it('生成、看不在名单上的、提交；提交的人批不了', async () => {
    await open('county-reviewer')
    await press('county-reviewer', '生成名单')
    const { page } = at('county-reviewer')
    await page.getByRole('button', { name: '提交，交第二个人' }).waitFor({ timeout: 30_000 })
    const { tally, parts } = await whole('county-reviewer')
    expect(tally.listed).toBeGreaterThan(20)
    expect(tally.light).toBe('soon')
    expect(await axeFaults(page)).toEqual([])
    expect(await tooWide(page)).toEqual([])
    await press('county-reviewer', '提交，交第二个人')
    await page.getByText('等第二个人批').first().waitFor({ timeout: 30_000 })
    const own = await at('county-reviewer').attempt('POST', `/api/campaign-parts/${parts[0]!.id}/approve`)
    expect(own.status).toBe(403)
  }, 120_000)

  it('镇领导只看得见自己镇的；没有钱批不了；财务负责人登记额度以后，批一次只算一次', async () => {
    const mine = await whole('town-head')
    expect(mine.parts).toHaveLength(1)
    const [part] = mine.parts
    await open('town-head')
    const { page } = at('town-head')
    await page.getByText(/只剩 0\.00 元/).waitFor({ timeout: 30_000 })
    expect(await page.getByRole('button', { name: `批准${part!.town}` }).isDisabled()).toBe(true)
    const early = await at('town-head').attempt('POST', `/api/campaign-parts/${part!.id}/approve`)
    expect(early.status).toBe(409)
    await open('finance-head')
    const fund = at('finance-head').page.locator('#fund')
    await fund.getByLabel('金额').fill('50000')
    await fund.getByLabel('文件名和文号').fill('青财社〔合成〕9号')
    await fund.getByRole('button', { name: '登记' }).dblclick()
    await fund.getByText('50,000.00').first().waitFor({ timeout: 30_000 })
    await open('town-head')
    await press('town-head', `批准${part!.town}`)
    await page.locator('tbody').getByText('批准了').first().waitFor({ timeout: 30_000 })
    for (const { id: other, state } of (await whole('county-head')).parts)
      if (state === 'submitted') await at('county-head').send('POST', `/api/campaign-parts/${other}/approve`)
    const all = await whole('county-head')
    expect(BigInt(all.fund.free) + BigInt(all.tally.listedFen)).toBe(5_000_000n)
  }, 180_000)

  it('发放名单、文件、回盘、再发走每月的那一套；当天才到账的算晚', async () => {
    await open('finance-officer')
    await press('finance-officer', '算发放名单')
    const { page } = at('finance-officer')
    await page.waitForURL(/\/pay\/[0-9a-f-]{36}/, { timeout: 30_000 })
    run = /pay\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? ''
    const finance = at('finance-officer')
    await finance.send('POST', `/api/payouts/runs/${run}/freeze`)
    await at('finance-head').send('POST', `/api/payouts/runs/${run}/approve`)
    await sendAndAnswer(finance, 2)
    const once = await whole('finance-officer')
    expect(once.tally).toMatchObject({ paid: once.tally.listed - 2, open: 2, paidLate: 0, light: 'soon' })
    house.moveTo('2026-03-08T00:30:00+08:00')
    for (const role of ['finance-officer', 'finance-head', 'county-head', 'town-head', 'county-reviewer'])
      seats.set(role, await seatOf(browser, house, role))
    expect((await whole('finance-officer')).tally.light).toBe('late')
    const late = at('finance-officer')
    const { rows } = await late.get<{ rows: { id: string }[] }>(`/api/payouts/runs/${run}/lines?state=returned`)
    for (const row of rows)
      await late.send('POST', `/api/payouts/lines/${row.id}/reissue`, { reason: '银行系统差错，原账号再发' })
    await sendAndAnswer(late, 0)
    const end = await whole('finance-officer')
    expect(end.tally).toMatchObject({ paid: end.tally.listed, open: 0, paidLate: 2, light: 'done-late' })
    expect(end.fund.paid).toBe(end.tally.listedFen)
    const cancel = await at('county-head').attempt('POST', `/api/campaigns/${id}/cancel`, { reason: '来不及了' })
    expect(cancel.status).toBe(409)
  }, 240_000)

  it('手机上每一页有标题、不用左右拖，没有代码；名单、台账、银行对得上；日志里没有名字', async () => {
    const paths = ['/', '/one-off', `/one-off/${id}`, `/pay/${run}`]
    await walkConsole(house, [
      ...paths.map((path) => ({ seat: at('finance-officer'), path })),
      { seat: at('county-reviewer'), path: '/one-off/new' },
      { seat: at('town-head'), path: `/one-off/${id}` },
    ])
    const asked = { tenants: [house.ground.bureau.id], today: house.product.clock.today() }
    for (const { name, offenders } of await runChecks(house.product.db, moneyChecks, asked))
      expect([name, offenders]).toEqual([name, []])
    expect(house.logged()).not.toMatch(/居民[甲乙丙]|\d{17}[\dX]/)
  }, 240_000)
})
