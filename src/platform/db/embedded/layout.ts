import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Where things lie in a data folder. */
export interface Layout {
  readonly dataDir: string
  /** The cluster, named after its major version. */
  readonly cluster: (major: string) => string
  /** Folder of the socket, 0700. */
  readonly run: string
  readonly password: string
  readonly log: string
  /** Port of the loopback connection; Windows only, which has no sockets in folders. */
  readonly port: string
}

/** A socket's path may be 107 bytes long; below a deep folder it moves to the system's temporary folder. */
const socketPathMax = 107
const socketName = '/.s.PGSQL.5432'

export function layoutOf(dataDir: string): Layout {
  const near = join(dataDir, 'run')
  const far = join(tmpdir(), `zhulian-${createHash('sha256').update(dataDir).digest('hex').slice(0, 16)}`)
  return {
    dataDir,
    cluster: (major) => join(dataDir, `pg${major}`),
    run: Buffer.byteLength(near + socketName) <= socketPathMax ? near : far,
    password: join(dataDir, 'database-password'),
    log: join(dataDir, 'postgresql.log'),
    port: join(dataDir, 'database-port'),
  }
}
