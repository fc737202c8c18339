import { z } from 'zod'
import { endpoint } from '#platform/http/contract.ts'

const day = z.string().meta({ title: '日期', format: 'date' })
const roleName = z.string().min(1).max(60).meta({ title: '岗位', en: 'role' })

export const HeldRole = z.object({
  id: z.string(),
  role: z.string(),
  zh: z.string(),
  en: z.string(),
  /** Handling place; null is the whole office. */
  place: z.number().nullable(),
})
export type HeldRole = z.output<typeof HeldRole>

/** Everything a face needs to know about the person in front of it. */
export const Me = z.object({
  id: z.string(),
  name: z.string(),
  post: z.string(),
  tenant: z.object({ id: z.number(), name: z.string() }),
  roles: z.array(HeldRole),
  /** Names of all permissions held, for menus; the server asks again at each request. */
  permissions: z.array(z.string()),
  isDemo: z.boolean(),
  today: day,
  /** Goes into the header `x-csrf-token` of every change. */
  csrf: z.string(),
  hasSecondFactor: z.boolean(),
})
export type Me = z.output<typeof Me>

export const SignedIn = z.object({ csrf: z.string(), name: z.string() })

export const DemoPerson = z.object({
  id: z.string(),
  name: z.string(),
  post: z.string(),
  roles: z.array(HeldRole),
  tenant: z.number(),
})
export type DemoPerson = z.output<typeof DemoPerson>

export const OfficerCard = z.object({
  id: z.string(),
  name: z.string(),
  post: z.string(),
  since: day,
  until: day.nullable(),
  roles: z.array(
    HeldRole.extend({
      /** `青禾县禾西镇石泾村`; null over the whole office. */
      placeLabel: z.string().nullable(),
    }),
  ),
})
export type OfficerCard = z.output<typeof OfficerCard>

export const SessionCard = z.object({
  id: z.string(),
  agent: z.string(),
  openedAt: z.string(),
  seenAt: z.string(),
  isThis: z.boolean(),
})

export const SignInForm = z.object({
  account: z.string().min(1).max(100).meta({ title: '账号', en: 'account' }),
  password: z.string().min(1).max(500).meta({ title: '密码', en: 'password' }),
  code: z.string().max(20).nullish().meta({ title: '动态口令', en: 'six digits' }),
})

export const signIn = endpoint({ verb: 'POST', path: '/api/sign-in', body: SignInForm, answers: SignedIn })
export const signOut = endpoint({ verb: 'POST', path: '/api/sign-out', answers: z.null() })
export const readMe = endpoint({ verb: 'GET', path: '/api/me', answers: Me })
export const readInstallation = endpoint({
  verb: 'GET',
  path: '/api/installation',
  answers: z.object({ isDemo: z.boolean(), today: day }),
})
export const listDemoPeople = endpoint({ verb: 'GET', path: '/api/demo/people', answers: z.array(DemoPerson) })
export const demoSignIn = endpoint({
  verb: 'POST',
  path: '/api/demo/sign-in',
  body: z.object({ person: z.uuid().meta({ title: '人员', en: 'person' }) }),
  answers: SignedIn,
})
export const listSessions = endpoint({ verb: 'GET', path: '/api/sessions', answers: z.array(SessionCard) })
export const endSession = endpoint({
  verb: 'DELETE',
  path: '/api/sessions/:id',
  params: z.object({ id: z.uuid() }),
  answers: z.null(),
})
export const changePassword = endpoint({
  verb: 'POST',
  path: '/api/password',
  body: z.object({
    old: z.string().max(500).meta({ title: '原密码', en: 'old password' }),
    fresh: z.string().max(500).meta({ title: '新密码', en: 'new password' }),
  }),
  answers: z.null(),
})
export const startSecondFactor = endpoint({
  verb: 'POST',
  path: '/api/second-factor',
  answers: z.object({ secret: z.string(), uri: z.string() }),
})
export const proveSecondFactor = endpoint({
  verb: 'POST',
  path: '/api/second-factor/proof',
  body: z.object({ code: z.string().max(20).meta({ title: '动态口令', en: 'six digits' }) }),
  answers: z.null(),
})

export const listOfficers = endpoint({ verb: 'GET', path: '/api/officers', answers: z.array(OfficerCard) })
export const listRoles = endpoint({
  verb: 'GET',
  path: '/api/roles',
  answers: z.array(z.object({ role: z.string(), zh: z.string(), en: z.string(), reach: z.enum(['place', 'tenant']) })),
})
export const addOfficer = endpoint({
  verb: 'POST',
  path: '/api/officers',
  key: 'once',
  body: z.object({
    name: z.string().trim().min(1).max(60).meta({ title: '姓名', en: 'name' }),
    post: z.string().trim().min(1).max(100).meta({ title: '职务', en: 'post' }),
    login: z.string().trim().min(2).max(60).meta({ title: '账号', en: 'account' }),
    password: z.string().max(500).meta({ title: '初始密码', en: 'first password' }),
  }),
  answers: OfficerCard,
})
export const giveRole = endpoint({
  verb: 'POST',
  path: '/api/officers/:id/roles',
  key: 'once',
  params: z.object({ id: z.uuid() }),
  body: z.object({
    role: roleName,
    /** Region code; null is the whole office. */
    place: z.string().max(12).nullable().meta({ title: '负责的地方', en: 'place' }),
  }),
  answers: OfficerCard,
})
export const takeRole = endpoint({
  verb: 'DELETE',
  path: '/api/officers/:id/roles/:assignment',
  params: z.object({ id: z.uuid(), assignment: z.uuid() }),
  answers: OfficerCard,
})
export const stopOfficer = endpoint({
  verb: 'POST',
  path: '/api/officers/:id/departure',
  key: 'once',
  params: z.object({ id: z.uuid() }),
  answers: z.null(),
})
export const resetPassword = endpoint({
  verb: 'POST',
  path: '/api/officers/:id/password',
  params: z.object({ id: z.uuid() }),
  body: z.object({
    login: z.string().trim().min(2).max(60).meta({ title: '账号', en: 'account' }),
    password: z.string().max(500).meta({ title: '新密码', en: 'new password' }),
  }),
  answers: z.null(),
})

/** How the person gets in: for those who keep accounts. */
export const OfficerAccount = z.object({
  /** Null while the account has no password. */
  login: z.string().nullable(),
  hasSecondFactor: z.boolean(),
})
export type OfficerAccount = z.output<typeof OfficerAccount>

export const readOfficerAccount = endpoint({
  verb: 'GET',
  path: '/api/officers/:id/account',
  params: z.object({ id: z.uuid() }),
  answers: OfficerAccount,
})
/** Consent to one piece of work on an administrator's account, within a day. */
export const consentToWork = endpoint({
  verb: 'POST',
  path: '/api/officers/:id/consent',
  key: 'once',
  params: z.object({ id: z.uuid() }),
  answers: z.null(),
})
/** A lost phone: from now on the password alone lets the person in. */
export const removeSecondFactor = endpoint({
  verb: 'POST',
  path: '/api/officers/:id/second-factor-removal',
  key: 'once',
  params: z.object({ id: z.uuid() }),
  answers: z.null(),
})
