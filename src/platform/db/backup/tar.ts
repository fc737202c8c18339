import { must } from '#platform/errors/index.ts'

/** Files as a tar archive (ustar), so that a backup can also be looked into by any other program. */
const block = 512

/** The head of one file. `bytes` have to follow, and then `padding(bytes)` zeros. */
export function headOf(path: string, bytes: number): Buffer {
  const [prefix, name] = split(path)
  const head = Buffer.alloc(block)
  head.write(name, 0)
  head.write('0000600\0', 100)
  head.write('0000000\0', 108)
  head.write('0000000\0', 116)
  head.write(`${bytes.toString(8).padStart(11, '0')}\0`, 124)
  head.write('00000000000\0', 136)
  head.write('        ', 148)
  head.write('0', 156)
  head.write('ustar\u000000', 257)
  head.write(prefix, 345)
  const sum = head.reduce((total, byte) => total + byte, 0)
  head.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return head
}

export const padding = (bytes: number): Buffer => Buffer.alloc((block - (bytes % block)) % block)
export const end: Buffer = Buffer.alloc(2 * block)

/** The name field holds 100 bytes, the folder before it 155 more. */
function split(path: string): [prefix: string, name: string] {
  if (Buffer.byteLength(path) <= 100) return ['', path]
  const at = path.indexOf('/', path.length - 100)
  must(at > 0 && at <= 155 && Buffer.byteLength(path.slice(at + 1)) <= 100, 'paths in a backup fit a tar head')
  return [path.slice(0, at), path.slice(at + 1)]
}

export interface ArchivedFile {
  readonly path: string
  readonly bytes: number
  /** Read it to its end before asking for the next file. */
  readonly content: AsyncIterable<Buffer>
}

/** Reads an archive file by file. @throws Error when it ends early or a head is damaged */
export async function* readTar(source: AsyncIterable<Buffer>): AsyncGenerator<ArchivedFile> {
  const reader = readerOf(source)
  for (;;) {
    const head = await reader.exactly(block)
    if (head.every((byte) => byte === 0)) return
    const { path, bytes } = parseHead(head)
    yield { path, bytes, content: reader.stream(bytes) }
    await reader.exactly(padding(bytes).length)
  }
}

function parseHead(head: Buffer): { path: string; bytes: number } {
  const text = (from: number, length: number): string =>
    head.toString('utf8', from, from + length).replace(/\0.*$/s, '')
  const sum = head.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 32 : byte), 0)
  if (Number.parseInt(text(148, 8), 8) !== sum) throw new Error('a file head is damaged')
  const prefix = text(345, 155)
  return { path: prefix ? `${prefix}/${text(0, 100)}` : text(0, 100), bytes: Number.parseInt(text(124, 12), 8) }
}

interface Reader {
  readonly exactly: (bytes: number) => Promise<Buffer>
  readonly stream: (bytes: number) => AsyncGenerator<Buffer>
}

function readerOf(source: AsyncIterable<Buffer>): Reader {
  const iterator = source[Symbol.asyncIterator]()
  let rest = Buffer.alloc(0)
  const some = async (max: number): Promise<Buffer> => {
    while (rest.length === 0) {
      const next = await iterator.next()
      if (next.done) throw new Error('the archive ends early')
      rest = Buffer.from(next.value)
    }
    const part = rest.subarray(0, max)
    rest = rest.subarray(part.length)
    return part
  }
  async function* stream(bytes: number): AsyncGenerator<Buffer> {
    for (let left = bytes; left > 0;) {
      const part = await some(left)
      left -= part.length
      yield part
    }
  }
  return {
    stream,
    exactly: async (bytes) => {
      const parts: Buffer[] = []
      for await (const part of stream(bytes)) parts.push(part)
      return Buffer.concat(parts)
    },
  }
}
