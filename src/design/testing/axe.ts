import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

/** What axe found, in lines a person can act on; empty when all is well. */
export async function axeFaults(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) =>
      `${id} ${String(target[0])}: ${failureSummary?.split('\n')[1] ?? ''}`.trim(),
    ),
  )
}

/** Wider than the window: something on a phone has to be pushed sideways. Names the widest offenders. */
export const tooWide = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const width = document.documentElement.clientWidth
    if (document.documentElement.scrollWidth <= width) return []
    return [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > width + 1 && !element.closest('svg'))
      .slice(0, 5)
      .map((element) => `${element.tagName.toLowerCase()}.${String(element.getAttribute('class'))}`)
  })

/** 长辈版: text under 18 px or a target under 60 px, links inside a sentence excepted. */
export const tooSmallForElders = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const isShown = (element: Element): boolean => {
      const { width, height } = element.getBoundingClientRect()
      return width > 1 && height > 1 && element.closest('svg, [hidden], .vh, .skip') === null
    }
    const small = [...document.querySelectorAll('body *')].filter(
      (element) =>
        isShown(element) &&
        [...element.childNodes].some((node) => node.nodeType === 3 && (node.textContent ?? '').trim() !== '') &&
        Number.parseFloat(getComputedStyle(element).fontSize) < 18,
    )
    const low = [...document.querySelectorAll('a, button, input:not([type=hidden]), summary')].filter(
      (element) =>
        isShown(element) &&
        element.closest('p, td, th, li.para') === null &&
        element.closest('label') === null &&
        element.getBoundingClientRect().height < 60,
    )
    const name = (element: Element): string =>
      `${element.tagName.toLowerCase()}.${String(element.getAttribute('class'))} ${(element.textContent ?? '').trim().slice(0, 12)}`
    return [...small.map((one) => `small text: ${name(one)}`), ...low.map((one) => `low target: ${name(one)}`)].slice(
      0,
      8,
    )
  })
