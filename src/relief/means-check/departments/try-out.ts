import { v7 as uuid } from 'uuid'
import type { Audit } from '#platform/audit/index.ts'
import type { Vault } from '#platform/crypto/index.ts'
import type { Db } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { checkCharacter } from '#registry/households/index.ts'
import type { Connector, Outcome } from '../connector/contract.ts'
import { protocolVersion, type Ask } from '../connector/protocol.ts'
import { meansCheckRefusals } from '../refusals.ts'
import { readChanges, readConnections } from './connection-store.ts'
import { secretUse, type Departments } from './connections.ts'
import type { Connection, Department } from './department.ts'

/** Area code 990000 belongs to no place on earth: nobody has this number. */
const syntheticNumber = (() => {
  const body = '99000019600101000'
  return body + checkCharacter(body)
})()

export interface TryOutNeeds {
  readonly db: Db
  readonly vault: Vault
  readonly audit: Audit
  readonly connector: Connector
  readonly departments: Departments
}

export interface Tried {
  readonly outcome: 'answered' | 'refused' | 'silent'
  /** Code of what a refusal or a silence came to; null when it answered. */
  readonly trouble: string | null
  readonly milliseconds: number
  /** Items asked about, and of how many something came back. */
  readonly asked: number
  readonly answered: number
  readonly isSimulated: boolean
}

/**
 * Asks about a person who does not exist, and says what came of it. Nothing of the answer is kept. `asked` tries the
 * address that waits for a second person, so that both know it works before it is used.
 *
 * @throws unknownDepartment, notConnected, changeGone
 */
export async function tryOut(
  who: Caller,
  { department, of }: { readonly department: string; readonly of: 'live' | 'asked' },
  needs: TryOutNeeds,
): Promise<Tried> {
  const { db, connector, audit } = needs
  const { one, open } = await connectionFor(who, { department, of }, needs)
  const items = one.items.map(({ code }) => code)
  const ask: Ask = {
    ...{ version: protocolVersion, request: uuid(), department, purpose: 'means-check' as const },
    ...{ caseNumber: 'TRY-OUT', basis: '接口试通：合成人员，不是真实的人', authorisations: ['TRY-OUT'] },
    ...{ subjects: [syntheticNumber], items },
  }
  // No connection to the database is held while the department thinks.
  const began = performance.now()
  const connection = await open()
  const outcome = await connector.put({
    ...{ department: one, connection, ask, ticket: null, onTicket: () => Promise.resolve() },
  })
  const tried: Tried = {
    ...{ ...cameTo(outcome), asked: items.length, isSimulated: connection.isSimulated },
    milliseconds: Math.round(performance.now() - began),
  }
  await who.transaction(db, (tx) =>
    audit.recordRead(tx, who, {
      ...{ act: 'read', action: 'means-check.connection-tried', about: { kind: 'department', id: department } },
      details: { of, outcome: tried.outcome, trouble: tried.trouble ?? '', milliseconds: tried.milliseconds },
    }),
  )
  return tried
}

function cameTo(outcome: Outcome): Pick<Tried, 'outcome' | 'trouble' | 'answered'> {
  switch (outcome.kind) {
    case 'answered':
      return { outcome: 'answered', trouble: null, answered: outcome.received.answer.items.length }
    case 'refused':
      return { outcome: 'refused', trouble: `refused:${outcome.reason}`, answered: 0 }
    case 'silent':
      return { outcome: 'silent', trouble: outcome.trouble, answered: 0 }
  }
}

const connectionFor = (
  who: Caller,
  { department, of }: { readonly department: string; readonly of: 'live' | 'asked' },
  { db, vault, departments }: TryOutNeeds,
): Promise<{ readonly one: Department; readonly open: () => Promise<Connection> }> =>
  who.transaction(db, async (tx) => {
    const change = (await readChanges(tx, who.tenant)).find((asked) => asked.department === department)
    const known = (await departments.of(tx, who.tenant)).find(({ code }) => code === department)
    const one = of === 'asked' && change?.definition != null ? { ...change.definition, connection: null } : known
    if (one === undefined) throw meansCheckRefusals.unknownDepartment({ code: department })
    if (of === 'live') {
      if (one.connection === null) throw meansCheckRefusals.notConnected()
      return { one, open: one.connection.open }
    }
    if (change === undefined) throw meansCheckRefusals.changeGone()
    const inUse = (await readConnections(tx, who.tenant)).find((row) => row.department === department)
    const sealed = change.secret ?? inUse?.secret
    if (sealed === undefined) throw meansCheckRefusals.changeGone()
    const secret = (await vault.boxOf(who.tenant)).open(sealed, secretUse(department))
    const { baseUrl, timeoutMs } = change
    return { one: { ...one, timeoutMs }, open: () => Promise.resolve({ baseUrl, secret, isSimulated: false }) }
  })
