import { migrationModules } from '../../areas.ts'
import { createAccounts } from '#platform/auth/index.ts'
import { systemClock } from '#platform/clock/index.ts'
import { openVault } from '#platform/crypto/index.ts'
import { dbRefusals, installationOf, migrate, settleInstallation, type Database } from '#platform/db/index.ts'
import { defineRefusals } from '#platform/errors/index.ts'
import { addFirstAdministrators, hasOfficers, type FirstAdministrators } from '#registry/officers/index.ts'
import { createOrganisations, type Tenant } from '#registry/organisations/index.ts'
import { createRegions } from '#registry/regions/index.ts'
import type { Product } from './compose.ts'
import type { Ground } from './demonstration.ts'
import type { Settings } from './settings.ts'

export const realRefusals = defineRefusals('real-installation', {
  notFinished: {
    status: 409,
    zh: '这套正式系统还没有建完（没有办理机关或者没有管理员）。请再运行一次 npm run zhulian -- init --real …',
    en: 'This real installation is not finished: it has no bureau or no administrators. Run npm run zhulian -- init --real … once more',
  },
  alreadyMade: {
    status: 409,
    zh: '这套正式系统已经建好，管理员也有了，什么都没有改动。请用 npm start 打开它；新的账号由系统管理员在控制台开',
    en: 'This real installation stands and has its administrators; nothing was changed. Open it with npm start; further accounts are made in the console',
  },
  otherBureau: {
    status: 409,
    zh: '这套正式系统的办理机关是“{name}”（{region}），不能再立一个。请写同样的名称和区划，接着建完',
    en: 'The bureau of this real installation is “{name}” ({region}). Give the same name and region to go on',
  },
})

export interface RealWish {
  /** `某县民政局` as on its seal. */
  readonly bureau: string
  /** Canonical code of the division it decides for. */
  readonly region: string
}

const silent = (): void => undefined

/** @throws kindIsFixed on a demonstration, alreadyMade, otherBureau. Changes nothing. */
export async function refuseTakenFolder({ owner }: Database, wish: RealWish): Promise<void> {
  const found = await installationOf(owner)
  if (found === null) return
  if (found.kind === 'demo') throw dbRefusals.kindIsFixed({ kind: '演示（demonstration）' })
  const bureau = await bureauOf(owner)
  if (bureau !== undefined && (bureau.name !== wish.bureau || bureau.region !== wish.region))
    throw realRefusals.otherBureau({ name: bureau.name, region: bureau.region })
  if (bureau !== undefined && (await hasOfficers(owner))) throw realRefusals.alreadyMade()
}

/**
 * Settles a database as real: the nation's regions, the bureau that decides, its three administrators, and nobody else.
 * When it was stopped in the middle, the same call goes on where it stood.
 *
 * @throws what `refuseTakenFolder` and `addFirstAdministrators` refuse
 */
export async function makeReal(
  database: Database,
  { keysFile, dataDir }: Pick<Settings, 'keysFile' | 'dataDir'>,
  wish: RealWish,
  administrators: FirstAdministrators,
): Promise<Tenant> {
  const { db, owner } = database
  await refuseTakenFolder(database, wish)
  await migrate(owner, migrationModules, silent)
  const vault = await openVault({ db: owner, keysFile, dataDir })
  await settleInstallation(owner, { kind: 'real', clockOffset: 0 })
  const regions = await createRegions({ db: owner })
  await regions.loadShipped()
  const today = systemClock.today()
  const bureau = await createOrganisations({ regions }).ensure(owner, {
    kind: 'bureau',
    name: wish.bureau,
    creditCode: null,
    region: wish.region,
    isSynthetic: false,
    covers: [{ region: wish.region, from: today, to: null }],
  })
  await addFirstAdministrators({
    db,
    tenant: bureau.id,
    bureau: bureau.name,
    administrators,
    clock: systemClock,
    accountsOn: (on) => createAccounts({ db: on, clock: systemClock, vault }),
  })
  return bureau
}

/** What a real installation opens on. @throws notFinished */
export async function realGround({ owner }: Pick<Product, 'owner'>): Promise<Ground> {
  const bureau = await bureauOf(owner)
  if (bureau === undefined || !(await hasOfficers(owner))) throw realRefusals.notFinished()
  return { bureau }
}

const bureauOf = async (owner: Database['owner']): Promise<Tenant | undefined> =>
  (await createOrganisations({ regions: await createRegions({ db: owner }) }).all(owner)).find(
    ({ kind }) => kind === 'bureau',
  )
