import type { LocalDate } from '../../../../kernel/dates.ts'
import { element, type Xml } from './xml.ts'

/** One document of a case, with the file that is sent to the archive. */
export type ArchivedDocument = {
  /** Ours, for ever: the archive finds it again by this. */
  readonly key: string
  readonly caseKey: string
  readonly title: string
  /** What the public list of documents says; may hide a name. */
  readonly publicTitle: string
  /** I: came in · U: went out · X: made for the case itself. */
  readonly direction: 'I' | 'U' | 'X'
  readonly documentType: 'MELDING' | 'VEDTAK' | 'KORR'
  readonly dated: LocalDate
  /** Who it came from or went to; undefined for what stayed in the case. */
  readonly party: { readonly name: string; readonly organisationNumber: string | undefined } | undefined
  /** Why not everybody may read it; undefined when everybody may. */
  readonly restricted: { readonly basis: string } | undefined
  readonly file: { readonly path: string; readonly name: string; readonly sha256: string; readonly size: number }
}

export type ArchivedCase = { readonly key: string; readonly title: string; readonly publicTitle: string; readonly begunOn: LocalDate; readonly unit: string; readonly responsible: string; readonly ended: boolean }

const main = 'https://ks-no.github.io/standarder/fiks-protokoll/fiks-arkiv/arkivmelding/opprett/v1'
const catalogue = 'https://ks-no.github.io/standarder/fiks-protokoll/fiks-arkiv/metadatakatalog/v1'
const systemName = 'samspill'

/**
 * The message of Fiks Arkiv v1 that asks an archive to take in cases and documents. The schema fixes the order of the elements (what is inherited
 * first), so each is written where it stands, never from the order of an object's fields.
 */
export const writeArkivmelding = (cases: readonly ArchivedCase[], documents: readonly ArchivedDocument[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${
    element('arkivmelding', [element('system', systemName), element('antallFiler', String(documents.length)), ...cases.map(caseFolder), ...documents.map(entry)], {
      xmlns: main, 'xmlns:m': catalogue, 'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
    }).xml
  }\n`

const code = (name: string, value: string): Xml => element(name, [element('m:kode', value)])
const ourKey = (key: string): Xml => element('referanseEksternNoekkel', [element('m:fagsystem', systemName), element('m:noekkel', key)])

const caseFolder = (one: ArchivedCase): Xml =>
  element('mappe', [
    element('tittel', one.title),
    element('offentligTittel', one.publicTitle),
    code('arkivdel', 'SAK'),
    ourKey(one.key),
    element('saksdato', one.begunOn),
    element('administrativEnhet', [element('m:navn', one.unit)]),
    element('saksansvarlig', [element('m:navn', one.responsible)]),
    code('saksstatus', one.ended ? 'A' : 'B'),
  ], { 'xsi:type': 'saksmappe' })

const entry = (one: ArchivedDocument): Xml =>
  element('registrering', [
    element('referanseForelderMappe', [element('m:referanseEksternNoekkel', [element('m:fagsystem', systemName), element('m:noekkel', one.caseKey)])]),
    one.restricted && element('skjerming', [code('tilgangsrestriksjon', 'UO'), element('skjermingshjemmel', one.restricted.basis)]),
    element('dokumentbeskrivelse', [
      code('dokumenttype', one.documentType),
      code('dokumentstatus', 'F'),
      element('tittel', one.title),
      code('tilknyttetRegistreringSom', 'H'),
      element('dokumentnummer', '1'),
      element('dokumentobjekt', [
        element('versjonsnummer', '1'),
        code('variantformat', 'A'),
        code('format', 'RA-PDF'),
        element('mimeType', 'application/pdf'),
        element('filnavn', one.file.name),
        element('referanseDokumentfil', one.file.path),
        element('sjekksum', one.file.sha256),
        element('sjekksumAlgoritme', 'SHA-256'),
        element('filstoerrelse', String(one.file.size)),
      ]),
    ]),
    element('tittel', one.title),
    element('offentligTittel', one.publicTitle),
    one.party && element('korrespondansepart', [
      code('korrespondanseparttype', one.direction === 'I' ? 'EA' : 'EM'),
      element('korrespondansepartNavn', one.party.name),
      one.party.organisationNumber === undefined ? undefined : element('organisasjonid', one.party.organisationNumber),
    ]),
    ourKey(one.key),
    code('journalposttype', one.direction),
    code('journalstatus', 'F'),
    element('dokumentetsDato', one.dated),
  ], { 'xsi:type': 'journalpost' })
