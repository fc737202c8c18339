import type { Day } from '#platform/clock/index.ts'
import type { Refusal } from '#platform/errors/index.ts'
import type { Cell } from '#platform/sheets/index.ts'
import { canonicalIdNumber, readIdNumber } from '#registry/households/index.ts'
import type { Region, RegionDirectory } from '#registry/regions/contract.ts'
import { cut, type Reading } from './parse-values.ts'
import { rowProblems } from './problems.ts'

export interface Identity {
  readonly number: string
  readonly bornOn: Day
  readonly sex: 'male' | 'female'
  readonly isAreaKnown: boolean
}

export function parseIdNumber(cell: Cell, today: Day, directory: RegionDirectory): Reading<Identity> {
  const number = canonicalIdNumber(cell.text)
  const birth = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`
  if (cell.kind === 'number' && number.length >= 16) return { problem: rowProblems.idRounded() }
  if (/E\+\d+$/.test(number)) return { problem: rowProblems.idRounded() }
  const reading = readIdNumber(number, today, (area) => directory.find(area) !== undefined)
  if (reading.kind === 'fault') {
    const problems: Readonly<Record<typeof reading.fault, () => Refusal>> = {
      length: () => rowProblems.idLength({ length: number.length }),
      characters: () => rowProblems.idCharacters(),
      'birth-date': () => rowProblems.idBirthDate({ birth }),
      'not-born-yet': () => rowProblems.idNotBorn({ birth }),
      'too-old': () => rowProblems.idTooOld({ birth }),
      'check-digit': () => rowProblems.idCheckDigit(),
    }
    return { problem: problems[reading.fault]() }
  }
  const { number: whole, bornOn, sex, warnings } = reading
  return { value: { number: whole, bornOn, sex, isAreaKnown: warnings.length === 0 }, mends: [] }
}

/**
 * Reads places as people write them. The same text comes back thousands of times in a list, so answers are kept for the
 * length of one reading.
 */
export function createPlaceReader(directory: RegionDirectory, home: string | null): (text: string) => Reading<string> {
  const known = new Map<string, Reading<string>>()
  return (text) => {
    const key = text.trim()
    const before = known.get(key)
    if (before) return before
    const reading = readPlace(key, directory, home)
    known.set(key, reading)
    return reading
  }
}

function readPlace(text: string, directory: RegionDirectory, home: string | null): Reading<string> {
  const near = home !== null && directory.find(home) ? directory.read(text, home) : []
  const found = near.length > 0 ? near : directory.read(text)
  const [first] = found
  if (found.length === 1 && first) return { value: first.code, mends: [] }
  if (found.length > 1) {
    const places = found.slice(0, 4).map((region) => directory.label(region.code))
    return { problem: rowProblems.placeTwice({ text: cut(text), count: found.length, places: places.join('、') }) }
  }
  const nearest: Region | undefined = text.length > 40 ? undefined : directory.nearest(text, home ?? undefined)
  return nearest
    ? { problem: rowProblems.placeNear({ text: cut(text), nearest: directory.label(nearest.code) }) }
    : { problem: rowProblems.unknownPlace({ text: cut(text) }) }
}
