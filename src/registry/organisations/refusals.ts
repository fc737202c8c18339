import { defineRefusals } from '#platform/errors/index.ts'

export const organisationRefusals = defineRefusals('organisations', {
  unknownTenant: {
    status: 404,
    zh: '没有编号为 {id} 的机构',
    en: 'There is no organisation with number {id}',
  },
  coverageTaken: {
    status: 409,
    zh: '区划 {region} 在这段时间已经由另一个机构负责。请先结束原来的，再登记新的',
    en: 'Region {region} is served by another body in this period. End that first',
  },
  wrongCreditCode: {
    status: 422,
    zh: '“{code}”不是有效的统一社会信用代码。请对照证书核对 18 位字符',
    en: '“{code}” is not a valid unified social credit code. Check the 18 characters against the certificate',
  },
})
