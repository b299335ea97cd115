import { describe, expect, it } from 'vitest';
import { creaGuardiaRete, IndirizzoVietato, type GuardiaRete } from './guardia-rete.ts';

const passa = (guardia: GuardiaRete, host: string): boolean => {
  try {
    guardia.controlla(host);
    return true;
  } catch (causa) {
    expect(causa).toBeInstanceOf(IndirizzoVietato);
    return false;
  }
};

describe('what may be called', () => {
  const chiusa = creaGuardiaRete([]);

  it.each(['93.184.216.34', '2606:2800:220:1:248:1893:25c8:1946', '[2606:4700::1111]', 'sftp.example.it'])(
    '%s is let through',
    (host) => expect(passa(chiusa, host)).toBe(true),
  );

  it.each([
    ...['127.0.0.1', '127.1.2.3', '0.0.0.0', '10.0.0.1', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1'],
    ...['::1', '[::1]', '::', 'fe80::1', 'fc00::1', '::ffff:127.0.0.1', '::ffff:10.0.0.1', '64:ff9b::7f00:1'],
  ])('%s is not', (host) => expect(passa(chiusa, host)).toBe(false));

  it('but for the networks that are named, each of its own kind', () => {
    const aperta = creaGuardiaRete(['10.20.0.0/16', 'fd00:1::/32']);
    expect(['10.20.3.4', '::ffff:10.20.3.4', 'fd00:1::5'].map((host) => passa(aperta, host))).toEqual([
      true,
      true,
      true,
    ]);
    expect(['10.21.0.1', '127.0.0.1', 'fd00:2::5'].map((host) => passa(aperta, host))).toEqual([false, false, false]);
  });
});

describe('a name', () => {
  const cerca = (guardia: GuardiaRete, tutti: boolean): Promise<unknown> =>
    new Promise((fatto) => {
      guardia.lookup('localhost', { all: tutti }, (causa, indirizzi) => fatto(causa ?? indirizzi));
    });

  it('is judged by what it stands for, whoever asks', async () => {
    for (const tutti of [true, false]) {
      expect(await cerca(creaGuardiaRete([]), tutti)).toBeInstanceOf(IndirizzoVietato);
      expect(await cerca(creaGuardiaRete(['127.0.0.0/8', '::1/128']), tutti)).not.toBeInstanceOf(Error);
    }
  });
});
