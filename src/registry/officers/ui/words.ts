import type { Words } from '#design/console/language.tsx'

/** What `platform/auth` refuses a password for, said before it is typed. */
export const passwordRules: readonly Words[] = [
  { zh: '至少 10 个字符，可以用一句好记的话', en: 'At least 10 characters; a sentence one remembers is fine' },
  { zh: '不同的字符不少于 5 个', en: 'At least 5 different characters' },
  {
    zh: '不要含账号名，也不要用 password、1234567890 这类常见密码',
    en: 'Not the account name in it, and nothing common such as password or 1234567890',
  },
  {
    zh: '当面或打电话告诉本人，请他登录后到“登录与安全”换掉',
    en: 'Tell the person face to face or by telephone, and ask them to change it under “Sign-in and security”',
  },
]

export const stateWords: Readonly<Record<string, Words>> = {
  serving: { zh: '在岗', en: 'Serving' },
  left: { zh: '已停用', en: 'Stopped' },
  all: { zh: '全部', en: 'All' },
}
