// Those who are asked to sign: they answer soon, late or never, by mail, by a button, at the console; they send reports back, write
// what nobody understands, have their mail answer for them, or an address that does not exist any more.
import { value } from '../../../db/call.ts';
import type { Request } from '../../../db/simulate.ts';
import { type KeptMail, replyTo } from '../../../sandbox/index.ts';
import type { Dice } from '../random.ts';
import type { Act, Actor, Surroundings } from './define.ts';
import { returned } from './returned.ts';

const HOUR_MS = 3_600_000;

type Way = 'mail' | 'button' | 'console' | 'late' | 'reject' | 'nonsense' | 'automatic' | 'bounce' | 'forged' | 'silent';

const WAYS: Readonly<Record<Request['role'], readonly (readonly [number, Way])[]>> = {
  pic: [
    [36, 'mail'],
    [16, 'button'],
    [8, 'console'],
    [12, 'late'],
    [12, 'reject'],
    [4, 'nonsense'],
    [3, 'automatic'],
    [2, 'bounce'],
    [2, 'forged'],
    [5, 'silent'],
  ],
  backup: [
    [50, 'mail'],
    [15, 'button'],
    [10, 'late'],
    [10, 'reject'],
    [15, 'silent'],
  ],
  supervisor: [
    [45, 'mail'],
    [10, 'button'],
    [15, 'console'],
    [15, 'reject'],
    [15, 'late'],
  ],
};
const YES = ['Approve', 'Setuju', 'Setuju, terima kasih.', 'ACC', 'ok approve'] as const;
const NO = [
  'M1CA01: stok toko belum benar, hitung lagi.',
  'Tolong cek penjualan cabang, angkanya terlalu rendah.',
  'Usulan PO salah, ulangi.',
] as const;
const WHAT = ['Nanti saya cek ya?', 'Maksudnya bagaimana?', 'setuju tapi tunggu dulu'] as const;
/** A mail that has not arrived is looked for again so often, so many hours apart. */
const PATIENCE = 12;
const AGAIN_HOURS = 6;

export const signers: Actor = {
  key: 'signers',
  asked(request, dice, { clock }) {
    const way = request.revisionNo === null ? 'console' : dice.weighted(WAYS[request.role]);
    const later = (hours: number, what: string, act: Act['do']): Act => ({
      at: new Date(clock.now().getTime() + Math.round(hours * 60) * 60_000),
      what: `${request.person}, ${request.role} of ${request.subject} revision ${request.revisionNo}: ${what}`,
      do: act,
    });
    const yes = mail(request, dice.pick(YES), dice);
    const soon = dice.between(10, 300) / 60;
    switch (way) {
      case 'mail':
        return [later(soon, 'approves', yes)];
      case 'late':
        return [later(dice.between(26, 70), 'approves late', yes)];
      case 'reject':
        return [later(soon, 'sends it back', mail(request, dice.pick(NO), dice))];
      case 'button':
        return [later(soon, 'presses', press(request))];
      case 'console':
        return [later(soon, 'decides at the console', decide(request))];
      case 'nonsense':
        return [later(soon, 'writes nonsense', mail(request, dice.pick(WHAT), dice)), later(soon + 3, 'then approves', yes)];
      case 'automatic':
        return [
          later(0.05, 'has an answer sent', mail(request, 'Saya sedang cuti sampai Senin.', dice, { 'Auto-Submitted': 'auto-replied' })),
          later(soon + 8, 'approves', yes),
        ];
      case 'bounce':
        return [later(0.1, 'has no mailbox', bounce(request))];
      case 'forged':
        return [later(soon, 'is imitated', mail(request, 'Approve', dice, {}, true)), later(soon + 2, 'approves', yes)];
      case 'silent':
        return [];
    }
  },
};

/** The mail that asks; undefined: it has not arrived. */
const mailOf = ({ sandbox }: Surroundings, request: Request): KeptMail | undefined =>
  sandbox.mailbox
    .list(request.email)
    .findLast(
      ({ parsed: { subject = '' } }) =>
        subject.includes(`[M${request.itemId}.${request.revisionNo} `) && !/^(Re|Pengingat):?/.test(subject),
    );

/** Waits for the mail, hours at a time, then uses it. */
function withMail(request: Request, use: (around: Surroundings, mail: KeptMail) => Promise<void>, left = PATIENCE): Act['do'] {
  return async (around) => {
    const found = mailOf(around, request);
    if (found !== undefined) await use(around, found);
    if (found !== undefined || left === 0) return [];
    const at = new Date(around.clock.now().getTime() + AGAIN_HOURS * HOUR_MS);
    return [
      {
        at,
        what: `${request.person} looks again for ${request.subject} revision ${request.revisionNo}`,
        do: withMail(request, use, left - 1),
      },
    ];
  };
}

function mail(request: Request, text: string, dice: Dice, headers: Readonly<Record<string, string>> = {}, isForged = false): Act['do'] {
  const messageId = `<s${dice.between(1, 1_000_000_000)}.${dice.between(1, 1_000_000_000)}@mail.gmail.com>`;
  return withMail(request, async ({ sandbox, clock }, asked) => {
    const at = clock.now();
    const raw = await replyTo(asked, { from: request.email, name: request.person, text, at, messageId, headers });
    await sandbox.google.gmail.receive(raw, { at, ...(isForged ? { check: { dmarc: 'fail' as const } } : {}) });
  });
}

const bounce = (request: Request): Act['do'] =>
  withMail(request, async ({ sandbox, clock }, asked) => {
    const { gmail } = sandbox.google;
    await gmail.receive(returned(asked, { to: request.email, mailbox: gmail.address }), { at: clock.now(), check: 'none' });
  });

const press =
  (request: Request): Act['do'] =>
  async ({ sandbox, clock }) => {
    const { telegram } = sandbox;
    const post = telegram.posts(request.chat).findLast((one) => one.text.includes(`Item ${request.itemId}, revisi ${request.revisionNo}`));
    const shown = post && telegram.shown(request.chat, post.messageId);
    // Somebody else was faster, and the buttons are gone.
    if (post === undefined || !shown?.buttons.some((button) => button.text === 'Setujui')) return;
    const query = telegram.press(request.chat, post.messageId, 'Setujui', { id: request.chat, name: request.person });
    clock.expectUpdate(Number(query.slice(2)));
  };

/** What the console calls for the person who is logged in there. Without figures there is nothing to sign: made again, or closed. */
const decide =
  (request: Request): Act['do'] =>
  async ({ pool }) => {
    const isSigned = request.revisionNo !== null;
    const outcome = await value(pool, 'ops.approval_decide', {
      p_approval_id: request.approvalId,
      p_revision_no: request.revisionNo,
      p_decision: isSigned ? 'approve' : 'reject',
      p_notes: isSigned ? null : 'Ulangi, sumbernya sudah ada.',
      p_channel: 'console',
      p_person_id: request.personId,
    });
    if (outcome === 'needs_missing')
      await value(pool, 'ops.work_item_close', { p_id: request.itemId, p_note: 'Data hari itu tidak ada.', p_person_id: request.personId });
  };
