// What a mail shows, decided once for both forms: HTML and text lay out the same clipped content, so neither can miss what the other says.
// Gmail hides everything past about 102 KB of HTML, so a report of any size is cut here, visibly ("+n lainnya").
import { clipEnd, clipMiddle, oneLine } from './text.ts';
import type { FrozenReport, ReportSection, ReportTable, Tone } from './types.ts';

/** Who gets the mail and from which installation. */
export interface MailOptions {
  /** Marks subject and body with [UJI]: the numbers are not real or the addressee is a stand-in. */
  isTest: boolean;
  /** Empty when not known. */
  recipientName: string;
  /** Name of the installation for the last line, e.g. the company's. */
  instanceName?: string;
}

/** How much of a report goes into the mail. `chars` limits a table cell, a sentence may have four times as many. */
export interface Limits {
  rows: number;
  neutralRows: number;
  items: number;
  chars: number;
  columns: number;
  sections: number;
}

/** A list and how many items of it were left out. */
export interface Clipped<T> {
  items: T[];
  hidden: number;
}

/** A table as laid out; `hidden` counts rows left out, `hiddenColumns` columns. */
export interface TableView extends ReportTable {
  footer: string[] | null;
  hidden: number;
  hiddenColumns: number;
}

/** A section as laid out; `label` is the tone in words. */
export interface SectionView {
  title: string;
  tone: Tone;
  label: string | null;
  intro: string | null;
  sentences: Clipped<string>;
  table: TableView | null;
  more: string | null;
}

/** A titled list under the sections. */
export interface ListView {
  key: 'changes' | 'settings' | 'warnings' | 'parallel' | 'answer' | 'steps';
  title: string;
  note: string | null;
  list: Clipped<string>;
}

/** A place where the report can be seen. */
export interface LinkView {
  label: string;
  url: string;
  note: string | null;
}

/** Everything a mail shows, in order. */
export interface MailView {
  mark: string | null;
  testNotice: string | null;
  preheader: string;
  title: string;
  dateText: string;
  greeting: string;
  /** What is asked of the reader. */
  request: string | null;
  verdictTitle: string;
  isReady: boolean;
  verdict: string;
  /** Whole or not at all: cut, it would say something else. */
  opening: string | null;
  figuresTitle: string;
  figures: Clipped<{ label: string; value: string; note: string | null }>;
  sections: SectionView[];
  leftOut: string | null;
  lists: ListView[];
  links: LinkView[];
  footer: string[];
}

export const LINKS_TITLE = 'Lihat juga';
const MARK = '[UJI]';
const SUBJECT_MAX = 150;
const FIGURES_MAX = 12;
const LINKS_MAX = 4;
const TONE_WORDS: Record<Tone, string | null> = { critical: 'SEGERA', warning: 'PERHATIAN', neutral: null };
const NUMBER = new Intl.NumberFormat('id-ID');

/**
 * From everything down to a bare summary. The urgent sections lose rows last, and words are shortened last of all: a shortened name
 * costs the reader more than a shorter list. The last step is under any budget whatever the report holds.
 */
export const LIMIT_STEPS: Limits[] = [
  { rows: 30, neutralRows: 30, items: 30, chars: 160, columns: 14, sections: 20 },
  { rows: 30, neutralRows: 20, items: 30, chars: 160, columns: 14, sections: 20 },
  { rows: 30, neutralRows: 12, items: 30, chars: 160, columns: 14, sections: 20 },
  { rows: 30, neutralRows: 8, items: 20, chars: 160, columns: 14, sections: 20 },
  { rows: 20, neutralRows: 8, items: 20, chars: 120, columns: 14, sections: 20 },
  { rows: 15, neutralRows: 5, items: 15, chars: 120, columns: 14, sections: 20 },
  { rows: 10, neutralRows: 5, items: 10, chars: 100, columns: 12, sections: 16 },
  { rows: 10, neutralRows: 3, items: 10, chars: 80, columns: 12, sections: 16 },
  { rows: 6, neutralRows: 2, items: 6, chars: 60, columns: 12, sections: 12 },
  { rows: 3, neutralRows: 1, items: 4, chars: 40, columns: 10, sections: 10 },
  { rows: 1, neutralRows: 0, items: 2, chars: 30, columns: 8, sections: 8 },
  { rows: 1, neutralRows: 0, items: 1, chars: 20, columns: 4, sections: 6 },
];

/** The mail's subject: one line, at most 150 characters, [UJI] first when it is a test. */
export function mailSubject(report: FrozenReport, isTest: boolean): string {
  return clipEnd(`${isTest ? `${MARK} ` : ''}${oneLine(report.subject)}`, SUBJECT_MAX);
}

/** "+5.434 lainnya, tidak dimuat di email ini", or null when nothing was left out. */
export function hiddenText(hidden: number, what = ''): string | null {
  return hidden > 0 ? `+${NUMBER.format(hidden)}${what === '' ? '' : ` ${what}`} lainnya, tidak dimuat di email ini` : null;
}

