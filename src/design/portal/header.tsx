import { sayIn } from '../console/language.tsx'
import { Mark } from './mark.tsx'
import { choicePath, type DrawnFor, type Site } from './site.ts'

interface HeaderProps {
  readonly site: Site
  readonly visit: DrawnFor
  /** Address of the column this page belongs to. */
  readonly current: string | null
  /** On the home page the head stands on the yellow sky; elsewhere it is plain. */
  readonly isPlain: boolean
  readonly keepForm?: string | undefined
}

/** Banner, name, columns, and the three tools: 长辈版, 朗读, the other language. All links; only 朗读 needs a script. */
export function Header({ site, visit, current, isPlain, keepForm }: HeaderProps) {
  const t = sayIn(visit.language)
  return (
    <header>
      {site.isDemonstration && (
        <div className="demo">
          <div className="wrap">
            {t('演示数据，人物和县名都是虚构的', 'Demonstration: the people and the county are invented')}
          </div>
        </div>
      )}
      <div className={isPlain ? 'top plain' : 'top'}>
        <div className="wrap">
          <a className="brand" href="/">
            <Mark />
            <span>
              {t(site.name)}
              <small>{t(site.what)}</small>
            </span>
          </a>
          <nav aria-label={t('主要栏目', 'Main columns')}>
            {site.nav.map(({ href, label }) => (
              <a key={href} href={href} aria-current={href === current ? 'page' : undefined}>
                {t(label)}
              </a>
            ))}
          </nav>
          <Tools visit={visit} keepForm={keepForm} />
        </div>
      </div>
    </header>
  )
}

function Tools({ visit, keepForm }: { visit: DrawnFor; keepForm: string | undefined }) {
  const t = sayIn(visit.language)
  const other = visit.language === 'en' ? 'zh' : 'en'
  const otherTag = other === 'en' ? 'en' : 'zh-CN'
  const elderWord = visit.elder ? t('普通版', 'Normal size') : t('长辈版', 'Large print')
  const languageWord = other === 'en' ? 'English' : '中文'
  const elder = visit.elder ? '0' : '1'
  return (
    <div className="tools">
      {keepForm === undefined ? (
        <a className={visit.elder ? 'tool on' : 'tool'} href={choicePath('elder', elder, visit.path)}>
          {elderWord}
        </a>
      ) : (
        <button className={visit.elder ? 'tool on' : 'tool'} form={keepForm} name="elder" value={elder}>
          {elderWord}
        </button>
      )}
      <button className="tool opt" type="button" hidden data-read-aloud="" data-stop={t('停下', 'Stop')}>
        {t('朗读', 'Read aloud')}
      </button>
      {keepForm === undefined ? (
        <a className="tool opt" href={choicePath('language', other, visit.path)} lang={otherTag} hrefLang={otherTag}>
          {languageWord}
        </a>
      ) : (
        <button className="tool opt" form={keepForm} name="language" value={other} lang={otherTag}>
          {languageWord}
        </button>
      )}
    </div>
  )
}
