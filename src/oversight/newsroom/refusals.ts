import { defineRefusals } from '#platform/errors/index.ts'

export const newsRefusals = defineRefusals('newsroom', {
  notFound: {
    status: 404,
    zh: '没有这条新闻，可能已经撤下。可以到新闻列表里找',
    en: 'There is no such article; it may have been taken down. Look in the list of news',
  },
})
