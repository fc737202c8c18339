import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** When a process began, in the system's own words; null when there is none. A number used again begins at another time. */
export function startOf(pid: number): string | null {
  if (process.platform === 'linux') {
    const fields = readProc(pid, 'stat')?.split(') ').at(-1)?.split(' ')
    // A zombie has ended; only its parent has not looked yet.
    return fields && fields[0] !== 'Z' ? (fields[19] ?? null) : null
  }
  if (process.platform === 'win32') return isAlive(pid) ? 'alive' : null
  return askPs(pid, 'lstart=')
}

/** The command line of a process, or an empty text. */
export const commandOf = (pid: number): string =>
  process.platform === 'linux'
    ? (readProc(pid, 'cmdline')?.replaceAll('\0', ' ') ?? '')
    : process.platform === 'win32'
      ? ''
      : (askPs(pid, 'command=') ?? '')

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function readProc(pid: number, name: string): string | null {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8')
  } catch {
    return null
  }
}

function askPs(pid: number, field: string): string | null {
  try {
    return execFileSync('ps', ['-o', field, '-p', String(pid)], { encoding: 'utf8' }).trim() || null
  } catch {
    return null
  }
}
