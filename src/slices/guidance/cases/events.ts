import { catalogues } from '../../../texts/catalogues.ts'

/** Each noun of guidance has the sentences of its own events. */
const areas = ['guidance', 'flow', 'work', 'evaluation', 'handover'] as const

const known: ReadonlyMap<string, string> = new Map(
  areas.flatMap((area) =>
    Object.keys((catalogues.nb as Readonly<Record<string, object | undefined>>)[area] ?? {})
      .filter((key) => key.startsWith('event.'))
      .map((key) => [`guidance.${key.slice('event.'.length)}`, `${area}.${key}`] as const),
  ),
)

/** The text key of an event's sentence on the timeline, by its kind (`guidance.moved`). */
export const eventKey = (kind: string): string => known.get(kind) ?? 'guidance.event.other'
