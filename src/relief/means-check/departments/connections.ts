import type { Vault } from '#platform/crypto/index.ts'
import type { TenantId, Tx } from '#platform/db/index.ts'
import { readConnections } from './connection-store.ts'
import { DepartmentRow, type DepartmentCatalogue } from './catalogue.ts'
import type { ConfiguredDepartment, Connection } from './department.ts'

/** Departments as they are here: rows of the catalogue, rows of the county, and how each is reached. */
export interface Departments {
  readonly of: (tx: Tx, tenant: TenantId) => Promise<readonly ConfiguredDepartment[]>
}

/** Ties a secret to its department: put beside another address it does not open. */
export const secretUse = (department: string): string => `means-check.connection.secret:${department}`

export interface DepartmentsNeeds {
  readonly catalogue: DepartmentCatalogue
  readonly vault: Vault
  /** The demonstration's own, for departments nobody has connected; null in a real installation, always. */
  readonly simulated: ((department: string) => Promise<Connection>) | null
}

export const createDepartments = ({ catalogue, vault, simulated }: DepartmentsNeeds): Departments => ({
  of: async (tx, tenant) => {
    const box = await vault.boxOf(tenant)
    const rows = new Map((await readConnections(tx, tenant)).map((row) => [row.department, row]))
    const own = [...rows.values()].flatMap(({ definition }) =>
      definition === null ? [] : [DepartmentRow.parse(definition)],
    )
    const ownCodes = new Set(own.map(({ code }) => code))
    const all = [...catalogue.departments.filter(({ code }) => !ownCodes.has(code)), ...own]
    return all.map((department): ConfiguredDepartment => {
      const row = rows.get(department.code)
      if (row === undefined) {
        const open = simulated && (() => simulated(department.code))
        return { ...department, connection: open && { isSimulated: true, open } }
      }
      const timeoutMs = row.timeoutMs ?? department.timeoutMs
      // Switched off is not connected, in a demonstration too: the simulator does not answer for it.
      if (row.offAt !== null) return { ...department, timeoutMs, connection: null }
      const open = () => {
        const secret = box.open(row.secret, secretUse(department.code))
        return Promise.resolve({ baseUrl: row.baseUrl, secret, isSimulated: false })
      }
      return { ...department, timeoutMs, connection: { isSimulated: false, open } }
    })
  },
})
