import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { Bug, must } from '#platform/errors/index.ts'
import type { KeptAnswer } from './command-key-store.ts'
import type { FileAnswer, Page, Redirect, Route } from './contract.ts'
import { pagePolicy } from './security-headers.ts'

/** What a row answered, checked against what it promised. */
export type Answer = KeptAnswer | FileAnswer

/**
 * Parses the answer by the row's shape: a field nobody promised cannot leave.
 * @throws Bug naming the place, never the value
 */
export function checkedAnswer(row: Route, result: unknown): Answer {
  const { answers } = row
  if (answers instanceof z.ZodType) {
    const parsed = answers.safeParse(result)
    if (parsed.success) return { kind: 'json', status: 200, text: JSON.stringify(parsed.data ?? null) }
    const places = parsed.error.issues.map((issue) => `${issue.path.map(String).join('.')} ${issue.code}`)
    throw new Bug(`the answer of ${row.verb} ${row.path} breaks its shape: ${places.join('; ')}`)
  }
  must(isDrawn(result), `${row.verb} ${row.path} answers a page, a file or a redirect`)
  must(result.kind !== 'file' || answers === 'file', `${row.verb} ${row.path} promised no file`)
  switch (result.kind) {
    case 'file':
      return result
    case 'page':
      return { kind: 'page', status: result.status, text: result.html }
    case 'redirect':
      return { kind: 'redirect', status: 303, text: result.to }
  }
}

const isDrawn = (result: unknown): result is Page | FileAnswer | Redirect =>
  typeof result === 'object' &&
  result !== null &&
  'kind' in result &&
  (result.kind === 'page' || result.kind === 'file' || result.kind === 'redirect')

export function send(reply: FastifyReply, answer: Answer, nonce: () => string): FastifyReply {
  switch (answer.kind) {
    case 'json':
      return reply.type('application/json; charset=utf-8').header('cache-control', 'no-store').send(answer.text)
    case 'page':
      return sendPage(reply, answer.status, answer.text, nonce())
    case 'redirect':
      return reply.header('cache-control', 'no-store').redirect(answer.text, answer.status)
    case 'file':
      return reply
        .type(answer.mediaType)
        .header('cache-control', 'no-store')
        .header('content-disposition', disposition(answer.name))
        .send(answer.stream instanceof Readable ? answer.stream : new Readable().wrap(answer.stream))
  }
}

export const sendPage = (reply: FastifyReply, status: number, html: string, nonce: string): FastifyReply =>
  reply
    .code(status)
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .header('content-security-policy', pagePolicy(nonce))
    .send(html)

/** Chinese file names travel as UTF-8 (RFC 6266); old programs get plain letters. */
export function disposition(name: string): string {
  const plain = name.replace(/[^\w.-]+/g, '_')
  const full = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${full}`
}
