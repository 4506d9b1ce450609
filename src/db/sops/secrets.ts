// The scan for credentials that every SOP passes before anything of it leaves this process. Known forms by their own marks,
// then what stands behind a word such as "password", then long texts that look drawn by lot. Rather one file too many
// refused than one key in a database, a prompt and a backup; what is refused wrongly is reworded in a minute.

/** A credential was seen: where and what kind. Never the credential. */
export interface SecretSeen {
  readonly line: number;
  readonly kind: string;
}

const FORMS: readonly (readonly [kind: string, form: RegExp])[] = [
  ['a private key', /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----|PuTTY-User-Key-File-\d|AGE-SECRET-KEY-1[0-9A-Z]{20,}/],
  ['an AWS access key', /\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\b/],
  ['a Google API key', /\bAIza[\w-]{35}/],
  ['a Google OAuth secret or token', /\bGOCSPX-[\w-]{20,}|\bya29\.[\w-]{20,}|\b1\/\/0[\w-]{30,}/],
  ['a Slack token', /\bxox[abeoprs]-[\w-]{10,}|hooks\.slack\.com\/services\/T\w+\/B\w+\/\w+/],
  ['a Telegram bot token', /(?<!\d)\d{6,12}:[A-Za-z0-9_-]{30,}/],
  ['a GitHub token', /\bgh[opsur]_[A-Za-z0-9]{30,}|\bgithub_pat_\w{30,}/],
  ['a GitLab token', /\bglpat-[\w-]{20,}/],
  ['an Anthropic key', /\bsk-ant-[\w-]{16,}/],
  ['an OpenAI key', /\bsk-(?:proj-|svcacct-|admin-)?[A-Za-z0-9_-]{20,}/],
  ['a Notion token', /\b(?:secret|ntn)_[A-Za-z0-9]{30,}/],
  ['a Stripe key', /\b(?:[sr]k_(?:live|test)|whsec)_[A-Za-z0-9]{16,}/],
  ['a token of a package registry', /\bnpm_[A-Za-z0-9]{30,}|\bpypi-[\w-]{30,}|\bhf_[A-Za-z0-9]{30,}/],
  ['a SendGrid key', /\bSG\.[\w-]{16,}\.[\w-]{30,}/],
  ['a DigitalOcean token', /\bdo[opr]_v1_[0-9a-f]{32,}/],
  ['a JSON Web Token', /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]*/],
  ['a key of Azure storage', /\b(?:AccountKey|SharedAccessKey)=[A-Za-z0-9+/]{20,}={0,2}/],
];

/** What stands where a value would: `***`, `<token>`, `${TOKEN}`, `{{token}}`, `xxx`, the name of a variable. */
const PLACEHOLDER =
  /^(?:[*x.…•_-]+|<[^>]*>?|\$\{?\w+\}?|\{\{.*|%\w+%?|[A-Z][A-Z0-9]*_[A-Z0-9_]+|null|none|true|false|(?:password|passwd|pass|secret|token|sandi))[.,;:]?$/i;
const hasPlaceholder = (value: string): boolean => PLACEHOLDER.test(value);

const URL_WITH_PASSWORD = /\b[a-z][a-z0-9+.-]{0,20}:\/\/[^\s:/@"'<>]*:([^\s@/"']+)@/gi;
const AUTHORIZATION = /\b(?:Basic|Bearer)\s+([A-Za-z0-9+/=._~-]{12,})/g;
// Lengths are bounded: a line of 64 KB must not cost minutes.
// A word that means a secret, with whatever is joined to it (PGPASSWORD, client_secret_2), then a sign, then the value.
const STRONG =
  'pass(?:word|wd|phrase|code)|secret|token|credentials?|(?:api|app|access|private|signing|encryption)[_ -]?key|kunci[_ -]?(?:api|rahasia)|kata[ _-]?sandi';
const NAMED = new RegExp(
  `((?:[A-Za-z0-9_-]{0,40}(?:${STRONG})|(?<![A-Za-z])(?:pass|pwd|sandi|pin))(?:[_-][A-Za-z0-9]{1,20}){0,3})` +
    `(?:["'\`*]*\\s*(=>|:=|=|:)|(?:\\s+\\w+){0,2}\\s+(adalah|ialah|is)\\s)[\\s"'\`*]*([^\\s"'\`]+)`,
  'gi',
);
const LONG = /[A-Za-z0-9+/_=-]{32,}/g;

/** Password-like: letters with digits or signs in between; prose after a colon is not, whatever word is before it. */
function looksSecret(value: string, sign: string, name: string): boolean {
  const bare = value.replace(/[).,;:*]+$/, '');
  if (bare.length < 4 || hasPlaceholder(value) || hasPlaceholder(bare) || /_FILE$/i.test(name)) return false;
  if (/^\d+$/.test(bare) && sign !== '=') return bare.length >= (/^pin$/i.test(name) ? 4 : 6);
  if (sign === '=') return true;
  return /[A-Za-z]/.test(bare) && /\d|[!@#$%^&*?]/.test(bare) && !/[()[\]{}]|^https?:/.test(bare) && bare.length >= 6;
}

/** True for a text drawn by lot: letters of both kinds and digits change places all the time. Words, paths and hashes in hex do not. */
function looksRandom(text: string): boolean {
  const bare = text.replace(/=+$/, '');
  if (!/[a-z]/.test(bare) || !/[A-Z]/.test(bare) || (bare.match(/\d/g)?.length ?? 0) < 2) return false;
  const kind = (c: string): string => (/[a-z]/.test(c) ? 'a' : /[A-Z]/.test(c) ? 'A' : /\d/.test(c) ? '0' : '-');
  let changes = 0;
  for (let i = 1; i < bare.length; i++) if (kind(bare[i]!) !== kind(bare[i - 1]!)) changes++;
  const seen = new Map<string, number>();
  for (const c of bare) seen.set(c, (seen.get(c) ?? 0) + 1);
  const bits = [...seen.values()].reduce((sum, n) => sum - (n / bare.length) * Math.log2(n / bare.length), 0);
  return bits >= 3.9 && changes / (bare.length - 1) >= 0.38;
}

function ofLine(line: string): string | undefined {
  for (const [kind, form] of FORMS) if (form.test(line)) return kind;
  for (const found of line.matchAll(URL_WITH_PASSWORD)) if (!hasPlaceholder(found[1]!)) return 'a URL with a password';
  for (const found of line.matchAll(AUTHORIZATION))
    if (/\d/.test(found[1]!) && /[A-Za-z]/.test(found[1]!)) return 'a header with a credential';
  for (const found of line.matchAll(NAMED))
    if (looksSecret(found[4]!, found[2] ?? '', found[1]!)) return 'a value behind a word such as password or token';
  // What is before a "=" is a name; base64 has it at its end only.
  for (const found of line.matchAll(LONG)) if (found[0].split(/=(?=[^=])/).some(looksRandom)) return 'a long random text, as keys are';
  return undefined;
}

/** The credentials that a text seems to hold, at most one a line. Signs of full width are read as the plain ones. */
export function scanSecrets(text: string): SecretSeen[] {
  return text.split('\n').flatMap((line, i) => {
    const kind = ofLine(line.normalize('NFKC'));
    return kind === undefined ? [] : [{ line: i + 1, kind }];
  });
}
