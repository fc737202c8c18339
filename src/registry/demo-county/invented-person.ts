import type { Day } from '#platform/clock/index.ts'
import { checkCharacter } from '#registry/households/index.ts'

/**
 * The number of a person who does not exist: no real area begins with 99. The serial's parity says the sex, as in real
 * ones.
 */
export function inventedIdNumber(bornOn: Day, sex: 'male' | 'female', serial: number, area = '999901'): string {
  const order = (serial % 500) * 2 + (sex === 'male' ? 1 : 0)
  const body = `${area}${bornOn.replaceAll('-', '')}${String(order).padStart(3, '0')}`
  return body + checkCharacter(body)
}

const stems = '甲乙丙丁戊己庚辛壬癸'

/** `居民甲0406`: the stem is the place in the family, the digits are the family. */
export const inventedName = (family: number, member: number): string =>
  `居民${stems[member % stems.length]}${String(family).padStart(4, '0')}`
