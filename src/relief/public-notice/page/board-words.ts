import type { Words } from '#design/console/language.tsx'
import type { Board } from '../card-view.ts'
import { noticePath, noticesPath, publicationPath, publicationsPath } from '../contract.ts'

interface BoardWords {
  readonly path: string
  readonly pathOf: (id: string) => string
  readonly title: Words
  readonly lead: Words
  readonly none: Words
  readonly noneHere: Words
  readonly since: Words
  readonly until: Words
  readonly other: { readonly path: string } & Words
}

/** The two boards in words a villager knows: what is only proposed, and what is settled. */
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
    other: { path: publicationsPath, zh: '看已经确认的（公布）', en: 'See what is confirmed (publications)' },
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
    other: { path: noticesPath, zh: '看还在公示的', en: 'See what hangs on notice' },
  },
}
