import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Db, DbLog, MigrationModule } from './contract.ts'
import { dbRefusals } from './refusals.ts'

interface Migration {
  /** `platform/db/20261125-0900-create-platform`. */
  readonly name: string
  readonly module: string
  readonly file: string
  readonly text: string
  readonly hash: string
}

const namePattern = /^\d{8}-\d{4}-[a-z0-9]+(-[a-z0-9]+)+\.sql$/
/** Two starters at once: the second waits here until the first has laid the tables. */
const lockNumber = 20_261_125

/** All migrations, by file name over all modules, then in the order of the table of contents. @throws misnamedMigration */
export function readMigrations(modules: readonly MigrationModule[]): Migration[] {
  const found = modules.flatMap(({ module, directory }, order) =>
    filesOf(directory).map((file) => {
      if (!namePattern.test(file)) throw dbRefusals.misnamedMigration({ name: `${module}/${file}` })
      const text = readFileSync(join(directory, file), 'utf8').replaceAll('\r\n', '\n')
      const hash = createHash('sha256').update(text).digest('hex')
      return { order, name: `${module}/${file.slice(0, -4)}`, module, file, text, hash }
    }),
  )
  // The ground first, whatever the time in a file's name: every other migration calls its helpers.
  const isGround = ({ module }: { module: string }): number => (module === 'platform/db' ? 0 : 1)
  return found.toSorted(
    (one, other) =>
      isGround(one) - isGround(other) || one.file.localeCompare(other.file, 'en') || one.order - other.order,
  )
}

const filesOf = (directory: string): string[] =>
  existsSync(directory) ? readdirSync(directory).filter((file) => file.endsWith('.sql')) : []

/**
 * Brings the database to the state of this program, each migration in its own transaction.
 *
 * @throws editedMigration, lostMigration, failedMigration, misnamedMigration
 * @returns the names that ran now.
 */
export async function migrate(owner: Db, modules: readonly MigrationModule[], log: DbLog): Promise<string[]> {
  const migrations = readMigrations(modules)
  return owner.connection().execute(async (session) => {
    await sql`SELECT pg_advisory_lock(${lockNumber})`.execute(session)
    try {
      await layLedger(session)
      const waiting = await waitingOf(session, migrations)
      for (const migration of waiting) await run(session, migration, log)
      return waiting.map(({ name }) => name)
    } finally {
      await sql`SELECT pg_advisory_unlock(${lockNumber})`.execute(session)
    }
  })
}

async function layLedger(session: Db): Promise<void> {
  await sql`SET client_min_messages = warning`.execute(session)
  await sql`CREATE SCHEMA IF NOT EXISTS platform`.execute(session)
  await sql`CREATE TABLE IF NOT EXISTS platform.migration (
    name text PRIMARY KEY, hash text NOT NULL, ran_at timestamptz NOT NULL DEFAULT now())`.execute(session)
}

/** Compares what has run with what the program holds. */
async function waitingOf(session: Db, migrations: readonly Migration[]): Promise<Migration[]> {
  const { rows } = await sql<{ name: string; hash: string }>`SELECT name, hash FROM platform.migration`.execute(session)
  const ran = new Map(rows.map(({ name, hash }) => [name, hash]))
  const known = new Set(migrations.map(({ name }) => name))
  const lost = rows.find(({ name }) => !known.has(name))
  if (lost) throw dbRefusals.lostMigration({ name: lost.name })
  const edited = migrations.find(({ name, hash }) => ran.has(name) && ran.get(name) !== hash)
  if (edited) throw dbRefusals.editedMigration({ name: edited.name })
  return migrations.filter(({ name }) => !ran.has(name))
}

/** A module's tables live in a schema of its name; the first migration that needs the schema finds it made. */
async function laySchema(session: Db, { module, text }: Migration): Promise<void> {
  const schema = (module.split('/').at(-1) ?? '').replaceAll('-', '_')
  if (!text.includes(`${schema}.`) || /\bCREATE SCHEMA\b/i.test(text)) return
  await sql.raw(`CREATE SCHEMA IF NOT EXISTS ${schema}`).execute(session)
}

async function run(session: Db, migration: Migration, log: DbLog): Promise<void> {
  const { name, text, hash } = migration
  const since = Date.now()
  await sql`BEGIN`.execute(session)
  try {
    await sql`SET LOCAL citus.enable_unsafe_triggers = 'on'`.execute(session)
    await laySchema(session, migration)
    await sql.raw(text).execute(session)
    await sql`INSERT INTO platform.migration (name, hash) VALUES (${name}, ${hash})`.execute(session)
    await sql`COMMIT`.execute(session)
  } catch (error) {
    await sql`ROLLBACK`.execute(session)
    throw dbRefusals.failedMigration({ name, reason: error instanceof Error ? error.message : String(error) })
  }
  log('db.migrated', { migration: name, milliseconds: Date.now() - since })
}
