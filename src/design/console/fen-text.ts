/** An amount as typed, and what it means: whole fen as text, nothing typed, or not an amount. */
export type FenTyped = { readonly is: 'amount'; readonly fen: string } | { readonly is: 'empty' | 'not-an-amount' }

/**
 * Reads yuan as a clerk types them (`810`, `1,234.5`, `￥１２３４`, `930.00元`) and gives fen as text, digit by digit: no
 * number with a point in it ever exists. A third decimal is not an amount; neither is anything below zero.
 */
export function fenTyped(text: string): FenTyped {
  const plain = text
    .normalize('NFKC')
    .trim()
    .replace(/^[¥]\s*/, '')
    .replace(/元$/, '')
    .trim()
  if (plain === '') return { is: 'empty' }
  const match = /^(\d{1,13}|\d{1,3}(?:,\d{3}){1,4})(?:\.(\d{1,2}))?$/.exec(plain)
  if (match === null) return { is: 'not-an-amount' }
  const digits = `${(match[1] ?? '').replaceAll(',', '')}${(match[2] ?? '').padEnd(2, '0')}`
  return { is: 'amount', fen: digits.replace(/^0+(?=\d)/, '') }
}

/** `93000` → `930.00`: what stands in the field when a form is opened with an amount. */
export function yuanTyped(fen: string): string {
  const digits = fen.padStart(3, '0')
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`
}
