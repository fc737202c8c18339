import { sql } from 'kysely'
import type { FastifyInstance } from 'fastify'
import type { Db } from '#platform/db/contract.ts'
import type { Route } from './contract.ts'
import type { Metrics } from './metrics.ts'
import { openApi } from './openapi.ts'

export interface HealthNeeds {
  readonly db: Db
  readonly routes: readonly Route[]
  readonly version: string
  readonly metrics: Metrics
  readonly notReady?: () => Promise<readonly string[]>
  readonly settling?: () => readonly string[]
  /** Parts that do not work while everything else does: named, and no reason to send nobody here. */
  readonly degraded?: () => readonly string[]
  readonly beforeClose?: () => Promise<void> | void
}

/** For machines that watch us: no sign-in, and nothing about any person. */
export function mountHealth(app: FastifyInstance, needs: HealthNeeds): void {
  let isClosing = false
  app.addHook('preClose', async () => {
    isClosing = true
    await needs.beforeClose?.()
  })
  // Alive: the process answers. Whether it should get traffic is another question.
  app.get('/healthz', () => ({ status: 'ok', version: needs.version }))
  app.get('/readyz', async (_request, reply) => {
    const missing = isClosing
      ? ['closing']
      : [...(await databaseMissing(needs.db)), ...((await needs.notReady?.()) ?? [])]
    return reply.code(missing.length === 0 ? 200 : 503).send({
      ...{ status: missing.length === 0 ? 'ready' : 'not-ready', missing },
      ...{ settling: needs.settling?.() ?? [], degraded: needs.degraded?.() ?? [] },
    })
  })
  app.get('/metrics', async (_request, reply) =>
    reply.type('text/plain; version=0.0.4; charset=utf-8').send(await needs.metrics.text()),
  )
  let description: string | null = null
  app.get('/api/openapi.json', async (_request, reply) =>
    reply
      .type('application/json; charset=utf-8')
      .send((description ??= JSON.stringify(openApi(needs.routes, needs.version)))),
  )
}

async function databaseMissing(db: Db): Promise<readonly string[]> {
  try {
    await sql`SELECT 1`.execute(db)
    return []
  } catch {
    return ['database']
  }
}
