import { spawnSync } from 'node:child_process'

/** A lock that `npm ci` refuses breaks every fresh clone, and only there: so it is asked before anything else. */
const windows = process.platform === 'win32'
const run = spawnSync(windows ? 'npm.cmd' : 'npm', ['ci', '--dry-run', '--ignore-scripts', '--loglevel=error'], {
  encoding: 'utf8',
  shell: windows,
})
if (run.status !== 0) {
  console.error(`package-lock.json does not fit package.json:\n${run.stderr}`)
  process.exit(1)
}
