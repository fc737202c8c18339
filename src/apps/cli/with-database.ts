import { readSettings, type Settings } from '#apps/server/settings.ts'
import { attachDatabase, type Database } from '#platform/db/index.ts'

/** Joins the running server's database, or runs one for as long as the verb lasts; always lets go of it. */
export async function withDatabase<Result>(
  work: (database: Database, settings: Settings) => Promise<Result>,
): Promise<Result> {
  const settings = readSettings(process.env)
  const database = await attachDatabase({ url: settings.databaseUrl ?? undefined, dataDir: settings.dataDir })
  try {
    return await work(database, settings)
  } finally {
    await database.close()
  }
}
