export { migrationModules } from '../../areas.ts'
export { bareClient } from './bare-client.ts'
export { testDatabase, type TestDatabase } from './test-database.ts'
export { cutLine, type Cut, type CutLine } from './cut-line.ts'
