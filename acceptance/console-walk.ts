import { expect } from 'vitest'
import { axeFaults, tooWide } from '#design/testing/axe.ts'
import { opened } from './acts.ts'
import type { House } from './house.ts'
import type { Seat } from './seat.ts'

/** What no reader may meet: a value nobody wrote words for. File names are the only Latin words in small letters. */
const brokenValue = /undefined|NaN|\[object|Invalid Date|Infinity/
const fileName = /[\w.-]*\.(?:xlsx|csv|txt|png|pdf|docx)\b/g
const rawCode = /(?<![\w.@/-])[a-z]{3,}(?:[-.][a-zA-Z]+)*(?![\w@/-])/g

export interface Stop {
  readonly seat: Seat
  /** Below `/console`. */
  readonly path: string
}

/** Opens every stop on a phone, in Chinese, and reads it as a stranger would: with a head, whole, and in words. */
export async function walkConsole(house: House, stops: readonly Stop[]): Promise<void> {
  for (const { seat, path } of stops) {
    const { page } = seat
    await page.setViewportSize({ width: 375, height: 800 })
    await page.goto(`${house.address}/console${path}`)
    await opened(page, path)
    await page.locator('main [aria-busy="true"]').first().waitFor({ state: 'detached' })
    const text = (await page.locator('main').innerText()).replace(fileName, '')
    expect(
      {
        heads: await page.locator('h1').count(),
        broken: brokenValue.exec(text)?.[0] ?? null,
        codes: [...new Set(text.match(rawCode) ?? [])],
        tooWide: await tooWide(page),
        axe: await axeFaults(page),
      },
      `${seat.role} ${path}`,
    ).toEqual({ heads: 1, broken: null, codes: [], tooWide: [], axe: [] })
  }
}
