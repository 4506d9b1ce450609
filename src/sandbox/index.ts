import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type AccessLog, createAccessLog } from './access-log.ts';
import { makeAccounts } from './accurate/auth.ts';
import { createFaults } from './accurate/faults.ts';
import type { Books } from './accurate/modules.ts';
import { createAccurateServer } from './accurate.ts';
import { type AnthropicBox, createAnthropicBox } from './anthropic.ts';
import { type Company, makeCompany, type Size } from './company.ts';
import { type Control, type ControlState, createControl, createControlServer } from './control.ts';
import { type CsvOptions, loadCsvSource } from './csv-source.ts';
import { yesterdayInJakarta } from './dates.ts';
import { createGineeBox, type GineeBox } from './ginee.ts';
import { createGoogleBox, type GoogleBox } from './google.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { type Mailbox, type MailboxOptions, startMailbox } from './mailbox.ts';
import { createNotionBox, type NotionBox } from './notion.ts';
import { type Entity, type EntitySource, entities } from './source.ts';
import { type SshBox, startMachines } from './ssh.ts';
import { createTelegramBox, type TelegramBox } from './telegram.ts';

export type { AccessEntry, AccessFilter, AccessLog } from './access-log.ts';
export type { Fault } from './accurate/faults.ts';
export type { AnthropicAnswer, AnthropicBox, AnthropicFault, AnthropicQuestion, AnthropicRequest } from './anthropic.ts';
export { type OnlineOrder, onlineOrders, onlineShops } from './company/online.ts';
export { people, writePeople } from './company/people.ts';
export { writeReferenceData, writeSalesHistory } from './company/reference.ts';
export { writeTillExport } from './company/till.ts';
export { type Company, type CompanyOptions, makeCompany, type Size } from './company.ts';
export type { Control } from './control.ts';
export type { GineeBox, GineeFaultKind } from './ginee.ts';
export type { Arrival, GmailBox, GmailMessage } from './google/gmail.ts';
export type { GmailFault } from './google/gmail_faults.ts';
export { sheetPage } from './google/sheet_page.ts';
export { type CellValue, type GoogleBox, type GoogleFault, type GoogleRequest, type Stored, serialDay } from './google.ts';
export type { KeptMail, Mailbox } from './mailbox.ts';
export type { NotionBox, NotionFault, NotionRequest, ShownPage } from './notion.ts';
export { type Reply, replyTo, type SenderCheck, withSenderCheck } from './people_mail.ts';
export { type DocumentKind, type Entity, entities, type SourceDocument, type SourceLine } from './source.ts';
export type { Door, Machine, MachineCommand, MachineFault, MachineState, SshBox } from './ssh.ts';
export type { ChatPost, TelegramBox, TelegramFault } from './telegram.ts';

export interface SandboxOptions {
  /** A company made before; otherwise one is made from seed, size, endDate. */
  readonly company?: Company;
  /** Serves files instead of a company, as one entity (default DDD); the others are empty. */
  readonly csv?: CsvOptions & { readonly entity?: Entity };
  readonly seed?: number;
  readonly size?: Size;
  /** yyyy-mm-dd, default yesterday in Jakarta. */
  readonly endDate?: string;
  readonly invoicesPerDay?: number;
  /** Requests per second that one token may make; the vendor's limit is 8. */
  readonly rate?: number;
  readonly parallel?: number;
  readonly limitAnswer?: '429' | '200';
  readonly retryAfterSeconds?: number;
  readonly maxPageSize?: number;
  /** Thinking time of the server per request. */
  readonly latencyMs?: number;
  readonly port?: number;
  readonly controlPort?: number;
  readonly mailPort?: number;
  readonly telegramPort?: number;
  readonly gineePort?: number;
  readonly googlePort?: number;
  readonly notionPort?: number;
  readonly anthropicPort?: number;
  /** Reads of Sheets that one user may make in a minute; the vendor allows 60. */
  readonly sheetReadsPerMinute?: number;
  /** The same for writes. */
  readonly sheetWritesPerMinute?: number;
  /** Quota units of Gmail that one user may spend in a minute; the vendor gives 6,000. */
  readonly gmailUnitsPerMinute?: number;
  /** Hosts that are reached over SSH; default 2. */
  readonly machines?: number;
  readonly mailLogin?: MailboxOptions['login'];
  /** Appended to, one JSON object per request. */
  readonly accessLogFile?: string;
}

