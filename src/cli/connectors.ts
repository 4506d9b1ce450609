import type { Connectors, Mail, MailOutcome } from '../../tasks/define.ts';
import type { Config, Entity } from '../config.ts';
import { type AccurateClient, createAccurateClient } from '../connectors/accurate/client.ts';
import { sendMail } from '../connectors/smtp/client.ts';
import { many } from '../db/call.ts';
import type { Db } from '../db/pool.ts';

/** Builds the connectors from the configuration. The database hands out the times at which requests may leave. */
export function makeConnectors(config: Config, db: Db): Connectors {
  const clients = new Map<string, AccurateClient>();
  return {
    accurate(entity) {
      const known = clients.get(entity);
      if (known !== undefined) return known;
      const { accountUrl, credentials } = config.accurate;
      const own = credentials[entity as Entity];
      if (accountUrl === undefined || own === undefined) {
        throw new Error(
          `Accurate is off for ${entity}: set ACCURATE_ACCOUNT_URL, ACCURATE_API_TOKEN_${entity} and ACCURATE_SIGNATURE_SECRET_${entity}, or start \`mandor sandbox\`.`,
        );
      }
      const client = createAccurateClient({
        accountUrl,
        token: own.apiToken.reveal(),
        secret: own.signatureSecret.reveal(),
        take: async (n) =>
          (await many(db, 'ops.rate_take', { p_key: `accurate:${entity}`, p_n: n })).map((row) => row.rate_take as unknown as Date),
      });
      clients.set(entity, client);
      return client;
    },
    async sendMail(mail) {
      const url = config.smtpUrl?.reveal();
      // Off, not failed: the row waits until somebody sets it.
      if (url === undefined) {
        return {
          status: 'refused',
          isFinal: false,
          message: 'Mail is off: set SMTP_URL, or start `mandor sandbox`.',
          retryAfterSeconds: 600,
        };
      }
      return outcomeOf(await sendMail(url, mail), mail);
    },
  };
}

function outcomeOf(sent: Awaited<ReturnType<typeof sendMail>>, mail: Mail): MailOutcome {
  switch (sent.outcome) {
    case 'confirmed':
      return { status: 'accepted', externalId: mail.messageId };
    case 'refused':
      return {
        status: 'refused',
        isFinal: !sent.isTransient,
        message: sent.message,
        ...(sent.isTransient ? { retryAfterSeconds: 300 } : {}),
      };
    case 'unknown':
      return { status: 'unknown', message: sent.message };
  }
}
