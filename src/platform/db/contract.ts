import type { Kysely, Transaction } from 'kysely'

/**
 * The database as the modules see it. SQL is written with Kysely's `sql` tag in `*-store.ts` and `*-view.ts`:
 * `await sql<Row>\`SELECT …\`.execute(tx)`. No table types are kept here: a row's type stands beside its query.
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

/** Opens a transaction as the application role, sets the scope, retries serialization failures and deadlocks. */
export type InScope = <Result>(db: Db, scope: RowScope, work: (tx: Tx) => Promise<Result>) => Promise<Result>
