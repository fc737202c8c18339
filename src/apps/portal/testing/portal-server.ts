import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { day, stoppedClock } from '#platform/clock/index.ts'
import { memoryVault } from '#platform/crypto/testing.ts'
import { migrate, openDatabase, type TenantId } from '#platform/db/index.ts'
import { Outage } from '#platform/errors/index.ts'
import { createLogger, createServer, route, type Route } from '#platform/http/index.ts'
import { lookPrefix, writeLook } from '#design/stylesheet.ts'
import { createNewsroom, newsroomRoutes, seedNewsroom } from '#oversight/newsroom/index.ts'
import { createEligibility, loadPacks, placesAboveFrom, policyCatalogue, readModel } from '#relief/eligibility/index.ts'
import { shippedDirectory } from '#registry/regions/index.ts'
import { migrationModules } from '../../../areas.ts'
import { demonstrationSite, portalRoutes, portalTroublePages } from '../index.ts'

/** The portal on its own, with the real packs and the real news, on a database of its own. */
export async function startPortal(
  log = createLogger('silent'),
): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const [dataDir, folder] = ['data', 'look'].map((what) => mkdtempSync(join(tmpdir(), `zhulian-portal-${what}-`))) as [
    string,
    string,
  ]
  const database = await openDatabase({ dataDir, isDurable: false })
  const { db, owner } = database
  await migrate(owner, migrationModules, () => undefined)
  await seedNewsroom(db)
  const clock = stoppedClock('2026-03-02T09:00:00+08:00')
  const newsroom = createNewsroom({ db, clock })
  const packs = await loadPacks(new URL('../../../../policy', import.meta.url).pathname, readModel)
  const tree = shippedDirectory()
  const nameOf = (code: string) => {
    const name = tree.find(code)?.name
    return name === undefined ? null : { zh: name, en: name }
  }
  const eligibility = createEligibility({
    packs,
    placesAbove: placesAboveFrom(() => tree),
    placeName: (code) => tree.find(code)?.name ?? code,
  })
  const policies = policyCatalogue(eligibility)
  writeLook(folder)
  const app = await createServer({
    db,
    clock,
    vault: memoryVault(),
    openTenant: 1 as TenantId,
    routes: [
      ...newsroomRoutes({ newsroom }),
      ...portalRoutes({
        site: demonstrationSite,
        clock,
        newsroom,
        policies: () => policies,
        homeRegion: '999901',
        placeName: nameOf,
        screener: {
          eligibility,
          towns: () => tree.children('999901').map(({ code, name }) => ({ code, name: { zh: name, en: name } })),
        },
        computedFigures: async () => [
          {
            code: 'households',
            value: 2184,
            unit: { zh: '户', en: 'households' },
            what: { zh: '青禾县正在领低保的家庭', en: 'receive dibao in Qinghe' },
            definition: { zh: '登记簿里当天在册的户', en: 'households on the register that day' },
            place: { zh: '青禾县', en: 'Qinghe' },
            on: day('2026-03-02'),
          },
        ],
      }),
      ...troubled,
    ],
    sessions: { find: async () => null },
    findPerson: async () => null,
    pages: portalTroublePages(demonstrationSite),
    installation: 'demo',
    version: 'test',
    log,
    assets: [{ prefix: lookPrefix, folder, immutable: true }],
  })
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  const close = async (): Promise<void> => {
    await app.close()
    await database.close()
    for (const one of [dataDir, folder]) rmSync(one, { recursive: true, force: true })
  }
  return { url, close }
}

/** Pages that go wrong on purpose: an outage and a fault. */
const troubled: readonly Route[] = [
  route({
    verb: 'GET',
    path: '/troubled/outage',
    zh: '没有应答',
    en: 'No answer',
    may: 'anyone',
    answers: 'page',
    run: async () => {
      throw new Outage('税务', { zh: '税务还没有回话', en: 'The tax office has not answered' })
    },
  }),
  route({
    verb: 'GET',
    path: '/troubled/fault',
    zh: '出错',
    en: 'Fault',
    may: 'anyone',
    answers: 'page',
    run: async () => {
      throw new Error('on purpose')
    },
  }),
  route({
    verb: 'GET',
    path: '/troubled/sign-in',
    zh: '要登录',
    en: 'Sign-in needed',
    may: 'signed-in',
    answers: 'page',
    run: async () => {
      throw new Error('never reached')
    },
  }),
]
