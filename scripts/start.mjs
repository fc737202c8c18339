// `npm start`: install what is needed, then run the product under the Node 24 the clone brought along.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { install, nodeBinary, root, sourceArguments, sourceEnvironment } from './install.mjs'

install('production')
const child = spawn(
  nodeBinary(),
  [...sourceArguments, join(root, 'src/apps/cli/main.ts'), 'start', ...process.argv.slice(2)],
  {
    stdio: 'inherit',
    cwd: root,
    env: { ...process.env, ...sourceEnvironment },
  },
)
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1)))
