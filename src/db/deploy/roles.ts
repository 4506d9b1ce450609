// The cluster's roles and what this database grants them. Roles belong to the whole cluster and cannot be part of the
// deploy transaction of one database; every step looks first and changes only what differs, so two deploys may race.
import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Log } from '../../log.ts';
import { openClient } from '../pool.ts';
import { rolePassword, urlDatabase, urlUser } from '../url.ts';
import { DeployError } from './error.ts';

export const OWNER = 'mandor_owner';
export const DEPLOY = 'mandor_deploy';
export const QUEUE = 'mandor_queue';
export const TEST = 'mandor_test';

/** Agent roles: one per agent that acts with its own rights. They do not log in; mandor_worker takes them on. */
export const AGENT_ROLES = [
  'mandor_agent_sales',
  'mandor_agent_concierge',
  'mandor_agent_finance',
  'mandor_agent_procurement',
  'mandor_agent_inventory',
  'mandor_agent_hr_payroll',
  'mandor_agent_stock',
  'mandor_agent_overseer',
  'mandor_agent_director',
] as const;

export const LOGIN_ROLES = [DEPLOY, QUEUE, 'mandor_worker', 'mandor_console', 'mandor_analyst', 'mandor_backup'] as const;
const NOLOGIN_ROLES = [OWNER, 'mandor_anon', ...AGENT_ROLES] as const;

/** Every role of ours except mandor_test, which exists outside production only. */
export const ALL_ROLES: readonly string[] = [...LOGIN_ROLES, ...NOLOGIN_ROLES];

/** Roles whose session sees the moved clock: direct members of mandor_test. */
const CLOCK_ROLES = [DEPLOY, 'mandor_worker', QUEUE, 'mandor_console', 'mandor_analyst'];

// mandor_owner must be a member of mandor_queue: definer functions that the queue's role owns live in sql/ as well, and
// only a member of their owner may replace them.
const MEMBERSHIPS: readonly (readonly [group: string, member: string])[] = [
  [OWNER, DEPLOY],
  [QUEUE, DEPLOY],
  [QUEUE, OWNER],
  ...AGENT_ROLES.map((agent) => [agent, 'mandor_worker'] as const),
];

// A DBeaver tab that was left open inside a transaction must not stop anything.
const ROLE_SETTINGS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  mandor_analyst: { idle_in_transaction_session_timeout: '5min', lock_timeout: '3s' },
};

export type InstanceKind = 'production' | 'demo' | 'development' | 'test';

