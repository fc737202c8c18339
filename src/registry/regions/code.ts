import type { RegionLevel } from './contract.ts'

/** The nation, above every province. */
export const nationCode = '000000'

/** 西湖风景名胜区 has no code of its own in the national list; this one is ours, in the free end of 杭州. */
export const westLakeCode = '330199'

/** The invented county: no real code begins with 99. */
export const syntheticProvince = '990000'
export const syntheticCity = '999900'
export const syntheticCounty = '999901'

/**
 * `3304`, `330400` and `330400000000` are one place; full-width digits and spaces are forgiven. Undefined when the text
 * is no code at all.
 */
export function canonicalCode(text: string): string | undefined {
  const digits = text.normalize('NFKC').replace(/\s/g, '')
  if (!/^\d+$/.test(digits)) return undefined
  if (digits.length === 2 || digits.length === 4) return digits.padEnd(6, '0')
  if (digits.length === 6 || digits.length === 9)
    return digits.length === 9 && digits.endsWith('000') ? digits.slice(0, 6) : digits
  if (digits.length !== 12) return undefined
  if (digits.endsWith('000000')) return digits.slice(0, 6)
  return digits.endsWith('000') ? digits.slice(0, 9) : digits
}

/** The level a code speaks of. Functional areas say theirs themselves. */
export function levelOf(code: string): RegionLevel {
  if (code === nationCode) return 'nation'
  if (code.length === 12) return 'village'
  if (code.length === 9) return 'town'
  if (code.endsWith('0000')) return 'province'
  return code.endsWith('00') ? 'city' : 'county'
}

/** The code one level up. Used once, when a list is loaded; afterwards the stored parent counts. */
export function parentCode(code: string): string | null {
  if (code === nationCode) return null
  if (code.length === 12) return code.slice(0, 9)
  if (code.length === 9) return code.slice(0, 6)
  if (code.endsWith('0000')) return nationCode
  return code.endsWith('00') ? `${code.slice(0, 2)}0000` : `${code.slice(0, 4)}00`
}
