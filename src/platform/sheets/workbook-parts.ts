import { posix } from 'node:path'
import { day, type Day } from '#platform/clock/index.ts'
import type { Archive } from './zip.ts'
import { attribute, decodeXml, elements } from './xml.ts'
import { sheetRefusals } from './refusals.ts'

export interface SheetPlace {
  readonly name: string
  readonly isHidden: boolean
  readonly part: string
}

export interface WorkbookParts {
  readonly sheets: readonly SheetPlace[]
  readonly countsFrom1904: boolean
  readonly sharedStrings: readonly string[]
  /** By style number: is it a date format? */
  readonly dateStyles: readonly boolean[]
}

const tags = (xml: string, tag: string): string[] =>
  [...xml.matchAll(new RegExp(`<(?:\\w+:)?${tag}(\\s[^>]*?)/?>`, 'g'))].map((found) => found[1] ?? '')

/** @throws damaged */
export async function readWorkbookParts(archive: Archive, name: string): Promise<WorkbookParts> {
  const main = [...archive.entries.keys()].find((file) => /^xl\/workbook\.xml$/i.test(file))
  const workbook = main === undefined ? null : await archive.text(main)
  const relations = await archive.text('xl/_rels/workbook.xml.rels')
  if (workbook === null || relations === null) throw sheetRefusals.damaged({ name })
  const targets = new Map(
    tags(relations, 'Relationship').map((one) => [attribute(one, 'Id') ?? '', attribute(one, 'Target') ?? '']),
  )
  const sheets = tags(workbook, 'sheet').flatMap((one): SheetPlace[] => {
    const target = targets.get(attribute(one, 'id') ?? '')
    if (target === undefined || !/worksheets?\//i.test(target)) return []
    const part = target.startsWith('/') ? target.slice(1) : posix.join('xl', target)
    return [{ name: attribute(one, 'name') ?? '', isHidden: /hidden/i.test(attribute(one, 'state') ?? ''), part }]
  })
  return {
    sheets,
    countsFrom1904: /date1904="(1|true)"/.test(workbook),
    sharedStrings: await readSharedStrings(archive, name),
    dateStyles: dateStylesOf((await archive.text('xl/styles.xml')) ?? ''),
  }
}

/** Text of rich runs is joined; reading aids (`rPh`) are not part of it. */
export const plainRuns = (content: string): string => {
  const own = content.includes('rPh') ? content.replace(/<(?:\w+:)?rPh\b.*?<\/(?:\w+:)?rPh>/gs, '') : content
  let text = ''
  for (const found of own.matchAll(/<(?:\w+:)?t(?:\s[^>]*)?>([^<]*)</g)) text += found[1]
  return decodeXml(text)
}

/** 50,000 rows hold at most some hundred thousand different texts. */
const sharedCharsMax = 60_000_000

async function readSharedStrings(archive: Archive, name: string): Promise<string[]> {
  const entry = archive.entries.get('xl/sharedStrings.xml')
  if (!entry) return []
  const texts: string[] = []
  let chars = 0
  for await (const batch of elements(await archive.open(entry), 'si'))
    for (const { content } of batch) {
      const text = plainRuns(content)
      chars += text.length
      if (chars > sharedCharsMax) throw sheetRefusals.tooMuchInside({ name, size: Math.round(chars / 1024 / 1024) })
      texts.push(text)
    }
  return texts
}

/** Built-in formats that are dates, also the East Asian ones (27–36, 50–58). */
const isBuiltInDate = (id: number): boolean =>
  (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)

function dateStylesOf(styles: string): boolean[] {
  const formats = new Map(
    tags(styles, 'numFmt').map((one) => [Number(attribute(one, 'numFmtId')), attribute(one, 'formatCode') ?? '']),
  )
  const cellFormats = /<(?:\w+:)?cellXfs\b.*?<\/(?:\w+:)?cellXfs>/s.exec(styles)?.[0] ?? ''
  return tags(cellFormats, 'xf').map((one) => {
    const id = Number(attribute(one, 'numFmtId') ?? 0)
    const code = formats.get(id)
    return code === undefined ? isBuiltInDate(id) : isDateFormat(code)
  })
}

const isDateFormat = (code: string): boolean => /[yd]|m(?!m?:)/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, ''))

const epoch1900 = Date.UTC(1899, 11, 30)
const epoch1904 = Date.UTC(1904, 0, 1)
/** 1 January 1900 and 31 December 2199: outside, a number is no date of a list. */
const serialMax = 109_573

/** The day of an Excel number; undefined when it cannot be one. Before March 1900 Excel counts a day too many. */
export function dayOfSerial(serial: number, countsFrom1904 = false): Day | undefined {
  if (!(serial >= 1) || serial > serialMax) return undefined
  const days = Math.floor(serial) + (!countsFrom1904 && serial < 60 ? 1 : 0)
  const moment = (countsFrom1904 ? epoch1904 : epoch1900) + days * 86_400_000
  return day(new Date(moment).toISOString().slice(0, 10))
}
