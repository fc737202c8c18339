import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Account } from './account.ts'
import { serverEnvironment } from './cluster.ts'
import { commandOf, isAlive, startOf } from './process-table.ts'

export interface PostmasterWish {
  readonly postgres: string
  readonly cluster: string
  readonly run: string
  readonly log: string
  readonly port: number
  readonly account: Account | null
  /** `false` only for tests: nothing is synced to the disk. */
  readonly isDurable: boolean
}

export interface Postmaster {
  readonly pid: number
  /** Settles when the server has ended, for whatever reason. */
  readonly ended: Promise<void>
  /** Asks it to end at once, saving what is acknowledged. */
  readonly stop: () => Promise<void>
}

const logBytesMax = 20_000_000

/**
 * Starts the server. Statements, parameters and the values in "Key (…) already exists" never reach its log: they may be
 * somebody's name or number.
 */
const settingsOf = ({ run, port, isDurable }: PostmasterWish): Record<string, string> => ({
  ...(process.platform === 'win32'
    ? { listen_addresses: '127.0.0.1' }
    : { listen_addresses: '', unix_socket_directories: run, unix_socket_permissions: '0700' }),
  port: String(port),
  max_connections: '80',
  shared_buffers: '256MB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  random_page_cost: '1.1',
  max_wal_size: '2GB',
  jit: 'off',
  timezone: 'Asia/Shanghai',
  log_timezone: 'Asia/Shanghai',
  log_line_prefix: '%m [%p] ',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  ...(isDurable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
})

export function startPostmaster(wish: PostmasterWish): Postmaster {
  if (existsSync(wish.log) && statSync(wish.log).size > logBytesMax) renameSync(wish.log, `${wish.log}.1`)
  const log = openSync(wish.log, 'a', 0o600)
  const settings = Object.entries(settingsOf(wish)).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child = spawn(wish.postgres, ['-D', wish.cluster, ...settings], {
    stdio: ['ignore', log, log],
    cwd: wish.cluster,
    env: serverEnvironment(),
    // Its own group: Ctrl-C in the terminal reaches us alone, and we end it in good order.
    detached: true,
    ...asAccount(wish.account),
  })
  closeSync(log)
  const watchdog = watch(child.pid, wish.account)
  const ended = new Promise<void>((resolve) => {
    const end = (): void => {
      watchdog?.kill('SIGKILL')
      resolve()
    }
    child.once('exit', end)
    child.once('error', end)
  })
  return { pid: child.pid ?? 0, ended, stop: () => stopChild(child, ended) }
}

async function stopChild(child: ChildProcess, ended: Promise<void>): Promise<void> {
  child.kill('SIGINT')
  const slow = setTimeout(() => child.kill('SIGQUIT'), 30_000)
  await ended
  clearTimeout(slow)
}

const asAccount = (account: Account | null): { uid?: number; gid?: number } =>
  account ? { uid: account.uid, gid: account.gid } : {}

/**
 * A small shell reads a pipe that only we hold open. When we die, however suddenly, it reads the end of the pipe and asks
 * the server to finish, so that no server without a master stays behind.
 */
function watch(pid: number | undefined, account: Account | null): ChildProcess | null {
  if (process.platform === 'win32' || pid === undefined) return null
  const script = `while read -r line; do :; done; kill -INT ${pid}`
  const watchdog = spawn('/bin/sh', ['-c', script], {
    stdio: ['pipe', 'ignore', 'ignore'],
    cwd: '/',
    detached: true,
    ...asAccount(account),
  })
  watchdog.on('error', () => undefined)
  watchdog.unref()
  return watchdog
}

/** A server left behind by a start that was killed together with its watchdog. Stopped before a new one may begin. */
export async function stopOrphan(cluster: string): Promise<boolean> {
  const pid = recordedPid(cluster)
  if (pid === null || startOf(pid) === null || !commandOf(pid).includes(cluster)) return false
  process.kill(pid, 'SIGINT')
  const patience = Date.now() + 30_000
  while (startOf(pid) !== null && Date.now() < patience) await pause(50)
  if (isAlive(pid) && startOf(pid) !== null) process.kill(pid, 'SIGQUIT')
  while (startOf(pid) !== null) await pause(50)
  return true
}

function recordedPid(cluster: string): number | null {
  const file = join(cluster, 'postmaster.pid')
  const first = existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) : Number.NaN
  return Number.isSafeInteger(first) && first > 0 ? first : null
}

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds))
