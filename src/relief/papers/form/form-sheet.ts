import { forms, type PaperForm } from '../forms.ts'
import type { Block, Sheet } from '../print/sheet.ts'
import { applicationBlocks } from './application.ts'
import { approvalBlocks } from './approval.ts'
import { authorisationBlocks } from './authorisation.ts'
import { written, type FormFacts } from './facts.ts'
import { surveyBlocks } from './home-survey.ts'
import { noticeBlocks, receiptBlocks } from './slips.ts'

/** Papers that are drawn from the case each time they are printed. Letters are not: they are made once and kept. */
export type DrawnForm = Exclude<PaperForm, 'decision' | 'refusal'>
export const isDrawn = (form: PaperForm): form is DrawnForm => form !== 'decision' && form !== 'refusal'

const blocksOf: Readonly<Record<DrawnForm, (facts: FormFacts) => readonly Block[]>> = {
  receipt: receiptBlocks,
  application: applicationBlocks,
  authorisation: authorisationBlocks,
  'home-survey': surveyBlocks,
  notice: noticeBlocks,
  approval: approvalBlocks,
}

const titleOf = (form: DrawnForm, { programme }: FormFacts): string => {
  switch (form) {
    case 'receipt':
      return '受理回执'
    case 'application':
      return `${programme}申请表`
    case 'authorisation':
      return '家庭经济状况核对授权书'
    case 'home-survey':
      return '入户调查表'
    case 'notice':
      return `${programme}公示`
    case 'approval':
      return `${programme}审核确认表`
  }
}

export const formSheet = (form: DrawnForm, facts: FormFacts, code: Sheet['code']): Sheet => ({
  title: titleOf(form, facts),
  layout: 'form',
  office: facts.office,
  number: null,
  code,
  blocks: blocksOf[form](facts),
  // A notice hangs in the open: the number of the case stays off it.
  foot:
    form === 'notice'
      ? `${forms[form].zh}　打印 ${written(facts.printedOn)}`
      : `${forms[form].zh}　办件编号 ${facts.case.number}　打印 ${written(facts.printedOn)}`,
})