/** Cleans and clips a report for one mail. Both renderers lay out the result as it stands. */
export function mailView(report: FrozenReport, options: MailOptions, limits: Limits): MailView {
  const { isTest, recipientName, instanceName } = options;
  const sentence = (text: string): string => clipMiddle(oneLine(text), limits.chars * 4);
  const name = (text: string): string => clipEnd(oneLine(text), limits.chars);
  const list = (items: string[], max = limits.items): Clipped<string> => clipList(items, max, sentence);
  const from = instanceName === undefined ? '' : ` (${name(instanceName)})`;

  return {
    mark: isTest ? MARK : null,
    testNotice: isTest ? `${MARK} Ini email percobaan dari sistem uji${from}. Jangan dipakai untuk memesan barang.` : null,
    preheader: sentence(report.preheader),
    title: name(report.title),
    dateText: name(report.date_text),
    request: report.request ? sentence(report.request) : null,
    greeting: `Yth. ${name(recipientName) || 'Bapak/Ibu'},`,
    verdictTitle: report.is_ready ? 'Ringkasan' : 'Belum dapat dinilai',
    isReady: report.is_ready,
    verdict: sentence(report.verdict),
    opening: opening(report.opening ?? '', limits),
    figuresTitle: 'Angka utama',
    figures: clipList(report.key_figures, FIGURES_MAX, (f) => ({
      label: name(f.label),
      value: name(f.value),
      note: f.note ? name(f.note) : null,
    })),
    sections: report.sections.slice(0, limits.sections).map((s) => sectionView(s, limits, sentence, name)),
    leftOut: hiddenText(report.sections.length - limits.sections, 'bagian'),
    lists: [
      listView(
        'changes',
        'Apa yang berubah',
        list(report.changes.items),
        report.changes.since_text ? name(report.changes.since_text) : null,
      ),
      listView(
        'settings',
        'Perubahan pengaturan',
        list(report.settings_changes?.items ?? []),
        report.settings_changes?.since_text ? name(report.settings_changes.since_text) : null,
      ),
      listView('warnings', 'Perlu diperiksa', list(report.warnings)),
      listView('parallel', 'Pembanding', list(report.parallel ? [report.parallel] : [])),
      listView('answer', 'Cara menjawab', list(report.how_to_answer)),
      listView('steps', 'Langkah perhitungan', list(report.steps)),
    ].filter((l) => l.list.items.length > 0),
    links: (report.links ?? [])
      .slice(0, LINKS_MAX)
      .map((l) => ({ label: name(l.label), url: l.url, note: l.note ? sentence(l.note) : null })),
    footer: [...withHidden(list(report.footer)), `Dikirim otomatis oleh Mandor${from}.`],
  };
}

function opening(text: string, limits: Limits): string | null {
  const line = oneLine(text);
  return line === '' || line.length > limits.chars * 10 ? null : line;
}

/** The items of a list with the line about what was left out, if anything was. */
export function withHidden(list: Clipped<string>): string[] {
  const rest = hiddenText(list.hidden);
  return rest === null ? list.items : [...list.items, rest];
}

function listView(key: ListView['key'], title: string, list: Clipped<string>, note: string | null = null): ListView {
  return { key, title, note, list };
}

function clipList<T, V>(items: T[], max: number, clean: (item: T) => V): Clipped<V> {
  return { items: items.slice(0, max).map(clean), hidden: Math.max(0, items.length - max) };
}

type Clean = (text: string) => string;

function sectionView(section: ReportSection, limits: Limits, sentence: Clean, name: Clean): SectionView {
  const hasRows = (section.table?.rows.length ?? 0) > 0;
  const rows = section.tone === 'neutral' ? limits.neutralRows : limits.rows;
  return {
    title: sentence(section.title),
    tone: section.tone,
    // A list of nothing is not urgent, whatever its kind.
    label: section.sentences.length > 0 || hasRows ? TONE_WORDS[section.tone] : null,
    intro: section.intro ? sentence(section.intro) : null,
    sentences: clipList(section.sentences, Math.min(rows, limits.items), sentence),
    table: section.table && hasRows ? tableView(section.table, rows, limits.columns, name) : null,
    more: section.more ? sentence(section.more) : null,
  };
}

function tableView(table: ReportTable, rows: number, columns: number, name: Clean): TableView {
  const cut = (row: string[]): string[] => row.slice(0, columns).map(name);
  return {
    columns: table.columns.slice(0, columns).map((c) => ({ label: name(c.label), align: c.align })),
    rows: table.rows.slice(0, rows).map(cut),
    footer: table.footer ? cut(table.footer) : null,
    hidden: Math.max(0, table.rows.length - rows),
    hiddenColumns: Math.max(0, table.columns.length - columns),
  };
}
