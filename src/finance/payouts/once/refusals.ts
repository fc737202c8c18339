import { defineRefusals } from '#platform/errors/index.ts'

export const oneOffRefusals = defineRefusals('one-off', {
  unknownSubsidy: {
    status: 404,
    zh: '没有找到这项一次性补贴。请从一次性补贴的列表里重新打开',
    en: 'This one-off subsidy was not found. Open it again from the list of one-off subsidies',
  },
  otherMonth: {
    status: 422,
    zh: '这项一次性补贴列支在 {month}，名单只能做这个月的。请选 {month}',
    en: 'The money of this one-off subsidy belongs to {month}; its list is of that month only. Choose {month}',
  },
  sentAlready: {
    status: 409,
    zh: '有 {count} 笔已经送了银行或者到账，撤不回来。没有送的请一个一个撤',
    en: '{count} payments are with the bank or paid and cannot be taken back. Take the others back one by one',
  },
})
