import type { z } from 'zod'
import type { Db, PlaceId, TenantId, Tx } from '#platform/db/contract.ts'

export { endpoint, type Endpoint } from './endpoint.ts'

/**
 * One row of the access table: what may be done, in words, and which roles hold it. A role is held over a scope (places
 * of a tenant), so the same row answers both questions: may this person do it, and to whose records.
 */
export interface Permission {
  /** `households.read`: module, then verb. */
  readonly name: string
  readonly zh: string
  readonly en: string
  readonly heldBy: readonly string[]
}

/** Who is asking: everything a service needs to know about the person, and nothing about the wire. */
export interface Caller {
  /** Opaque id of the officer or resident; `anonymous` on open routes; `system:<job>` for jobs. */
  readonly id: string
  /** The name shown on timelines and in the audit. */
  readonly name: string
  readonly tenant: TenantId
  /** Where the person's roles reach: `all` is the whole tenant. */
  readonly places: readonly PlaceId[] | 'all'
  readonly roles: readonly string[]
  readonly language: 'zh' | 'en'
  /** Idempotency key of this command, when the route has `key: 'once'`. */
  readonly key: string | null
  /** Why a person's file is opened: the case number or a sentence; null when not (yet) said. */
  readonly purpose: string | null
  readonly may: (permission: Permission) => boolean
  /** A transaction that sees this caller's rows and no others. */
  readonly transaction: <Result>(db: Db, work: (tx: Tx) => Promise<Result>) => Promise<Result>
}

/** A page of HTML, rendered on the server. Made by `page()` of the http module only. */
export interface Page {
  readonly kind: 'page'
  readonly status: number
  readonly html: string
}
/** A file to download; `stream` is consumed once. */
export interface FileAnswer {
  readonly kind: 'file'
  readonly name: string
  readonly mediaType: string
  readonly stream: NodeJS.ReadableStream
}
export interface Redirect {
  readonly kind: 'redirect'
  readonly to: string
}

/** A role and where it reaches. */
export interface Assignment {
  readonly role: string
  readonly places: readonly PlaceId[] | 'all'
}
/** A signed-in person as the directory of officers knows them. The platform asks for it and knows no more. */
export interface Person {
  readonly id: string
  readonly name: string
  readonly tenant: TenantId
  readonly assignments: readonly Assignment[]
}

/**
 * What the wire says about this visit. Pages draw with it; only the sign-in routes touch the session. Services never see
 * it: they get a `Caller`.
 */
export interface Visit {
  /** Path with query, as asked: where to come back to. */
  readonly path: string
  /** Network address, for sign-in counters only. Never logged. */
  readonly address: string
  /** Browser and system as it calls itself; shown in the person's own list of sessions. */
  readonly agent: string
  readonly language: 'zh' | 'en'
  /** 长辈版 is on (a cookie). */
  readonly elder: boolean
  /** The only inline script or style the content security policy lets through carries this. */
  readonly nonce: string
  /** Goes into a form as the hidden field `_csrf`, or into the header `x-csrf-token`. */
  readonly csrf: () => string
  /** Goes into a form as the hidden field `_key`: the idempotency key of this drawing of the form. */
  readonly newKey: () => string
  /** Null when nobody is signed in. */
  readonly person: Person | null
  readonly session: {
    /** Public id of the session, or null. */
    readonly id: string | null
    /** Gives the browser a session, until it closes or the server ends it. Returns the CSRF token that belongs to it. */
    readonly start: (token: string) => string
    readonly end: () => void
  }
  /** Small choices such as `elder` or `language`; readable by the server only, kept for `days` (0 forgets it). */
  readonly remember: (name: string, value: string, days: number) => void
  /** What `remember` kept under this name, or null. Comes from the browser: believe nothing that is not signed. */
  readonly recall: (name: string) => string | null
}

