import { examples as alert } from './alert.examples.tsx'
import { examples as button } from './button.examples.tsx'
import { examples as card } from './card.examples.tsx'
import { examples as choices } from './choices.examples.tsx'
import { examples as details } from './details.examples.tsx'
import { examples as emptyState } from './empty-state.examples.tsx'
import type { Example } from './example.ts'
import { examples as fields } from './fields.examples.tsx'
import { examples as filterForm } from './filter-form.examples.tsx'
import { examples as form } from './form.examples.tsx'
import { examples as guardNotice } from './guard-notice.examples.tsx'
import { examples as keyFigures } from './key-figures.examples.tsx'
import { examples as lineChart } from './line-chart.examples.tsx'
import { examples as loadBars } from './load-bars.examples.tsx'
import { examples as pagination } from './pagination.examples.tsx'
import { examples as pointMap } from './point-map.examples.tsx'
import { examples as qrCode } from './qr-code.examples.tsx'
import { examples as shareBar } from './share-bar.examples.tsx'
import { examples as steps } from './steps.examples.tsx'
import { examples as summaryList } from './summary-list.examples.tsx'
import { examples as supportMaterial } from './support-material.examples.tsx'
import { examples as table } from './table.examples.tsx'
import { examples as tabs } from './tabs.examples.tsx'
import { examples as tag } from './tag.examples.tsx'
import { examples as taskList } from './task-list.examples.tsx'
import { examples as timeline } from './timeline.examples.tsx'

/** The examples of every component, by the component's file. */
export const allExamples: Readonly<Record<string, readonly Example[]>> = {
  form,
  fields,
  choices,
  button,
  tag,
  alert,
  card,
  'guard-notice': guardNotice,
  'key-figures': keyFigures,
  'share-bar': shareBar,
  'line-chart': lineChart,
  'load-bars': loadBars,
  'point-map': pointMap,
  'qr-code': qrCode,
  'task-list': taskList,
  steps,
  'summary-list': summaryList,
  'support-material': supportMaterial,
  table,
  pagination,
  tabs,
  'filter-form': filterForm,
  timeline,
  details,
  'empty-state': emptyState,
}
