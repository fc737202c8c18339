import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dbRefusals } from '../refusals.ts'
import { makeOwnFolder, type Account } from './account.ts'
import type { Binaries } from './binaries.ts'
import type { Layout } from './layout.ts'

/** The owner of the embedded server's databases, and the name of the product's database. */
export const ownerName = 'zhulian'

/**
 * Makes the cluster, once. Built-in C.UTF-8 knows Chinese letters (plain C does not, and then no name is ever found) and
 * sorts alike on every system. `initdb` works in `pg18.new`: an interrupted one is thrown away and made again.
 *
 * @returns the password of the owner.
 */
export async function makeCluster(layout: Layout, binaries: Binaries, account: Account | null): Promise<string> {
  const cluster = layout.cluster(binaries.major)
  refuseOtherVersion(layout, binaries)
  if (existsSync(cluster)) return readFileSync(layout.password, 'utf8')
  const password = randomBytes(24).toString('base64url')
  const draft = `${cluster}.new`
  rmSync(draft, { recursive: true, force: true })
  makeOwnFolder(draft, account)
  await withPasswordFile(password, account, (file) =>
    runInitdb(binaries, account, [...options(draft), '--pwfile', file]),
  )
  writeFileSync(join(draft, 'pg_hba.conf'), hostRules())
  writeFileSync(layout.password, password, { mode: 0o600 })
  renameSync(draft, cluster)
  return password
}

const options = (draft: string): string[] => [
  '-D',
  draft,
  '--encoding=UTF8',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--locale=C',
  `--lc-ctype=${process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'}`,
  '--data-checksums',
  `--username=${ownerName}`,
  '--auth=scram-sha-256',
]

/** Nobody comes in over the network. Windows has no sockets in folders: loopback there, with the same password. */
const hostRules = (): string =>
  process.platform === 'win32'
    ? 'host all all 127.0.0.1/32 scram-sha-256\n'
    : 'local all all scram-sha-256\nhost all all all reject\n'

function refuseOtherVersion({ dataDir }: Layout, { major }: Binaries): void {
  if (!existsSync(dataDir)) return
  const others = readdirSync(dataDir).filter((name) => /^pg\d+$/.test(name) && name !== `pg${major}`)
  const found = others[0]
  if (found && !existsSync(join(dataDir, `pg${major}`))) {
    throw dbRefusals.newerFolder({ folder: dataDir, found: found.slice(2), ours: major })
  }
}

async function withPasswordFile(
  password: string,
  account: Account | null,
  use: (file: string) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'zhulian-'))
  const file = join(folder, 'password')
  writeFileSync(file, password, { mode: 0o600 })
  if (account) for (const path of [folder, file]) chownSync(path, account.uid, account.gid)
  try {
    await use(file)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function runInitdb(binaries: Binaries, account: Account | null, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(binaries.initdb, args, {
      stdio: ['ignore', 'ignore', 'pipe'],
      cwd: '/',
      env: serverEnvironment(),
      ...(account ? { uid: account.uid, gid: account.gid } : {}),
    })
    const said: string[] = []
    child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()))
    child.on('error', reject)
    child.on('exit', (code) =>
      code === 0
        ? resolve()
        : reject(dbRefusals.doesNotStart({ reason: said.join('').trim().slice(0, 500), log: 'initdb' })),
    )
  })
}

/** Messages in plain English whatever the machine speaks, and none of our settings or keys in the server's environment. */
export const serverEnvironment = (): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  LC_MESSAGES: 'C',
  TZ: 'Asia/Shanghai',
  ...(process.env['SystemRoot'] ? { SystemRoot: process.env['SystemRoot'] } : {}),
})
