import type { InstrumentDefinition, StaffWords } from '../definition.ts'
import { staff2026 } from './staff-2026.ts'

/** The instruments that come with the program. A shipped version is never changed: a new wording is a new code. */
export const shippedInstruments: readonly { readonly code: string; readonly name: StaffWords; readonly definition: InstrumentDefinition }[] = [
  { code: 'staff-2026', name: { nb: 'Slik har vi det – personalets blikk på praksis', nn: 'Slik har vi det – blikket til personalet på praksis', en: 'How we do – the staff’s view of practice' }, definition: staff2026 },
]
