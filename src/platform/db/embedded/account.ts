import { chownSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { dbRefusals } from '../refusals.ts'

/** The account the server runs under when we are root; PostgreSQL refuses to run as root. */
export interface Account {
  readonly name: string
  readonly uid: number
  readonly gid: number
}

const preferred = ['zhulian', 'postgres', 'nobody']

/** Null when we are an ordinary person already, or on Windows. @throws noAccount */
export function serverAccount(us = process.getuid?.(), passwd = readPasswd()): Account | null {
  if (us !== 0) return null
  const accounts = passwd
    .split('\n')
    .map((line) => line.split(':'))
    .filter((parts) => parts.length >= 4)
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter(({ uid }) => uid > 0)
  const account = preferred.map((name) => accounts.find((one) => one.name === name)).find(Boolean) ?? accounts[0]
  if (!account) throw dbRefusals.noAccount()
  return account
}

const readPasswd = (): string => (existsSync('/etc/passwd') ? readFileSync('/etc/passwd', 'utf8') : '')

/** A folder only the server's account may enter. */
export function makeOwnFolder(path: string, account: Account | null): void {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  if (account) chownSync(path, account.uid, account.gid)
}

/** As root, each folder above must let the account through. @throws folderOutOfReach */
export function refuseOutOfReach(folder: string, account: Account | null): void {
  if (!account) return
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(at)) {
      const { mode, uid } = statSync(at)
      const lets = uid === account.uid ? mode & 0o100 : mode & 0o001
      if (!lets) throw dbRefusals.folderOutOfReach({ account: account.name, folder: at })
    }
    if (at === dirname(at)) return
  }
}
