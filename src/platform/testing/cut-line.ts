import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Connection } from '#platform/db/index.ts'

/**
 * When the line is cut, at the next COMMIT of a transaction that wrote something: `before` it arrives (nothing of the transaction is kept), or
 * `after` it was done and before anybody heard of it (all of it is kept, and the process does not know).
 */
export type Cut = 'before' | 'after'

/** A line to the database that can be cut at the worst moments: for the database, that is a process killed just then. */
export interface CutLine {
  readonly connection: Connection
  /** Arms the cut. It happens once. */
  readonly cutAtCommit: (cut: Cut) => void
  /** Whether a cut is still waiting for its COMMIT. */
  readonly isArmed: () => boolean
  readonly close: () => Promise<void>
}

/** A simple query of the wire protocol: `Q`, length, text, zero. */
const isSimple = (chunk: Buffer, word: 'begin' | 'commit'): boolean =>
  chunk[0] === 0x51 &&
  chunk
    .subarray(5, 5 + word.length)
    .toString('latin1')
    .toLowerCase() === word
const isWriting = (chunk: Buffer): boolean => /\b(INSERT INTO|UPDATE|DELETE FROM)\s/i.test(chunk.toString('latin1'))

export async function cutLine(to: Connection): Promise<CutLine> {
  const folder = mkdtempSync(join(tmpdir(), 'zhulian-line-'))
  const open = new Set<Socket>()
  let armed: Cut | null = null
  const server = createServer((near) => {
    const far = to.host.startsWith('/') ? connect(`${to.host}/.s.PGSQL.${to.port}`) : connect(to.port, to.host)
    let isLast = false
    let wrote = false
    const drop = (): void => {
      near.destroy()
      far.destroy()
    }
    for (const socket of [near, far]) {
      open.add(socket)
      socket.on('error', drop)
      socket.on('close', () => {
        open.delete(socket)
        drop()
      })
    }
    near.on('data', (chunk: Buffer) => {
      if (isSimple(chunk, 'begin')) wrote = false
      else if (isWriting(chunk)) wrote = true
      if (armed === null || !wrote || !isSimple(chunk, 'commit')) return void far.write(chunk)
      isLast = armed === 'after'
      armed = null
      if (isLast) far.write(chunk)
      else drop()
    })
    far.on('data', (chunk: Buffer) => {
      if (isLast) drop()
      else near.write(chunk)
    })
  })
  await new Promise<void>((resolve) => server.listen(join(folder, `.s.PGSQL.${to.port}`), resolve))
  return {
    connection: { ...to, host: folder },
    cutAtCommit: (cut) => {
      armed = cut
    },
    isArmed: () => armed !== null,
    close: async () => {
      for (const socket of open) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
