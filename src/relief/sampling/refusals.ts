import { defineRefusals } from '#platform/errors/index.ts'

export const samplingRefusals = defineRefusals('sampling', {
  noSample: {
    status: 409,
    zh: '这个项目没有抽查的规定，不用抽',
    en: 'No rule asks for a sample of this programme',
  },
  noGroup: {
    status: 409,
    zh: '本地没有录入按什么分组抽查，不能抽，也不能确认。请政策维护人员在 sampling.yaml 里补上依据',
    en: 'It is not on file here which cases are drawn together, so nothing can be drawn or confirmed. A policy officer can add it with its source to sampling.yaml',
  },
  notAtTheCounty: {
    status: 409,
    zh: '这一件还没有到县里，到了县里才抽',
    en: 'This case is not with the county yet; it is drawn when it is',
  },
  drawnAlready: {
    status: 409,
    zh: '这一件已经抽过了，不能再抽。请看抽的结果',
    en: 'This case has been in a draw and is not drawn again. Look at the result',
  },
  drawFirst: {
    status: 409,
    zh: '确认以前县里要随机抽查不少于 {share}%（{source}）。请先抽，抽到的要去看过',
    en: 'Before it confirms the county visits at least {share}% at random ({source}). Draw first, and visit whom is drawn',
  },
  visitFirst: {
    status: 409,
    zh: '这一件抽到了，要县里去看过、登记了县级入户才能确认（{source}）',
    en: 'This case was drawn: the county must visit and record it before it is confirmed ({source})',
  },
})
