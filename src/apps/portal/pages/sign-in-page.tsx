import { sayIn } from '#design/console/language.tsx'
import { Button } from '#design/portal/button.tsx'
import { ErrorSummary, Field } from '#design/portal/form-errors.tsx'
import { Notice } from '#design/portal/notice.tsx'
import { PageHead } from '#design/portal/page-head.tsx'
import { PortalPage } from '#design/portal/portal-page.tsx'
import type { Site } from '#design/portal/site.ts'
import { heldField, type HeldForm, type SignInAsk, type Visit } from '#platform/http/index.ts'

interface SignInPageProps {
  readonly site: Site
  readonly visit: Visit
  readonly ask: SignInAsk
}

/** For staff. In a demonstration one may also step into a role; what was typed before is carried along. */
export function SignInPage({ site, visit, ask }: SignInPageProps) {
  const t = sayIn(visit.language)
  const { problem } = ask
  const at = problem?.at ?? 'account'
  const sentence = problem === null ? undefined : t(problem)
  return (
    <PortalPage site={site} visit={visit} title={t('工作人员登录', 'Staff sign-in')}>
      <div className="wrap">
        <PageHead
          language={visit.language}
          title={t('工作人员登录', 'Staff sign-in')}
          lead={t('看政策、标准和新闻不用登录。', 'Policies, standards and news need no sign-in.')}
        />
        {ask.held !== null && <Held held={ask.held} visit={visit} />}
        {sentence !== undefined && <ErrorSummary language={visit.language} errors={[{ field: at, sentence }]} />}
        <div className="cols2 sign-in">
          <form method="post" action="/sign-in">
            <Hidden visit={visit} ask={ask} />
            <Field id="account" label={t('账号', 'Account')} error={at === 'account' ? sentence : undefined}>
              {(tie) => <input {...tie} autoComplete="username" required maxLength={100} />}
            </Field>
            <Field id="password" label={t('密码', 'Password')} error={at === 'password' ? sentence : undefined}>
              {(tie) => <input {...tie} type="password" autoComplete="current-password" required />}
            </Field>
            <Field
              id="code"
              label={t('动态口令', 'One-time code')}
              hint={t('开了两步登录的才填', 'Only with two-step sign-in')}
              error={at === 'code' ? sentence : undefined}
            >
              {(tie) => <input {...tie} inputMode="numeric" autoComplete="one-time-code" maxLength={20} />}
            </Field>
            <Button>{t('登录', 'Sign in')}</Button>
          </form>
          {ask.people.length > 0 && <Roles visit={visit} ask={ask} />}
        </div>
      </div>
    </PortalPage>
  )
}

function Hidden({ visit, ask }: { visit: Visit; ask: SignInAsk }) {
  const held = heldField(ask.held)
  return (
    <>
      <input type="hidden" name="_csrf" value={visit.csrf()} />
      <input type="hidden" name="next" value={ask.next} />
      {held !== null && <input type="hidden" name={held.name} value={held.value} />}
    </>
  )
}

/** The role switcher of the demonstration: one button, one person. */
function Roles({ visit, ask }: { visit: Visit; ask: SignInAsk }) {
  const t = sayIn(visit.language)
  return (
    <section aria-labelledby="roles">
      <h2 id="roles">{t('演示：换个身份看看', 'Demonstration: step into a role')}</h2>
      <form method="post" action="/sign-in/demo">
        <Hidden visit={visit} ask={ask} />
        <ul className="roles">
          {ask.people.map(({ id, name, post }) => (
            <li key={id}>
              <button className="btn line" type="submit" name="person" value={id}>
                <span>
                  {post}
                  <small>{name}</small>
                </span>
              </button>
            </li>
          ))}
        </ul>
      </form>
    </section>
  )
}

function Held({ held, visit }: { held: HeldForm; visit: Visit }) {
  const t = sayIn(visit.language)
  return (
    <Notice tone="gold" title={t('您填的还在。', 'What you typed is still here.')}>
      {t(
        '登录时间到了。登录后接着交，不用重填。',
        'Your session ran out. Sign in and send it; nothing has to be typed again.',
      )}
      {held.hadFiles && t('只有文件要重新选。', ' Only files have to be chosen again.')}
    </Notice>
  )
}

/** After signing in again in the middle of a form: one button sends what was typed. */
export function ResumePage({
  site,
  visit,
  held,
  csrf,
}: {
  readonly site: Site
  readonly visit: Visit
  readonly held: HeldForm
  readonly csrf: string
}) {
  const t = sayIn(visit.language)
  return (
    <PortalPage site={site} visit={visit} title={t('接着交', 'Send it now')}>
      <div className="wrap">
        <PageHead
          language={visit.language}
          title={t('接着交', 'Send it now')}
          lead={t('您刚才填的都在，按一下就交上去。', 'Everything you typed is here; one press sends it.')}
        />
        {held.hadFiles && (
          <Notice tone="soon">
            {t('文件没法带过来，请回去重新选。', 'Files cannot be carried over; choose them again.')}
          </Notice>
        )}
        <form method="post" action={held.path}>
          {held.fields
            .filter(([name]) => name !== '_csrf')
            .map(([name, value], index) => (
              <input key={`${index} ${name}`} type="hidden" name={name} value={value} />
            ))}
          <input type="hidden" name="_csrf" value={csrf} />
          <Button isBig>{t('交上去', 'Send')}</Button>
        </form>
      </div>
    </PortalPage>
  )
}
