import type { Kysely, Transaction } from 'kysely'

/**
 * The database as the modules see it. SQL is written with Kysely's `sql` tag in `*-store.ts` and `*-view.ts`:
 * `await sql<Row>\`SELECT …\`.execute(tx)`. No table types are kept here: a row's type stands beside its query.
 *
 * How values arrive: `bigint` columns as `bigint` (so write `count(*)::int` for a plain number), `date` as the text
 * `2026-03-02` (a `Day`), `timestamptz` as `Date`, `numeric` as text, `bytea` as `Buffer`, `jsonb` parsed.
 */
export type Schema = Record<never, never>
export type Db = Kysely<Schema>
/** An open transaction, with the row-level scope of its caller already set. */
export type Tx = Transaction<Schema>

/** The bureau or organisation whose rows these are. Opaque: never an administrative code. */
export type TenantId = number & { readonly unit: 'tenant' }
/** The opaque number of a place (town or village) that handles a record: `registry.place.id`. */
export type PlaceId = number & { readonly unit: 'place' }

/**
 * Whose rows a transaction may see. It becomes two literals, `app.tenants` and `app.places`, which the row-level
 * security policies read; with no scope set a query returns no rows. `places: 'all'` (written `0`) is the whole tenant.
 */
export interface RowScope {
  readonly tenants: readonly TenantId[]
  readonly places: readonly PlaceId[] | 'all'
}

/**
 * Opens a transaction as the application role, sets the scope, retries serialization failures and deadlocks: `work` may
 * run more than once, so it does nothing outside the database.
 */
export type InScope = <Result>(db: Db, scope: RowScope, work: (tx: Tx) => Promise<Result>) => Promise<Result>

/** One module's migrations: files `YYYYMMDD-HHMM-verb-noun.sql` in `directory` (which may be absent). */
export interface MigrationModule {
  readonly module: string
  readonly directory: string
}

/** What the database says to the log. Structured, and never personal. */
export type DbLog = (event: string, fields?: Readonly<Record<string, string | number | boolean>>) => void

/** How to reach a server: what both `pg` and pg-boss take. */
export interface Connection {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  readonly database: string
  readonly ssl?: unknown
}

/** An open database. */
export interface Database {
  /** The application role: subject to row-level security, owns nothing. Use it through `inScope`. */
  readonly db: Db
  /** The owner, for migrations, jobs' own tables, backup and doctor. Never for serving a person. */
  readonly owner: Db
  readonly kind: 'embedded' | 'external'
  readonly connection: Connection
  /** Folder of the embedded server; null when the database is the county's own. */
  readonly dataDir: string | null
  /** Closes the pools; stops the embedded server when this process started it. */
  readonly close: () => Promise<void>
}
