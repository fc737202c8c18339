import { createServer, type Server } from 'node:http'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { must } from '#platform/errors/index.ts'
import { newNonce, pagePolicy } from '#platform/http/index.ts'
import { openBrowser } from '#platform/testing/browser.ts'
import { expertAliases, expertTexts } from '../expert-parts.ts'
import type { Bench } from './main.ts'

declare global {
  interface Window {
    readonly bench: Bench
  }
}

/** The bench under the content security policy of the product, in a real browser. */
export interface OpenBench {
  readonly page: (language: 'zh-CN' | 'en') => Promise<Page>
  /** What the policy refused, what broke, and what was asked of anybody else; empty at the end. */
  readonly faults: readonly string[]
  readonly close: () => Promise<void>
}

const kinds: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
}

export async function openBench(): Promise<OpenBench> {
  const folder = mkdtempSync(join(tmpdir(), 'zhulian-bench-'))
  const { build } = await import('vite')
  await build({
    configFile: false,
    logLevel: 'error',
    root: import.meta.dirname,
    plugins: [expertTexts],
    resolve: { alias: expertAliases },
    html: { cspNonce: '__NONCE__' },
    build: { outDir: folder, emptyOutDir: true, assetsInlineLimit: 0, target: 'chrome109', minify: false },
  })
  const server = serve(folder)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  must(typeof address === 'object' && address !== null, 'the bench listens on a port')
  const origin = `http://127.0.0.1:${address.port}`
  const browser = await openBrowser()
  const faults: string[] = []
  return {
    faults,
    page: (language) => openPage({ browser, origin, language, faults }),
    close: async () => {
      await browser.close()
      server.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function serve(folder: string): Server {
  return createServer((request, response) => {
    const path = request.url === '/' ? '/index.html' : (request.url ?? '').replace(/\?.*$/, '')
    const nonce = newNonce()
    try {
      const file = readFileSync(join(folder, path))
      response.setHeader('content-type', kinds[extname(path)] ?? 'application/octet-stream')
      response.setHeader('content-security-policy', pagePolicy(nonce))
      response.end(path.endsWith('.html') ? file.toString('utf8').replaceAll('__NONCE__', nonce) : file)
    } catch {
      response.writeHead(404).end()
    }
  })
}

interface PageWish {
  readonly browser: Browser
  readonly origin: string
  readonly language: 'zh-CN' | 'en'
  readonly faults: string[]
}

async function openPage({ browser, origin, language, faults }: PageWish): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text().split('\n', 1)[0] ?? '')
  })
  page.on('request', (request) => {
    if (!request.url().startsWith(origin)) faults.push(`asked elsewhere: ${request.url()}`)
  })
  await page.goto(origin)
  await page.waitForFunction(() => 'bench' in window)
  await page.evaluate((lang) => (document.documentElement.lang = lang), language)
  return page
}
