import type { Connection, Submittable } from 'pg'
import { OneBufferSocket } from './one-buffer-socket.ts'

/** Reads the messages that carry rows. */
export interface RowReader {
  /** @returns null when more is to come, or everything from the first message on that is no row. */
  readonly take: (bytes: Uint8Array) => Uint8Array | null
}

/** One `COPY … TO STDOUT` and who reads its rows. */
export interface CopyOut {
  readonly text: string
  readonly reader: RowReader
  /** All its rows are there. As long as this is not done, nothing more is read, and the server waits. */
  readonly ended?: () => Promise<void> | void
}

const [copyDone, errorResponse] = [0x63, 0x45]
/** What may stand beside the rows of a copy: that it begins, that one before it is complete, notices, settings, news. */
const asides: ReadonlySet<number | undefined> = new Set([0x48, 0x43, 0x4e, 0x53, 0x41])
/** One byte that says what it is, and its length without that byte. */
const headBytes = 5

/** Bytes of the message that begins here; without an end as long as its head is not there. */
const lengthOf = (bytes: Uint8Array): number =>
  bytes.length < headBytes
    ? Number.POSITIVE_INFINITY
    : 1 + new DataView(bytes.buffer, bytes.byteOffset, headBytes).getUint32(1)

/** Has one reader instead of another read a stream; gives back how to undo it. */
function lend(
  stream: Connection['stream'],
  from: (bytes: Uint8Array) => void,
  to: (bytes: Uint8Array) => void,
): () => void {
  if (stream instanceof OneBufferSocket) return stream.lend(to)
  stream.off('data', from)
  stream.on('data', to)
  return () => {
    stream.off('data', to)
    stream.on('data', from)
  }
}

/**
 * Copies out, one after the other, whose rows go to their readers as the server sends them, one message each. The common
 * stream of this driver makes an object of every row; where a million are read that costs more than to read them. The
 * server has the texts of all copies at once: it goes on to the next one while the last is still being read.
 *
 * Use it as a query of a client, and await `ended`. All copies see the database as one transaction does.
 */
export class CopyMessages implements Submittable {
  readonly ended: Promise<void>
  private readonly copies: readonly CopyOut[]
  private readonly settle: { readonly end: () => void; readonly fail: (error: unknown) => void }
  /** Which copy the rows that come next belong to. */
  private current = 0
  /** Bytes that were not yet read. */
  private rest: Uint8Array = new Uint8Array(0)
  private isWaiting = false
  private isOver = false
  /** Why a reader could not go on. */
  private failure: unknown = null

  constructor(copies: readonly CopyOut[]) {
    if (copies.length === 0) throw new Error('there is a copy to read')
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    this.copies = copies
    this.ended = promise
    this.settle = { end: resolve, fail: reject }
  }

  submit(connection: Connection): void {
    const { stream } = connection
    const [driver] = stream.listeners('data') as ((bytes: Uint8Array) => void)[]
    const take = (chunk: Uint8Array): void => {
      if (this.failure !== null) return void stream.destroy()
      this.rest = this.rest.length === 0 ? chunk : Buffer.concat([this.rest, chunk])
      try {
        const others = this.isWaiting ? null : this.advance(stream, () => take(new Uint8Array(0)))
        // The bytes that came may lie in a buffer that will be read into again.
        if (this.rest.length > 0) this.rest = Buffer.from(this.rest)
        if (!others) return
        giveBack()
        driver!(Buffer.from(others))
      } catch (error) {
        // Where a reader stops in the middle of the rows nobody knows what comes next: the connection is given up.
        this.failure = error
        stream.destroy()
      }
    }
    const giveBack = lend(stream, driver!, take)
    connection.query(this.copies.map(({ text }) => text).join(';\n'))
  }

  /** Reads as far as the bytes go. @returns what is the driver's to read: the end of the last copy, or a fault. */
  private advance(stream: Connection['stream'], goOn: () => void): Uint8Array | null {
    while (!this.isOver) {
      const others = this.rest.length === 0 ? null : this.copies[this.current]!.reader.take(this.rest)
      this.rest = others ?? new Uint8Array(0)
      if (others === null) return null
      const [kind] = others
      if (kind === errorResponse) return others
      const length = lengthOf(others)
      if (others.length < length) return null
      if (kind !== copyDone) {
        if (!asides.has(kind)) throw new Error(`“${this.copies[this.current]!.text}” is no COPY … TO STDOUT`)
        this.rest = others.subarray(length)
        continue
      }
      const done = this.copies[this.current]!.ended?.()
      this.isOver = this.current === this.copies.length - 1
      this.rest = this.isOver ? others : others.subarray(length)
      this.current += 1
      if (!done) continue
      this.waitFor(done, stream, goOn)
      return null
    }
    return this.rest
  }

  private waitFor(done: Promise<void>, stream: Connection['stream'], goOn: () => void): void {
    this.isWaiting = true
    stream.pause()
    done.then(
      () => {
        this.isWaiting = false
        stream.resume()
        goOn()
      },
      (error: unknown) => {
        this.failure = error
        stream.destroy()
      },
    )
  }

  handleCommandComplete(): void {}

  handleReadyForQuery(): void {
    this.settle.end()
  }

  handleError(error: Error): void {
    // Whoever waits is told now: no reader is handed anything after that, and rows that still come end the connection.
    this.failure ??= error
    this.settle.fail(this.failure)
  }
}
