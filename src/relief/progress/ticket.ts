import { timingSafeEqual } from 'node:crypto'
import type { TenantId } from '#platform/db/contract.ts'

/** Which case a browser may look at, for half an hour after number and code were right. Nothing is kept on the server. */
export interface Ticket {
  readonly tenant: TenantId
  readonly caseId: string
}
export type Sign = (text: string) => Buffer

export const ticketMinutes = 30
export const ticketName = 'progress'

const signature = (said: string, sign: Sign): string => sign(said).toString('base64url')

export function writeTicket(
  { tenant, caseId }: Ticket,
  { now, sign }: { readonly now: Date; readonly sign: Sign },
): string {
  const said = `${tenant}.${caseId}.${now.getTime() + ticketMinutes * 60_000}`
  return `${said}.${signature(said, sign)}`
}

/** Null: none, made up, or over. */
export function readTicket(
  text: string | null,
  { now, sign }: { readonly now: Date; readonly sign: Sign },
): Ticket | null {
  const [, said = '', tenant = '', caseId = '', until = '', signed = ''] =
    /^((\d{1,9})\.([0-9a-f-]{36})\.(\d{13}))\.([\w-]{20,64})$/.exec(text ?? '') ?? []
  const expected = Buffer.from(signature(said, sign))
  const given = Buffer.from(signed)
  if (said === '' || given.length !== expected.length || !timingSafeEqual(given, expected)) return null
  return Number(until) > now.getTime() ? { tenant: Number(tenant) as TenantId, caseId } : null
}
