import type { ReactNode } from 'react'
import { sayIn, type Language } from '#design/console/language.tsx'
import { PageHead } from '#design/portal/page-head.tsx'
import { PortalPage } from '#design/portal/portal-page.tsx'
import type { DrawnFor, Site } from '#design/portal/site.ts'
import { sampleAssessment } from '#design/why-tree/sample.ts'
import { WhyDesk } from '#design/why-tree/index.ts'
import { Colours, Logos, Numbers, States, Type } from './style-basics.tsx'
import { Buttons, Faces, Forms, Lists, Notices, Tables } from './style-parts.tsx'

/** Every part of the public pages on one page: what is not here does not exist. */
export function StylePage({ site, visit }: { readonly site: Site; readonly visit: DrawnFor }) {
  const { language } = visit
  const t = sayIn(language)
  return (
    <PortalPage site={site} visit={visit} title={t('样式总表', 'Style page')} main="p-page p-style">
      <div className="wrap sg">
        <PageHead
          language={language}
          title={t('靛青写字，菜花黄点答案。', 'Indigo writes, canola marks the answer.')}
          lead={t(
            '公众页面的每个零件都在这里。黄只有一个意思：现在、您、答案。',
            'Every part of the public pages. Yellow means one thing: now, you, the answer.',
          )}
        />
        <Section title={t('标志', 'Sign')}>
          <Logos language={language} />
        </Section>
        <Section title={t('颜色', 'Colours')}>
          <Colours />
        </Section>
        <Section title={t('字', 'Type')}>
          <Type language={language} />
        </Section>
        <Section title={t('按钮与链接', 'Buttons and links')}>
          <Buttons language={language} />
        </Section>
        <Section title={t('状态', 'States')}>
          <States language={language} />
        </Section>
        <Section title={t('表单', 'Forms')}>
          <Forms language={language} />
        </Section>
        <Section title={t('提示', 'Notices')}>
          <Notices language={language} />
        </Section>
        <Section title={t('表', 'Tables')}>
          <Tables language={language} />
        </Section>
        <Section title={t('列表、翻页、没有', 'Lists, pages, nothing')}>
          <Lists language={language} />
        </Section>
        <Section title={t('数字', 'Numbers')}>
          <Numbers language={language} />
        </Section>
        <Section title={t('说不的三张脸', 'Three faces of no')}>
          <Faces language={language} />
        </Section>
      </div>
      <Sheet language={language} />
    </PortalPage>
  )
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2>{title}</h2>
      <div className="st-col">{children}</div>
    </section>
  )
}

function Sheet({ language }: { language: Language }) {
  const t = sayIn(language)
  return (
    <div className="why bare">
      <div className="wrap">
        <h2>{t('账页：为什么是 930.00 元？', 'The sheet: why 930.00 yuan?')}</h2>
      </div>
      <WhyDesk
        assessment={sampleAssessment()}
        language={language}
        to={t('居民甲0001', 'Resident A0001')}
        paid={{ amount: 102000n, since: '2024-12' }}
      />
    </div>
  )
}
