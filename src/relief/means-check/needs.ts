import type { Audit } from '#platform/audit/index.ts'
import type { Clock } from '#platform/clock/index.ts'
import type { Vault } from '#platform/crypto/index.ts'
import type { Db, Tx } from '#platform/db/index.ts'
import type { Documents } from '#registry/documents/index.ts'
import type { Households } from '#registry/households/contract.ts'
import type { Case, Cases } from '#relief/casework/index.ts'
import type { Connector } from './connector/contract.ts'
import type { Authorisations } from './contract.ts'
import type { DepartmentCatalogue } from './departments/catalogue.ts'
import type { Departments } from './departments/connections.ts'
import type { DeclaredPerson } from './simulator/declared-person.ts'

/** What the check stands on. */
export interface MeansCheckNeeds {
  readonly db: Db
  readonly clock: Clock
  readonly vault: Vault
  readonly audit: Audit
  readonly households: Pick<Households, 'situationOf' | 'numbersFor' | 'state' | 'deathsOf'>
  readonly cases: Pick<Cases, 'get'>
  readonly documents: Pick<Documents, 'ofHousehold'>
  /** Kept by intake. Asked at the moment of every request. */
  readonly authorisations: Authorisations
  readonly catalogue: DepartmentCatalogue
  readonly departments: Departments
  readonly connector: Connector
  /** Whether the procedure of a case asks for a check at all; help in an emergency does not wait for one. */
  readonly isNeeded: (tx: Tx, one: Case) => Promise<boolean>
  /** Within how many working days of being asked for a check has to begin; null where no document says so. */
  readonly beginWithin: (tx: Tx, one: Case) => Promise<{ readonly days: number; readonly source: string } | null>
  /** Place names for region codes in reports. */
  readonly placeName: (code: string) => string
  /** The simulator's file of the county, told before it is asked; null in a real installation. */
  readonly teach: ((people: readonly DeclaredPerson[]) => Promise<void>) | null
  /** Goes on after the answer has left; failures are logged by whoever gives this. */
  readonly goOn: (work: (isStopping: () => boolean) => Promise<unknown>) => void
}
