import type { Accounts, SessionKeeper } from '#platform/auth/index.ts'
import type { Clock } from '#platform/clock/index.ts'
import type { Db, TenantId } from '#platform/db/index.ts'
import { given } from '#platform/errors/index.ts'
import { route } from '#platform/http/index.ts'
import type { Permission, Route, Visit } from '#platform/http/index.ts'
import { assignRoles, consentToAccount, manageOfficers, readOfficers } from './access.ts'
import * as paths from './contract.ts'
import type { Me } from './contract.ts'
import { findServing } from './officer-view.ts'
import { heldRoles } from './officers.ts'
import type { Officers } from './officers.ts'
import { officerRefusals } from './refusals.ts'
import { roleNames, roles } from './roles.ts'
import type { SignInService } from './sign-in.ts'

export interface OfficerRouteNeeds {
  readonly db: Db
  readonly clock: Clock
  readonly accounts: Accounts
  readonly sessions: SessionKeeper
  readonly officers: Officers
  readonly signIn: SignInService
  readonly installation: 'demo' | 'real'
  readonly tenantName: (tenant: TenantId) => Promise<string>
  /** Every permission of every module, for the menus. Asked late: the rows of all modules must exist first. */
  readonly permissions: () => readonly Permission[]
}

/** Signing in and out, and what concerns only the person: sessions, password, second factor. */
export const sessionRoutes = (needs: OfficerRouteNeeds): Route[] => {
  const { accounts, sessions, signIn } = needs
  return [
    route({
      ...paths.signIn,
      zh: '登录',
      en: 'Sign in',
      may: 'anyone',
      run: async ({ body, visit }) => {
        const tried = { login: body.account, password: body.password, code: body.code ?? null, address: visit.address }
        const opened = await signIn.signIn(tried, visit.agent)
        return { csrf: visit.session.start(opened.token), name: opened.name }
      },
    }),
    route({
      ...paths.signOut,
      zh: '退出登录',
      en: 'Sign out',
      may: 'signed-in',
      run: async ({ who, visit }) => {
        await signIn.signOut(who.id, who.tenant, given(visit.session.id, 'the session of a signed-in person'))
        visit.session.end()
        return null
      },
    }),
    route({
      ...paths.readMe,
      zh: '我是谁，能做什么',
      en: 'Who I am and what I may do',
      may: 'signed-in',
      run: ({ who, visit }) => meOf(needs, who.id, who.tenant, visit),
    }),
    route({
      ...paths.listSessions,
      zh: '我的登录记录',
      en: 'My sessions',
      may: 'signed-in',
      run: async ({ who, visit }) =>
        (await sessions.list(who.id)).map(({ id, agent, openedAt, seenAt }) => ({
          id,
          agent,
          openedAt: openedAt.toISOString(),
          seenAt: seenAt.toISOString(),
          isThis: id === visit.session.id,
        })),
    }),
    route({
      ...paths.endSession,
      zh: '结束一个登录',
      en: 'End one of my sessions',
      may: 'signed-in',
      run: async ({ who, params }) => {
        await sessions.end(who.id, params.id)
        return null
      },
    }),
    route({
      ...paths.changePassword,
      zh: '修改密码',
      en: 'Change my password',
      may: 'signed-in',
      run: async ({ who, body, visit }) => {
        await accounts.changePassword(who.id, body.old, body.fresh)
        await sessions.endAll(who.id, { exceptId: given(visit.session.id, 'the session of a signed-in person') })
        return null
      },
    }),
    route({
      ...paths.startSecondFactor,
      zh: '开始设置动态口令',
      en: 'Begin a second factor',
      may: 'signed-in',
      run: ({ who }) => accounts.startSecondFactor(who.id),
    }),
    route({
      ...paths.proveSecondFactor,
      zh: '启用动态口令',
      en: 'Prove the second factor',
      may: 'signed-in',
      run: async ({ who, body }) => {
        await accounts.proveSecondFactor(who.id, body.code)
        return null
      },
    }),
  ]
}

