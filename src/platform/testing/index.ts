export { migrationModules } from '../../areas.ts'
export { testDatabase, type TestDatabase } from './test-database.ts'
