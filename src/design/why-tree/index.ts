export { PlainLetter } from './plain-letter.tsx'
export { WhyDesk, whyTitle, type WhyDeskProps } from './why-desk.tsx'
export { WhySheet, type WhySheetProps } from './why-sheet.tsx'
export { type PaidNow, type WhyAssessment, type WhyLine, type WhyParameter, type WhySource } from './shape.ts'
