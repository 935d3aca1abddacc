/** A named line of work. Its settings travel with every job that is put into it. */
export type Queue<Data extends object> = {
  /** Letters, digits, dot, hyphen. */
  name: string
  /**
   * At most one unfinished job for the same subject, named by this key: a second one is not
   * written. It also means that two workers never run the same subject at once.
   */
  keyOf?(data: Data): string
  /** How often a failed job is tried again. */
  retries: number
  /** Seconds before the first retry; each next wait is twice as long, with jitter. */
  firstRetry: number
  /** Seconds that a wait grows to at most. */
  longestRetry: number
  /** Seconds that one attempt may take. */
  limit: number
}

export type JobContext = {
  /** 0 at the first attempt. */
  attempt: number
  /** No further attempt will follow: leave a final state behind. */
  last: boolean
  /** Aborted when the attempt has outrun its limit or the program must end. */
  signal: AbortSignal
}

/** What the worker runs: data in, nothing out; a thrown error means "try again later". */
export type Job<Data extends object> = {
  queue: Queue<Data>
  /** How many run at once in one process. */
  parallel: number
  run(data: Data, context: JobContext): Promise<void>
}

/** The part of pino's logger that jobs use. */
export type JobLog = {
  info(about: object, message: string): void
  warn(about: object, message: string): void
  error(about: object, message: string): void
}
