import type { RosterKind } from '../contract.ts'
import type { Words } from '#design/console/language.tsx'
import type { ShapeName, Tone } from '#design/console/shape.tsx'

/** The five counts that close. */
export type Kind = RosterKind

export interface KindFace extends Words {
  readonly tone: Tone
  readonly shape: ShapeName
  /** Class of the bar's part. */
  readonly bar: string
  /** What a person does about it first. */
  readonly first: Words
}

export const kindFaces: Readonly<Record<Kind, KindFace>> = {
  same: {
    zh: '对得上',
    en: 'Agrees',
    tone: 'ok',
    shape: 'done',
    bar: 'ok',
    first: { zh: '不用动', en: 'nothing to do' },
  },
  less: {
    zh: '发少了',
    en: 'Paid too little',
    tone: 'soon',
    shape: 'up',
    bar: 'less',
    first: { zh: '先补人家的', en: 'make it good first' },
  },
  more: {
    zh: '发多了',
    en: 'Paid too much',
    tone: 'go-on',
    shape: 'down',
    bar: 'more',
    first: { zh: '先问清', en: 'ask first' },
  },
  unknown: {
    zh: '还说不准',
    en: 'Not certain yet',
    tone: 'still',
    shape: 'unknown',
    bar: 'unk',
    first: { zh: '补上缺的', en: 'fill in what is missing' },
  },
  no: {
    zh: '测算不再符合',
    en: 'No longer meets the rules',
    tone: 'late',
    shape: 'minus',
    bar: 'no',
    first: { zh: '先问清，听家里意见', en: 'ask first, hear the family' },
  },
}

/** What matters stands first: what a family is owed, what may end, what was too much, what is not known. */
export const kindOrder: readonly Kind[] = ['less', 'no', 'more', 'unknown', 'same']
/** The order of the tiles and of the bar. */
export const tileOrder: readonly Kind[] = ['same', 'less', 'more', 'unknown', 'no']
