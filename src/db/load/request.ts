// What a load is asked for and what it tells while it runs.
import type pg from 'pg';
import type { LoadMode, LoadOutcome } from './outcome.ts';
import type { Encoding } from './source.ts';

export interface LoadOptions {
  readonly mode?: LoadMode | undefined;
  readonly dryRun?: boolean | undefined;
  /** Lets replace remove more than a fifth. */
  readonly force?: boolean | undefined;
  /** Snapshot and business date of a raw file that has no snapshot_date column, yyyy-mm-dd. */
  readonly date?: string | undefined;
  readonly delimiter?: string | undefined;
  readonly encoding?: Encoding | undefined;
}

export interface LoadProgress {
  readonly phase: 'check' | 'copy' | 'apply';
  readonly rows: number;
  readonly bytes: number;
  readonly bytesTotal: number;
}

export interface LoadRequest {
  readonly pool: pg.Pool;
  readonly table: string;
  readonly file: string;
  readonly options?: LoadOptions;
  readonly onProgress?: (progress: LoadProgress) => void;
  /** Something that people should know while the load still runs. */
  readonly onNote?: (note: string) => void;
}

/** What each kind of load adds to the outcome. */
export type Part = Partial<LoadOutcome> & Pick<LoadOutcome, 'status'>;
