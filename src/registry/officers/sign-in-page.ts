import { z } from 'zod'
import { Refusal } from '#platform/errors/index.ts'
import { ownPath, page, readHeld, redirectTo, route } from '#platform/http/index.ts'
import type { HeldForm, Page, Redirect, Route, TroublePages, Visit } from '#platform/http/index.ts'
import type { OpenedSession, SignInService } from './sign-in.ts'

interface Needs {
  readonly signIn: SignInService
  readonly pages: TroublePages
  readonly end: (account: string, session: string) => Promise<void>
}

const Next = z.string().max(2000).default('/').transform(ownPath)

const SignInPageForm = z.object({
  account: z.string().max(100).default(''),
  password: z.string().max(500).default(''),
  code: z.string().max(20).optional(),
  next: Next,
  _held: z.string().optional(),
})

/** Signing in without script, and without losing what was typed when a session ran out in the middle of a form. */
export const signInPageRoutes = ({ signIn, pages, end }: Needs): Route[] => {
  const draw = async (visit: Visit, next: string, held: HeldForm | null, problem: Refusal | null): Promise<Page> => {
    const people = await signIn.demoPeople()
    return page(pages.signIn(visit, { next, held, problem, people }), problem?.status ?? 200)
  }
  const enter = (visit: Visit, opened: OpenedSession, next: string, held: HeldForm | null): Page | Redirect => {
    const csrf = visit.session.start(opened.token)
    return held === null ? redirectTo(next) : page(pages.resume(visit, held, csrf))
  }
  return [
    route({
      verb: 'GET',
      path: '/sign-in',
      zh: '登录页',
      en: 'Sign-in page',
      may: 'anyone',
      query: z.object({ next: Next }),
      answers: 'page',
      run: ({ visit, query }) => draw(visit, query.next, null, null),
    }),
    route({
      verb: 'POST',
      path: '/sign-in',
      zh: '登录',
      en: 'Sign in',
      may: 'anyone',
      body: SignInPageForm,
      answers: 'page-or-redirect',
      run: async ({ visit, body }) => {
        const held = readHeld(body._held)
        try {
          const tried = {
            login: body.account,
            password: body.password,
            code: body.code ?? null,
            address: visit.address,
          }
          return enter(visit, await signIn.signIn(tried, visit.agent), body.next, held)
        } catch (error) {
          if (error instanceof Refusal) return draw(visit, body.next, held, error)
          throw error
        }
      },
    }),
    route({
      verb: 'POST',
      path: '/sign-in/demo',
      zh: '以演示人员身份登录',
      en: 'Sign in as a person of the demonstration',
      may: 'anyone',
      body: z.object({ person: z.uuid(), next: Next, _held: z.string().optional() }),
      answers: 'page-or-redirect',
      run: async ({ visit, body }) =>
        enter(visit, await signIn.signInAsDemo(body.person, visit.agent), body.next, readHeld(body._held)),
    }),
    route({
      verb: 'POST',
      path: '/sign-out',
      zh: '退出登录',
      en: 'Sign out',
      may: 'anyone',
      answers: 'redirect',
      run: async ({ who, visit }) => {
        if (visit.session.id !== null) await end(who.id, visit.session.id)
        visit.session.end()
        return redirectTo('/')
      },
    }),
  ]
}
