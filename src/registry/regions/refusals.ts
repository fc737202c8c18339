import { defineRefusals } from '#platform/errors/index.ts'

export const regionRefusals = defineRefusals('regions', {
  unknownRegion: {
    status: 422,
    zh: '区划“{code}”不在区划表里。请填 6 位（县）、9 位（镇街）或 12 位（村居）代码，或者从提示里选一个',
    en: 'Region “{code}” is not in the region table. Give a code of 6 digits (county), 9 (town) or 12 (village), or choose from the suggestions',
  },
})