export interface Sandbox {
  readonly accountUrl: string;
  readonly controlUrl: string;
  readonly smtpUrl: string;
  readonly tokens: Readonly<Record<Entity, string>>;
  readonly secrets: Readonly<Record<Entity, string>>;
  /** The environment variables that point a worker at this sandbox. */
  readonly env: Readonly<Record<string, string>>;
  /** Undefined when CSV files are served. */
  readonly company: Company | undefined;
  readonly control: Control;
  readonly accessLog: AccessLog;
  readonly mailbox: Mailbox;
  readonly telegram: TelegramBox;
  readonly ginee: GineeBox;
  readonly google: GoogleBox;
  readonly notion: NotionBox;
  readonly anthropic: AnthropicBox;
  readonly ssh: SshBox;
  /** What the ERP answers, without a socket: for who asks a hundred thousand times in the same process. */
  answerErp(request: Request): Promise<Response>;
  /** The most requests of an entity that were under way at once. */
  peakParallel(entity: Entity): number;
  stop(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

const empty: EntitySource = {
  lastDate: '1970-01-01',
  warehouses: () => [],
  items: () => [],
  balances: () => [],
  documentIds: () => [],
  document: () => undefined,
  idOf: () => undefined,
};

/** Starts the ERP (account host, business hosts), its control port, a mail server, Telegram's Bot API, Ginee, Google's Sheets and Gmail, Notion, Anthropic's models, and machines with SSH on 127.0.0.1, on free ports unless told. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const seed = options.seed ?? options.company?.options.seed ?? 1;
  const company = options.csv ? undefined : (options.company ?? companyOf(options, seed));
  const sources = company?.sources ?? (await csvSources(options.csv as CsvOptions & { entity?: Entity }));
  const ledgers = each((entity) => createLedger(sources[entity]));
  const state: ControlState = {
    accounts: makeAccounts(seed),
    ledgers,
    faults: createFaults(seed),
    dates: each((entity) => ledgers[entity].lastDate),
    clockOffsetMs: 0,
    namesDatabases: true,
  };
  const books = each(
    (entity): Books => ({ ledger: ledgers[entity] as Ledger, date: () => state.dates[entity], maxPageSize: options.maxPageSize ?? 100 }),
  );
  // What was opened before something failed (a port that is taken) is closed again: an open server keeps the process alive.
  await using opened = new AsyncDisposableStack();
  const open = async (server: Server, port?: number): Promise<string> => {
    const url = await listen(server, port);
    opened.defer(() => close(server));
    return url;
  };
  const accessLog = createAccessLog(options.accessLogFile);
  opened.defer(() => accessLog.close());
  const accurate = createAccurateServer({
    accounts: state.accounts,
    books,
    faults: state.faults,
    rate: options.rate ?? 8,
    parallel: options.parallel ?? 8,
    limitAnswer: options.limitAnswer ?? '429',
    retryAfterSeconds: options.retryAfterSeconds,
    latencyMs: options.latencyMs ?? 0,
    clockOffsetMs: () => state.clockOffsetMs,
    namesDatabases: () => state.namesDatabases,
    log: accessLog.add,
  });
  const control = createControl(state);
  const mailbox = await startMailbox({ port: options.mailPort, login: options.mailLogin });
  opened.defer(() => mailbox.stop());
  const googleBox = createGoogleBox({
    deliver: mailbox.deliver,
    ...(options.sheetReadsPerMinute === undefined ? {} : { readsPerMinute: options.sheetReadsPerMinute }),
    ...(options.sheetWritesPerMinute === undefined ? {} : { writesPerMinute: options.sheetWritesPerMinute }),
    ...(options.gmailUnitsPerMinute === undefined ? {} : { gmailUnitsPerMinute: options.gmailUnitsPerMinute }),
  });
  const google = googleBox.open(await open(googleBox.server, options.googlePort));
  const workspace = createNotionBox();
  const notion = workspace.open(await open(workspace.server, options.notionPort));
  const models = createAnthropicBox();
  const anthropic = models.open(await open(models.server, options.anthropicPort));
  const box = createTelegramBox();
  const telegram = box.open(await open(box.server, options.telegramPort));
  const ssh = await startMachines(options.machines ?? 2);
  opened.defer(() => ssh.stop());
  const controlServer = createControlServer(control, state, accessLog.log, google, notion, telegram, mailbox, anthropic, ssh);

  const accountUrl = await open(accurate.server, options.port);
  const controlUrl = await open(controlServer, options.controlPort);
  const marketplaces = createGineeBox({ company, seed, date: () => state.dates.DDD });
  const ginee = marketplaces.open(await open(marketplaces.server, options.gineePort));
  const tokens = each((entity) => state.accounts.find((account) => account.entity === entity)?.token as string);
  const secrets = each((entity) => state.accounts.find((account) => account.entity === entity)?.secret as string);

  const all = opened.move();
  const stop = () => all.disposeAsync();
  return {
    accountUrl,
    controlUrl,
    smtpUrl: mailbox.url,
    tokens,
    secrets,
    env: {
      ACCURATE_ACCOUNT_URL: accountUrl,
      ...Object.fromEntries(entities.map((entity) => [`ACCURATE_API_TOKEN_${entity}`, tokens[entity]])),
      ...Object.fromEntries(entities.map((entity) => [`ACCURATE_SIGNATURE_SECRET_${entity}`, secrets[entity]])),
      SMTP_URL: mailbox.url,
      TELEGRAM_BOT_TOKEN: telegram.token,
      TELEGRAM_API_ROOT: telegram.url,
      GINEE_API_URL: ginee.url,
      GINEE_ACCESS_KEY: ginee.accessKey,
      GINEE_SECRET_KEY: ginee.secretKey,
      ...google.env,
      ...notion.env,
      ...anthropic.env,
      ...ssh.env,
    },
    company,
    control,
    accessLog: accessLog.log,
    mailbox,
    telegram,
    ginee,
    google,
    notion,
    anthropic,
    ssh,
    answerErp: accurate.answer,
    peakParallel: (entity) => accurate.limiters.get(entity)?.peakParallel ?? 0,
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

function companyOf(options: SandboxOptions, seed: number): Company {
  const endDate = options.endDate ?? yesterdayInJakarta(new Date());
  const per = options.invoicesPerDay === undefined ? {} : { invoicesPerDay: options.invoicesPerDay };
  return makeCompany({ seed, size: options.size ?? 'S', endDate, ...per });
}

async function csvSources(csv: CsvOptions & { entity?: Entity }): Promise<Record<Entity, EntitySource>> {
  const source = await loadCsvSource(csv);
  return each((entity) => (entity === (csv.entity ?? 'DDD') ? source : { ...empty, lastDate: source.lastDate }));
}

function each<T>(make: (entity: Entity) => T): Record<Entity, T> {
  return Object.fromEntries(entities.map((entity) => [entity, make(entity)])) as Record<Entity, T>;
}

async function listen(server: Server, port = 0): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(`The sandbox cannot listen on 127.0.0.1:${port}: the port is taken. Choose another one or stop its owner.`)
          : error,
      ),
    );
    server.listen(port, '127.0.0.1', resolve);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
