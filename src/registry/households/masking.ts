/** Two-character surnames a list is likely to meet; masking must not leave half a surname standing. */
const compound = /^(欧阳|上官|司马|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|夏侯|司徒|端木|南宫|百里|呼延|轩辕|长孙)/

/**
 * The name as lists show it: 张* for two characters, 张*丰 for three, 欧阳*华. A name that ends in digits, as those of
 * invented people do, keeps its last two: 居**01.
 */
export function maskName(name: string): string {
  const characters = [...name]
  const surname = compound.test(name) && characters.length > 2 ? 2 : 1
  if (/\d{2}$/.test(name)) return `${characters[0]}**${characters.slice(-2).join('')}`
  if (characters.length <= surname) return '*'
  if (characters.length === surname + 1) return `${characters.slice(0, surname).join('')}*`
  return `${characters.slice(0, surname).join('')}*${characters.at(-1)}`
}

/** `999901********041X`: place and check stay, the birth date does not. */
export const maskIdNumber = (number: string): string =>
  number.length === 18 ? `${number.slice(0, 6)}********${number.slice(14)}` : '*'.repeat(number.length)
