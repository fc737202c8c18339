import type { Page } from 'playwright-core'
import type { House } from './house.ts'
import type { Seat } from './seat.ts'

/** What people press on the case page, by the words they read there. */

/** Waits for the page; who is asked why a person's file is opened says so, as a clerk would. */
export async function opened(page: Page, path: string): Promise<void> {
  const heading = page.locator('main h1').first()
  const why = page.locator('input[name="purpose"]')
  try {
    await heading.or(why).first().waitFor({ timeout: 30_000 })
    if (await why.isVisible()) {
      await why.fill('办理这一件')
      await page.getByRole('button', { name: '打开档案' }).click()
      await heading.waitFor({ timeout: 30_000 })
    }
  } catch (cause) {
    throw new Error(`${path} did not open: ${(await page.locator('body').innerText()).slice(0, 400)}`, { cause })
  }
}

export async function openCase({ page }: Seat, house: House, caseId: string): Promise<void> {
  const path = `/console/cases/${caseId}`
  await page.setViewportSize({ width: 1440, height: 1000 })
  await page.goto(`${house.address}${path}`)
  await opened(page, path)
}

/** The town clerk reads the sum and gives the opinion; an impatient finger presses twice. */
export async function giveOpinion(seat: Seat, house: House, caseId: string): Promise<void> {
  await openCase(seat, house, caseId)
  const form = seat.page.locator('form.case-form', { has: seat.page.getByRole('radio', { name: /^拟确认/ }) })
  await form.getByRole('radio', { name: /^拟确认/ }).check()
  await form.getByLabel(/^理由/).fill('收入低于标准，财产符合规定')
  await form.getByRole('button', { name: '提出意见' }).dblclick()
  await form.waitFor({ state: 'detached', timeout: 30_000 })
}

/** The county's officer assesses again on today's facts and proposes. */
export async function proposeDecision(seat: Seat, house: House, caseId: string): Promise<void> {
  await openCase(seat, house, caseId)
  const form = seat.page.locator('form.case-form', { has: seat.page.getByRole('radio', { name: /^不予确认/ }) })
  await form.getByRole('radio', { name: /^确认/ }).check()
  await form.getByLabel(/^理由/).fill('同意镇里意见')
  await form.getByRole('button', { name: '提请批准' }).dblclick()
  await form.waitFor({ state: 'detached', timeout: 30_000 })
}

/** The second person reads what stands there and approves. */
export async function approveDecision(seat: Seat, house: House, caseId: string): Promise<void> {
  await openCase(seat, house, caseId)
  const proposal = seat.page.locator('.case-proposal')
  await proposal.getByRole('button', { name: '批准决定', exact: true }).click()
  await proposal.getByRole('button', { name: /^确定：/ }).dblclick()
  await proposal.waitFor({ state: 'detached', timeout: 30_000 })
}