async function meOf(needs: OfficerRouteNeeds, id: string, tenant: TenantId, visit: Visit): Promise<Me> {
  const { db, clock, accounts, installation, tenantName } = needs
  const row = given(await findServing(db, id, tenant, clock.today()), 'the signed-in officer')
  const held = new Set(row.roles.map(({ role }) => role))
  const permissions = needs.permissions().filter(({ heldBy }) => heldBy.some((role) => held.has(role)))
  return {
    id,
    name: row.name,
    post: row.post,
    tenant: { id: tenant, name: await tenantName(tenant) },
    roles: heldRoles(row),
    permissions: [...new Set(permissions.map(({ name }) => name))].sort(),
    isDemo: installation === 'demo',
    today: clock.today(),
    csrf: visit.csrf(),
    hasSecondFactor: await accounts.hasSecondFactor(id),
  }
}

/** What kind of installation this is, and, on a demonstration, whose place one may take. */
export const demoRoutes = ({ clock, installation, signIn }: OfficerRouteNeeds): Route[] => [
  route({
    ...paths.readInstallation,
    zh: '系统性质和今天的日期',
    en: 'Kind of installation and today',
    may: 'anyone',
    run: () => Promise.resolve({ isDemo: installation === 'demo', today: clock.today() }),
  }),
  route({
    ...paths.listDemoPeople,
    zh: '演示人员名单',
    en: 'People of the demonstration',
    may: 'anyone',
    run: async () => {
      if (installation !== 'demo') throw officerRefusals.demoOnly()
      return [...(await signIn.demoPeople())]
    },
  }),
  route({
    ...paths.demoSignIn,
    zh: '以演示人员身份登录',
    en: 'Sign in as a person of the demonstration',
    may: 'anyone',
    run: async ({ body, visit }) => {
      const opened = await signIn.signInAsDemo(body.person, visit.agent)
      return { csrf: visit.session.start(opened.token), name: opened.name }
    },
  }),
]

/** Accounts by the system administrator, roles by the security administrator. */
export const officerRoutes = ({ officers }: OfficerRouteNeeds): Route[] => [
  route({
    ...paths.listOfficers,
    zh: '工作人员名单',
    en: 'Officers of the office',
    may: readOfficers,
    run: async ({ who }) => [...(await officers.list(who))],
  }),
  route({
    ...paths.listRoles,
    zh: '岗位一览',
    en: 'All roles',
    may: readOfficers,
    run: () => Promise.resolve(roleNames.map((role) => ({ role, ...roles[role] }))),
  }),
  route({
    ...paths.addOfficer,
    zh: '新增工作人员',
    en: 'Add an officer',
    may: manageOfficers,
    run: ({ who, body }) => officers.add(who, body),
  }),
  route({
    ...paths.stopOfficer,
    zh: '停用账号',
    en: 'Stop an account',
    may: manageOfficers,
    run: async ({ who, params }) => {
      await officers.stop(who, params.id)
      return null
    },
  }),
  route({
    ...paths.resetPassword,
    zh: '重设密码',
    en: 'Reset a password',
    may: manageOfficers,
    run: async ({ who, params, body }) => {
      await officers.resetPassword(who, params.id, body.login, body.password)
      return null
    },
  }),
  route({
    ...paths.readOfficerAccount,
    zh: '怎么登录：账号名和两步验证',
    en: 'How an officer gets in',
    may: manageOfficers,
    run: ({ who, params }) => officers.accountOf(who, params.id),
  }),
  route({
    ...paths.removeSecondFactor,
    zh: '移除动态口令（手机丢了）',
    en: 'Remove a second factor (a lost phone)',
    may: manageOfficers,
    run: async ({ who, params }) => {
      await officers.removeSecondFactor(who, params.id)
      return null
    },
  }),
  route({
    ...paths.consentToWork,
    zh: '同意办理管理员账号',
    en: 'Consent to work on an administrator’s account',
    may: consentToAccount,
    run: async ({ who, params }) => {
      await officers.consent(who, params.id)
      return null
    },
  }),
  route({
    ...paths.giveRole,
    zh: '设置岗位',
    en: 'Give a role',
    may: assignRoles,
    run: ({ who, params, body }) => officers.giveRole(who, params.id, body.role, body.place),
  }),
  route({
    ...paths.takeRole,
    zh: '收回岗位',
    en: 'Take a role',
    may: assignRoles,
    run: ({ who, params }) => officers.takeRole(who, params.id, params.assignment),
  }),
]
