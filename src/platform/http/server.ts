import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import staticFiles from '@fastify/static'
import Fastify, { LogController } from 'fastify'
import type { FastifyBaseLogger, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Route } from './contract.ts'
import { answerTrouble, type TroubleNeeds } from './answer-trouble.ts'
import { mountHealth } from './health.ts'
import { createLogger } from './log.ts'
import type { Logger } from './log.ts'
import { createMetrics } from './metrics.ts'
import type { Metrics } from './metrics.ts'
import { createTurns } from './once.ts'
import { plainPages } from './plain-pages.ts'
import { httpRefusals } from './refusals.ts'
import { addSecurityHeaders, pagePolicy } from './security-headers.ts'
import { serveRow } from './serve-row.ts'
import type { RowNeeds } from './serve-row.ts'
import { sizeInWords } from './upload.ts'
import { arrive } from './visit.ts'
import type { Arrival, ArrivalNeeds } from './visit.ts'

/** A folder of built files: `/console/assets/` and the like. Names with a hash may be kept for ever. */
export interface AssetFolder {
  readonly prefix: string
  readonly folder: string
  readonly immutable: boolean
}

export interface ServerNeeds
  extends
    Omit<RowNeeds, 'arrivalOf' | 'uploadFolder' | 'inTurn'>,
    Omit<ArrivalNeeds, 'alwaysSecure'>,
    Partial<Pick<TroubleNeeds, 'pages' | 'onRefusedAccess' | 'people'>> {
  readonly routes: readonly Route[]
  /** A real installation answers on https only, so its cookies are always Secure. */
  readonly installation: 'demo' | 'real'
  readonly version: string
  readonly uploadFolder?: string
  readonly log?: Logger
  readonly metrics?: Metrics
  readonly assets?: readonly AssetFolder[]
  /** Addresses or networks of the proxies in front, whose word on who the visitor is counts. None: nobody's does. */
  readonly trustProxy?: string | null
  /** What is still missing before this process may get traffic; empty when ready. */
  readonly notReady?: () => Promise<readonly string[]>
  /** Works that go on behind the first page; named by `/readyz` for those who wait, and no reason to keep traffic away. */
  readonly settling?: () => readonly string[]
  /** Parts that do not work while everything else does. */
  readonly degraded?: () => readonly string[]
  /** Ends open streams, so that closing does not wait for them. */
  readonly beforeClose?: () => Promise<void> | void
  /** Requests of one address in a minute, in this process. Sign-in has counters of its own, in the database. */
  readonly requestsPerMinuteMax?: number
}

/** JSON and forms; uploads have the limit of their row. */
const bodyBytesMax = 1024 * 1024
/**
 * A whole office shares one address behind its gateway; a script that tries every number does not get far. On loopback
 * there is only ourselves, and measuring must be possible.
 */
const requestsPerMinuteDefault = { real: 12_000, demo: 600_000 } as const
const pathPartLengthMax = 300

/** Builds the server; `listen` and `close` are Fastify's own. */
export async function createServer(needs: ServerNeeds): Promise<FastifyInstance> {
  const log = needs.log ?? createLogger('info')
  const metrics = needs.metrics ?? createMetrics()
  const secure = needs.installation === 'real'
  const loggerInstance: FastifyBaseLogger = log
  const app: FastifyInstance = Fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'request' }),
    genReqId: () => randomBytes(5).toString('hex'),
    bodyLimit: bodyBytesMax,
    trustProxy: needs.trustProxy ?? false,
    forceCloseConnections: 'idle',
    // What is already on its way is answered; new connections are not taken.
    return503OnClosing: false,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: pathPartLengthMax },
  })
  const arrivals = new WeakMap<FastifyRequest, Arrival>()
  const arrivalOf = async (request: FastifyRequest, reply: FastifyReply): Promise<Arrival> => {
    const arrival = await arrive({ ...needs, alwaysSecure: secure }, request, reply)
    arrivals.set(request, arrival)
    return arrival
  }
  const uploadFolder = needs.uploadFolder ?? join(tmpdir(), `zhulian-uploads-${process.pid}`)
  const trouble = answerTrouble({
    pages: needs.pages ?? plainPages,
    onRefusedAccess: needs.onRefusedAccess ?? (() => Promise.resolve()),
    people: needs.people ?? (() => Promise.resolve([])),
    arrivals,
    alwaysSecure: secure,
    uploadFolder,
    bodyLimit: sizeInWords(bodyBytesMax),
    log,
  })

  watch(app, metrics, secure)
  await addParsers(app, needs.requestsPerMinuteMax ?? requestsPerMinuteDefault[needs.installation])
  await mountAssets(app, needs.assets ?? [])
  mountHealth(app, { ...needs, metrics })
  const rowNeeds: RowNeeds = { ...needs, uploadFolder, arrivalOf, inTurn: createTurns() }
  for (const row of needs.routes)
    app.route({ method: row.verb, url: row.path, handler: serveRow(row, rowNeeds), config: { row, ...limitOf(row) } })
  app.setErrorHandler((error, request, reply) => trouble(error, request, reply))
  app.setNotFoundHandler((request, reply) => trouble(httpRefusals.notFound(), request, reply))
  await app.ready()
  return app
}

async function addParsers(app: FastifyInstance, requestsPerMinuteMax: number): Promise<void> {
  await app.register(cookie)
  await app.register(formbody, { bodyLimit: bodyBytesMax })
  await app.register(multipart, { throwFileSizeLimit: false })
  await app.register(rateLimit, {
    max: requestsPerMinuteMax,
    timeWindow: 60_000,
    // Whether a load balancer finds us alive must not depend on how busy its address is.
    allowList: (request) => ['/healthz', '/readyz', '/metrics'].includes(request.url),
    errorResponseBuilder: (_request, limit) => httpRefusals.tooMany({ seconds: Math.ceil(limit.ttl / 1000) }),
  })
}

const limitOf = ({ perMinuteMax }: Route) =>
  perMinuteMax === undefined ? {} : { rateLimit: { max: perMinuteMax, timeWindow: 60_000 } }

async function mountAssets(app: FastifyInstance, assets: readonly AssetFolder[]): Promise<void> {
  for (const { prefix, folder, immutable } of assets)
    await app.register(staticFiles, {
      root: folder,
      prefix,
      decorateReply: false,
      index: false,
      wildcard: true,
      cacheControl: false,
      setHeaders: (reply) => {
        reply.header('cache-control', immutable ? 'public, max-age=31536000, immutable' : 'no-cache')
        reply.header('content-security-policy', pagePolicy('none'))
      },
    })
}

/** Headers on every answer, one log line and one count per request. The line names the route, never the path. */
function watch(app: FastifyInstance, metrics: Metrics, secure: boolean): void {
  let isClosing = false
  app.addHook('preClose', async () => {
    isClosing = true
  })
  app.addHook('onSend', async (request, reply) => {
    reply.header('x-request-id', request.id)
    // A connection that is kept open would hold up the closing for as long as the browser likes.
    if (isClosing) reply.header('connection', 'close')
    addSecurityHeaders(reply, secure || request.protocol === 'https')
  })
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    metrics.observe(route, request.method, reply.statusCode, reply.elapsedTime / 1000)
    request.log.info(
      { verb: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      'answered',
    )
  })
}
