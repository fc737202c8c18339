import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { end, headOf, padding, readTar } from './tar.ts'

const archiveOf = (files: readonly { path: string; content: Buffer }[]): Buffer =>
  Buffer.concat([
    ...files.flatMap(({ path, content }) => [headOf(path, content.length), content, padding(content.length)]),
    end,
  ])

/** Hands the archive out in pieces of any size, as a disk or a decompressor does. */
async function* inPieces(archive: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < archive.length; at += size) yield archive.subarray(at, at + size)
}

async function readAll(archive: Buffer, size: number): Promise<{ path: string; content: Buffer }[]> {
  const found: { path: string; content: Buffer }[] = []
  for await (const { path, content } of readTar(inPieces(archive, size))) {
    const parts: Buffer[] = []
    for await (const part of content) parts.push(part)
    found.push({ path, content: Buffer.concat(parts) })
  }
  return found
}

describe('归档', () => {
  const file = fc.record({
    path: fc.stringMatching(/^[a-z0-9]{1,40}(\/[a-z0-9]{1,40}){0,4}$/),
    content: fc.uint8Array({ maxLength: 2000 }).map((bytes) => Buffer.from(bytes)),
  })
  it('写进去什么，读出来什么', () =>
    fc.assert(
      fc.asyncProperty(fc.array(file, { maxLength: 6 }), fc.integer({ min: 1, max: 1500 }), async (files, size) => {
        expect(await readAll(archiveOf(files), size)).toEqual(files)
      }),
      { numRuns: 50 },
    ))
  it('提前结束、头部损坏，都会出错', async () => {
    const archive = archiveOf([{ path: 'a', content: Buffer.alloc(3000) }])
    await expect(readAll(archive.subarray(0, 1000), 512)).rejects.toThrow('ends early')
    archive[0] = 0x7a
    await expect(readAll(archive, 512)).rejects.toThrow('damaged')
  })
})
