/** `QH-DB-2026-000123`: printed on the receipt, in the QR code and on every letter. */
const pattern = /^[A-Z]{2,6}-[A-Z]{2,4}-\d{4}-\d{6}(?:-\d{1,3})?$/

/** The case a typed number belongs to, or null when it is no such number. A letter's own count at the end is left out. */
export function caseNumberIn(typed: string): string | null {
  const text = typed.normalize('NFKC').trim().toUpperCase().replace(/[—–−]/g, '-')
  return pattern.test(text) ? text.split('-').slice(0, 4).join('-') : null
}
