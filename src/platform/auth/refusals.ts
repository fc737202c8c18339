import { defineRefusals } from '#platform/errors/index.ts'

export const authRefusals = defineRefusals('auth', {
  wrongSignIn: {
    status: 401,
    zh: '账号或密码不对。请检查大小写后再试，还可以试 {left} 次；忘记密码请找本单位的系统管理员',
    en: 'Account or password is wrong. Check the spelling; {left} more tries. If you forgot it, ask your administrator',
  },
  lockedOut: {
    status: 429,
    zh: '试错次数太多，为防冒用已暂停登录。请 {minutes} 分钟后再试，或找本单位的系统管理员',
    en: 'Too many wrong tries, so sign-in is paused. Try again in {minutes} minutes or ask your administrator',
  },
  codeNeeded: {
    status: 401,
    zh: '这个账号开启了动态口令。请输入手机上的六位数字',
    en: 'This account has a second factor. Enter the six digits from your phone',
  },
  codeWrong: {
    status: 401,
    zh: '动态口令不对或已经用过。请等下一个六位数字再试',
    en: 'The six digits are wrong or were used already. Wait for the next ones',
  },
  passwordTooShort: {
    status: 422,
    zh: '密码至少要 {least} 个字符。可以用一句好记的话',
    en: 'A password needs at least {least} characters. A sentence you remember is fine',
  },
  passwordTooEasy: {
    status: 422,
    zh: '这个密码太容易被猜到。请不要用账号、重复的字符或常见密码',
    en: 'This password is too easy to guess. Avoid the account name, repeated characters and common passwords',
  },
  passwordUnchanged: {
    status: 422,
    zh: '原密码不对，密码没有改动。请重新输入原密码',
    en: 'The old password is wrong, so nothing was changed. Enter it again',
  },
  loginTaken: { status: 409, zh: '账号“{login}”已经有人用了。请换一个', en: '“{login}” is taken. Choose another' },
  noPassword: {
    status: 409,
    zh: '这个账号没有密码（演示人员直接登录），不能改密码或设置动态口令',
    en: 'This account has no password (demonstration people sign in directly), so there is nothing to change or secure',
  },
  noSecondFactor: {
    status: 409,
    zh: '还没有开始设置动态口令。请先扫描二维码',
    en: 'No second factor is being set up. Scan the code first',
  },
  sessionNotFound: {
    status: 404,
    zh: '没有这个登录记录，可能已经退出',
    en: 'There is no such session; it may have ended already',
  },
})
