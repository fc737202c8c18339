import { day, type Day } from '#platform/clock/index.ts'
import { Refusal } from '#platform/errors/index.ts'
import { canonicalCode, levelOf, nationCode, parentCode } from './code.ts'
import type { Region, RegionDirectory, RegionLevel } from './contract.ts'
import { listed } from './region-list.ts'
import { regionRefusals } from './refusals.ts'

const levels: readonly string[] = ['province', 'city', 'county', 'town', 'village', 'functional']
const nameLengthMax = 60
const columnsMax = 6

/**
 * Reads a list somebody else made: tab-separated `code, name[, parent, level, valid_from, valid_to]`, one region a line,
 * with or without that line of headings. A parent must be known already or stand above in the same list.
 *
 * @throws lineHasBadCode, lineHasBadName, lineHasBadParent, lineHasBadLevel, lineHasBadDay, lineEndsTooSoon,
 * lineHasTooMuch, lineIsTwice, emptyList: the first fault, with its line
 */
export function readRegionList(text: string, known: Pick<RegionDirectory, 'find'>): Region[] {
  const found = new Map<string, Region>()
  for (const [index, row] of text.split(/\r?\n/).entries()) {
    if (row.trim() === '' || (index === 0 && /^code\t/i.test(row))) continue
    const line = index + 1
    const region = regionOf(line, row)
    if (found.has(region.code)) throw regionRefusals.lineIsTwice({ line, code: region.code })
    const parent = region.parent ?? nationCode
    if (!found.has(parent) && known.find(parent) === undefined) throw regionRefusals.lineHasBadParent({ line, parent })
    found.set(region.code, region)
  }
  if (found.size === 0) throw regionRefusals.emptyList()
  return [...found.values()]
}

function regionOf(line: number, row: string): Region {
  const cells = row.split('\t').map((cell) => cell.trim())
  if (cells.length > columnsMax) throw regionRefusals.lineHasTooMuch({ line, count: cells.length, most: columnsMax })
  const [codeText = '', name = '', parentText = '', levelText = '', from = '', to = ''] = cells
  const code = canonicalCode(codeText)
  if (code === undefined || code === nationCode) throw regionRefusals.lineHasBadCode({ line, code: codeText })
  if (name === '' || name.length > nameLengthMax || /[\uFFFD<>\p{Cc}]/u.test(name))
    throw regionRefusals.lineHasBadName({ line, name })
  const parent = parentText === '' ? parentCode(code) : canonicalCode(parentText)
  if (parent === undefined || parent === null || parent === code)
    throw regionRefusals.lineHasBadParent({ line, parent: parentText })
  const level = levelText === '' ? levelOf(code) : levelText
  if (!isLevel(level) || (level !== 'functional' && level !== levelOf(code)))
    throw regionRefusals.lineHasBadLevel({ line, level: levelText, code })
  const validFrom = dayOf(line, from)
  const validTo = dayOf(line, to)
  if (validFrom !== null && validTo !== null && validTo <= validFrom)
    throw regionRefusals.lineEndsTooSoon({ line, from, to })
  return { ...listed(code, name), parent, level, validFrom, validTo }
}

const isLevel = (text: string): text is RegionLevel => levels.includes(text)

function dayOf(line: number, text: string): Day | null {
  if (text === '') return null
  try {
    return day(text)
  } catch (error) {
    if (error instanceof Refusal) throw regionRefusals.lineHasBadDay({ line, text })
    throw error
  }
}
