import { renderToStaticMarkup } from 'react-dom/server'
import type { ReactElement, ReactNode } from 'react'
import { sayIn } from '#design/console/language.tsx'
import { ButtonLink } from '#design/portal/button.tsx'
import { PortalPage } from '#design/portal/portal-page.tsx'
import type { Site } from '#design/portal/site.ts'
import { BugFace, OutageFace, RefusalFace } from '#design/portal/three-faces.tsx'
import type { Trouble, TroublePages, Visit } from '#platform/http/index.ts'
import { ResumePage, SignInPage } from './pages/sign-in-page.tsx'

const drawn = (element: ReactElement): string => `<!doctype html>${renderToStaticMarkup(element)}`

/** The three faces of “no”, and the doors for those who must say who they are. */
export const portalTroublePages = (site: Site): TroublePages => ({
  trouble: (trouble, visit, number) =>
    drawn(
      <Framed site={site} visit={visit} title={titleOf(trouble, visit)}>
        <Face site={site} trouble={trouble} visit={visit} number={number} />
      </Framed>,
    ),
  signIn: (visit, ask) => drawn(<SignInPage site={site} visit={visit} ask={ask} />),
  resume: (visit, held, csrf) => drawn(<ResumePage site={site} visit={visit} held={held} csrf={csrf} />),
})

function titleOf(trouble: Trouble, visit: Visit): string {
  const t = sayIn(visit.language)
  switch (trouble.kind) {
    case 'refusal':
      return trouble.status === 404 ? t('没有这一页', 'There is no such page') : t('没有办成', 'This was not done')
    case 'outage':
      return t('还没有应答', 'No answer yet')
    case 'bug':
      return t('我们出错了', 'Something broke on our side')
  }
}

function Framed({ site, visit, title, children }: { site: Site; visit: Visit; title: string; children: ReactNode }) {
  return (
    <PortalPage site={site} visit={visit} title={title}>
      <div className="wrap">
        <h1 className="vh">{title}</h1>
        <div className="one-face">{children}</div>
      </div>
    </PortalPage>
  )
}

function Face({ site, trouble, visit, number }: { site: Site; trouble: Trouble; visit: Visit; number: string }) {
  const t = sayIn(visit.language)
  const home = (
    <ButtonLink href="/" look="line">
      {t('回到首页', 'To the start page')}
    </ButtonLink>
  )
  const call = (
    <ButtonLink href={`tel:${site.hotline}`} look="line">
      {t(`打 ${site.hotline}`, `Call ${site.hotline}`)}
    </ButtonLink>
  )
  switch (trouble.kind) {
    case 'refusal':
      return (
        <RefusalFace
          word={t('答复', 'Answer')}
          title={titleOf(trouble, visit)}
          answer={t(trouble.refusal)}
          ways={
            <>
              {home}
              <ButtonLink href="/search" look="line">
                {t('搜一搜', 'Search')}
              </ButtonLink>
              {call}
            </>
          }
        >
          {null}
        </RefusalFace>
      )
    case 'outage':
      return (
        <OutageFace
          word={t('还没回', 'No answer')}
          title={titleOf(trouble, visit)}
          ways={
            <>
              <ButtonLink href={visit.path}>{t('再试一次', 'Try again')}</ButtonLink>
              {home}
            </>
          }
        >
          <p>{t(trouble)}</p>
          <p>
            {t(
              '没有应答不等于没有。等它回来再查，已经填的不会丢。',
              'No answer is not the same as nothing found. Try again later; what was saved is not lost.',
            )}
          </p>
        </OutageFace>
      )
    case 'bug':
      return (
        <BugFace
          word={t('出错', 'Fault')}
          title={titleOf(trouble, visit)}
          log={[
            { label: t('编号', 'Number'), text: number },
            { label: t('没有办成', 'Not done'), text: t('这一次的操作', 'what you just asked for') },
            { label: t('还在', 'Kept'), text: t('之前保存的都还在', 'everything saved before') },
            {
              label: t('谁来修', 'Who mends it'),
              text: t('系统管理员，报编号就能查到', 'the system administrator, by this number'),
            },
          ]}
          ways={
            <>
              {home}
              {call}
            </>
          }
        >
          <p>{t('这是我们的错，不是您的操作有问题。', 'This is our fault, not yours.')}</p>
        </BugFace>
      )
  }
}
