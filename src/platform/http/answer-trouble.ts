import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Route, Visit } from './contract.ts'
import { describeError } from './log.ts'
import type { Logger } from './log.ts'
import { plainPages } from './plain-pages.ts'
import type { HeldForm, SignInAsk, TroublePages } from './plain-pages.ts'
import { sendPage } from './send.ts'
import { bodyOf, troubleFrom } from './trouble.ts'
import type { Trouble } from './trouble.ts'
import { receiveUpload } from './upload.ts'
import { blankVisit } from './visit.ts'
import type { Arrival } from './visit.ts'

/** Somebody asked for what their role may not; the audit keeps it. */
export interface RefusedAccess {
  readonly route: string
  readonly verb: string
  readonly code: string
  readonly visit: Visit
}

export interface TroubleNeeds {
  readonly pages: TroublePages
  readonly onRefusedAccess: (refused: RefusedAccess) => Promise<void>
  /** Whom one may sign in as without a password: only a demonstration has any. */
  readonly people: () => Promise<SignInAsk['people']>
  readonly arrivals: WeakMap<FastifyRequest, Arrival>
  readonly alwaysSecure: boolean
  readonly uploadFolder: string
  readonly bodyLimit: string
  readonly log: Logger
}

declare module 'fastify' {
  interface FastifyContextConfig {
    row?: Route
  }
}

/** Turns whatever was thrown into JSON for programs or a page for people. */
export const answerTrouble =
  (needs: TroubleNeeds) =>
  async (error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const trouble = troubleFrom(error, needs.bodyLimit)
    const visit = needs.arrivals.get(request)?.visit ?? blankVisit(request, reply, needs.alwaysSecure)
    await note(needs, trouble, request, visit)
    if (trouble.status === 429 || trouble.status === 503) reply.header('retry-after', '60')
    if (request.url.startsWith('/api/'))
      return reply
        .code(trouble.status)
        .header('cache-control', 'no-store')
        .send(bodyOf(trouble, visit.language, request.id))
    const html =
      trouble.kind === 'refusal' && trouble.refusal.code === 'access.signInFirst'
        ? needs.pages.signIn(visit, {
            next: backTo(request),
            held: await heldForm(needs, request),
            problem: null,
            people: await needs.people(),
          })
        : drawn(needs, trouble, visit, request.id)
    return sendPage(reply, trouble.status, html, visit.nonce)
  }

/** A page that was opened opens again; a form's own address cannot be opened, so its held fields lead back instead. */
const backTo = (request: FastifyRequest): string => (request.method === 'POST' ? '/' : request.url)

/** When drawing the trouble fails too, the plain page still says what happened. */
function drawn(needs: TroubleNeeds, trouble: Trouble, visit: Visit, number: string): string {
  try {
    return needs.pages.trouble(trouble, visit, number)
  } catch (error) {
    needs.log.error({ err: error, request: number }, 'the page for a trouble could not be drawn')
    return plainPages.trouble(trouble, visit, number)
  }
}

async function note(needs: TroubleNeeds, trouble: Trouble, request: FastifyRequest, visit: Visit): Promise<void> {
  const route = request.routeOptions.url ?? 'none'
  if (trouble.kind === 'bug') needs.log.error({ request: request.id, route, bug: describeError(trouble.cause) }, 'bug')
  if (trouble.kind !== 'refusal' || trouble.status !== 403) return
  try {
    await needs.onRefusedAccess({ route, verb: request.method, code: trouble.refusal.code, visit })
  } catch (error) {
    needs.log.error({ err: error, request: request.id }, 'a refused access could not be noted')
  }
}

/** What a person had typed into a form whose session ran out meanwhile. Null for a page that was only opened. */
async function heldForm(needs: TroubleNeeds, request: FastifyRequest): Promise<HeldForm | null> {
  if (request.method !== 'POST') return null
  const fields = request.isMultipart() ? await uploadedFields(needs, request) : request.body
  const pairs = typeof fields === 'object' && fields !== null ? Object.entries(fields) : []
  return {
    path: request.url,
    fields: pairs
      .filter(([name]) => name !== '_csrf')
      .flatMap(([name, value]: [string, unknown]) =>
        (Array.isArray(value) ? value : [value]).map((part: unknown) => [name, String(part)] as const),
      ),
    hadFiles: request.isMultipart(),
  }
}

/** Reads the fields and lets the files go: they cannot travel through a sign-in. */
async function uploadedFields(needs: TroubleNeeds, request: FastifyRequest): Promise<unknown> {
  const bytesMax = request.routeOptions.config.row?.uploadBytesMax
  if (bytesMax === undefined) return {}
  try {
    const upload = await receiveUpload(request, needs.uploadFolder, bytesMax)
    await upload.remove()
    return upload.fields
  } catch {
    return {}
  }
}
