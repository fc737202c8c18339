import { examineKeys } from '#platform/crypto/index.ts'
import { examineDatabase, type Database, type MigrationModule } from '#platform/db/index.ts'
import type { Finding } from './contract.ts'

/** What is right and wrong with an installation, worst first. */
export async function doctor(wish: {
  readonly database: Database
  readonly migrationModules: readonly MigrationModule[]
  readonly keysFile: string
}): Promise<Finding[]> {
  const findings = [
    ...(await examineDatabase(wish.database, wish.migrationModules)),
    await examineKeys(wish.database.owner, wish.keysFile),
  ]
  const weight = { fault: 0, warning: 1, fine: 2 }
  return findings.toSorted((one, other) => weight[one.level] - weight[other.level])
}
