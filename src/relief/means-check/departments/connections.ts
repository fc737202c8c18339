import type { Vault } from '#platform/crypto/index.ts'
import type { TenantId, Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { readConnections, saveConnection } from './connection-store.ts'
import { DepartmentRow, type DepartmentCatalogue } from './catalogue.ts'
import type { ConfiguredDepartment, Connection, Department } from './department.ts'

/** Departments as they are here: rows of the catalogue, rows of the county, and how each is reached. */
export interface Departments {
  readonly of: (tx: Tx, tenant: TenantId) => Promise<readonly ConfiguredDepartment[]>
  /** Connects a department, or moves it. @throws nothing: the row was read by its shape before. */
  readonly connect: (
    tx: Tx,
    who: Caller,
    wish: {
      readonly department: string
      readonly baseUrl: string
      readonly secret: string
      readonly definition: Department | null
      readonly at: Date
    },
  ) => Promise<void>
}

const secretUse = (department: string): string => `means-check.connection.secret:${department}`

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
      if (row !== undefined) {
        const { baseUrl } = row
        const secret = box.open(row.secret, secretUse(department.code))
        const open = () => Promise.resolve({ baseUrl, secret, isSimulated: false })
        return { ...department, connection: { isSimulated: false, open } }
      }
      const open = simulated && (() => simulated(department.code))
      return { ...department, connection: open && { isSimulated: true, open } }
    })
  },
  connect: async (tx, who, { department, baseUrl, secret, definition, at }) => {
    const sealed = (await vault.boxOf(who.tenant)).seal(secret, secretUse(department))
    await saveConnection(tx, who, { department, baseUrl, sealed, definition, at })
  },
})