/** What reached the server, already parsed by the row's schemas. */
export interface Ask<Params, Query, Body, Ready = undefined> {
  readonly who: Caller
  readonly visit: Visit
  readonly params: Params
  readonly query: Query
  readonly body: Body
  /** Uploaded files of a multipart form: streamed to the files area first, with size limits. */
  readonly files: readonly UploadedFile[]
  /** What the row's `prepare` made of it; undefined where a row has none. */
  readonly ready: Ready
}

/** What a row may work on before its command begins. */
export type Arrived<Params, Query, Body> = Omit<Ask<Params, Query, Body>, 'who' | 'visit' | 'ready'>

export interface UploadedFile {
  readonly field: string
  readonly name: string
  /** Path of a temporary file that is removed when the answer has left. */
  readonly path: string
  readonly bytes: number
  /** SHA-256 of the bytes, hexadecimal. */
  readonly sha256: string
}

interface RowBase {
  readonly verb: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** `/api/households/:id`. API rows begin with `/api/`, console and portal pages do not. */
  readonly path: string
  readonly zh: string
  readonly en: string
  /** `anyone`: no sign-in; `signed-in`: every account. A row without `may` does not compile. */
  readonly may: Permission | 'anyone' | 'signed-in'
  /** Out of the API description: pages that are not for programs are left out anyway. */
  readonly hidden?: boolean
  /** People are named on the page: no search engine keeps it (header `x-robots-tag`, also on a refusal). */
  readonly unindexed?: boolean
  /** The command takes an idempotency key: the same key twice has one effect and one answer. */
  readonly key?: 'once'
  /** From one address, beside the limit of the whole server: who asks more often in a minute is told to wait. */
  readonly perMinuteMax?: number
  /** Worked examples for the API description; each body can be sent as it stands. By a short name. */
  readonly examples?: Readonly<Record<string, BodyExample>>
  /** Multipart upload: the largest file in bytes. Without any file the row is refused with a sentence. */
  readonly uploadBytesMax?: number
}

export interface BodyExample {
  readonly zh: string
  readonly en: string
  readonly body: object
}

/** A route as a row: path, permission, shapes, call. Made by `route()`. */
export interface Route extends RowBase {
  readonly params: z.ZodType | null
  readonly query: z.ZodType | null
  readonly body: z.ZodType | null
  readonly answers: z.ZodType | 'page' | 'file' | 'redirect' | 'page-or-redirect'
  readonly prepare?: (arrived: Arrived<never, never, never>) => Promise<unknown>
  readonly run: (ask: Ask<never, never, never, never>) => Promise<unknown>
}

type Parsed<Shape> = Shape extends z.ZodType ? z.output<Shape> : Record<string, never>
type AnswerOf<Answers> = Answers extends z.ZodType
  ? z.input<Answers>
  : Answers extends 'page'
    ? Page
    : Answers extends 'file'
      ? FileAnswer
      : Answers extends 'redirect'
        ? Redirect
        : Page | Redirect

/** Declares a route. Answers with a schema are parsed on the way out, so a field nobody promised cannot leave. */
export function route<
  const Answers extends z.ZodType | 'page' | 'file' | 'redirect' | 'page-or-redirect',
  const Params extends z.ZodType | undefined = undefined,
  const Query extends z.ZodType | undefined = undefined,
  const Body extends z.ZodType | undefined = undefined,
  Ready = undefined,
>(
  row: RowBase & {
    readonly params?: Params
    readonly query?: Query
    readonly body?: Body
    readonly answers: Answers
    /** Work that takes seconds and needs no database (a photo is unpacked): done before a transaction is open. */
    readonly prepare?: (arrived: Arrived<Parsed<Params>, Parsed<Query>, Parsed<Body>>) => Promise<Ready>
    readonly run: (ask: Ask<Parsed<Params>, Parsed<Query>, Parsed<Body>, Ready>) => Promise<AnswerOf<Answers>>
  },
): Route {
  return { params: null, query: null, body: null, ...row } as unknown as Route
}
