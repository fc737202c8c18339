import { defineRefusals } from '#platform/errors/index.ts'

/** Money: whole fen, exact. No float ever holds money; `bigint` so that a province's budget fits too. */
export type Fen = bigint & { readonly unit: 'fen' }

export const moneyRefusals = defineRefusals('money', {
  notAnAmount: {
    status: 422,
    zh: '“{text}”不是金额。请写成 1234.50 这样的数字，最多两位小数',
    en: '“{text}” is not an amount. Write a number such as 1234.50, at most two decimals',
  },
})

export const fen = (amount: bigint | number): Fen => BigInt(amount) as Fen
export const zeroFen: Fen = fen(0)
export const yuan = (text: string): Fen => parseYuan(text)

export const sumFen = (amounts: Iterable<Fen>): Fen => {
  let total = 0n
  for (const amount of amounts) total += amount
  return total as Fen
}
export const addFen = (left: Fen, right: Fen): Fen => (left + right) as Fen
export const subtractFen = (left: Fen, right: Fen): Fen => (left - right) as Fen

/** Rounding is never silent: the name of the function says which way the last fen goes. Non-negative amounts only. */
export const shareDown = (amount: Fen, heads: number): Fen => fen(amount / BigInt(heads))
export const shareUp = (amount: Fen, heads: number): Fen => fen((amount + BigInt(heads) - 1n) / BigInt(heads))

/**
 * Reads yuan as people write it: `810`, `1,234.50`, `１２３４`, `￥1234.5`, `-20.00`.
 * @throws notAnAmount for anything else, also for a third decimal: a tenth of a fen does not exist.
 */
export function parseYuan(text: string): Fen {
  const plain = text
    .normalize('NFKC')
    .trim()
    .replace(/^[¥￥]\s*/, '')
    .replace(/元$/, '')
    .trim()
  const match = /^([-−+]?)(\d{1,15}|\d{1,3}(?:,\d{3}){1,4})(?:\.(\d{1,2}))?$/.exec(plain)
  if (!match) throw moneyRefusals.notAnAmount({ text })
  const whole = BigInt((match[2] ?? '').replaceAll(',', '')) * 100n + BigInt((match[3] ?? '').padEnd(2, '0'))
  return fen(match[1] === '-' || match[1] === '−' ? -whole : whole)
}

/** `93000n` → `930.00`; thousands are grouped: `1,851,113.00`. */
export function formatYuan(amount: Fen): string {
  const sign = amount < 0n ? '-' : ''
  const digits = (amount < 0n ? -amount : amount).toString().padStart(3, '0')
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',')
  return `${sign}${whole}.${digits.slice(-2)}`
}

/** `93000n` → `930.00`, without thousands commas: for files and machines. */
export const plainYuan = (amount: Fen): string => formatYuan(amount).replaceAll(',', '')
