import { z } from 'zod'
import type { Refusal } from '#platform/errors/index.ts'
import { ownPath } from './answers.ts'
import type { Visit } from './contract.ts'
import type { Trouble } from './trouble.ts'

/**
 * The pages the server itself must be able to draw, because something went wrong. The design module gives the real
 * ones; these stand in until it does, and when its own code breaks.
 */
export interface TroublePages {
  /** Whole HTML document. `number` is the request's number, to report. */
  readonly trouble: (trouble: Trouble, visit: Visit, number: string) => string
  /** Drawn at `/sign-in`, and in place of any page or form that needs a sign-in. */
  readonly signIn: (visit: Visit, ask: SignInAsk) => string
  /**
   * After a sign-in in the middle of a form: everything that was typed, as hidden fields of a form with one button, so
   * that it can be sent now. `csrf` belongs to the fresh session.
   */
  readonly resume: (visit: Visit, held: HeldForm, csrf: string) => string
}

/** What a sign-in page carries on: its form posts `account`, `password`, `code`, `next`, `_held`, `_csrf`. */
export interface SignInAsk {
  /** Where to go afterwards. */
  readonly next: string
  /** Goes on as the hidden field `heldField(held)`, so that nothing typed is lost. */
  readonly held: HeldForm | null
  /** Why the last try was refused; `at` names the field. */
  readonly problem: Refusal | null
  /** Demonstration accounts: a button each, posting `person` and `next` to `/sign-in/demo`. Empty elsewhere. */
  readonly people: readonly { readonly id: string; readonly name: string; readonly post: string }[]
}

/** A form that arrived without a valid session. */
export interface HeldForm {
  readonly path: string
  readonly fields: readonly (readonly [name: string, value: string])[]
  /** Files cannot be carried on; the page says so. */
  readonly hadFiles: boolean
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)

/** One hidden field that carries a whole form through the sign-in. */
export const heldField = (held: HeldForm | null): { name: '_held'; value: string } | null =>
  held === null ? null : { name: '_held', value: Buffer.from(JSON.stringify(held)).toString('base64url') }

/** Reads `_held` back; anything that is not a form to a path of our own is nothing. */
export function readHeld(text: string | undefined): HeldForm | null {
  if (text === undefined || text === '') return null
  try {
    const held = HeldShape.parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
    return ownPath(held.path) === held.path ? held : null
  } catch {
    return null
  }
}
const HeldShape = z.object({
  path: z.string().startsWith('/'),
  fields: z.array(z.tuple([z.string(), z.string()])).max(500),
  hadFiles: z.boolean(),
})

export const plainDocument = (title: string, body: string): string =>
  `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">` +
  `<meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(title)}</title></head>` +
  `<body><main><h1>${escapeHtml(title)}</h1>${body}</main></body></html>`

const both = (zh: string, en: string): string => `<p>${escapeHtml(zh)}</p><p lang="en">${escapeHtml(en)}</p>`

export const plainPages: TroublePages = {
  trouble: (trouble, _visit, number) => {
    switch (trouble.kind) {
      case 'refusal':
        return plainDocument(
          trouble.status === 404 ? '没有找到' : '没有办成',
          `${both(trouble.refusal.zh, trouble.refusal.en)}<p><a href="/">回到首页</a></p>`,
        )
      case 'outage':
        return plainDocument('还没有应答', both(trouble.zh, trouble.en))
      case 'bug':
        return plainDocument('出错了', both(`系统出错了，编号 ${number}`, `Something broke; number ${number}`))
    }
  },
  signIn: (visit, { next, held, problem, people }) =>
    plainDocument(
      '登录',
      (problem === null ? '' : `<div role="alert">${both(problem.zh, problem.en)}</div>`) +
        `<form method="post" action="/sign-in">${hidden('_csrf', visit.csrf())}${hidden('next', next)}` +
        (held === null ? '' : hidden('_held', heldField(held)?.value ?? '')) +
        `<p><label>账号 <input name="account" autocomplete="username" required></label></p>` +
        `<p><label>密码 <input name="password" type="password" autocomplete="current-password" required></label></p>` +
        `<p><label>动态口令（已启用时） <input name="code" inputmode="numeric" autocomplete="one-time-code"></label></p>` +
        `<p><button>登录</button></p></form>` +
        people.map((person) => demoButton(visit, next, held, person)).join(''),
    ),
  resume: (_visit, held, csrf) =>
    plainDocument(
      '已登录，您填写的内容还在',
      `<form method="post" action="${escapeHtml(held.path)}">${hidden('_csrf', csrf)}` +
        held.fields.map(([name, value]) => hidden(name, value)).join('') +
        (held.hadFiles ? '<p>文件没有保留，请返回重新选择文件。</p>' : '<p><button>继续提交</button></p>') +
        '</form>',
    ),
}

const hidden = (name: string, value: string): string =>
  `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`

const demoButton = (visit: Visit, next: string, held: HeldForm | null, person: SignInAsk['people'][number]): string =>
  `<form method="post" action="/sign-in/demo">${hidden('_csrf', visit.csrf())}${hidden('next', next)}` +
  `${hidden('person', person.id)}${held === null ? '' : hidden('_held', heldField(held)?.value ?? '')}<p><button>${escapeHtml(person.name)}</button> ${escapeHtml(person.post)}</p></form>`
