// The table of replies: what comes back to an approval mail, and what may become of it. It was written before the code that reads
// replies, from 10-engine §5 and from how mail programs write; expected.csv is its column of answers.
//
// Classes
// - approved            a proven, open approver typed an approval phrase and nothing else of weight
// - revision            the same person typed notes, and no word of approval
// - asked               what was typed could be meant otherwise, or nothing was typed: one question goes back
// - ignored_auto        no person typed it: out of office, calendar, receipt, list
// - ignored_bounce      a mail server's word about our own mail
// - refused_sender      proven, but not an open approver of this revision, or written on their behalf
// - refused_from        not exactly one From with exactly one address
// - refused_unverified  nothing trusted says that the sender's domain sent it
// - refused_stale       revision or hash, in subject or thread, is not the one that waits
// - refused_token       the token is unknown, another person's, or subject and thread name different items
// - refused_replayed    its Message-ID decided before
// - refused_closed      the request that it answers was already answered or closed
// - unmatched           no reference of ours, and not one proven person with exactly one open approval (that one is asked)
// - duplicate           byte for byte a message that was kept before; not kept again, not read again
// When several hold, the first of this order counts: duplicate, ignored_bounce, ignored_auto, refused_from, unmatched (and asking for
// want of a reference), refused_unverified, refused_sender of a person with no approval of the item, refused_replayed, refused_token,
// refused_stale, refused_closed, then the text.
//
// Borderline decisions
// - Typed text is everything that is neither our report, the client's own lines (attribution, "Sent from …"), signature, disclaimer nor
//   a mail gateway's warning, wherever it stands. Clients that do not mark the end of a quote: other text in it is seen but not
//   understood, so an approval above it, or nothing above it, is asked; notes above it stay notes.
// - Yahoo shows the end of a quote in its HTML part alone: as a client that does not mark it.
// - Approval phrases: approve, approved, setuju, disetujui, acc, each also after ok, oke, saya. A second phrase is "more": asked.
// - Fillers: terima kasih, makasih, thanks, thank you, ya, ok, oke, baik, pak, bu, mbak, mas, salam, sip, siap, the approver's names,
//   punctuation, emoji. A closing formula (Best regards, Hormat saya, Salam, Terima kasih, Thanks) on a line of its own starts
//   the signature. A lone word of assent that is no approval phrase (yes, noted, lanjut, mantap) says as little as "ok": asked.
// - Notes may hold "tidak", "belum", "bukan", "bila", "if" and stay notes; beside an approval word, or alone, they are a negation or a
//   condition: asked.
// - A question mark, or a word built on or one or two letters from an approval word ("aprove", "disapproved"): asked. So is a
//   phrase with an object or a measure ("approve M1CA01", "setuju 100%").
// - Reference: subject or thread suffices when whole and right; when both speak they must agree.
// - Hidden HTML is text that somebody may have typed: asked. Parts whose classes differ: asked. What cannot be opened: asked.
// - The bodies of a mail on behalf of somebody (Sender differs from From) are not the approver's own: refused_sender.
import { automaticCases } from './automatic.ts';
import { payloadCases } from './payloads.ts';
import { productCases } from './product.ts';
import { senderCases } from './senders.ts';
import { talkCases } from './talk.ts';
import type { ReplyCase } from './types.ts';

export type { Mailbox, ReplyCase, ReplyClass, Request, Scene, World } from './types.ts';
export { CLASSES } from './types.ts';

export const CASES: readonly ReplyCase[] = [...productCases(), ...senderCases(), ...automaticCases(), ...talkCases(), ...payloadCases()];
