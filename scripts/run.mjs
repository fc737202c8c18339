// `npm test`, `npm run check` and the other verbs: install what is needed, then run the steps one after another.
import { spawnSync } from 'node:child_process'
import { delimiter, dirname, join } from 'node:path'
import { commandArguments, install, nodeBinary, root, sourceArguments, sourceEnvironment } from './install.mjs'

const [verb = '', ...rest] = process.argv.slice(2)
const bin = (name) =>
  join(
    root,
    'node_modules',
    ...{
      oxfmt: ['oxfmt', 'bin', 'oxfmt'],
      oxlint: ['oxlint', 'bin', 'oxlint'],
      tsc: ['typescript', 'bin', 'tsc'],
      vitest: ['vitest', 'vitest.mjs'],
    }[name],
  )
const vitest = (...args) => [bin('vitest'), 'run', ...args]

const check = [
  ['format', [bin('oxfmt'), '--check', '.']],
  ['lint', [bin('oxlint'), '--type-aware', '--deny-warnings', '.']],
  ['types', [bin('tsc'), '-p', '.']],
  ['structure', [...sourceArguments, 'tools/tidy/main.ts']],
  ['unit', vitest('--project', 'unit')],
]
const accept = [['stories', vitest('--project', 'slow')]]

const verbs = {
  check,
  accept,
  test: [
    ['lock', [...sourceArguments, 'tools/lock/check.ts']],
    ...check,
    ['tck', [...sourceArguments, 'tools/tck/check.ts']],
    ['database', vitest('--project', 'database')],
    ...accept,
  ],
  bench: [['bench', [...sourceArguments, 'bench/main.ts', ...rest]]],
  format: [['format', [bin('oxfmt'), '.']]],
  zhulian: [['', [...commandArguments, 'src/apps/cli/main.ts', ...rest]]],
}

const steps = verbs[verb]
if (!steps) {
  console.error(`Unknown verb “${verb}”. One of: ${Object.keys(verbs).join(', ')}.`)
  process.exit(2)
}
install(verb === 'zhulian' ? 'production' : 'development')
const node = nodeBinary()
const env = {
  ...process.env,
  ...sourceEnvironment,
  PATH: `${dirname(node)}${delimiter}${process.env.PATH}`,
  TZ: 'Asia/Shanghai',
}

for (const [name, args] of steps) {
  const since = Date.now()
  if (name) console.log(`\n── ${name} ──`)
  const result = spawnSync(node, args, { cwd: root, stdio: 'inherit', env })
  if (result.status !== 0) {
    if (name) console.error(`\n${name} failed.`)
    process.exit(result.status ?? 1)
  }
  if (name) console.log(`${name}: ${((Date.now() - since) / 1000).toFixed(1)} s`)
}
