import type { Example } from './example.ts'
import { QrCode } from './qr-code.tsx'

export const examples: readonly Example[] = [{ name: 'An address', view: <QrCode text="https://samspill.example/okt/ABDEFH" label="QR-kode til økten" /> }]
