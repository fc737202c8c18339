import { defineRefusals } from '#platform/errors/index.ts'

export const portalRefusals = defineRefusals('portal', {
  noSuchPolicy: {
    status: 404,
    zh: '没有这项政策。可以从“能领什么”里找，或者搜一搜',
    en: 'There is no such policy. Look under “What you can get”, or search',
  },
})
