export {
  addFen,
  fen,
  formatYuan,
  moneyRefusals,
  parseYuan,
  plainYuan,
  shareDown,
  shareUp,
  subtractFen,
  sumFen,
  yuan,
  zeroFen,
  type Fen,
} from './fen.ts'
export { capitalYuan } from './capital.ts'
