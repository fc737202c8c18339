import type { Words } from '#design/console/language.tsx'
import type { Board } from '../card-view.ts'
import {
  endingPath,
  endingsPath,
  noticePath,
  noticesPath,
  publicationPath,
  publicationsPath,
  type EndingSays,
} from '../contract.ts'

interface BoardWords {
  readonly path: string
  readonly pathOf: (id: string) => string
  readonly title: Words
  readonly lead: Words
  readonly none: Words
  readonly noneHere: Words
  readonly since: Words
  readonly until: Words
  /** Where it says what one card is. */
  readonly card: Words
  readonly gone: Words
  readonly others: readonly ({ readonly path: string } & Words)[]
}

const toNotices = { path: noticesPath, zh: '看还在公示的', en: 'See what hangs on notice' }
const toPublications = {
  path: publicationsPath,
  zh: '看已经确认的（公布）',
  en: 'See what is confirmed (publications)',
}
const toEndings = { path: endingsPath, zh: '看拟停止供养的', en: 'See whose support is proposed to end' }

/** What is said of one whose support was to end. */
export const endingWords: Readonly<Record<EndingSays, Words>> = {
  'to-end': { zh: '拟停止供养', en: 'support proposed to end' },
  'goes-on': { zh: '重新核实过，不停止供养', en: 'looked into again: the support goes on' },
}

/** The page of a card whose support goes on: nobody reads above it that it is to end. */
export const goesOnHead = {
  title: { zh: '不停止供养的公示', en: 'Notice that support goes on' },
  lead: {
    zh: '这位特困人员，县里重新核实过，拟不停止供养。先给大家看，有不同意见的可以说。为什么，不写在这里。',
    en: 'Looked into again, the county proposes that the support goes on. Shown first, so that anybody may object. The reason is not told here.',
  },
} as const satisfies Record<string, Words>

/** The boards in words a villager knows: what is only proposed, what is settled, and what is proposed to end. */
export const boards: Readonly<Record<Board, BoardWords>> = {
  notice: {
    path: noticesPath,
    pathOf: noticePath,
    title: { zh: '村里公示', en: 'Public notices' },
    lead: {
      zh: '镇上拟给这几家的救助，县里还没有决定。先给大家看，有不同意见的可以说。',
      en: 'Aid the town proposes and the county has not decided yet. Shown first, so that anybody may object.',
    },
    none: { zh: '现在没有公示', en: 'No notice hangs now' },
    noneHere: { zh: '这里现在没有公示', en: 'No notice hangs here now' },
    since: { zh: '贴出', en: 'Put up' },
    until: { zh: '最后一天', en: 'Last day' },
    card: { zh: '公示', en: 'Public notice' },
    gone: { zh: '公示已经撤下', en: 'The notice was taken down' },
    others: [toPublications, toEndings],
  },
  publication: {
    path: publicationsPath,
    pathOf: publicationPath,
    title: { zh: '结果公布', en: 'Published results' },
    lead: {
      zh: '县里已经确认的救助：谁家、几口人、多少钱。别的都不写。',
      en: 'Aid that is confirmed: who, how many members, how much, and nothing else.',
    },
    none: { zh: '现在没有公布', en: 'Nothing is published now' },
    noneHere: { zh: '这里现在没有公布', en: 'Nothing is published here now' },
    since: { zh: '公布', en: 'Published' },
    until: { zh: '公布到', en: 'Until' },
    card: { zh: '公布', en: 'Published result' },
    gone: { zh: '公布已经撤下', en: 'No longer published' },
    others: [toNotices, toEndings],
  },
  ending: {
    path: endingsPath,
    pathOf: endingPath,
    title: { zh: '拟停止供养的公示', en: 'Support proposed to end' },
    lead: {
      zh: '这几位特困人员，县里拟停止供养，或者重新核实过拟不停止，还没有决定。先给大家看，有不同意见的可以说。为什么，不写在这里。',
      en: 'Support the county proposes to end, or after looking into it again to go on with, and has not decided yet. Shown first, so that anybody may object. The reason is not told here.',
    },
    none: { zh: '现在没有拟停止供养的公示', en: 'No such notice hangs now' },
    noneHere: { zh: '这里现在没有拟停止供养的公示', en: 'No such notice hangs here now' },
    since: { zh: '贴出', en: 'Put up' },
    until: { zh: '最后一天', en: 'Last day' },
    card: { zh: '拟停止供养的公示', en: 'Notice of support proposed to end' },
    gone: { zh: '公示已经撤下', en: 'The notice was taken down' },
    others: [toNotices, toPublications],
  },
}
