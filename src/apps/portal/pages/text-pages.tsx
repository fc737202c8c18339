import type { ReactNode } from 'react'
import { sayIn } from '#design/console/language.tsx'
import { PageHead } from '#design/portal/page-head.tsx'
import { PortalPage } from '#design/portal/portal-page.tsx'
import type { DrawnFor, Site } from '#design/portal/site.ts'

interface TextPageProps {
  readonly site: Site
  readonly visit: DrawnFor
}

function TextPage({ site, visit, title, children }: TextPageProps & { title: string; children: ReactNode }) {
  return (
    <PortalPage site={site} visit={visit} title={title}>
      <div className="wrap">
        <PageHead language={visit.language} title={title} />
        <div className="text">{children}</div>
      </div>
    </PortalPage>
  )
}

export function AboutPage({ site, visit }: TextPageProps) {
  const t = sayIn(visit.language)
  return (
    <TextPage site={site} visit={visit} title={t('关于助联', 'About Zhulian')}>
      <p>
        {t(
          '助联体是社会救助服务联合体：政府救助、慈善组织、志愿者和邻里，为一家人的难处凑到一起。助联是它用的平台，开放源代码。',
          'A zhulianti is a social assistance service consortium: government relief, charities, volunteers and neighbours who come together over one family’s need. Zhulian is the platform it works with, and its source is open.',
        )}
      </p>
      <p>
        {t(
          '它认一条理：每一分钱都说得清。多少、凭哪条、谁说的、哪天的，写成一道竖式，谁都能照着再算一遍。',
          'It holds to one thing: every fen can be explained. How much, by which article, who said so and when, written as a column addition that anybody can add up again.',
        )}
      </p>
      <p>
        {t(
          '机器只测算，不作决定。给不给、给多少，由具名的工作人员决定，书面告诉您。',
          'The machine assesses and never decides. Named officers decide, and tell you in writing.',
        )}
      </p>
      {site.isDemonstration && (
        <p>
          {t(
            '这里是演示：县和人是虚构的，标准是合成的；真实地方只有查得到出处的标准和报道。',
            'This is a demonstration: the county and its people are invented and its standards synthetic; of real places there are only standards and reports with a source.',
          )}
        </p>
      )}
    </TextPage>
  )
}

export function AccessibilityPage({ site, visit }: TextPageProps) {
  const t = sayIn(visit.language)
  return (
    <TextPage site={site} visit={visit} title={t('无障碍说明', 'Accessibility')}>
      <p>
        {t(
          '公众页面按 WCAG 2.2 AA 做：不用脚本也能用，只用键盘也能用，读屏能读。',
          'The public pages aim at WCAG 2.2 AA: they work without script, by keyboard alone, and with a screen reader.',
        )}
      </p>
      <ul>
        <li>{t('每页第一个链接是“跳到正文”。', 'The first link of every page skips to the text.')}</li>
        <li>
          {t(
            '“长辈版”把字放大，按的地方也放大，记在您的浏览器里。',
            '“Large print” makes letters and buttons larger; your browser remembers it.',
          )}
        </li>
        <li>
          {t(
            '“朗读”用浏览器自带的声音念；浏览器没有声音，就不出这个按钮。',
            '“Read aloud” uses the voice of your browser; without one the button is not there.',
          )}
        </li>
        <li>
          {t(
            '状态先写字，再画形状，最后才上颜色；黑白打印也分得清。',
            'A state is a word, then a shape, then a colour; it survives a black-and-white printer.',
          )}
        </li>
        <li>{t('系统是深色的，页面也跟着深。', 'Where your system is dark, so are the pages.')}</li>
      </ul>
      <p>
        {t('哪里用不了，请打 ', 'Where something does not work for you, call ')}
        <a href={`tel:${site.hotline}`}>{site.hotline}</a>
        {t('，不会上网也能办。', '; nothing here needs the internet to be done.')}
      </p>
    </TextPage>
  )
}

export function PrivacyPage({ site, visit }: TextPageProps) {
  const t = sayIn(visit.language)
  return (
    <TextPage site={site} visit={visit} title={t('隐私说明', 'Privacy')}>
      <p>
        {t(
          '看这些页面不用登录，也不问名字。页面不连别的网站，没有统计脚本，没有广告。',
          'These pages need no sign-in and ask no name. They load nothing from elsewhere, no statistics, no advertisements.',
        )}
      </p>
      <ul>
        <li>
          {t(
            '浏览器里最多存三样：长辈版开没开、看哪种文字、一个随机的来访号（关上浏览器就没了，防止表单被别的网站冒用，也用来让一分钟内的刷新不重复计数）。',
            'At most three things are kept in your browser: large print or not, the language, and a random visit number that is gone when you close the browser. It keeps other sites from sending forms in your name and a reload within a minute from being counted twice.',
          )}
        </li>
        <li>
          {t(
            '服务器的运行记录不写姓名、证件号和搜索的词。',
            'The server’s logs hold no names, no ID numbers and no search words.',
          )}
        </li>
        <li>
          {t(
            '办理救助时收的材料，只给经办的人看，看一次记一次。',
            'Papers given for an application are seen only by those who handle it, and every look is recorded.',
          )}
        </li>
      </ul>
    </TextPage>
  )
}
