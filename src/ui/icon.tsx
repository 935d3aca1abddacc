const paths = {
  info: 'M12 11v6M12 7v.01M12 22a10 10 0 1 0 0-20 10 10 0 0 0 0 20Z',
  success: 'm7.5 12.5 3 3 6-7M12 22a10 10 0 1 0 0-20 10 10 0 0 0 0 20Z',
  warning: 'M12 9.5v4.5M12 17.5v.01M12 3 2 21h20L12 3Z',
  error: 'M12 7v6M12 16.5v.01M8 2h8l6 6v8l-6 6H8l-6-6V8l6-6Z',
  waiting: 'M12 7v5l3.5 2M12 22a10 10 0 1 0 0-20 10 10 0 0 0 0 20Z',
  returned: 'M9 5 4 10l5 5M4 10h10a6 6 0 0 1 0 12h-3',
  draft: 'm4 20 1-5L16 4l4 4L9 19l-5 1Z',
  published: 'M2 12s4-7 10-7 10 7 10 7-4 7-10 7-10-7-10-7ZM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z',
  hidden:
    'M3 3l18 18M6 7c-2.5 2-4 5-4 5s4 7 10 7c2 0 3.5-.6 5-1.5M10 5.2c7.5-1 12 6.8 12 6.8s-.8 1.4-2.3 3',
  closed: 'M5 11h14v10H5V11ZM8 11V7a4 4 0 0 1 8 0v4',
  close: 'M6 6l12 12M18 6 6 18',
  check: 'm5 12.5 4.5 4.5L19 7',
  open: 'M4 12h16M13 5l7 7-7 7',
  file: 'M6 2h8l5 5v15H6V2ZM14 2v6h5',
  search: 'm21 21-5-5M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14Z',
  globe: 'M12 22a10 10 0 1 0 0-20 10 10 0 0 0 0 20ZM2 12h20M12 2c6 6 6 14 0 20-6-6-6-14 0-20Z',
  menu: 'M3 6h18M3 12h18M3 18h18',
  up: 'M12 20V4M5 11l7-7 7 7',
} as const

export type IconName = keyof typeof paths

/** A drawn sign beside a word; hidden from screen readers because the word says it. */
export function Icon(props: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
      <path d={paths[props.name]} />
    </svg>
  )
}
