import { defineRefusals } from '#platform/errors/index.ts'

export const progressRefusals = defineRefusals('progress', {
  wrong: {
    status: 422,
    zh: '办件编号和查询码对不上。请照回执和小条上的再填一遍；小条丢了，到窗口换一张',
    en: 'Number and code do not belong together. Copy them again from the receipt and the slip; the desk gives a new slip',
  },
  locked: {
    status: 429,
    zh: '试错太多次，先停一停。请过 {minutes} 分钟再试，或者到窗口换一个查询码',
    en: 'Too many wrong codes. Try again in {minutes} minutes, or get a new code at the desk',
  },
  noLetter: {
    status: 404,
    zh: '还没有通知书。作出决定以后，这里就能看到',
    en: 'There is no letter yet. It stands here once the decision is made',
  },
})
