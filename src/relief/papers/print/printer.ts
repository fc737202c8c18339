import { Worker } from 'node:worker_threads'
import { Bug } from '#platform/errors/index.ts'
import { paperRefusals } from '../refusals.ts'
import type { Sheet } from './sheet.ts'

export interface PrinterSetting {
  /** Folder with typefaces of the office's own (GB 18030); null when there is none. */
  readonly officeFonts: string | null
}
export interface PrintJob {
  readonly id: number
  readonly sheet: Sheet
}
export type Printed =
  | { readonly kind: 'paper'; readonly bytes: Uint8Array; readonly pages: number }
  | { readonly kind: 'missing'; readonly characters: readonly string[] }
  | { readonly kind: 'fault'; readonly says: string }

export interface Printer {
  /** @throws missingCharacters with the list of them */
  readonly print: (sheet: Sheet) => Promise<{ readonly bytes: Buffer; readonly pages: number }>
  readonly close: () => Promise<void>
}

/** The press is renewed after this many papers: its memory grows with what it has set. */
export const papersPerPress = 1000

interface Waiting {
  readonly resolve: (printed: Printed) => void
  readonly reject: (cause: unknown) => void
}
interface Press {
  readonly worker: Worker
  readonly waiting: Map<number, Waiting>
  asked: number
}

/** Started with the first paper, not with the server. */
export function createPrinter(setting: PrinterSetting): Printer {
  let press: Press | null = null
  let next = 0
  const ask = (sheet: Sheet): Promise<Printed> =>
    new Promise((resolve, reject) => {
      if (press !== null && press.asked >= papersPerPress) {
        retire(press)
        press = null
      }
      press ??= openPress(setting, (gone) => {
        if (press === gone) press = null
      })
      const id = (next += 1)
      press.asked += 1
      press.waiting.set(id, { resolve, reject })
      press.worker.postMessage({ id, sheet } satisfies PrintJob)
    })
  return {
    print: async (sheet) => {
      const printed = await ask(sheet)
      switch (printed.kind) {
        case 'paper':
          return { bytes: Buffer.from(printed.bytes), pages: printed.pages }
        case 'missing':
          throw paperRefusals.missingCharacters({ characters: printed.characters.join(' ') })
        case 'fault':
          throw new Bug(`a sheet could not be set: ${printed.says}`)
      }
    },
    close: async () => {
      const closing = press
      press = null
      await closing?.worker.terminate()
    },
  }
}

function openPress(setting: PrinterSetting, onGone: (press: Press) => void): Press {
  const worker = new Worker(new URL('print-worker.ts', import.meta.url), { workerData: setting })
  const opened: Press = { worker, waiting: new Map(), asked: 0 }
  // A press that waits for work keeps nobody from going home.
  worker.unref()
  worker.on('message', ({ id, ...printed }: Printed & { readonly id: number }) => {
    opened.waiting.get(id)?.resolve(printed)
    opened.waiting.delete(id)
  })
  const gone = (cause: unknown): void => {
    onGone(opened)
    for (const { reject } of opened.waiting.values()) reject(cause)
    opened.waiting.clear()
  }
  worker.on('error', gone)
  worker.on('exit', () => gone(new Bug('the press stopped')))
  return opened
}

/** Finishes what it was asked for, then ends. */
function retire({ worker, waiting }: Press): void {
  if (waiting.size === 0) return void worker.terminate()
  worker.on('message', () => {
    if (waiting.size === 0) void worker.terminate()
  })
}
