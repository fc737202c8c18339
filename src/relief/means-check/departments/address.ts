import type { Refusal } from '#platform/errors/index.ts'
import { meansCheckRefusals } from '../refusals.ts'

const addressLengthMax = 300

/**
 * The address of a department's exchange as it is kept, or the sentence why it cannot be one. ID numbers travel there:
 * outside the machine and the office's own network only behind TLS, and no credential stands in an address.
 */
export function addressOf(text: string): string | Refusal {
  const url = text.length <= addressLengthMax && URL.canParse(text.trim()) ? new URL(text.trim()) : null
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:'))
    return meansCheckRefusals.notAnAddress({}, 'baseUrl')
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    return meansCheckRefusals.addressTellsMore({}, 'baseUrl')
  if (url.protocol === 'http:' && !isOwnNetwork(url.hostname)) return meansCheckRefusals.addressInClear({}, 'baseUrl')
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '')
}

/** This machine, and addresses that are routed nowhere else (RFC 1918, RFC 4193). A name may lead anywhere. */
export function isOwnNetwork(host: string): boolean {
  if (host === 'localhost' || host === '[::1]' || /^\[f[cd][0-9a-f:]+\]$/.test(host)) return true
  const parts = /^(\d+)\.(\d+)\.\d+\.\d+$/.exec(host)
  if (parts === null) return false
  const [first, second] = [Number(parts[1]), Number(parts[2])]
  return (
    first === 127 || first === 10 || (first === 192 && second === 168) || (first === 172 && second >= 16 && second < 32)
  )
}
