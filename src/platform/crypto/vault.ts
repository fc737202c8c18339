import { createHmac, randomBytes } from 'node:crypto'
import { apart, inScope, type Db, type TenantId, type Tx } from '#platform/db/index.ts'
import { given } from '#platform/errors/index.ts'
import { newKey, openWith, readied, sealWith, versionOf, type CipherName, type DataKey } from './ciphers.ts'
import type { Box, Vault } from './contract.ts'
import { addLookupKey, addTenantKey, findLookupKey, findTenantKeys } from './key-store.ts'
import { makeMasterKey, readMasterKey, type MasterKey } from './master-key.ts'
import { cryptoRefusals } from './refusals.ts'

export interface VaultWish {
  readonly db: Db
  /** See `keysFileOf`. */
  readonly keysFile: string
  readonly dataDir: string | null
  /** What new data keys are made for; a county that must use the national ciphers says `sm4-gcm`. */
  readonly cipher?: CipherName
}

/**
 * Opens the keys of an installation, making them at its first start.
 *
 * @throws keysMissing when the database was sealed with a key that is not there; a new one is never made then
 * @throws keysDiffer, keysUnreadable, keysOpenToOthers, keysInsideData
 */
export async function openVault({ db, keysFile, dataDir, cipher = 'aes-256-gcm' }: VaultWish): Promise<Vault> {
  const known = await findLookupKey(db)
  const kept = readMasterKey(keysFile)
  if (known && !kept) throw cryptoRefusals.keysMissing({ file: keysFile })
  const master = kept ?? makeMasterKey(keysFile, dataDir, cipher)
  if (!known) await addLookupKey(db, master.wrap(randomBytes(32), 'lookup'), master.fingerprint)
  const row = given(await findLookupKey(db), 'the look-up key just written')
  if (row.master !== master.fingerprint) {
    throw cryptoRefusals.keysDiffer({ file: keysFile, found: master.fingerprint, wanted: row.master })
  }
  return vaultOf(db, master, master.unwrap(row.wrapped, 'lookup'), cipher)
}

function vaultOf(db: Db, master: MasterKey, lookupKey: Buffer, cipher: CipherName): Vault {
  const boxes = new Map<TenantId, Promise<Box>>()
  return {
    fingerprint: master.fingerprint,
    lookup: (kind, text) => createHmac('sha256', lookupKey).update(`${kind}\0${text}`).digest(),
    boxOf: (tenant) => {
      const known = boxes.get(tenant)
      if (known) return known
      const made = loadBox(db, master, tenant, cipher)
      boxes.set(tenant, made)
      // A database that was away for a moment must not be remembered as "no key".
      made.catch(() => boxes.delete(tenant))
      return made
    },
  }
}

async function loadBox(db: Db, master: MasterKey, tenant: TenantId, cipher: CipherName): Promise<Box> {
  const scope = { tenants: [tenant], places: 'all' as const }
  // Once per tenant and process, shared by all who wait for it, and in the product through the owner's pool.
  const load = async (tx: Tx) => {
    const found = await findTenantKeys(tx, tenant)
    if (found.length > 0) return found
    const first = newKey(cipher)
    const wrapped = master.wrap(first.key, useOf(tenant, 1))
    await addTenantKey(tx, tenant, { version: 1, cipher: first.cipher, wrapped })
    return findTenantKeys(tx, tenant)
  }
  const rows = await apart(() => inScope(db, scope, load))
  const keys = new Map(
    rows.map((row) => [
      row.version,
      { cipher: row.cipher, key: master.unwrap(row.wrapped, useOf(tenant, row.version)) },
    ]),
  )
  return boxFrom(tenant, keys, given(rows.at(-1), 'a data key of the tenant').version)
}

export const useOf = (tenant: TenantId, version: number): string => `tenant:${tenant}:${version}`

/** Seals with the newest key, opens with whichever the value names. */
export function boxFrom(tenant: TenantId, keys: ReadonlyMap<number, DataKey>, newest: number): Box {
  const ready = new Map([...keys].map(([version, key]) => [version, readied(key)]))
  const current = given(ready.get(newest), 'the newest data key')
  return {
    tenant,
    seal: (text, use) => sealWith(current, newest, `${tenant}:${use}`, Buffer.from(text, 'utf8')),
    open: (sealed, use) => {
      const key = ready.get(versionOf(sealed))
      if (!key) throw cryptoRefusals.cannotOpen()
      return openWith(key, `${tenant}:${use}`, sealed).toString('utf8')
    },
  }
}
