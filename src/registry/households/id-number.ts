import { day, type Day } from '#platform/clock/index.ts'

/** Why a citizen's ID number cannot be right. Each has its sentence in the refusals of whoever reads the number. */
export type IdNumberFault = 'length' | 'characters' | 'birth-date' | 'not-born-yet' | 'too-old' | 'check-digit'
/** Not a fault: an abolished county keeps its people's numbers for life. */
export type IdNumberWarning = 'unknown-area'

export type IdNumberReading =
  | { readonly kind: 'fault'; readonly fault: IdNumberFault }
  | {
      readonly kind: 'read'
      /** Canonical: eighteen characters, the last one perhaps a capital X. */
      readonly number: string
      readonly area: string
      readonly bornOn: Day
      readonly sex: 'male' | 'female'
      readonly warnings: readonly IdNumberWarning[]
    }

/** GB 11643: weights of the first seventeen digits and the check characters by remainder of eleven (ISO 7064 MOD 11-2). */
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const checkCharacters = '10X98765432'
/** The oldest person ever known was 122. */
const ageMax = 130

/** The check character for seventeen digits. */
export const checkCharacter = (digits: string): string =>
  checkCharacters[weights.reduce((sum, weight, index) => sum + weight * Number(digits[index]), 0) % 11] ?? ''

/** Full-width digits, spaces, dashes and a small x are how people write; they change nothing. */
export const canonicalIdNumber = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s\-—·'’]/g, '')
    .toUpperCase()

/**
 * Reads a citizen's ID number (GB 11643-1999, eighteen characters). Numbers of fifteen digits ended in 2013 and are a
 * fault of length.
 *
 * @param isKnownArea tells whether the six-digit area code is in the region table.
 */
export function readIdNumber(text: string, today: Day, isKnownArea: (area: string) => boolean): IdNumberReading {
  const number = canonicalIdNumber(text)
  const fault = (kind: IdNumberFault): IdNumberReading => ({ kind: 'fault', fault: kind })
  if (!/^[0-9X]*$/.test(number)) return fault('characters')
  if (number.length !== 18) return fault('length')
  if (!/^\d{17}[0-9X]$/.test(number)) return fault('characters')
  const bornOn = birthDay(number)
  if (bornOn === undefined) return fault('birth-date')
  if (bornOn > today) return fault('not-born-yet')
  if (Number(today.slice(0, 4)) - Number(bornOn.slice(0, 4)) > ageMax) return fault('too-old')
  if (checkCharacter(number) !== number[17]) return fault('check-digit')
  const area = number.slice(0, 6)
  return {
    kind: 'read',
    number,
    area,
    bornOn,
    sex: Number(number[16]) % 2 === 1 ? 'male' : 'female',
    warnings: isKnownArea(area) ? [] : ['unknown-area'],
  }
}

function birthDay(number: string): Day | undefined {
  try {
    return day(`${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`)
  } catch {
    return undefined
  }
}

/** What the second look-up hash is made from: birth date and the last four characters. */
export const birthAndTail = (number: string): string => number.slice(6, 14) + number.slice(14)

const kinds = {
  '1': 'sight',
  '2': 'hearing',
  '3': 'speech',
  '4': 'limb',
  '5': 'intellectual',
  '6': 'mental',
  '7': 'multiple',
} as const

/** Kind and grade as the number of a disabled person's certificate states them: ID number, kind 1–7, grade 1–4. */
export function readDisabilityCertificate(
  text: string,
):
  | { readonly idNumber: string; readonly kind: (typeof kinds)[keyof typeof kinds]; readonly grade: 1 | 2 | 3 | 4 }
  | undefined {
  const found = /^(\d{17}[0-9X])([1-7])([1-4])(B\d)?$/.exec(canonicalIdNumber(text))
  if (found === null || checkCharacter(found[1]!) !== found[1]![17]) return undefined
  return {
    idNumber: found[1]!,
    kind: kinds[found[2] as keyof typeof kinds],
    grade: Number(found[3]) as 1 | 2 | 3 | 4,
  }
}
