export type {
  Connection,
  Database,
  Db,
  DbLog,
  InScope,
  MigrationModule,
  PlaceId,
  RowScope,
  Schema,
  TenantId,
  Tx,
} from './contract.ts'
export { attachDatabase, openDatabase, type OpenWish } from './open-database.ts'
export { applicationRole, connect, connectionOf } from './connect.ts'
export { defaultDataDir } from './embedded/data-root.ts'
export { launch, type Launched } from './embedded/launch.ts'
export { migrate, readMigrations } from './migrate.ts'
export { afterwards, inScope, sqlStateOf } from './in-scope.ts'
export { withoutCounting } from './uncounted.ts'
export { countAnew } from './count-anew.ts'
export { apart } from './one-connection.ts'
export { oneAtATime } from './one-at-a-time.ts'
export { constraintOf, refusing } from './constraints.ts'
export { copyIn, type Cell } from './copy-rows.ts'
export { type CopyOut, CopyMessages, type RowReader } from './copy-messages.ts'
export { OneBufferSocket } from './one-buffer-socket.ts'
export { copyOut, type CopiedRow } from './copy-out.ts'
export { RowDictionary } from './row-dictionary.ts'
export { installationOf, settleInstallation, type Installation } from './installation.ts'
export { catalogueFaults, type CatalogueFault } from './catalogue.ts'
export { backup, backupRefusals, filesDirOf, restore, type Manifest } from './backup/index.ts'
export { examineDatabase } from './doctor.ts'
export { dbRefusals } from './refusals.ts'
