import { defineRefusals } from '#platform/errors/index.ts'

export const documentRefusals = defineRefusals('documents', {
  notFound: {
    status: 404,
    zh: '没有找到这份材料，或者不在您负责的范围内',
    en: 'This paper was not found or is not yours to see',
  },
  empty: {
    status: 422,
    zh: '“{name}”是空文件。请重新选择',
    en: '“{name}” is empty. Choose the file again',
  },
  tooLarge: {
    status: 413,
    zh: '“{name}”太大，单份材料最多 20 MB',
    en: '“{name}” is too large; a paper may have 20 MB at most',
  },
})
