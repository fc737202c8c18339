/** How numbers stand on a screen: two decimals, thousands comma, full-width signs for differences. */

/** `123456` fen → `1,234.56`. Takes the text of a bigint, because JSON has none. */
export function yuan(fen: string | bigint): string {
  const value = BigInt(fen)
  const size = value < 0n ? -value : value
  const whole = (size / 100n).toString().replace(/\B(?=(\d{3})+$)/g, ',')
  return `${value < 0n ? '－' : ''}${whole}.${(size % 100n).toString().padStart(2, '0')}`
}

/** A difference carries its sign; nothing is “一致”, never 0.00. */
export function difference(fen: string | bigint, same: string): string {
  const value = BigInt(fen)
  if (value === 0n) return same
  return value > 0n ? `＋${yuan(value)}` : yuan(value)
}

/** `12636.00` → `12,636.00`: thousands commas in plain digits, whatever their length. Every other text stands as it is. */
export const groupDigits = (value: string): string => {
  if (!/^\d+(\.\d+)?$/.test(value)) return value
  const [whole = '', cents] = value.split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return cents === undefined ? grouped : `${grouped}.${cents}`
}

/** `3949` → `3,949`. */
export const count = (value: number): string => value.toString().replace(/\B(?=(\d{3})+$)/g, ',')

/** `1 household`, `3,949 households`: English has two numbers. */
export const many = (value: number, one: string, more = `${one}s`): string =>
  `${count(value)} ${value === 1 || value === -1 ? one : more}`

/** The digits of an amount for the account-book grid, right-aligned over `cells` places of which two are 角 and 分. */
export function digits(fen: string | bigint, cells: number): readonly string[] {
  const value = BigInt(fen)
  const text = (value < 0n ? -value : value).toString().padStart(3, '0')
  return [...text.padStart(cells, ' ')].map((digit) => digit.trim())
}
