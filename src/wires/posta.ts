import nodemailer from 'nodemailer';
import type { Lettera, Wires } from '#platform/contesto';
import { PostaNonPresa } from '#platform/posta-non-presa';

/** A server that does not answer must not hold a job for minutes. */
const ATTESA_MS = 10_000;

/** The mail server. A message that it does not take is a {@link PostaNonPresa}, which says whether to try again. */
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
    invia: async ({ a, oggetto, testo, allegati = [], disdici }: Lettera) => {
      const attachments = allegati.map(({ nome, tipo, corpo }) => ({
        filename: nome,
        contentType: tipo,
        content: corpo,
      }));
      const messaggio = { to: { address: a, name: '' }, subject: oggetto, text: testo, attachments };
      // RFC 8058, 3.1: who reads may end such mails from the mail program itself, by one POST.
      const headers =
        disdici === undefined
          ? {}
          : { 'List-Unsubscribe': `<${disdici}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
      try {
        await trasporto.sendMail({ ...messaggio, headers, textEncoding: 'quoted-printable' });
      } catch (causa) {
        throw nonPresa(causa);
      }
    },
    chiudi: () => trasporto.close(),
  };
}

/** The library's error repeats what the server said, and the server repeats the address: neither goes any further than here. */
function nonPresa(causa: unknown): PostaNonPresa {
  const { code, responseCode, command } = typeof causa === 'object' && causa !== null ? (causa as Detto) : {};
  return new PostaNonPresa({
    codice: typeof code === 'string' ? code : 'EPOSTA',
    risposta: typeof responseCode === 'number' ? responseCode : null,
    // The verb alone: what follows it may be an address.
    comando: typeof command === 'string' ? (/^[A-Z]+/.exec(command)?.[0] ?? null) : null,
  });
}

type Detto = { code?: unknown; responseCode?: unknown; command?: unknown };
