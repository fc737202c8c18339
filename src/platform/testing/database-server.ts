import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CompiledQuery } from 'kysely'
import type { TestProject } from 'vitest/node'
import { migrationModules } from '../../areas.ts'
import { connect, migrate, openDatabase, type Connection, type Database } from '#platform/db/index.ts'
import { must } from '#platform/errors/index.ts'
import { templateName } from './test-database.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    readonly databaseServer: Connection
  }
}

/**
 * Starts one PostgreSQL for the whole run, in a temporary folder, or uses the one of `ZHULIAN_TEST_DATABASE_URL`. No
 * database is a failure, never a skip.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const url = process.env['ZHULIAN_TEST_DATABASE_URL']
  const dataDir = url ? null : mkdtempSync(join(tmpdir(), 'zhulian-test-'))
  const server = await openDatabase(dataDir ? { dataDir, isDurable: false } : { url })
  const close = async (): Promise<void> => {
    await server.close()
    if (dataDir) rmSync(dataDir, { recursive: true, force: true })
  }
  try {
    await mustBeSuperuser(server)
    await makeTemplate(server)
  } catch (error) {
    await close()
    throw error
  }
  project.provide('databaseServer', server.connection)
  return close
}

/** Tests look behind row-level security, which only a superuser can when it is forced. */
async function mustBeSuperuser({ owner }: Database): Promise<void> {
  const { rows } = await owner.executeQuery<{ super: boolean }>(
    CompiledQuery.raw('SELECT rolsuper AS super FROM pg_roles WHERE rolname = current_user'),
  )
  must(rows[0]?.super, 'the account of ZHULIAN_TEST_DATABASE_URL is a superuser')
}

async function makeTemplate({ owner, connection }: Database): Promise<void> {
  await owner.executeQuery(CompiledQuery.raw(`DROP DATABASE IF EXISTS ${templateName} WITH (FORCE)`))
  await owner.executeQuery(CompiledQuery.raw(`CREATE DATABASE ${templateName} TEMPLATE template0`))
  const template = connect({ ...connection, database: templateName }, { connectionsMax: 1, role: 'owner', log: silent })
  try {
    await migrate(template, migrationModules, silent)
  } finally {
    await template.destroy()
  }
}

const silent = (): void => undefined
