import { readSettings } from '#apps/server/settings.ts'
import { cryptoRefusals, openVault, readMasterKey } from '#platform/crypto/index.ts'
import { backup, restore } from '#platform/db/index.ts'
import { needed, readOptions } from './options.ts'
import { withDatabase } from './with-database.ts'

const backupUsage = 'backup --out FILE'
const restoreUsage = 'restore --from FILE'

/** `backup --out FILE`: a consistent copy of the living database; the master key is never in it. */
export function runBackup(args: readonly string[]): Promise<number> {
  const { out } = readOptions(args, { values: ['out'], usage: backupUsage })
  const file = needed(out, 'out', backupUsage)
  return withDatabase(async (database, { keysFile, dataDir }) => {
    const vault = await openVault({ db: database.owner, keysFile, dataDir })
    const bytes = await backup({ database, out: file, fingerprint: vault.fingerprint, now: new Date() })
    console.log(`已备份到 ${file}，${(bytes / 1024 / 1024).toFixed(1)} MB。主密钥不在里面，请另外保管：${keysFile}`)
    console.log(`Backed up to ${file}. The master key is not in it; keep it elsewhere: ${keysFile}`)
    return 0
  })
}

/** `restore --from FILE`: into an empty data folder, and only with the key the backup was made with. */
export async function runRestore(args: readonly string[]): Promise<number> {
  const { from } = readOptions(args, { values: ['from'], usage: restoreUsage })
  const file = needed(from, 'from', restoreUsage)
  const { dataDir, keysFile } = readSettings(process.env)
  const key = readMasterKey(keysFile)
  if (key === null) throw cryptoRefusals.keysMissing({ file: keysFile })
  const manifest = await restore({ from: file, dataDir, fingerprint: key.fingerprint })
  console.log(`已恢复 ${manifest.takenAt} 的备份。Restored the backup of ${manifest.takenAt}.`)
  return 0
}
