import { createHash } from 'node:crypto'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const cloneRoot = fileURLToPath(new URL('../../../../', import.meta.url))

/**
 * Where an installation keeps its data when nobody says otherwise. Each clone has its own, so that two clones on one
 * machine never refuse each other. As root it cannot lie in the home folder, which the server's account may not enter.
 */
export function defaultDataDir(env: NodeJS.ProcessEnv = process.env): string {
  if (env['ZHULIAN_DATA']) return resolve(env['ZHULIAN_DATA'])
  const clone = createHash('sha256').update(resolve(cloneRoot)).digest('hex').slice(0, 12)
  if (process.getuid?.() === 0) return join('/var/lib/zhulian', clone)
  if (process.platform === 'win32') return join(env['LOCALAPPDATA'] ?? homedir(), 'Zhulian', clone)
  return join(env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'zhulian', clone)
}
