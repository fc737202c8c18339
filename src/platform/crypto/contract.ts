import type { TenantId } from '#platform/db/contract.ts'

/**
 * The sealed box of one tenant. Ciphertext names its cipher and key version, and is bound to the place it was made for:
 * opened for another tenant or another `use` it is refused.
 */
export interface Box {
  readonly tenant: TenantId
  /** `use` names column and row: `households.person.id-number:0193…`. */
  readonly seal: (text: string, use: string) => Buffer
  /** @throws cannotOpen */
  readonly open: (sealed: Buffer, use: string) => string
}

export interface Vault {
  /** The tenant's box; its data key is made at the first call and kept in memory. */
  readonly boxOf: (tenant: TenantId) => Promise<Box>
  /**
   * Keyed hash for exact look-up, the same for the whole installation: 32 bytes. `kind` keeps different things apart:
   * `lookup('id-number', '11010119…')`.
   */
  readonly lookup: (kind: string, text: string) => Buffer
  /** Names the master key without telling it; stands in every backup. */
  readonly fingerprint: string
}
