import Docxtemplater from 'docxtemplater'
import PizZip from 'pizzip'
import { fromBufferPromise } from 'yauzl'
import { paperRefusals } from '../refusals.ts'
import { placeholders, required } from './placeholders.ts'

/** A layout of some pages unpacks to a few hundred kilobytes; more is somebody trying. */
const unpackedBytesMax = 20 * 1024 * 1024
const partsMax = 500

/**
 * Looks into a Word document before anything is unpacked: a bomb, macros, or a part that is fetched from elsewhere when
 * it is opened.
 *
 * @throws notAWordFile, templateTooBig
 */
export async function checkWordFile({ name, bytes }: { readonly name: string; readonly bytes: Buffer }): Promise<void> {
  const parts: string[] = []
  let unpacked = 0
  try {
    const zip = await fromBufferPromise(bytes, { lazyEntries: true, validateEntrySizes: true })
    if (zip.entryCount > partsMax) throw paperRefusals.templateTooBig({ name })
    for await (const entry of zip.eachEntry()) {
      parts.push(entry.fileName)
      unpacked += entry.uncompressedSize
    }
  } catch (cause) {
    if (cause instanceof Error && cause.name === 'Refusal') throw cause
    throw paperRefusals.notAWordFile({ name })
  }
  if (unpacked > unpackedBytesMax) throw paperRefusals.templateTooBig({ name })
  const isWord = parts.includes('word/document.xml') && !parts.some((part) => /vbaproject/i.test(part))
  if (!isWord || fetchesFromElsewhere(bytes, parts)) throw paperRefusals.notAWordFile({ name })
}

function fetchesFromElsewhere(bytes: Buffer, parts: readonly string[]): boolean {
  const zip = new PizZip(bytes)
  return parts
    .filter((part) => part.endsWith('.rels'))
    .flatMap((part) => (zip.file(part)?.asText() ?? '').match(/<Relationship\b[^>]*>/g) ?? [])
    .some((link) => /TargetMode="External"/.test(link) && !/relationships\/hyperlink"/.test(link))
}

/**
 * Fills a layout. A placeholder that does not exist is refused by its name; nothing is left empty silently.
 *
 * @throws unknownPlaceholder, brokenTemplate
 */
export function fillTemplate(bytes: Buffer, values: object): Buffer {
  const unknown: string[] = []
  let layout: Docxtemplater
  try {
    layout = new Docxtemplater(new PizZip(bytes), {
      paragraphLoop: true,
      linebreaks: true,
      nullGetter: (part: { readonly value?: string }) => {
        unknown.push(part.value ?? '')
        return ''
      },
    })
    layout.render(values)
  } catch (cause) {
    throw paperRefusals.brokenTemplate({ near: nearOf(cause), example: '{申请人}' })
  }
  const [first] = unknown
  if (first !== undefined)
    throw paperRefusals.unknownPlaceholder({
      placeholder: `{${first}}`,
      known: placeholders.map(({ name }) => name).join('、'),
    })
  return layout.getZip().generate({ type: 'nodebuffer', compression: 'DEFLATE' })
}

/** What the library says about the place of the fault, without its English. */
function nearOf(cause: unknown): string {
  const inner = (value: unknown): string => {
    if (typeof value !== 'object' || value === null) return ''
    if ('properties' in value) return inner(value.properties)
    if ('errors' in value && Array.isArray(value.errors)) return inner(value.errors[0])
    if ('xtag' in value && typeof value.xtag === 'string') return value.xtag
    if ('context' in value && typeof value.context === 'string') return value.context
    return ''
  }
  return inner(cause).slice(0, 40) || '{'
}

/** A sample went through the layout: what a letter must say has to be in it. @throws templateLacks */
export function checkSaysAll(filled: Buffer, values: Readonly<Record<string, unknown>>): void {
  const text = textOf(filled)
  for (const name of required) {
    const value = values[name]
    const said = Array.isArray(value) ? value.map(String) : [String(value)]
    if (!said.every((part) => text.includes(part))) throw paperRefusals.templateLacks({ placeholder: `{${name}}` })
  }
}

/** The words of a document, for checks: runs put together, without layout. */
export const textOf = (bytes: Buffer): string =>
  (new PizZip(bytes).file('word/document.xml')?.asText() ?? '')
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll('&amp;', '&')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
