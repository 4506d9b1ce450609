import type { KeptMail } from '../../../sandbox/index.ts';

/** A mail that comes back: the address does not exist any more (RFC 3464, as Gmail words it). */
export function returned(mail: KeptMail, { to, mailbox }: { to: string; mailbox: string }): string {
  const id = (mail.parsed.messageId ?? '').replace(/[<>]/g, '').replace('@', '.');
  return [
    'Return-Path: <>',
    'From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>',
    `To: ${mailbox}`,
    'Subject: Delivery Status Notification (Failure)',
    `Message-ID: <dsn.${id}@googlemail.com>`,
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'Address not found',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; googlemail.com',
    '',
    `Final-Recipient: rfc822; ${to}`,
    'Action: failed',
    'Status: 5.1.1',
    '--b',
    'Content-Type: message/rfc822',
    '',
    mail.raw.toString('latin1'),
    '--b--',
    '',
  ].join('\r\n');
}
