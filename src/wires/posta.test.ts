import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import { expect, onTestFinished, test } from 'vitest';
import { creaPosta } from './posta.ts';

/** A mail server, and what it was given. */
async function unServer(): Promise<{ smtpUrl: string; arrivate: string[] }> {
  const arrivate: string[] = [];
  const server = new SMTPServer({
    ...{ authOptional: true, disabledCommands: ['AUTH', 'STARTTLS'], disableReverseLookup: true },
    onData(flusso, _sessione, fatto) {
      void text(flusso).then((tutto) => {
        arrivate.push(tutto);
        fatto();
      });
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  onTestFinished(() => new Promise<void>((fine) => server.close(() => fine())));
  return { smtpUrl: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`, arrivate };
}

test('a mail that may be ended says how in its headers, for the button of mail programs (RFC 8058); the others do not', async () => {
  const { smtpUrl, arrivate } = await unServer();
  const posta = creaPosta({ smtpUrl, mittente: 'MyPay <no@example.org>' });
  onTestFinished(() => posta.chiudi());
  const comune = { a: 'ada@example.org', oggetto: 'Pagamenti', testo: 'Due righe' };
  const disdici = `https://pagamenti.example.org/promemoria/${'a1B-'.repeat(11)}/posta`;
  await posta.invia({ ...comune, disdici });
  await posta.invia(comune);
  // A long header goes to a second line.
  const [con = '', senza = ''] = arrivate.map((una) => una.replaceAll(/\r\n[ \t]+/g, ' '));
  expect(con).toMatch(new RegExp(`^List-Unsubscribe: ?<${disdici}>\\r$`, 'm'));
  expect(con).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m);
  expect(senza).not.toContain('List-Unsubscribe');
});
