// The process that makes documents: takes an order, answers with bytes, or with nothing when it cannot be made. Ends with the program that started it.
import { compilePdf } from './pdf-compile.ts'
import type { PressOrder } from './pdf-press.ts'

process.on('message', ({ document, standard }: PressOrder) => {
  try {
    process.send?.(compilePdf(document, standard))
  } catch {
    process.send?.('not-made')
  }
})
process.on('disconnect', () => process.exit(0))
