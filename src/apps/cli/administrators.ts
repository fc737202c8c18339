import { readFileSync, statSync } from 'node:fs'
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { z } from 'zod'
import { checkPassword } from '#platform/auth/index.ts'
import { defineRefusals } from '#platform/errors/index.ts'
import {
  refuseFewerThanThree,
  roleOf,
  threeHands,
  type FirstAdministrator,
  type FirstAdministrators,
} from '#registry/officers/index.ts'

export const administratorRefusals = defineRefusals('administrators', {
  noTerminal: {
    status: 422,
    zh: '这里不是终端，没法问密码。请把三位管理员写在一个只有自己能读的文件里，用 --admins FILE 指出',
    en: 'There is no terminal to ask for passwords. Write the three administrators into a file only you can read and name it with --admins FILE',
  },
  notReadable: {
    status: 422,
    zh: '读不到文件 {file}。请检查路径',
    en: 'File {file} cannot be read. Check the path',
  },
  openToOthers: {
    status: 422,
    zh: '{file} 里有密码，别的账户却读得到。请先运行 chmod 600 {file}，建好以后删掉它',
    en: '{file} holds passwords and others can read it. Run chmod 600 {file} first, and delete it afterwards',
  },
  badFile: {
    status: 422,
    zh: '{file} 的写法不对（{where}）。要有 system-admin、security-admin、audit-admin 三项，每项写 name、login、password',
    en: '{file} is not written as it should be ({where}): system-admin, security-admin and audit-admin, each with name, login and password',
  },
  notTheSame: {
    status: 422,
    zh: '两次输入的密码不一样，什么都没有建。请重新运行',
    en: 'The two passwords differ; nothing was made. Run it again',
  },
})

const administrator = z.strictObject({
  name: z.string().trim().min(1).max(50),
  login: z.string().trim().min(1).max(60),
  password: z.string(),
})
const shape = z.strictObject({
  'system-admin': administrator,
  'security-admin': administrator,
  'audit-admin': administrator,
})

/** From a file of mode 0600. @throws notReadable, openToOthers, badFile, threePeople, passwordTooShort, passwordTooEasy */
export function readAdministrators(file: string): FirstAdministrators {
  const mode = statSync(file, { throwIfNoEntry: false })?.mode
  if (mode === undefined) throw administratorRefusals.notReadable({ file })
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) throw administratorRefusals.openToOthers({ file })
  const read = shape.safeParse(jsonOf(readFileSync(file, 'utf8')))
  if (!read.success) {
    const where = read.error.issues[0]?.path.join('.') || 'JSON'
    throw administratorRefusals.badFile({ file, where })
  }
  return fit(read.data)
}

/** On the terminal; passwords are typed twice and not shown. @throws noTerminal, notTheSame and as above */
export async function askAdministrators(): Promise<FirstAdministrators> {
  if (!process.stdin.isTTY) throw administratorRefusals.noTerminal()
  const screen = { isShown: true }
  const output = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      if (screen.isShown) process.stdout.write(chunk)
      done()
    },
  })
  const terminal = createInterface({ input: process.stdin, output, terminal: true })
  const secret = async (question: string): Promise<string> => {
    process.stdout.write(question)
    screen.isShown = false
    const answer = await terminal.question('')
    screen.isShown = true
    process.stdout.write('\n')
    return answer
  }
  const ask = async (role: (typeof threeHands)[number]): Promise<FirstAdministrator> => {
    console.log(`\n${roleOf(role).zh} · ${roleOf(role).en}`)
    const name = await terminal.question('姓名 Name: ')
    const login = await terminal.question('账号 Account: ')
    const password = await secret('密码 Password: ')
    checkPassword(password, login.trim())
    if ((await secret('再输一次 Once more: ')) !== password) throw administratorRefusals.notTheSame()
    return { name, login, password }
  }
  try {
    const [system, security, audit] = threeHands
    return fit({ [system]: await ask(system), [security]: await ask(security), [audit]: await ask(audit) })
  } finally {
    terminal.close()
  }
}

function fit(administrators: FirstAdministrators): FirstAdministrators {
  refuseFewerThanThree(administrators)
  for (const role of threeHands) checkPassword(administrators[role].password, administrators[role].login)
  return administrators
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
