import { formats } from '../../../texts/index.ts'
import type { PlainKey } from '../../../texts/index.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { SelectField } from '../../../ui/fields.tsx'
import { FilterForm } from '../../../ui/filter-form.tsx'
import { Layout } from '../../../ui/layout.tsx'
import { MarkSample, PointMap, type MapMark } from '../../../ui/point-map.tsx'
import { Table } from '../../../ui/table.tsx'
import { byMunicipality, countStanding, drawnSingly, type Layer, type MunicipalityOnMap, type Place, type Standing } from './rules.ts'

export type Outline = Parameters<typeof PointMap>[0]['outlines'][number]
export type MapView = {
  readonly whose: 'team' | 'owner' | 'authority' | 'county-governor'
  readonly layer: Layer
  readonly layers: readonly Layer[]
  /** The municipality asked for, when there are several. */
  readonly municipality: string | undefined
  readonly municipalities: readonly { readonly id: string; readonly name: string }[]
  readonly places: readonly Place[]
  readonly outlines: readonly Outline[]
  readonly credits: readonly string[]
}

/** Where the kindergartens lie, and how it stands with them: a picture, and the same as a table. */
export const MapPage = ({ page, view }: { readonly page: PageContext; readonly view: MapView }) => {
  const { t } = page
  const { whose, layer, layers, municipality, municipalities, places, outlines, credits } = view
  const singly = drawnSingly(places.length, municipality)
  const missing = places.filter(({ at }) => at === undefined).length
  const marks = singly ? places.flatMap((place) => pointOf(page, layer, place)) : byMunicipality(places).flatMap((one) => circleOf(page, layer, one))
  const choices = layers.length > 1 || municipalities.length > 1
  return (
    <Layout page={page} title={t('map.title')} intro={t(`map.intro.${whose}`)} wide>
      {choices && (
        <FilterForm action="/kart" status={t('map.status', { count: places.length })} auto>
          {layers.length > 1 && <SelectField name="vis" label={t('map.layer')} empty={false} value={inAddress[layer]} options={layers.map((one) => ({ value: inAddress[one], text: t(`map.layer.${one}`) }))} />}
          {municipalities.length > 1 && <SelectField name="kommune" label={t('map.municipality')} empty={false} value={municipality ?? ''} options={[{ value: '', text: t('map.municipality.all') }, ...municipalities.map(({ id, name }) => ({ value: id, text: name }))]} />}
        </FilterForm>
      )}
      {places.length === 0 ? (
        <EmptyState title={t('map.none')}><p>{t('map.none.text')}</p></EmptyState>
      ) : (
        <>
          {marks.length > 0 && <Key page={page} layer={layer} singly={singly} />}
          {marks.length > 0 && <PointMap marks={marks} outlines={outlines} />}
          {credits.length > 0 && <p class="ds-paragraph subtle">{t('map.credit', { credit: formats(page.lang).list(credits) })}</p>}
          {missing > 0 && <p class="ds-paragraph">{t('map.missing', { count: missing })}</p>}
          {singly ? <PlaceTable page={page} layer={layer} places={places} /> : <MunicipalityTable page={page} layer={layer} rows={byMunicipality(places)} />}
        </>
      )}
    </Layout>
  )
}

const inAddress: Readonly<Record<Layer, string>> = { ownership: 'eierform', guidance: 'veiledning', unseen: 'lite-kontakt', grant: 'tilskudd' }
export const layerIn = (text: unknown, offered: readonly Layer[]): Layer => offered.find((layer) => inAddress[layer] === text) ?? 'ownership'

const shapes = { municipal: 'square', private: 'circle', other: 'triangle' } as const
const ownershipOf = ({ ownership }: Place): keyof typeof shapes => (ownership === 'municipal' || ownership === 'private' ? ownership : 'other')
const fills = { now: 'full', before: 'pale', none: 'none' } as const satisfies Readonly<Record<Standing, MapMark['fill']>>
const fillOf = (layer: Layer, place: Place): MapMark['fill'] => (layer === 'ownership' ? (ownershipOf(place) === 'municipal' ? 'full' : 'none') : fills[place.standing])

/** What each standing is called, by layer, and which of them there are. */
const standings: Readonly<Record<Layer, readonly Standing[]>> = { ownership: [], guidance: ['now', 'before', 'none'], unseen: ['now', 'none'], grant: ['now', 'before', 'none'] }
const standingKey: Readonly<Record<Layer, Readonly<Record<Standing, PlainKey | undefined>>>> = {
  ownership: { now: undefined, before: undefined, none: undefined },
  guidance: { now: 'map.guidance.now', before: 'map.guidance.before', none: 'map.guidance.none' },
  unseen: { now: 'map.unseen.now', before: undefined, none: 'map.unseen.none' },
  grant: { now: 'map.grant.now', before: 'map.grant.before', none: 'map.grant.none' },
}
const saidOf = ({ t }: PageContext, layer: Layer, standing: Standing): string => {
  const key = standingKey[layer][standing]
  return key ? t(key) : ''
}

