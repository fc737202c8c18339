import { z } from 'zod'
import type { Site } from '#design/portal/site.ts'
import type { Vault } from '#platform/crypto/index.ts'
import { file, redirectTo, route, type Page, type Route, type Visit } from '#platform/http/index.ts'
import { renderLetterPage } from '#relief/papers/index.ts'
import { progressCasePath, progressPath } from './contract.ts'
import { progressRefusals } from './refusals.ts'
import { readTicket, ticketName, writeTicket, type Ticket } from './ticket.ts'
import { familyOf, familyView, type ProgressNeeds } from './view.ts'

export type ProgressRouteNeeds = ProgressNeeds & {
  readonly vault: Pick<Vault, 'lookup'>
  readonly site: Site
}

const Asked = z.object({
  number: z.string().trim().max(40).default(''),
  secret: z.string().trim().max(20).default(''),
})
const open = { may: 'anyone', hidden: true } as const

/** The family's own page. Nothing is kept on the server: a signed ticket of half an hour lies in a cookie. */
export function progressRoutes(needs: ProgressRouteNeeds): Route[] {
  const { site, clock, vault } = needs
  const sign = (text: string): Buffer => vault.lookup('progress-ticket', text)
  const ticketOf = (visit: Visit): Ticket | null => readTicket(visit.recall(ticketName), { now: clock.now(), sign })
  return [
    route({
      ...{ ...open, verb: 'GET', path: progressPath, zh: '查办到哪了', en: 'How your case stands', answers: 'page' },
      run: ({ visit }) => askPage(site, visit, {}),
    }),
    route({
      ...{ ...open, verb: 'POST', path: progressPath, zh: '凭回执查进度', en: 'Ask with the receipt' },
      body: Asked,
      answers: 'page-or-redirect',
      run: async ({ visit, body }) => {
        const { number, secret } = body
        const answer = await needs.sources().secrets.check({ number, secret, address: visit.address })
        if (answer.kind !== 'yes') {
          const refusal =
            answer.kind === 'locked' ? progressRefusals.locked({ minutes: answer.minutes }) : progressRefusals.wrong()
          return askPage(site, visit, { number, error: refusal[visit.language], status: refusal.status })
        }
        visit.remember(ticketName, writeTicket(answer, { now: clock.now(), sign }), 1 / 48)
        return redirectTo(progressCasePath)
      },
    }),
    route({
      ...{ ...open, verb: 'GET', path: progressCasePath, zh: '家庭看进度', en: 'The family looks' },
      answers: 'page-or-redirect',
      run: async ({ visit }) => {
        const ticket = ticketOf(visit)
        const view = ticket === null ? null : await familyView(ticket, needs)
        if (view === null) return redirectTo(progressPath)
        const { renderFamily } = await import('./page/render.tsx')
        return renderFamily({ site, visit, csrf: visit.csrf(), view })
      },
    }),
    route({
      ...{ ...open, verb: 'POST', path: `${progressPath}/leave`, zh: '看完了', en: 'Close it', answers: 'redirect' },
      run: async ({ visit }) => {
        visit.remember(ticketName, '', 0)
        return redirectTo(progressPath)
      },
    }),
    ...letterRoutes(needs, ticketOf),
  ]
}

const letterRoutes = (needs: ProgressRouteNeeds, ticketOf: (visit: Visit) => Ticket | null): Route[] => [
  route({
    ...{ ...open, verb: 'GET', path: `${progressPath}/letter`, zh: '家庭看通知书', en: 'The family reads its letter' },
    answers: 'page-or-redirect',
    run: async ({ visit }) => {
      const ticket = ticketOf(visit)
      const view = ticket === null ? null : await familyView(ticket, needs)
      if (view === null) return redirectTo(progressPath)
      if (view.letter === null) throw progressRefusals.noLetter()
      return renderLetterPage({
        ...{ site: needs.site, visit, letter: view.letter, remedies: needs.remedies },
        back: { href: progressCasePath, zh: '← 回到进度', en: '← Back' },
        pdfHref: `${progressPath}/letter.pdf`,
      })
    },
  }),
  route({
    ...{
      ...open,
      verb: 'GET',
      path: `${progressPath}/letter.pdf`,
      zh: '家庭下载通知书',
      en: 'The family takes its letter',
    },
    answers: 'file',
    run: async ({ visit }) => {
      const ticket = ticketOf(visit)
      const letter = ticket === null ? null : ((await familyView(ticket, needs))?.letter ?? null)
      if (ticket === null || letter === null) throw progressRefusals.noLetter()
      const { name, bytes } = await needs.papers.letterPdf(familyOf(ticket), letter.id)
      return file(name, 'application/pdf', bytes)
    },
  }),
]

async function askPage(
  site: Site,
  visit: Visit,
  { number = '', error = null, status = 200 }: { number?: string; error?: string | null; status?: number },
): Promise<Page> {
  const { renderAsk } = await import('./page/render.tsx')
  return renderAsk({ site, visit, csrf: visit.csrf(), number, error }, status)
}
