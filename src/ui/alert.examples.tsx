import { Alert } from './alert.tsx'
import type { Example } from './example.ts'

export const examples: readonly Example[] = [
  {
    name: 'Notice',
    view: (
      <Alert title="Hvem kan lese det du skriver?" level={3}>
        <p>Kompetanseteamet leser forespørselen. De som fører tilsyn, ser den ikke.</p>
      </Alert>
    ),
  },
  { name: 'Without title', view: <Alert kind="success">Planen er lagret og sendt til rådgiveren.</Alert> },
  {
    name: 'Warning',
    view: (
      <Alert kind="warning" title="Fristen går ut på fredag" level={3}>
        <p>Send inn innen fredag 6. mars kl. 23.59.</p>
      </Alert>
    ),
  },
  { name: 'Danger', view: <Alert kind="danger">Vi fikk ikke sendt e-posten. Ring kompetanseteamet.</Alert> },
]
