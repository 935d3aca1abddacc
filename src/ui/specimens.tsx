import type { VNode } from 'preact'
import { SampleActivity } from './specimens/activity-page.tsx'
import { SampleForm } from './specimens/form-page.tsx'
import { formSpecimens } from './specimens/forms.tsx'
import { SampleHome } from './specimens/home-page.tsx'
import { SampleList } from './specimens/list-page.tsx'
import { listSpecimens } from './specimens/lists.tsx'
import { motifSpecimens } from './specimens/motif.tsx'
import { recordSpecimens } from './specimens/records.tsx'
import { SampleStaff } from './specimens/staff-page.tsx'

export interface Specimen {
  name: string
  node: VNode
}

/** Every component in every state; their ids are unique, so all may stand on one page. */
function specimens(): Specimen[] {
  const parts = [...motifSpecimens, ...formSpecimens, ...listSpecimens, ...recordSpecimens]
  return parts.map(({ name, node }) => ({ name, node: node() }))
}

/** Whole documents that show how the components make pages, each with its own frame. */
export function samplePages(stylesheetHref: string): { slug: string; name: string; node: VNode }[] {
  const props = { stylesheetHref }
  return [
    { slug: 'home', name: 'ホーム', node: <SampleHome {...props} /> },
    { slug: 'list', name: '一覧', node: <SampleList {...props} /> },
    { slug: 'activity', name: '活動', node: <SampleActivity {...props} /> },
    { slug: 'form', name: 'フォーム', node: <SampleForm {...props} /> },
    { slug: 'staff', name: '事務局の表', node: <SampleStaff {...props} /> },
  ]
}

/** All specimens under each other, for the living style sheet. */
export function SpecimenSheet() {
  return (
    <div class="stack">
      {specimens().map((specimen, at) => (
        <section
          key={specimen.name}
          class="section section-quiet"
          aria-labelledby={`specimen-${at}`}
        >
          <div class="section-head">
            <h2 id={`specimen-${at}`} lang="en">
              {specimen.name}
            </h2>
          </div>
          {specimen.node}
        </section>
      ))}
    </div>
  )
}
