/** GB 32100-2015: the alphabet leaves out I, O, S, V and Z; weights are powers of three modulo 31. */
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** The check character for the first seventeen characters of a unified social credit code. */
export function creditCodeCheck(code: string): string {
  let sum = 0
  let weight = 1
  for (const character of code.slice(0, 17)) {
    sum += alphabet.indexOf(character) * weight
    weight = (weight * 3) % 31
  }
  return alphabet[(31 - (sum % 31)) % 31] ?? ''
}

/**
 * Reads a unified social credit code; undefined when it cannot be one. Registration authority and kind stand in the
 * first two characters: `51` association, `52` service institution, `53` foundation under civil affairs.
 */
export function readCreditCode(
  text: string,
): { readonly code: string; readonly isSocialOrganisation: boolean } | undefined {
  const code = text.normalize('NFKC').replace(/\s/g, '').toUpperCase()
  if (!/^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(code)) return undefined
  if (creditCodeCheck(code) !== code[17]) return undefined
  return { code, isSocialOrganisation: /^5[1-3]/.test(code) }
}
