import { Socket } from 'node:net'

type Reader = (bytes: Uint8Array) => void

const bufferBytes = 262_144

/**
 * A socket that reads into one buffer again and again. An ordinary one has new memory for each reading, which costs more
 * than to read it where a million rows come. Whoever it is lent to reads the bytes where they are and keeps none of them;
 * everybody else has copies, as from any socket.
 *
 * For a client that copies out a lot: `new pg.Client({ …, stream: () => new OneBufferSocket() })`.
 */
export class OneBufferSocket extends Socket {
  private borrower: Reader | null = null

  constructor() {
    super({
      onread: {
        buffer: Buffer.allocUnsafeSlow(bufferBytes),
        callback: (count, buffer) => {
          const bytes = buffer.subarray(0, count)
          if (!this.borrower) return this.push(Buffer.from(bytes))
          this.borrower(bytes)
          return !this.isPaused()
        },
      },
    })
  }

  /** Until it is given back, what comes is read by this reader alone. */
  lend(reader: Reader): () => void {
    this.borrower = reader
    return () => {
      this.borrower = null
    }
  }
}
