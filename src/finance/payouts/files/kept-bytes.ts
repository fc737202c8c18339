import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Box } from '#platform/crypto/index.ts'

/** Names and account numbers lie on disk only inside a folder that is gone when the work is. */
export async function inFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'zhulian-pay-'))
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

export const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')
export const sealBytes = (box: Box, bytes: Buffer, use: string): Buffer => box.seal(bytes.toString('base64'), use)
const openBytes = (box: Box, sealed: Buffer, use: string): Buffer => Buffer.from(box.open(sealed, use), 'base64')

export const payFileUse = (id: string): string => `payouts.pay_file.bytes:${id}`
export const returnUse = (id: string): string => `payouts.return_file.bytes:${id}`

/** Opens sealed bytes as a file that readers take; `ending` without the dot. */
export const withOpened = <Result>(
  { box, sealed, use, ending }: { box: Box; sealed: Buffer; use: string; ending: string },
  work: (path: string, bytes: Buffer) => Promise<Result>,
): Promise<Result> =>
  inFolder(async (folder) => {
    const bytes = openBytes(box, sealed, use)
    const path = join(folder, `file.${ending}`)
    await writeFile(path, bytes, { mode: 0o600 })
    return work(path, bytes)
  })

/** What `write` writes, as bytes. */
export const writtenBytes = (ending: string, write: (path: string) => Promise<void>): Promise<Buffer> =>
  inFolder(async (folder) => {
    const path = join(folder, `file.${ending}`)
    await write(path)
    return readFile(path)
  })
