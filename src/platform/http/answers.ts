import { Readable } from 'node:stream'
import type { FileAnswer, Page, Redirect } from './contract.ts'

/** A page of HTML from markup that has already been rendered (and so escaped). */
export const page = (markup: string, status = 200): Page => ({
  kind: 'page',
  status,
  html: markup.startsWith('<!') ? markup : `<!doctype html>${markup}`,
})

/** A download. Text and bytes are wrapped; a stream is sent as it comes. */
export const file = (
  name: string,
  mediaType: string,
  content: NodeJS.ReadableStream | Uint8Array | string,
): FileAnswer => ({
  kind: 'file',
  name,
  mediaType,
  stream:
    typeof content === 'string' || content instanceof Uint8Array ? Readable.from([Buffer.from(content)]) : content,
})

/** Sends the browser on with GET (303), so that a reload never sends a form again. Only to a path of our own. */
export const redirectTo = (path: string): Redirect => ({ kind: 'redirect', to: ownPath(path) })

/** A path on this server, or the start page: `//elsewhere`, `https:` and back-slashes lead nowhere else. */
export function ownPath(path: string): string {
  const base = 'http://own.invalid'
  if (!path.startsWith('/') || !URL.canParse(path, base)) return '/'
  const url = new URL(path, base)
  return url.origin === base ? `${url.pathname}${url.search}${url.hash}` : '/'
}
