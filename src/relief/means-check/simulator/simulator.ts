import { spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { Clock } from '#platform/clock/index.ts'
import { Outage } from '#platform/errors/index.ts'
import { requestSignatureHeader, signatureOf } from '../connector/protocol.ts'
import type { Connection } from '../departments/department.ts'
import { Mood } from '../wire.ts'
import type { DeclaredPerson } from './declared-person.ts'
import { offsetHeader } from './serve.ts'

/** The departments of a demonstration. Started at the first question, in a process of its own, on this machine only. */
export interface Simulator {
  readonly connectionOf: (department: string) => Promise<Connection>
  readonly teach: (people: readonly DeclaredPerson[]) => Promise<void>
  readonly moods: () => Promise<readonly { readonly department: string; readonly mood: Mood }[]>
  readonly setMood: (wish: { department: string; mood: Mood; slowMs?: number }) => Promise<void>
  /** Process id, or null when it is not running. */
  readonly pid: () => number | null
  readonly close: () => Promise<void>
}

interface Running {
  readonly child: ChildProcess
  readonly baseUrl: string
}

const silence = { zh: '部门模拟器没有启动', en: 'The simulator of the departments did not start' }
const startMsMax = 20_000
const Moods = z.object({ moods: z.array(z.object({ department: z.string(), mood: Mood })) })

export function createSimulator({ clock }: { readonly clock: Clock }): Simulator {
  const secret = randomBytes(24).toString('hex')
  const state: { running: Promise<Running> | null; child: ChildProcess | null } = { running: null, child: null }
  const offset = (): number => clock.now().getTime() - Date.now()
  const running = (): Promise<Running> => {
    if (state.running === null) {
      const child = spawnSimulator()
      state.child = child
      child.once('exit', () => {
        if (state.child === child) Object.assign(state, { running: null, child: null })
      })
      state.running = begin(child, { secret, offset: offset() })
    }
    return state.running
  }
  const call = async (path: string, body: unknown): Promise<z.output<typeof Moods>> => {
    const { baseUrl } = await running()
    const text = JSON.stringify(body)
    const response = await fetch(`${baseUrl}${path}`, {
      method: 'POST',
      headers: { [requestSignatureHeader]: signatureOf(secret, text), [offsetHeader]: String(offset()) },
      body: text,
      signal: AbortSignal.timeout(startMsMax),
    })
    return Moods.parse(await response.json())
  }
  return {
    connectionOf: async () => ({ baseUrl: (await running()).baseUrl, secret, isSimulated: true }),
    teach: async (people) => {
      await call('/control/people', people)
    },
    moods: async () => (await call('/control/people', [])).moods,
    setMood: async (wish) => {
      await call('/control/moods', wish)
    },
    pid: () => state.child?.pid ?? null,
    close: async () => {
      const { child } = state
      if (child === null || child.exitCode !== null) return
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.stdin?.end()
      await gone
    },
  }
}

/** Holds nobody back: the parent may end while it runs, and it ends with the parent. */
function spawnSimulator(): ChildProcess {
  const file = fileURLToPath(new URL('./main.ts', import.meta.url))
  return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', file], {
    stdio: ['pipe', 'pipe', 'ignore'],
    // Nothing of ours: no database address, no keys.
    env: { PATH: process.env['PATH'] ?? '', TZ: 'Asia/Shanghai' },
  })
}

function begin(child: ChildProcess, setting: { secret: string; offset: number }): Promise<Running> {
  const { stdin, stdout } = child
  return new Promise((resolve, reject) => {
    const fail = (): void => {
      child.kill('SIGKILL')
      reject(new Outage('部门模拟器', silence))
    }
    const late = setTimeout(fail, startMsMax)
    child.once('error', fail)
    child.once('exit', fail)
    if (stdin === null || stdout === null) return fail()
    stdin.on('error', fail)
    createInterface({ input: stdout }).once('line', (line) => {
      clearTimeout(late)
      const { port } = z.object({ port: z.int() }).parse(JSON.parse(line))
      letGo(child)
      resolve({ child, baseUrl: `http://127.0.0.1:${port}` })
    })
    stdin.write(`${JSON.stringify(setting)}\n`)
  })
}

function letGo(child: ChildProcess): void {
  child.unref()
  for (const stream of [child.stdin, child.stdout])
    if (stream !== null && 'unref' in stream && typeof stream.unref === 'function') stream.unref()
}
