import { execFileSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium, type Browser } from 'playwright-core'
import { unpackShippedBrowser } from './shipped-browser.ts'

/** What was tried and why it did not do. */
interface Tried {
  readonly what: string
  readonly why: string
}
interface Candidate {
  readonly what: string
  readonly executable: () => string
  /** Only for the launch: never for our own process. */
  readonly env?: () => Readonly<Record<string, string>>
}

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const systemNames = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'msedge',
]
const systemPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

/**
 * A browser for tests: `ZHULIAN_BROWSER`, then Chromium, Chrome or Edge of the system, then the one npm ships (Linux x64),
 * then, as root and in CI only, the one of apt. Each must first draw a page of Chinese. No browser is a failure that lists
 * what was tried, never a skip.
 */
export async function openBrowser(): Promise<Browser> {
  const tried: Tried[] = []
  for (const candidate of candidates()) {
    try {
      return await launched(candidate)
    } catch (error) {
      tried.push({ what: candidate.what, why: firstLine(error) })
    }
  }
  throw new Error(
    [
      'No browser for the tests. Set ZHULIAN_BROWSER to one. Tried:',
      ...tried.map(({ what, why }) => `- ${what}: ${why}`),
    ].join('\n'),
  )
}

const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n').slice(0, 2).join(' ')

function* candidates(): Generator<Candidate> {
  const named = process.env['ZHULIAN_BROWSER']
  if (named) yield { what: `ZHULIAN_BROWSER=${named}`, executable: () => named }
  for (const file of [...onPath(systemNames), ...systemPlaces.filter(isProgram)])
    yield { what: file, executable: () => file }
  if (process.platform === 'linux' && process.arch === 'x64') {
    yield {
      what: '@sparticuz/chromium from npm',
      executable: () => unpackShippedBrowser().executable,
      env: () => unpackShippedBrowser().env,
    }
  }
  if (process.env['CI'] && process.getuid?.() === 0)
    yield {
      what: 'apt-get install chromium',
      executable: () => {
        execFileSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'], {
          stdio: 'ignore',
        })
        return '/usr/bin/chromium'
      },
    }
}

async function launched({ executable, env }: Candidate): Promise<Browser> {
  const browser = await chromium.launch({
    executablePath: executable(),
    args: flags,
    env: { ...definedEnv(), ...env?.() },
  })
  try {
    const page = await browser.newPage()
    await page.setContent('<!doctype html><html lang="zh-CN"><body><p>助联：账在明处</p></body></html>')
    const width = await page.evaluate(() => document.querySelector('p')?.getBoundingClientRect().height ?? 0)
    if (width <= 0) throw new Error('drew nothing')
    await page.close()
    return browser
  } catch (error) {
    await browser.close()
    throw error
  }
}

const definedEnv = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )

const onPath = (names: readonly string[]): string[] =>
  names.flatMap((name) =>
    (process.env['PATH'] ?? '')
      .split(delimiter)
      .map((folder) => join(folder, name))
      .filter(isProgram)
      .slice(0, 1),
  )

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