const pointOf = (page: PageContext, layer: Layer, place: Place): readonly MapMark[] =>
  place.at ? [{ ...place.at, label: [place.name, page.t(`map.ownership.${ownershipOf(place)}`), saidOf(page, layer, place.standing)].filter(Boolean).join(' · '), href: `/barnehager/${place.id}`, shape: shapes[ownershipOf(place)], fill: fillOf(layer, place) }] : []
const circleOf = (page: PageContext, layer: Layer, { id, name, places, at }: MunicipalityOnMap): readonly MapMark[] =>
  at ? [{ ...at, label: `${name}: ${page.t('map.status', { count: places.length })}`, href: addressOf(layer, id), shape: 'circle', fill: 'pale', radius: Math.min(14 + Math.sqrt(places.length) * 2, 48), text: String(places.length) }] : []
const addressOf = (layer: Layer, municipality: string): string => `/kart?vis=${inAddress[layer]}&kommune=${municipality}`

const Key = ({ page, layer, singly }: { readonly page: PageContext; readonly layer: Layer; readonly singly: boolean }) => {
  const { t } = page
  if (!singly) return <p class="ds-paragraph">{t('map.key.municipality')}</p>
  return (
    <section aria-label={t('map.key')}>
      <p class="ds-paragraph">{t('map.key.point')}</p>
      <ul class="map-key">
        {(['municipal', 'private', 'other'] as const).map((one) => <li><MarkSample shape={shapes[one]} fill={layer === 'ownership' && one === 'municipal' ? 'full' : 'none'} />{t(`map.ownership.${one}`)}</li>)}
      </ul>
      {layer !== 'ownership' && (
        <ul class="map-key">
          {standings[layer].map((standing) => <li><MarkSample shape="circle" fill={fills[standing]} />{saidOf(page, layer, standing)}</li>)}
        </ul>
      )}
    </section>
  )
}

const PlaceTable = ({ page, layer, places }: { readonly page: PageContext; readonly layer: Layer; readonly places: readonly Place[] }) => {
  const { t } = page
  const several = new Set(places.map(({ municipalityId }) => municipalityId)).size > 1
  return (
    <Table
      caption={t('map.list')}
      rows={places}
      rowKey={({ id }) => id}
      columns={[
        { key: 'name', title: t('map.kindergarten'), heading: true, cell: ({ id, name }) => <a class="ds-link" href={`/barnehager/${id}`}>{name}</a> },
        ...(several ? [{ key: 'municipality', title: t('map.municipality'), cell: ({ municipality }: Place) => municipality ?? '–' }] : []),
        { key: 'owner', title: t('map.owner'), cell: (place) => t(`map.ownership.${ownershipOf(place)}`) },
        { key: 'capacity', title: t('map.capacity'), numeric: true, cell: ({ capacity }) => (capacity === undefined ? '–' : String(capacity)) },
        ...(layer === 'ownership' ? [] : [{ key: 'standing', title: t('map.standing'), cell: ({ standing }: Place) => saidOf(page, layer, standing) }]),
        ...(places.some(({ at }) => !at) ? [{ key: 'on-map', title: t('map.on-map'), cell: ({ at }: Place) => t(at ? 'map.on-map.yes' : 'map.on-map.no') }] : []),
      ]}
    />
  )
}

const MunicipalityTable = ({ page, layer, rows }: { readonly page: PageContext; readonly layer: Layer; readonly rows: readonly MunicipalityOnMap[] }) => {
  const { t, lang } = page
  const { number } = formats(lang)
  return (
    <Table
      caption={t('map.list.municipalities')}
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        { key: 'name', title: t('map.municipality'), heading: true, cell: ({ id, name }) => <a class="ds-link" href={addressOf(layer, id)}>{name}</a> },
        { key: 'count', title: t('map.count'), numeric: true, cell: ({ places }) => number(places.length) },
        ...(['municipal', 'private', 'other'] as const).map((one) => ({ key: one, title: t(`map.ownership.${one}`), numeric: true, cell: ({ places }: MunicipalityOnMap) => number(places.filter((place) => ownershipOf(place) === one).length) })),
        ...standings[layer].map((standing) => ({ key: standing, title: saidOf(page, layer, standing), numeric: true, cell: ({ places }: MunicipalityOnMap) => number(countStanding(places, standing)) })),
      ]}
    />
  )
}
