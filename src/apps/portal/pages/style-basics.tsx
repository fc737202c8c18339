import { sayIn, type Language } from '#design/console/language.tsx'
import { Masked } from '#design/console/masked.tsx'
import { Money } from '#design/console/money.tsx'
import { State } from '#design/console/shape.tsx'
import { WorkingClock } from '#design/console/working-clock.tsx'
import { FigureList } from '#design/portal/figure-list.tsx'
import { Mark } from '#design/portal/mark.tsx'
import { colours } from '#design/tokens.ts'

interface InLanguage {
  readonly language: Language
}

export function Logos({ language }: InLanguage) {
  const t = sayIn(language)
  return (
    <div className="logos">
      <Mark />
      <span className="inv">
        <Mark />
      </span>
      <Mark className="mark sm" />
      <p className="small mute">
        {t(
          '两个人，脚碰着脚；下面两道线，是一笔账的得数线。',
          'Two people whose feet meet; below them the double rule under a result.',
        )}
      </p>
    </div>
  )
}

export function Colours() {
  return (
    <ul className="sws">
      {Object.entries(colours).map(([name, { light, dark }]) => (
        <li key={name}>
          <i className={`sw-${name}`} />
          <b>{name}</b>
          <code>
            {light} / {dark}
          </code>
        </li>
      ))}
    </ul>
  )
}

export function Type({ language }: InLanguage) {
  const t = sayIn(language)
  return (
    <div className="ty">
      <p className="ty-3xl">{t('轮到我们办', 'It is our turn')}</p>
      <p className="ty-2xl">{t('每月发给 930.00 元', '930.00 yuan a month')}</p>
      <p className="ty-xl">{t('家里每月收多少', 'What comes in each month')}</p>
      <p className="ty-l">{t('能领什么、凭什么，都写给您看。', 'What you can get, and by which rule.')}</p>
      <p>{t('正文 18/30。中文与 English、数字之间自动留空。', 'Text 18/30, at most 36 characters a line.')}</p>
      <p className="small">{t('小字 16，长辈版 20。', 'Small print 16; 20 in large print.')}</p>
      <p className="law-line">
        <cite>{t('民发〔2021〕57号 第五条', 'Min Fa [2021] 57, article 5')}</cite>{' '}
        {t('法条用宋体：差多少，补多少。', 'The law speaks in 宋体.')}
      </p>
    </div>
  )
}

export function States({ language }: InLanguage) {
  const t = sayIn(language)
  return (
    <>
      <div className="row">
        <State tone="ok">{t('办好了', 'done')}</State>
        <State tone="go-on">{t('正在办', 'under way')}</State>
        <State tone="still">{t('还没到', 'not yet')}</State>
        <State tone="soon">{t('快到期', 'due soon')}</State>
        <State tone="late">{t('超期', 'overdue')}</State>
        <State tone="still" shape="still">
          {t('停表', 'clock stopped')}
        </State>
        <State tone="still" shape="lock">
          {t('看不到', 'not shown')}
        </State>
        <State tone="still" shape="unknown">
          {t('还不知道', 'not known yet')}
        </State>
        <Masked reason={t('证件号：经办人可看', 'ID number: for the officer in charge')} />
        <Money fen="45650000" language={language} />
        <span className="flag soon">{t('差 1', '1 differs')}</span>
        <span className="flag wait">{t('缺 2 家', '2 missing')}</span>
        <span className="flag kin">{t('近亲属', 'kin')}</span>
      </div>
      <div className="row">
        <WorkingClock language={language} gone={7} limit={12} />
        <WorkingClock language={language} gone={11} limit={12} />
        <WorkingClock language={language} gone={14} limit={12} />
        <WorkingClock language={language} gone={5} limit={12} stopped={t('等材料', 'waiting for papers')} />
      </div>
      <p className="small mute">
        {t(
          '先写字，再画形状，最后才上颜色：黑白打印也分得清。',
          'A word, then a shape, then a colour: it survives a black-and-white printer.',
        )}
      </p>
    </>
  )
}

export function Numbers({ language }: InLanguage) {
  const t = sayIn(language)
  return (
    <div className="p-home">
      <FigureList
        language={language}
        figures={[
          {
            key: 'a',
            digits: '3,449',
            unit: t('个网格', 'grids'),
            what: t('网格员上门，主动找有难处的人', 'whose workers look for people in need'),
            kind: 'reported',
            from: t('镇江 · 2025 年 5 月', 'Zhenjiang · May 2025'),
            href: '/numbers#ZNJ-01',
          },
          {
            key: 'b',
            digits: '39',
            unit: t('项', 'items'),
            what: t('10 个部门替您查', 'checked in ten departments'),
            kind: 'reported',
            from: t('嘉兴 · 2019 年', 'Jiaxing · 2019'),
            href: '/numbers#JX-02-items',
          },
        ]}
      />
    </div>
  )
}
