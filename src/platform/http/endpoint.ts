import type { z } from 'zod'

/**
 * The part of a route that both sides share: path and shapes, no server code. It lives in a module's `contract.ts`, the
 * row spreads it (`route({ ...readHousehold, zh, en, may, run })`) and the client is called with it. Safe in a browser.
 */
export interface Endpoint {
  readonly verb: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly path: string
  readonly params?: z.ZodType
  readonly query?: z.ZodType
  readonly body?: z.ZodType
  readonly answers: z.ZodType | 'file'
  readonly key?: 'once'
  readonly uploadBytesMax?: number
}

/** Keeps the exact shapes, so that rows and client are typed from it. */
export const endpoint = <const Shape extends Endpoint>(shape: Shape): Shape => shape
