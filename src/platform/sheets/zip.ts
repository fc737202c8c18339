import { openPromise, type Entry, type ZipFile } from 'yauzl'
import { sheetRefusals } from './refusals.ts'

/** A workbook of fifty sheets with pictures has a few hundred parts; thousands are somebody trying. */
const entriesMax = 2_000
/** The sheet of 50,000 full rows is about 120 MB of XML; with shared strings and styles well below this. */
const unpackedBytesMax = 400 * 1024 * 1024
/** XML of a list packs 10 to 40 times. Only large parts are held to it: small ones do no harm. */
const ratioMax = 150
const ratioFromBytes = 16 * 1024 * 1024

export interface Archive {
  readonly entries: ReadonlyMap<string, Entry>
  readonly open: (entry: Entry) => Promise<NodeJS.ReadableStream>
  readonly text: (name: string, bytesMax?: number) => Promise<string | null>
  readonly close: () => void
}

/**
 * Walks the directory of a workbook before anything is unpacked: a bomb is refused by its own table of contents. A
 * directory that lies is caught while unpacking, because an entry longer than stated ends the reading.
 * @throws damaged, macros, tooMuchInside
 */
export async function openArchive(path: string, name: string): Promise<Archive> {
  let zip: ZipFile
  try {
    zip = await openPromise(path, { lazyEntries: true, autoClose: false, validateEntrySizes: true })
  } catch {
    throw sheetRefusals.damaged({ name })
  }
  try {
    const entries = await readDirectory(zip, name)
    return archiveOf(zip, entries, name)
  } catch (error) {
    zip.close()
    throw error
  }
}

async function readDirectory(zip: ZipFile, name: string): Promise<Map<string, Entry>> {
  if (zip.entryCount > entriesMax) throw sheetRefusals.tooMuchInside({ name, size: '—' })
  const entries = new Map<string, Entry>()
  let unpacked = 0
  try {
    for await (const entry of zip.eachEntry()) {
      entries.set(entry.fileName.replace(/^\//, ''), entry)
      unpacked += entry.uncompressedSize
    }
  } catch {
    throw sheetRefusals.damaged({ name })
  }
  const isBomb = [...entries.values()].some(
    (entry) => entry.uncompressedSize > ratioFromBytes && entry.uncompressedSize > ratioMax * entry.compressedSize,
  )
  if (isBomb || unpacked > unpackedBytesMax)
    throw sheetRefusals.tooMuchInside({ name, size: Math.round(unpacked / 1024 / 1024) })
  if ([...entries.keys()].some((file) => /vbaproject|macrosheets\//i.test(file))) throw sheetRefusals.macros({ name })
  return entries
}

function archiveOf(zip: ZipFile, entries: Map<string, Entry>, name: string): Archive {
  const open = async (entry: Entry): Promise<NodeJS.ReadableStream> => {
    try {
      return await zip.openReadStreamPromise(entry)
    } catch {
      throw sheetRefusals.damaged({ name })
    }
  }
  return {
    entries,
    open,
    text: async (file, bytesMax = 8 * 1024 * 1024) => {
      const entry = entries.get(file)
      if (!entry) return null
      if (entry.uncompressedSize > bytesMax)
        throw sheetRefusals.tooMuchInside({ name, size: Math.round(entry.uncompressedSize / 1024 / 1024) })
      const parts: Buffer[] = []
      try {
        for await (const part of await open(entry)) parts.push(part as Buffer)
      } catch {
        throw sheetRefusals.damaged({ name })
      }
      return Buffer.concat(parts).toString('utf8')
    },
    close: () => zip.close(),
  }
}
