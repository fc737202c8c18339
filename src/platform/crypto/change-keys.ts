import { existsSync, renameSync } from 'node:fs'
import { inScope, type Db, type TenantId } from '#platform/db/index.ts'
import { given } from '#platform/errors/index.ts'
import { newKey, type CipherName } from './ciphers.ts'
import { addTenantKey, findLookupKey, findTenantKeys, rewrapLookupKey, rewrapTenantKey } from './key-store.ts'
import { makeMasterKey, readMasterKey, type MasterKey } from './master-key.ts'
import { cryptoRefusals } from './refusals.ts'
import { useOf } from './vault.ts'

interface ChangeWish {
  /** The owner's pool. */
  readonly db: Db
  readonly keysFile: string
  readonly dataDir: string | null
  readonly tenants: readonly TenantId[]
  readonly cipher?: CipherName
}

/**
 * Puts another master key in place: every key of the database is wrapped anew in one transaction; what they seal stays as
 * it is. The old file is kept as `….old`, because older backups open with it only. Stop the server first.
 *
 * The new key is written beside the old one before the database changes. Cut off in between, the next start refuses one of
 * the two files by name, and running this again finishes it.
 *
 * @throws keysMissing, keysDiffer
 * @returns the new fingerprint.
 */
export async function changeMasterKey({ db, keysFile, dataDir, tenants, cipher }: ChangeWish): Promise<string> {
  const draft = `${keysFile}.new`
  const old = readMasterKey(keysFile)
  if (!old) throw cryptoRefusals.keysMissing({ file: keysFile })
  const next = readMasterKey(draft) ?? makeMasterKey(draft, dataDir, cipher)
  await inScope(db, { tenants, places: 'all' }, async (tx) => {
    const row = given(await findLookupKey(tx), 'a look-up key: the installation has been started once')
    // Cut off after the commit last time: only the files are left to change.
    if (row.master === next.fingerprint) return
    if (row.master !== old.fingerprint) {
      throw cryptoRefusals.keysDiffer({ file: keysFile, found: old.fingerprint, wanted: row.master })
    }
    await rewrapLookupKey(tx, next.wrap(old.unwrap(row.wrapped, 'lookup'), 'lookup'), next.fingerprint)
    for (const tenant of tenants) {
      for (const { version, wrapped } of await findTenantKeys(tx, tenant)) {
        const use = useOf(tenant, version)
        await rewrapTenantKey(tx, tenant, version, next.wrap(old.unwrap(wrapped, use), use))
      }
    }
  })
  renameSync(keysFile, freeName(`${keysFile}.old`))
  renameSync(draft, keysFile)
  return next.fingerprint
}

/**
 * A new data key for a tenant: from the next start on, what is written is sealed with it; what was sealed before still
 * opens with the key it names.
 */
export const renewDataKey = (
  db: Db,
  master: MasterKey,
  tenant: TenantId,
  cipher: CipherName = 'aes-256-gcm',
): Promise<number> =>
  inScope(db, { tenants: [tenant], places: 'all' }, async (tx) => {
    const version = ((await findTenantKeys(tx, tenant)).at(-1)?.version ?? 0) + 1
    const wrapped = master.wrap(newKey(cipher).key, useOf(tenant, version))
    await addTenantKey(tx, tenant, { version, cipher, wrapped })
    return version
  })

const freeName = (file: string): string => {
  let name = file
  for (let number = 2; existsSync(name); number++) name = `${file}${number}`
  return name
}
