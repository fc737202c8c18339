import { v7 as uuid } from 'uuid'
import type { z } from 'zod'
import type { Audit } from '#platform/audit/index.ts'
import type { Clock } from '#platform/clock/index.ts'
import type { Vault } from '#platform/crypto/index.ts'
import { refusing, type Tx } from '#platform/db/index.ts'
import { given, Refusal } from '#platform/errors/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { meansCheckRefusals } from '../refusals.ts'
import { addressOf } from './address.ts'
import {
  decideChange,
  insertChange,
  lockChange,
  readConnections,
  saveConnection,
  saveTimeout,
  switchConnection,
} from './connection-store.ts'
import { DepartmentRow, type DepartmentCatalogue } from './catalogue.ts'
import { secretUse, type Departments } from './connections.ts'
import type { Department } from './department.ts'

export interface ConnectingNeeds {
  readonly clock: Clock
  readonly vault: Vault
  readonly audit: Audit
  readonly departments: Departments
  readonly catalogue: Pick<DepartmentCatalogue, 'departments'>
}

export interface ChangeWish {
  readonly department: string
  readonly baseUrl: string
  /** Null: the one in use stays. */
  readonly secret: string | null
  /** Milliseconds one try may take. */
  readonly timeoutMs: number
  /** What a department of one's own can say; null: the department is known already. */
  readonly definition: DefinitionWish | null
  readonly why: string
}

/** A row like those of the catalogue; code and patience come with the wish. */
export type DefinitionWish = Omit<Department, 'code' | 'timeoutMs'>

/** How departments are connected here. To which address ID numbers go is settled by two people, at first as later. */
export interface Connecting {
  /** @throws unknownDepartment, departmentShipped, badDefinition, notAnAddress, addressTellsMore, addressInClear, secretNeeded, changeWaits */
  readonly ask: (tx: Tx, who: Caller, wish: ChangeWish) => Promise<void>
  /** The second person. @throws changeGone, changeByAnother */
  readonly answer: (
    tx: Tx,
    who: Caller,
    on: { readonly department: string; readonly id: string; readonly agrees: boolean; readonly why: string },
  ) => Promise<void>
  /** Whoever asked takes it back. @throws changeGone, notYourChange */
  readonly withdraw: (tx: Tx, who: Caller, on: { readonly department: string; readonly id: string }) => Promise<void>
  /** @throws notConnected */
  readonly wait: (tx: Tx, who: Caller, on: { readonly department: string; readonly timeoutMs: number }) => Promise<void>
  /** From now on the department is asked nothing. @throws notConnected */
  readonly switchOff: (
    tx: Tx,
    who: Caller,
    on: { readonly department: string; readonly reason: string },
  ) => Promise<void>
  /** At the address two people settled. @throws notOff */
  readonly switchOn: (
    tx: Tx,
    who: Caller,
    on: { readonly department: string; readonly reason: string },
  ) => Promise<void>
}

