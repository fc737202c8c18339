import type { Finding } from '#platform/checks/contract.ts'
import type { Db } from '#platform/db/index.ts'
import { Refusal } from '#platform/errors/index.ts'
import { findLookupKey } from './key-store.ts'
import { readMasterKey } from './master-key.ts'
import { cryptoRefusals } from './refusals.ts'

/** Whether the master key is there, kept to itself, and the right one. */
export async function examineKeys(db: Db, keysFile: string): Promise<Finding> {
  const name = 'crypto.master-key'
  try {
    const known = await findLookupKey(db)
    const master = readMasterKey(keysFile)
    if (known && !master) throw cryptoRefusals.keysMissing({ file: keysFile })
    if (known && master && known.master !== master.fingerprint) {
      throw cryptoRefusals.keysDiffer({ file: keysFile, found: master.fingerprint, wanted: known.master })
    }
    const print = master?.fingerprint ?? '—'
    return { name, level: 'fine', zh: `主密钥 ${print} 在位`, en: `The master key ${print} is in place`, mend: null }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const mend = {
      zh: '密钥文件要另外保存一份，不和备份放在一起',
      en: 'Keep a copy of the key file, apart from the backups',
    }
    return { name, level: 'fault', zh: error.zh, en: error.en, mend }
  }
}
