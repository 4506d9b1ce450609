import { createTransport } from 'nodemailer';

/** Connects and logs in. @returns undefined when the server takes us, else what it said, without our password. */
export async function verifySmtp(smtpUrl: string, timeoutMs = 5_000): Promise<string | undefined> {
  const transport = createTransport(smtpUrl, {
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
  } as never);
  try {
    await transport.verify();
    return undefined;
  } catch (error) {
    return `the mail server ${new URL(smtpUrl).host} does not take us: ${(error as Error).message}`;
  } finally {
    transport.close();
  }
}
