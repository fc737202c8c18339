import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const sourceArguments = ['--disable-warning=ExperimentalWarning', '--import', join(root, 'scripts', 'tsx.mjs')]

/** The product as an operator starts it: a process of its own, on a port of its own, with a data folder of its own. */
export interface Product {
  /** `http://127.0.0.1:41873` */
  readonly address: string
  readonly dataFolder: string
  readonly process: ChildProcess
  /** Everything it has printed, to search for names that must not leak. */
  readonly printed: () => string
  readonly stop: () => Promise<void>
}

/** How long a first start may take here: the database is made, the county laid out. The machine may be busy. */
const startMillisecondsMax = 120_000

/** Starts the product. The demonstration county is complete when `ready` has answered. */
export async function startProduct(env: Readonly<Record<string, string>> = {}, folder?: string): Promise<Product> {
  const dataFolder = folder ?? mkdtempSync(join(tmpdir(), 'zhulian-story-'))
  const child = spawn(process.execPath, [...sourceArguments, join(root, 'src/apps/cli/main.ts'), 'start'], {
    cwd: root,
    env: { ...process.env, PORT: '0', ZHULIAN_DATA: dataFolder, ZHULIAN_KEYS: `${dataFolder}.keys`, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  const address = await new Promise<string>((resolve, reject) => {
    const late = setTimeout(
      () => reject(new Error(`no address after ${startMillisecondsMax} ms:\n${printed}`)),
      startMillisecondsMax,
    )
    const listen = (chunk: Buffer): void => {
      printed += chunk.toString()
      const match = /http:\/\/127\.0\.0\.1:\d+/.exec(printed)
      if (!match) return
      clearTimeout(late)
      resolve(match[0])
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    child.once('exit', (code) => reject(new Error(`it ended with ${code}:\n${printed}`)))
  })
  return {
    address,
    dataFolder,
    process: child,
    printed: () => printed,
    stop: () => stop(child, dataFolder, folder === undefined),
  }
}

async function stop(child: ChildProcess, dataFolder: string, isOurs: boolean): Promise<void> {
  if (child.exitCode === null) {
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    await ended
  }
  if (!isOurs) return
  rmSync(dataFolder, { recursive: true, force: true })
  rmSync(`${dataFolder}.keys`, { force: true })
}
