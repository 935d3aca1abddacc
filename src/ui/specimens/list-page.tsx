import { EntryList, Row } from '../card.tsx'
import { ResultHead } from '../facets.tsx'
import { SearchBox } from '../form.tsx'
import { PageHead } from '../section.tsx'
import { SampleFacets, SampleFilters, SamplePager, SampleSort } from './lists.tsx'
import { sampleEntries } from './sample-entries.tsx'
import { SamplePage } from './sample-frame.tsx'

/** A list with search, filters in force and rows. */
export function SampleList(props: { stylesheetHref: string }) {
  return (
    <SamplePage
      title="活動をさがす"
      current="/activities"
      crumbs={[{ href: '/', label: 'ホーム' }, { label: '活動をさがす' }]}
      {...props}
    >
      <PageHead
        title="活動をさがす"
        lead="全国で登録された592件の取組みを、言葉や地域からさがせます。"
      />
      <div class="list-search">
        <SearchBox name="q" label="言葉でさがす" button="さがす" value="在宅" />
      </div>
      <div class="columns columns-facets">
        <SampleFacets />
        <div>
          <SampleFilters />
          <ResultHead count="418件">
            <SampleSort />
          </ResultHead>
          <EntryList>
            {sampleEntries.map((entry) => (
              <Row key={entry.href} {...entry} />
            ))}
          </EntryList>
          <SamplePager current={2} last={21} />
        </div>
      </div>
    </SamplePage>
  )
}
