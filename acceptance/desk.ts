import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { Product } from './product.ts'

/** Until the county is laid out: families, a sum behind each, two months paid, the console built. The machine may be busy. */
const settledMillisecondsMax = 400_000

/** Waits until nothing goes on behind the pages any more. */
export async function settled({ address }: Product): Promise<void> {
  const until = Date.now() + settledMillisecondsMax
  for (;;) {
    const { settling } = (await (await fetch(`${address}/readyz`)).json()) as { settling: readonly string[] }
    if (settling.length === 0) return
    if (Date.now() > until) throw new Error(`still settling: ${settling.join(', ')}`)
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}

export interface Desk {
  readonly context: BrowserContext
  readonly page: Page
  /** Faults of the page's own code; empty at the end of every story. */
  readonly faults: readonly string[]
}

/** A browser of its own for one person, signed in by the role switcher of the demonstration; `which` of that role. */
export async function deskOf(
  browser: Browser,
  { address }: Pick<Product, 'address'>,
  role: string,
  which = 0,
): Promise<Desk> {
  const context = await browser.newContext({
    locale: 'zh-CN',
    acceptDownloads: true,
    viewport: { width: 1440, height: 1000 },
  })
  context.setDefaultTimeout(60_000)
  const people = (await (await context.request.get(`${address}/api/demo/people`)).json()) as {
    id: string
    roles: { role: string }[]
  }[]
  const person = people.filter(({ roles }) => roles.some((held) => held.role === role))[which]
  if (!person) throw new Error(`nobody is ${role}, or not so many`)
  const entered = await context.request.post(`${address}/api/demo/sign-in`, { data: { person: person.id } })
  if (!entered.ok()) throw new Error(`sign-in as ${role}: ${entered.status()}`)
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  return { context, page, faults }
}
