// A mail as bytes: the same for every way out.
import MailComposer from 'nodemailer/lib/mail-composer';

export interface MailMessage {
  readonly from: string;
  readonly to: string | readonly string[];
  readonly cc?: string | readonly string[];
  readonly replyTo?: string;
  readonly subject: string;
  readonly text?: string;
  readonly html?: string;
  readonly date?: Date;
  /** "<…@…>"; given by the caller, so that a mail can be found again whose fate is unknown. */
  readonly messageId?: string;
  readonly inReplyTo?: string;
  readonly references?: string | readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly attachments?: readonly { readonly filename: string; readonly content: Buffer | string; readonly contentType?: string }[];
}

export interface ComposedMail {
  readonly messageId: string;
  readonly envelope: { readonly from: string; readonly to: string[] };
  /** RFC 5322, line ends CRLF. */
  readonly bytes: Buffer;
}

/** Composes multipart/mixed (attachments) around multipart/alternative (text, HTML). */
export async function composeMail(message: MailMessage): Promise<ComposedMail> {
  const composed = new MailComposer({
    ...message,
    to: list(message.to),
    ...(message.cc === undefined ? {} : { cc: list(message.cc) }),
    ...(message.references === undefined ? {} : { references: list(message.references) }),
    attachments: (message.attachments ?? []).map((attachment) => ({ ...attachment })),
    // Content comes from our rows only; a path or address inside of a mail must not make this machine fetch it.
    disableFileAccess: true,
    disableUrlAccess: true,
  } as ConstructorParameters<typeof MailComposer>[0]).compile();
  const messageId = composed.messageId();
  const envelope = composed.getEnvelope() as { from: string; to: string[] };
  return { messageId, envelope, bytes: await composed.build() };
}

const list = (value: string | readonly string[]): string[] => (typeof value === 'string' ? [value] : [...value]);
