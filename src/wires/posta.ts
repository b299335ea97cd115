import nodemailer from 'nodemailer';
import type { Lettera, Wires } from '#platform/contesto';

/** A server that does not answer must not hold a job for minutes. */
const ATTESA_MS = 10_000;

/** The mail server. A message that it refuses is a fault: the job that sends it tries again later. */
export function creaPosta({
  smtpUrl,
  mittente,
}: {
  smtpUrl: string;
  mittente: string;
}): Wires['posta'] & { chiudi(): void } {
  const url = new URL(smtpUrl);
  // The mailbox of the demo speaks no TLS; towards anything else a server that offers it is used with it.
  const locale = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname) && url.protocol === 'smtp:';
  const trasporto = nodemailer.createTransport(
    {
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: Number(url.port === '' ? (url.protocol === 'smtps:' ? 465 : 587) : url.port),
      secure: url.protocol === 'smtps:',
      ...(url.username === ''
        ? {}
        : { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }),
      ignoreTLS: locale,
      requireTLS: !locale && url.protocol === 'smtp:',
      pool: true,
      maxConnections: 2,
      connectionTimeout: ATTESA_MS,
      greetingTimeout: ATTESA_MS,
      socketTimeout: ATTESA_MS,
    },
    { from: mittente },
  );
  return {
    invia: async ({ a, oggetto, testo }: Lettera) => {
      await trasporto.sendMail({
        to: { address: a, name: '' },
        subject: oggetto,
        text: testo,
        textEncoding: 'quoted-printable',
      });
    },
    chiudi: () => trasporto.close(),
  };
}
