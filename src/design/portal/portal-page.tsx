import type { ReactNode } from 'react'
import { sayIn } from '../console/language.tsx'
import { look } from '../stylesheet.ts'
import { Footer } from './footer.tsx'
import { Header } from './header.tsx'
import type { DrawnFor, Site } from './site.ts'

export interface PortalPageProps {
  readonly site: Site
  readonly visit: DrawnFor
  /** Without the name of the site, which is added. */
  readonly title: string
  /** Address of the column this page belongs to. */
  readonly current?: string | null
  /** The home page: the head stands on the yellow sky. */
  readonly isHome?: boolean
  /** Class of `<main>`. */
  readonly main?: string
  /** Wider than reading width: account sheets. */
  readonly isWide?: boolean
  /** Id of a form that carries what was answered so far: 长辈版 and language then send it instead of leaving the page. */
  readonly keepForm?: string | undefined
  readonly children: ReactNode
}

/** A whole page of the portal: skip link, banner, head, main, foot. Works without script. */
export function PortalPage(props: PortalPageProps) {
  const {
    site,
    visit,
    title,
    current = null,
    isHome = false,
    main = 'p-page',
    isWide = false,
    keepForm,
    children,
  } = props
  const t = sayIn(visit.language)
  const name = t(site.name)
  return (
    <html lang={visit.language === 'en' ? 'en' : 'zh-CN'} data-elder={visit.elder ? '' : undefined}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title === name ? name : `${title} · ${name}`}</title>
        <link rel="icon" type="image/svg+xml" href={look.logo.href} />
        <link rel="stylesheet" href={look.portal.href} />
        <script type="module" src={look.readAloud.href} />
      </head>
      <body className={isWide ? 'portal wide-page' : 'portal'}>
        <a className="skip" href="#main">
          {t('跳到正文', 'Skip to the text')}
        </a>
        <Header site={site} visit={visit} current={current} isPlain={!isHome} keepForm={keepForm} />
        <main id="main" className={main}>
          {children}
        </main>
        <Footer site={site} visit={visit} links={site.footLinks} isFlush={isWide} />
      </body>
    </html>
  )
}
