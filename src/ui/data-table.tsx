/** The numbers behind a picture, folded away until somebody wants them. */
export function DataTable(props: {
  summary: string
  caption: string
  headers: string[]
  rows: { cells: string[]; href?: string | undefined }[]
}) {
  return (
    <details class="data-table">
      <summary>{props.summary}</summary>
      <div class="table-region" role="region" aria-label={props.caption} tabIndex={0}>
        <table class="table">
          <caption class="offscreen">{props.caption}</caption>
          <thead>
            <tr>
              {props.headers.map((header) => (
                <th key={header} scope="col">
                  {header}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {props.rows.map(({ cells: [first, ...rest], href }) => (
              <tr key={first}>
                <th scope="row">{href ? <a href={href}>{first}</a> : first}</th>
                {rest.map((cell, at) => (
                  <td key={at}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}
