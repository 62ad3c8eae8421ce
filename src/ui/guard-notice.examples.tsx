import type { Example } from './example.ts'
import { TextArea } from './fields.tsx'
import { GuardNotice } from './guard-notice.tsx'

export const examples: readonly Example[] = [
  {
    name: 'Above the button of its form',
    view: (
      <>
        <TextArea name="vern-behov" label="Hva er behovet?" value="Ett av barna er født 3.4.2022." />
        <GuardNotice warnings={[{ field: 'vern-behov', kinds: ['date-of-birth'] }]} labels={{ 'vern-behov': 'Hva er behovet?' }} />
      </>
    ),
  },
]
