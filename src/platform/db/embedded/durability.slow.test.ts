import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { attachDatabase, openDatabase } from '../index.ts'
import { startOf } from './process-table.ts'

const writer = new URL('../../testing/durability-writer.ts', import.meta.url).pathname
const kills = 20

let folder = ''
let dataDir = ''
let notes = ''
const running: ChildProcess[] = []

// A zombie has ended, whatever its number says.
const isAlive = (pid: number): boolean => startOf(pid) !== null

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'zhulian-kill-'))
  dataDir = join(folder, 'data')
  notes = join(folder, 'notes')
  if (process.getuid?.() === 0) execFileSync('chmod', ['711', folder])
})
afterEach(async () => {
  for (const child of running.splice(0)) await kill(child)
  const left = serverPid()
  if (left) await until(() => !isAlive(left), 'the server follows its master')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const start = (errors: 'inherit' | 'ignore' = 'inherit'): ChildProcess => {
  const child = spawn(process.execPath, [writer, dataDir, notes], { stdio: ['ignore', 'ignore', errors] })
  running.push(child)
  return child
}
const kill = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await ended
}
const noted = (): number[] =>
  existsSync(notes) ? readFileSync(notes, 'utf8').split('\n').slice(0, -1).map(Number) : []
const serverPid = (): number | null => {
  const file = join(dataDir, 'pg18', 'postmaster.pid')
  return existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) : null
}
const until = async (holds: () => boolean, what: string): Promise<void> => {
  const patience = Date.now() + 90_000
  while (!holds()) {
    if (Date.now() > patience) throw new Error(`waited in vain: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
const writesOn = async (): Promise<void> => {
  const before = noted().length
  await until(() => noted().length > before + 20, 'more rows are acknowledged')
  await new Promise((resolve) => setTimeout(resolve, 600 + Math.random() * 100))
}
const expectAllKept = async (): Promise<void> => {
  const database = await openDatabase({ dataDir })
  const { rows } = await sql<{ number: number }>`SELECT number FROM public.kept`.execute(database.owner)
  await database.close()
  const kept = new Set(rows.map(({ number }) => number))
  expect(noted().filter((number) => !kept.has(number))).toEqual([])
  expect(noted().length).toBeGreaterThan(kills * 20)
}

describe('随时拔电源，答应过的都在', { timeout: 400_000 }, () => {
  it(`程序被 kill -9 ${kills} 次`, async () => {
    for (let round = 0; round < kills; round++) {
      const child = start()
      await writesOn()
      await kill(child)
    }
    await expectAllKept()
  })

  it(`数据库进程被 kill -9 ${kills} 次，程序自己把它带起来`, async () => {
    const child = start()
    for (let round = 0; round < kills; round++) {
      await writesOn()
      const pid = serverPid()
      if (pid && isAlive(pid)) process.kill(pid, 'SIGKILL')
      await until(() => serverPid() !== pid, 'another server runs')
    }
    await writesOn()
    await kill(child)
    await expectAllKept()
  })

  it('程序连同看门的一起被杀，留下的数据库由下一次启动收拾', async () => {
    const child = start()
    await writesOn()
    const orphan = serverPid() ?? 0
    for (const pid of watchdogsOf(child.pid ?? 0)) process.kill(pid, 'SIGKILL')
    await kill(child)
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(isAlive(orphan)).toBe(true)
    const database = await openDatabase({ dataDir })
    expect(isAlive(orphan)).toBe(false)
    await database.close()
  })
})

const watchdogsOf = (pid: number): number[] =>
  execFileSync('ps', ['-ax', '-o', 'pid=,ppid=,command='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+\/bin\/sh -c while read/.exec(line))
    .filter((match) => Number(match?.[2]) === pid)
    .map((match) => Number(match?.[1]))

describe('一个文件夹只由一个程序管', () => {
  it('第二次启动被拒绝，并说出是哪个进程', async () => {
    const child = start()
    await writesOn()
    await expect(openDatabase({ dataDir })).rejects.toThrow(`已经在运行（进程 ${child.pid}）`)
    await kill(child)
  })
  it('两处同时启动，只有一处成功', async () => {
    const first = start('ignore')
    const second = start('ignore')
    await until(() => first.exitCode !== null || second.exitCode !== null, 'one of them is refused')
    await writesOn()
    expect([first.exitCode, second.exitCode].filter((code) => code === null)).toHaveLength(1)
  })
  it('命令行接到正在运行的数据库上，走的时候不关它', async () => {
    start()
    await writesOn()
    const attached = await attachDatabase({ dataDir })
    const { rows } = await sql<{ count: number }>`SELECT count(*)::int FROM public.kept`.execute(attached.owner)
    expect(rows[0]?.count).toBeGreaterThan(0)
    await attached.close()
    await writesOn()
  })
})
