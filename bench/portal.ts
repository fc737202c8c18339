import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { openBrowser } from '#platform/testing/browser.ts'
import { startProduct } from '../acceptance/product.ts'
import type { Bench } from './bench.ts'

/** Slow 4G as the common lab tools define it, and a processor four times slower: an old phone in a village. */
const slowNetwork = {
  offline: false,
  latency: 150,
  downloadThroughput: (1.6e6 / 8) * 0.9,
  uploadThroughput: (0.75e6 / 8) * 0.9,
}
const processorSlowdown = 4

export const bench: Bench = {
  name: 'portal',
  zh: '门户首页：脚本大小和最大内容出现的时间',
  en: 'portal home page: script weight and largest contentful paint',
  run: async (report) => {
    const product = await startProduct()
    const browser = await openBrowser()
    try {
      const quick = await measure(await browser.newPage(), product.address, false)
      const slow = await measure(await browser.newPage(), product.address, true)
      report.figure('script', `${(slow.scriptBytes / 1024).toFixed(1)} KB gz (aim ≤ 150 KB)`)
      report.figure('largest contentful paint, slow', `${(slow.paint / 1000).toFixed(2)} s (aim ≤ 2.5 s)`)
      report.ratio('slow / unthrottled', slow.paint / quick.paint, 'for comparison between versions')
    } finally {
      await browser.close()
      await product.stop()
    }
  },
}

async function measure(page: Page, address: string, isSlow: boolean): Promise<{ paint: number; scriptBytes: number }> {
  if (isSlow) {
    const session = await page.context().newCDPSession(page)
    await session.send('Network.enable')
    await session.send('Network.emulateNetworkConditions', slowNetwork)
    await session.send('Emulation.setCPUThrottlingRate', { rate: processorSlowdown })
  }
  let scriptBytes = 0
  page.on('response', (response) => {
    if (response.request().resourceType() !== 'script') return
    void response.body().then((body) => (scriptBytes += gzipSync(body).length))
  })
  await page.goto(address, { waitUntil: 'networkidle' })
  const paint = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => resolve(list.getEntries().at(-1)?.startTime ?? Number.NaN)).observe({
          type: 'largest-contentful-paint',
          buffered: true,
        })
      }),
  )
  await page.close()
  return { paint, scriptBytes }
}