export function createConnecting({ clock, vault, audit, departments, catalogue }: ConnectingNeeds): Connecting {
  const note = (tx: Tx, who: Caller, department: string, action: string, after: object): Promise<void> =>
    audit.record(tx, who, { action: `means-check.${action}`, about: { kind: 'department', id: department }, after })
  const connectionOf = async (tx: Tx, who: Caller, department: string) =>
    (await readConnections(tx, who.tenant)).find((row) => row.department === department)
  return {
    ask: async (tx, who, wish) => {
      const { department, baseUrl, secret, timeoutMs, why } = wish
      const definition = definitionOf(wish, catalogue)
      if (definition instanceof Refusal) throw definition
      const known = (await departments.of(tx, who.tenant)).some(({ code }) => code === department)
      if (!known && definition === null) throw meansCheckRefusals.unknownDepartment({ code: department })
      const address = addressOf(baseUrl)
      if (address instanceof Refusal) throw address
      if (secret === null && (await connectionOf(tx, who, department)) === undefined)
        throw meansCheckRefusals.secretNeeded({}, 'secret')
      const sealed = secret === null ? null : (await vault.boxOf(who.tenant)).seal(secret, secretUse(department))
      await refusing(
        { change_is_asked_once: () => meansCheckRefusals.changeWaits() },
        insertChange(tx, who.tenant, {
          ...{ id: uuid(), department, baseUrl: address, secret: sealed, timeoutMs, definition, why },
          ...{ askedBy: who.id, askedByName: who.name, askedAt: clock.now() },
        }),
      )
      const items = definition?.items.map(({ code }) => code) ?? null
      const after = { baseUrl: address, timeoutMs, hasNewSecret: secret !== null, items, why }
      await note(tx, who, department, 'connection-asked', after)
    },
    answer: async (tx, who, { department, id, agrees, why }) => {
      const change = await lockChange(tx, who.tenant, { department, id })
      if (change === undefined) throw meansCheckRefusals.changeGone()
      if (change.askedBy === who.id) throw meansCheckRefusals.changeByAnother()
      const at = clock.now()
      await decideChange(tx, who, { id, state: agrees ? 'confirmed' : 'refused', why, at })
      if (agrees) {
        const secret = change.secret ?? given((await connectionOf(tx, who, department))?.secret, 'the secret in use')
        const { baseUrl, timeoutMs, definition } = change
        await saveConnection(tx, who, { department, baseUrl, secret, timeoutMs, definition, at })
      }
      const after = { baseUrl: change.baseUrl, timeoutMs: change.timeoutMs, askedBy: change.askedBy, why }
      await note(tx, who, department, agrees ? 'connection-confirmed' : 'connection-refused', after)
    },
    withdraw: async (tx, who, { department, id }) => {
      const change = await lockChange(tx, who.tenant, { department, id })
      if (change === undefined) throw meansCheckRefusals.changeGone()
      if (change.askedBy !== who.id) throw meansCheckRefusals.notYourChange()
      await decideChange(tx, who, { id, state: 'withdrawn', why: '提出的人收回', at: clock.now() })
      await note(tx, who, department, 'connection-withdrawn', { baseUrl: change.baseUrl })
    },
    wait: async (tx, who, { department, timeoutMs }) => {
      const before = (await connectionOf(tx, who, department))?.timeoutMs ?? null
      if (!(await saveTimeout(tx, who.tenant, { department, timeoutMs }))) throw meansCheckRefusals.notConnected()
      await note(tx, who, department, 'connection-time-changed', { before, timeoutMs })
    },
    switchOff: async (tx, who, { department, reason }) => {
      const off = { reason, at: clock.now() }
      if (!(await switchConnection(tx, who, { department, off }))) throw meansCheckRefusals.notConnected()
      await note(tx, who, department, 'connection-switched-off', { reason })
    },
    switchOn: async (tx, who, { department, reason }) => {
      if (!(await switchConnection(tx, who, { department, off: null }))) throw meansCheckRefusals.notOff()
      await note(tx, who, department, 'connection-switched-on', { reason })
    },
  }
}

/** The row of a department of one's own, or the sentence why it cannot be one. */
function definitionOf(
  { department, timeoutMs, definition }: ChangeWish,
  catalogue: Pick<DepartmentCatalogue, 'departments'>,
): Department | null | Refusal {
  if (definition === null) return null
  if (catalogue.departments.some(({ code }) => code === department))
    return meansCheckRefusals.departmentShipped({ code: department })
  const read = DepartmentRow.safeParse({ ...definition, code: department, timeoutMs })
  return read.success ? read.data : meansCheckRefusals.badDefinition(faultOf(read.error.issues[0]))
}

/** Our own rules say themselves what is wrong; of a shape that is not met the field stands in for it. */
function faultOf(issue: z.core.$ZodIssue | undefined): { what: string; whatEn: string } {
  if (issue?.code === 'custom') return { what: issue.message, whatEn: String(issue.params?.['en'] ?? issue.message) }
  const field = issue?.path.join('.') ?? ''
  return { what: `“${field}”填得不对`, whatEn: `“${field}” is not filled in as it should be` }
}
