import { spawn, type ChildProcess } from 'node:child_process'
import { createServer } from 'node:net'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { attachDatabase } from '#platform/db/index.ts'

const root = join(import.meta.dirname, '../../..')
const startMillisecondsMax = 120_000
const folders: string[] = []
const children = new Set<ChildProcess>()

interface Started {
  readonly child: ChildProcess
  readonly printed: () => string
  /** Exit code, when it has ended. */
  readonly ended: Promise<number | null>
}

const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'zhulian-start-'))
  folders.push(folder)
  return folder
}

/** A verb as an operator types it, in a process of its own. */
function zhulian(folder: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Started {
  const tsx = join(root, 'scripts/tsx.mjs')
  const main = join(root, 'src/apps/cli/main.ts')
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', '--import', tsx, main, ...args], {
    cwd: root,
    env: { ...process.env, PORT: '0', ZHULIAN_DATA: folder, ZHULIAN_KEYS: `${folder}.keys`, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.add(child)
  let text = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString()
    })
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)))
  return { child, printed: () => text, ended }
}

async function addressOf({ child, printed }: Started): Promise<string> {
  const until = Date.now() + startMillisecondsMax
  for (;;) {
    const match = /助联已打开：(http:\S+)/.exec(printed())
    if (match?.[1] !== undefined) return match[1]
    if (child.exitCode !== null || Date.now() > until) throw new Error(`it does not open:\n${printed()}`)
    await pause(100)
  }
}

const stop = async ({ child, ended }: Started): Promise<number | null> => {
  child.kill('SIGTERM')
  return ended
}

/** What the folder's county holds, counted behind the second wall. */
async function countyOf(folder: string): Promise<{ households: number; numbers: number; changes: number }> {
  const database = await attachDatabase({ dataDir: folder })
  try {
    const { rows } = await sql<{ households: number; numbers: number; changes: number }>`
      SELECT count(*)::int AS households, count(DISTINCT number)::int AS numbers,
        (SELECT count(*)::int FROM households.change) AS changes
      FROM households.household`.execute(database.owner)
    return rows[0]!
  } finally {
    await database.close()
  }
}

afterAll(() => {
  for (const child of children) if (child.exitCode === null) child.kill('SIGKILL')
  for (const folder of folders) {
    rmSync(folder, { recursive: true, force: true })
    rmSync(`${folder}.keys`, { force: true })
  }
})

/** The county of the first start, which nobody interrupted. */
let whole: Awaited<ReturnType<typeof countyOf>>

describe('第一次打开', () => {
  const folder = newFolder()
  let first: Started
  let address = ''

  beforeAll(async () => {
    first = zhulian(folder, ['start'])
    address = await addressOf(first)
  }, startMillisecondsMax)

  it('首页、存活、就绪、指标、接口说明都有回答', async () => {
    const home = await fetch(address)
    expect(home.status).toBe(200)
    expect(await home.text()).toContain('青禾县')
    for (const path of ['/healthz', '/metrics', '/api/openapi.json'])
      expect((await fetch(`${address}${path}`)).status).toBe(200)
    const ready = await fetch(`${address}/readyz`)
    expect(ready.status).toBe(200)
    expect(await ready.json()).toMatchObject({ status: 'ready', missing: [], settling: expect.any(Array) })
  })
  it('同一个目录再打开一次：一句话，退出码 1，前一个照常', async () => {
    const second = zhulian(folder, ['start'])
    expect(await second.ended).toBe(1)
    expect(second.printed()).toContain('已经在运行')
    expect(second.printed()).not.toContain('    at ')
    expect((await fetch(`${address}/healthz`)).status).toBe(200)
  })
  it('演示变不成正式系统', async () => {
    const admins = `${folder}.admins.json`
    const person = (name: string) => ({ name, login: name, password: 'seven green rivers' })
    const three = { 'system-admin': person('a1'), 'security-admin': person('a2'), 'audit-admin': person('a3') }
    writeFileSync(admins, JSON.stringify(three), { mode: 0o600 })
    const words = ['--bureau', '测试局', '--region', '330482', '--admins', admins]
    const init = zhulian(folder, ['init', '--real', '--single-machine', ...words])
    expect(await init.ended).toBe(1)
    expect(init.printed()).toContain('不能改成另一种')
    rmSync(admins)
  })
  it('运行时可以等它铺完，停得下来，再打开什么都在', async () => {
    const seed = zhulian(folder, ['seed'])
    expect(await seed.ended, seed.printed()).toBe(0)
    const before = await countyOf(folder)
    whole = before
    expect(before.households).toBeGreaterThanOrEqual(2000)
    expect(await stop(first)).toBe(0)
    const again = zhulian(folder, ['start'])
    const there = await addressOf(again)
    expect((await fetch(there)).status).toBe(200)
    expect(await countyOf(folder)).toEqual(before)
    expect(await stop(again)).toBe(0)
  })
  it('日志里没有被抹掉的变更名，也没有人', () => {
    expect(first.printed()).toContain('"migration":"platform/db/')
    expect(first.printed()).not.toMatch(/居民[甲乙丙丁]|"\[removed\]"/)
  })
})

describe('铺到一半被杀掉', () => {
  it('再打开，铺出来的县和没被打断的一样', async () => {
    const broken = newFolder()
    const victim = zhulian(broken, ['start'])
    await addressOf(victim)
    for (let kills = 0; kills < 2; kills++) {
      const one = kills === 0 ? victim : zhulian(broken, ['start'])
      await addressOf(one)
      await pause(1500)
      one.child.kill('SIGKILL')
      await one.ended
    }
    const mended = zhulian(broken, ['seed'])
    expect(await mended.ended, mended.printed()).toBe(0)
    const county = await countyOf(broken)
    expect(county).toEqual(whole)
    expect(county.numbers).toBe(county.households)
  }, 600_000)
})

describe('打不开的时候', () => {
  const folder = newFolder()

  it('演示不在别的地址打开，也不留下演示', async () => {
    const wide = zhulian(folder, ['start'], { ZHULIAN_HOST: '0.0.0.0' })
    expect(await wide.ended).toBe(1)
    expect(wide.printed()).toContain('只在本机')
  })
  it('端口有人用：一句话，不是一堆栈', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const bound = other.address()
    const port = typeof bound === 'object' && bound !== null ? String(bound.port) : ''
    const late = zhulian(folder, ['start'], { PORT: port })
    expect(await late.ended).toBe(1)
    expect(late.printed()).toContain(`端口 ${port}`)
    expect(late.printed()).not.toContain('    at ')
    await new Promise((resolve) => other.close(resolve))
  })
})
