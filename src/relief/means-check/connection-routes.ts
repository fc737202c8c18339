import type { Clock } from '#platform/clock/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { route, type Caller, type Route } from '#platform/http/index.ts'
import { given } from '#platform/errors/index.ts'
import { confirmConnections, connectDepartments, seeConnections } from './access.ts'
import type { Connecting } from './departments/connecting.ts'
import { readChanges, readConnections, type AskedChange } from './departments/connection-store.ts'
import { healthKey, readHealth } from './departments/health-view.ts'
import type { ConfiguredDepartment } from './departments/department.ts'
import { tryOut, type TryOutNeeds } from './departments/try-out.ts'
import { triedWords } from './labels.ts'
import * as wire from './wire-connections.ts'

export interface ConnectionRouteNeeds extends TryOutNeeds {
  readonly clock: Clock
  readonly connecting: Connecting
}

export const connectionRoutes = (needs: ConnectionRouteNeeds): Route[] => [
  route({
    ...wire.listConnections,
    zh: '部门接口',
    en: 'How departments are connected',
    may: seeConnections,
    run: ({ who }) => who.transaction(needs.db, (tx) => cardsOf(tx, who, needs)),
  }),
  route({
    ...wire.tryConnection,
    zh: '试通一个部门',
    en: 'Try a department out',
    // Whoever confirms tries it out first.
    may: confirmConnections,
    run: async ({ who, params, body }) => {
      const tried = await tryOut(who, { department: params.department, of: body.of }, needs)
      return { ...tried, trouble: tried.trouble === null ? null : triedWords(tried.trouble) }
    },
  }),
  ...changeRoutes(needs),
  ...switchRoutes(needs),
]

const changeRoutes = ({ connecting, ...needs }: ConnectionRouteNeeds): Route[] => [
  route({
    ...wire.askConnection,
    zh: '提出接通部门或改接口',
    en: 'Ask to connect a department or to move it',
    may: connectDepartments,
    run: ({ who, params, body }) => done(who, needs, (tx) => connecting.ask(tx, who, { ...params, ...body })),
  }),
  route({
    ...wire.answerConnection,
    zh: '核实部门接口的改动',
    en: 'Confirm or refuse a change of an interface',
    may: confirmConnections,
    run: ({ who, params, body }) => done(who, needs, (tx) => connecting.answer(tx, who, { ...params, ...body })),
  }),
  route({
    ...wire.withdrawConnection,
    zh: '收回部门接口的改动',
    en: 'Take a change of an interface back',
    may: connectDepartments,
    run: ({ who, params }) => done(who, needs, (tx) => connecting.withdraw(tx, who, params)),
  }),
]

const switchRoutes = ({ connecting, ...needs }: ConnectionRouteNeeds): Route[] => [
  route({
    ...wire.waitForConnection,
    zh: '改一个部门最多等多久',
    en: 'Change how long a department is waited for',
    may: connectDepartments,
    run: ({ who, params, body }) => done(who, needs, (tx) => connecting.wait(tx, who, { ...params, ...body })),
  }),
  route({
    ...wire.switchConnectionOff,
    zh: '停用一个部门的接口',
    en: 'Switch the interface of a department off',
    may: connectDepartments,
    run: ({ who, params, body }) => done(who, needs, (tx) => connecting.switchOff(tx, who, { ...params, ...body })),
  }),
  route({
    ...wire.switchConnectionOn,
    zh: '重新启用一个部门的接口',
    en: 'Switch the interface of a department on again',
    may: connectDepartments,
    run: ({ who, params, body }) => done(who, needs, (tx) => connecting.switchOn(tx, who, { ...params, ...body })),
  }),
]

type CardNeeds = Omit<ConnectionRouteNeeds, 'connecting'>

/** Does it in one transaction and shows the departments as they stand after. */
const done = (who: Caller, needs: CardNeeds, work: (tx: Tx) => Promise<void>): Promise<wire.ConnectionCard[]> =>
  who.transaction(needs.db, async (tx) => {
    await work(tx)
    return cardsOf(tx, who, needs)
  })

async function cardsOf(tx: Tx, who: Caller, { departments, clock }: CardNeeds): Promise<wire.ConnectionCard[]> {
  const rows = new Map((await readConnections(tx, who.tenant)).map((row) => [row.department, row]))
  const changes = new Map((await readChanges(tx, who.tenant)).map((change) => [change.department, change]))
  const health = await readHealth(tx, who.tenant, clock.today())
  const known = await departments.of(tx, who.tenant)
  // A department of one's own shows as soon as somebody asks for it.
  const asked = [...changes.values()].flatMap(({ department, definition }): readonly ConfiguredDepartment[] =>
    definition === null || known.some(({ code }) => code === department) ? [] : [{ ...definition, connection: null }],
  )
  return [...known, ...asked].map(({ code, connection, items, askAgainMinutes, ...described }) => {
    const row = rows.get(code)
    const change = changes.get(code)
    const answered = health.get(healthKey(code, connection?.isSimulated ?? false))
    const { lastAnswerAt = null, answersToday = 0, failedToday = 0, silentSince = null } = answered ?? {}
    return {
      ...{ ...described, department: code, askAgainMinutes: [...askAgainMinutes] },
      items: items.map((item) => ({ ...item })),
      isOwn: row?.definition != null || change?.definition != null,
      state: row?.offAt != null ? 'off' : connection === null ? 'none' : connection.isSimulated ? 'simulated' : 'live',
      baseUrl: row?.baseUrl ?? null,
      set: row === undefined ? null : { by: row.setByName, at: row.setAt.toISOString() },
      off:
        row?.offAt == null
          ? null
          : {
              by: given(row.offByName, 'who switched it off'),
              at: row.offAt.toISOString(),
              reason: given(row.offReason, 'why it was switched off'),
            },
      ...{ lastAnswerAt: lastAnswerAt?.toISOString() ?? null, silentSince: silentSince?.toISOString() ?? null },
      ...{ answersToday, failedToday, mayConnect: who.may(connectDepartments) },
      change: change === undefined ? null : changeCard(who, change),
    }
  })
}

const changeCard = (who: Caller, change: AskedChange): NonNullable<wire.ConnectionCard['change']> => ({
  ...{ id: change.id, baseUrl: change.baseUrl, timeoutMs: change.timeoutMs, why: change.why },
  items: change.definition?.items.length ?? null,
  ...{ hasNewSecret: change.secret !== null, by: change.askedByName, at: change.askedAt.toISOString() },
  mayAnswer: who.may(confirmConnections) && change.askedBy !== who.id,
  mayWithdraw: who.may(connectDepartments) && change.askedBy === who.id,
})
