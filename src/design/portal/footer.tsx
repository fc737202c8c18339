import { sayIn } from '../console/language.tsx'
import { CalicoBand } from './calico-band.tsx'
import type { DrawnFor, NavItem, Site } from './site.ts'

interface FooterProps {
  readonly site: Site
  readonly visit: DrawnFor
  readonly links: readonly NavItem[]
  /** No air above: the page's own ground reaches down to the band. */
  readonly isFlush: boolean
}

export function Footer({ site, visit, links, isFlush }: FooterProps) {
  const t = sayIn(visit.language)
  return (
    <footer className={isFlush ? 'foot flush' : 'foot'}>
      <CalicoBand />
      <div className="wrap">
        <div>
          <h2>{t('不会用手机？打电话', 'Not at home with a phone? Call us')}</h2>
          <a className="tel" href={`tel:${site.hotline}`}>
            {site.hotline}
          </a>
          <p>
            {t(
              '说“社会救助”就行。也可以到村（社区）服务站，有人帮您填，不收钱。',
              'Say “social assistance”. Or go to the service station of your village; someone helps you, free of charge.',
            )}
          </p>
        </div>
        <div>
          <h2>{t('常用', 'Often used')}</h2>
          <ul>
            {links.map(({ href, label }) => (
              <li key={href}>
                <a href={href}>{t(label)}</a>
              </li>
            ))}
          </ul>
        </div>
        <div>
          <h2>{t('放心', 'You can rely on this')}</h2>
          <p>
            {t(
              `申请、查询、开证明都不收费。任何人向您要“办理费”，请打 ${site.hotline}。`,
              `Applying, asking and certificates cost nothing. If anyone asks you for a fee, call ${site.hotline}.`,
            )}
          </p>
          <p>
            {t('这里每个数都写明从哪来、到哪天。', 'Every number here says where it comes from and as of which day.')}
          </p>
          {site.filingNumber !== null && <p>{site.filingNumber}</p>}
        </div>
      </div>
    </footer>
  )
}