/** A password as the server stores it (RFC 5803), so that no password is ever in a statement or a server log. */
export function scramVerifier(password: string, salt: Buffer = randomBytes(16), iterations = 4096): string {
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256');
  const hmac = (text: string): Buffer => createHmac('sha256', salted).update(text).digest();
  const stored = createHash('sha256').update(hmac('Client Key')).digest('base64');
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${stored}:${hmac('Server Key').toString('base64')}`;
}

async function loginWorks(url: string, role: string): Promise<boolean> {
  try {
    const client = await openClient(url, role, { connectTimeout: 10_000, applicationName: 'mandor deploy (login check)' });
    await client.end();
    return true;
  } catch (e) {
    // Wrong password, no password set, or login denied. All else (server down) is not about the role.
    if (['28P01', '28000'].includes((e as { code?: string }).code ?? '')) return false;
    throw e;
  }
}

/** The statements that bring roles, memberships and database grants to what they must be; empty when all is right. */
async function missing(admin: pg.Client, url: string, kind: InstanceKind): Promise<string[]> {
  const out: string[] = [];
  const id = pg.escapeIdentifier;
  const wanted = kind === 'production' ? ALL_ROLES : [...ALL_ROLES, TEST];
  const me = urlUser(url);
  const have = new Map(
    (
      await admin.query<{ rolname: string; rolcanlogin: boolean; rolinherit: boolean; settings: string[] | null }>(
        `select r.rolname, r.rolcanlogin, r.rolinherit, r.rolconfig as settings from pg_catalog.pg_roles r where r.rolname = any ($1)`,
        [wanted],
      )
    ).rows.map((r) => [r.rolname, r]),
  );
  const logins: readonly string[] = LOGIN_ROLES;
  for (const role of wanted) {
    const found = have.get(role);
    const login = logins.includes(role);
    const inherit = role !== 'mandor_worker';
    if (found === undefined) out.push(`create role ${role} ${login ? 'login' : 'nologin'} ${inherit ? 'inherit' : 'noinherit'};`);
    else if (found.rolcanlogin !== login || found.rolinherit !== inherit)
      out.push(`alter role ${role} ${login ? 'login' : 'nologin'} ${inherit ? 'inherit' : 'noinherit'};`);
    const password = login && role !== me ? rolePassword(url, role) : undefined;
    if (password !== undefined && (found === undefined || !(await loginWorks(url, role))))
      out.push(`alter role ${role} password '${scramVerifier(password)}';`);
    for (const [name, value] of Object.entries(ROLE_SETTINGS[role] ?? {})) {
      if (!found?.settings?.includes(`${name}=${value}`)) out.push(`alter role ${role} set ${name} = '${value}';`);
    }
  }
  const members = new Set(
    (
      await admin.query<{ pair: string }>(
        `select m.roleid::regrole::text || ' ' || m.member::regrole::text as pair from pg_catalog.pg_auth_members m`,
      )
    ).rows.map((r) => r.pair),
  );
  const pairs = kind === 'production' ? MEMBERSHIPS : [...MEMBERSHIPS, ...CLOCK_ROLES.map((role) => [TEST, role] as const)];
  for (const [group, member] of pairs) if (!members.has(`${group} ${member}`) && group !== member) out.push(`grant ${group} to ${member};`);

  const database = urlDatabase(url);
  const db = (
    await admin.query<{ owner: string; super: boolean; owner_creates: boolean; queue_creates: boolean }>(
      `select o.rolname as owner, o.rolsuper as super,
              exists (select from aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a where a.grantee = to_regrole('${OWNER}') and a.privilege_type = 'CREATE') as owner_creates,
              exists (select from aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a where a.grantee = to_regrole('${QUEUE}') and a.privilege_type = 'CREATE') as queue_creates
         from pg_catalog.pg_database d join pg_catalog.pg_roles o on o.oid = d.datdba where d.datname = current_database()`,
    )
  ).rows[0]!;
  // A database made by a superuser would leave a superuser as the owner of something of ours. A shared one keeps its owner.
  if (db.super && !['postgres', 'template1'].includes(database)) out.push(`alter database ${id(database)} owner to ${OWNER};`);
  if (!db.owner_creates || !db.queue_creates)
    out.push(`grant connect, create, temporary on database ${id(database)} to ${OWNER}, ${QUEUE};`);
  return out;
}

/**
 * Makes sure that the roles exist and may do what they must.
 * @throws DeployError with the SQL for a DBA when the user of DATABASE_URL may not do it.
 */
export async function ensureRoles(admin: pg.Client, url: string, kind: InstanceKind, log: Log): Promise<number> {
  for (let attempt = 1; ; attempt++) {
    const statements = await missing(admin, url, kind);
    try {
      await admin.query('begin');
      for (const statement of statements) await admin.query(statement);
      await admin.query('commit');
      if (statements.length > 0) log.info({ statements: statements.length }, 'roles and grants brought up to date');
      return statements.length;
    } catch (e) {
      await admin.query('rollback').catch(() => undefined);
      const error = e as Error & { code?: string };
      if (error.code === '42501') {
        const script = ['begin;', ...(await missing(admin, url, kind)), 'commit;'].join('\n');
        throw new DeployError(
          `The user "${urlUser(url)}" of DATABASE_URL may not create roles or grant them (${error.message}). Let a DBA run this in database "${urlDatabase(url)}", then deploy again:\n\n${script}\n`,
          { cause: e },
        );
      }
      // Roles are shared by all databases of the cluster: another deploy may create the same one at the same moment.
      const raced = ['42710', '23505', '40P01'].includes(error.code ?? '') || /tuple concurrently/.test(error.message);
      if (!raced || attempt >= 20) throw error;
      await sleep(50 + Math.random() * 200);
    }
  }
}
