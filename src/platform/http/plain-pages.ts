import type { Visit } from './contract.ts'
import type { Trouble } from './trouble.ts'

/**
 * The pages the server itself must be able to draw, because something went wrong. The design module gives the real
 * ones; these stand in until it does, and when its own code breaks.
 */
export interface TroublePages {
  /** Whole HTML document. `number` is the request's number, to report. */
  readonly trouble: (trouble: Trouble, visit: Visit, number: string) => string
  /**
   * Shown where a form or page needs a sign-in. `held` are the fields the person had sent; the page carries them on as
   * hidden fields of its sign-in form (see `heldFields`), so that nothing typed is lost.
   */
  readonly signIn: (visit: Visit, held: HeldForm | null) => string
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

/** One hidden field that carries a whole form through the sign-in. Read back by `readHeld`. */
export const heldFields = (held: HeldForm | null): { name: '_held'; value: string } | null =>
  held === null ? null : { name: '_held', value: Buffer.from(JSON.stringify(held)).toString('base64url') }

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
  signIn: (visit, held) => {
    const hidden = heldFields(held)
    return plainDocument(
      '登录',
      `<form method="post" action="/sign-in"><input type="hidden" name="_csrf" value="${escapeHtml(visit.csrf())}">` +
        `<input type="hidden" name="then" value="${escapeHtml(held?.path ?? visit.path)}">` +
        (hidden === null ? '' : `<input type="hidden" name="${hidden.name}" value="${escapeHtml(hidden.value)}">`) +
        `<p><label>账号 <input name="account" autocomplete="username" required></label></p>` +
        `<p><label>密码 <input name="password" type="password" autocomplete="current-password" required></label></p>` +
        `<p><label>动态口令（已启用时） <input name="code" inputmode="numeric" autocomplete="one-time-code"></label></p>` +
        `<p><button>登录</button></p></form>`,
    )
  },
}
