import type { Fen } from './fen.ts'

const digits = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖']
const units = ['', '拾', '佰', '仟']
const groups = ['', '万', '亿', '兆']

/** The amount in the capital figures of bank papers (大写): `93000n` → `玖佰叁拾元整`. */
export function capitalYuan(amount: Fen): string {
  const sign = amount < 0n ? '负' : ''
  const absolute = amount < 0n ? -amount : amount
  const whole = absolute / 100n
  const jiao = Number((absolute / 10n) % 10n)
  const cents = Number(absolute % 10n)
  if (absolute === 0n) return '零元整'
  const yuanPart = whole === 0n ? '' : `${wholeInCapitals(whole)}元`
  if (jiao === 0 && cents === 0) return `${sign}${yuanPart}整`
  const jiaoPart = jiao === 0 ? (yuanPart === '' ? '' : '零') : `${digits[jiao]}角`
  const centPart = cents === 0 ? '整' : `${digits[cents]}分`
  return `${sign}${yuanPart}${jiaoPart}${centPart}`
}

function wholeInCapitals(whole: bigint): string {
  const parts: string[] = []
  let rest = whole
  for (let group = 0; rest > 0n; group += 1, rest /= 10_000n)
    parts.unshift(groupInCapitals(Number(rest % 10_000n), group))
  return parts
    .join('')
    .replace(/零+/g, '零')
    .replace(/^零|零$/g, '')
}

function groupInCapitals(group: number, position: number): string {
  if (group === 0) return '零'
  const text = [...group.toString().padStart(4, '0')]
    .map((digit, index) => (digit === '0' ? '零' : `${digits[Number(digit)]}${units[3 - index]}`))
    .join('')
    .replace(/零+/g, '零')
    .replace(/零$/, '')
  return `${text}${groups[position]}${group % 10 === 0 && position > 0 ? '零' : ''}`
}
