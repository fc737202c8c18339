import { defineRefusals } from '#platform/errors/index.ts'

export const officerRefusals = defineRefusals('officers', {
  notFound: { status: 404, zh: '本单位没有这位工作人员', en: 'There is no such officer in your office' },
  unknownRole: { status: 422, zh: '没有“{role}”这个岗位角色', en: 'There is no role “{role}”' },
  roleClash: {
    status: 409,
    zh: '{name}已经是“{held}”，不能再担任“{wanted}”。系统、安全、审计三员要由三个人分别担任，也不经办业务',
    en: '{name} is already “{held}” and may not be “{wanted}” too: system, security and audit are three people who handle no cases',
  },
  placeNeeded: {
    status: 422,
    zh: '“{role}”要落到具体的乡镇或村。请选择负责的地方',
    en: '“{role}” is held over a town or village. Choose which',
  },
  placeElsewhere: {
    status: 422,
    zh: '本单位的地界里没有“{place}”这个地方。请从列出的地方里选',
    en: 'Your office does not serve “{place}”. Choose one of the places offered',
  },
  alreadyHeld: {
    status: 409,
    zh: '{name}在这里已经是“{role}”，不用重复设置',
    en: '{name} already is “{role}” here',
  },
  assignmentNotFound: {
    status: 404,
    zh: '没有这条岗位记录，可能已经收回',
    en: 'There is no such assignment; it may be gone already',
  },
  notYourself: {
    status: 409,
    zh: '自己的岗位和账号不能自己动。请由另一位管理员办理；换密码、换手机在“登录与安全”',
    en: 'Nobody changes their own roles or account here. Another administrator must do it; your password and phone are under “Sign-in and security”',
  },
  secondHandNeeded: {
    status: 409,
    zh: '{name}是{hand}，不能由一个人动他的账号。请先让另一位管理员（不是您，也不是他）在这一页点“同意办理”，一天内有效',
    en: '{name} is one of the three administrators ({hand}); nobody works on that account alone. Ask another of them, not you and not them, to consent on this page first; a consent holds for a day',
  },
  lastHand: {
    status: 409,
    zh: '{name}是本单位唯一的{hand}，停用以后没有人能办这份事。请先让另一个人接上',
    en: '{name} is the only {hand} of your office. Let somebody else take over first',
  },
  noConsentNeeded: {
    status: 409,
    zh: '{name}不是系统、安全、审计三员，动他的账号不用另一位管理员同意',
    en: '{name} is none of the three administrators, so no consent is needed',
  },
  noSecondFactor: {
    status: 409,
    zh: '{name}没有开动态口令，不用移除',
    en: '{name} has no second factor, so there is nothing to remove',
  },
  threePeople: {
    status: 422,
    zh: '“{what}”写了两次。系统、安全、审计三员要由三个人分别担任，账号和姓名都不能重复（同名的请加以区分）',
    en: '“{what}” stands there twice. System, security and audit administrators are three people: three accounts and three names',
  },
  notTheFirst: {
    status: 409,
    zh: '这套系统已经有工作人员，不能再从头立管理员。新的账号由系统管理员在控制台开',
    en: 'This installation has officers already. Further accounts are made in the console by the system administrator',
  },
  hasLeft: {
    status: 401,
    zh: '这个账号已经停用。如有疑问请找本单位的系统管理员',
    en: 'This account is no longer in use. Ask the administrator of your office',
  },
  demoOnly: {
    status: 404,
    zh: '只有演示系统可以直接选择人员登录。请用账号和密码登录',
    en: 'Only a demonstration lets you pick a person. Sign in with account and password',
  },
})
