export { backup, type Manifest } from './backup.ts'
export { filesDirOf, restore } from './restore.ts'
export { backupRefusals } from './refusals.ts'
