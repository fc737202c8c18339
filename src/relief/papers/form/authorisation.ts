import { relationNames } from '../labels.ts'
import { cell, label, type Block } from '../print/sheet.ts'
import { known, written, type FormFacts } from './facts.ts'

/**
 * 授权书, one for each adult: programme, scope and end in the words of the observed form. For somebody without capacity
 * the guardian signs; the second line is for that.
 */
export function authorisationBlocks({ signer, applicant, numbers, programme, office }: FormFacts): Block[] {
  const who = signer ?? applicant
  return [
    {
      kind: 'grid',
      columns: [1, 1.5, 1, 2.2],
      rows: [
        [label('授权人'), cell(who.name), label('证件号码'), cell(numbers.get(who.id) ?? '')],
        [label('出生日期'), cell(known(who.bornOn, written)), label('申请人'), cell(applicant.name)],
        [label('与户主关系'), cell(relationNames[who.relation] ?? ''), label('申请项目'), cell(programme)],
      ],
    },
    { kind: 'heading', text: '授权什么' },
    {
      kind: 'para',
      text:
        `为办理${programme}，本人授权${office}和它的家庭经济状况核对机构，向公安、人力资源社会保障、住房、` +
        '不动产登记、交通、市场监管、税务、公积金、银行、证券、保险等部门和机构，查询本人与办理这件事有关的户籍、' +
        '收入和财产信息；并接受入户调查。',
    },
    { kind: 'heading', text: '从什么时候到什么时候' },
    {
      kind: 'list',
      items: [
        '从签名那天起有效。',
        '经审核不符合条件的，从作出决定那天起失效。',
        '符合条件的，在享受救助期间一直有效。',
        '共同生活的家庭成员有变化，或者重新申请的，要重新签。',
        '可以随时收回授权；收回以后没有办完的申请会停下。',
      ],
    },
    { kind: 'para', text: '这份授权书一式三份：授权人、受理的镇（街道）、核对机构各留一份。', isSmall: true },
    { kind: 'sign', names: ['授权人签名（按手印）', '日期'] },
    { kind: 'sign', names: ['监护人代签', '与授权人关系'] },
  ]
}
