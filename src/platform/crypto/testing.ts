import { newKey } from './ciphers.ts'
import type { Vault } from './contract.ts'
import { boxFrom } from './vault.ts'

/** Real ciphers with a key that is gone when the test is: for what needs no key on disk. */
export function memoryVault(): Pick<Vault, 'boxOf'> {
  const key = newKey('aes-256-gcm')
  return { boxOf: (tenant) => Promise.resolve(boxFrom(tenant, new Map([[1, key]]), 1)) }
}
