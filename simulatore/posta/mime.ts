/** Reads a mail message (RFC 5322, MIME): as much as is needed to show its text and to name what is attached. */
export type Parti = { oggetto: string; testo: string; allegati: Allegato[] };
export type Allegato = { nome: string; tipo: string; byte: number };

type Sezione = { intestazioni: Map<string, string>; corpo: string };

const PROFONDITA_MAX = 5;

/** `sorgente` in latin1, one character a byte, so that no byte is lost before its charset is known. */
export function leggiMessaggio(sorgente: string): Parti {
  const { intestazioni, corpo } = sezione(sorgente);
  const parti: Parti = { oggetto: parole(intestazioni.get('subject') ?? ''), testo: '', allegati: [] };
  raccogli({ intestazioni, corpo }, parti, 0);
  return parti;
}

function sezione(sorgente: string): Sezione {
  const fine = /\r?\n\r?\n/.exec(sorgente);
  const testa = fine ? sorgente.slice(0, fine.index) : sorgente;
  const intestazioni = new Map<string, string>();
  for (const riga of testa.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const [, nome, valore] = /^([!-9;-~]+):\s*(.*)$/.exec(riga) ?? [];
    if (nome && !intestazioni.has(nome.toLowerCase())) intestazioni.set(nome.toLowerCase(), valore ?? '');
  }
  return { intestazioni, corpo: fine ? sorgente.slice(fine.index + fine[0].length) : '' };
}

function raccogli({ intestazioni, corpo }: Sezione, parti: Parti, profondita: number): void {
  const contenuto = intestazioni.get('content-type') ?? 'text/plain';
  const tipo = (contenuto.split(';', 1)[0] ?? '').trim().toLowerCase();
  const confine = parametro(contenuto, 'boundary');
  if (tipo.startsWith('multipart/') && confine && profondita < PROFONDITA_MAX) {
    for (const pezzo of corpo.split(`--${confine}`).slice(1)) {
      if (pezzo.startsWith('--')) break;
      raccogli(sezione(pezzo.replace(/^\r?\n/, '').replace(/\r?\n$/, '')), parti, profondita + 1);
    }
    return;
  }
  const byte = decodifica(corpo, intestazioni.get('content-transfer-encoding') ?? '7bit');
  const disposizione = intestazioni.get('content-disposition') ?? '';
  const nome = parametro(disposizione, 'filename') ?? parametro(contenuto, 'name');
  if (tipo === 'text/plain' && !/^attachment/i.test(disposizione)) {
    parti.testo += testoDi(byte, parametro(contenuto, 'charset') ?? 'utf-8');
  } else if (tipo !== 'text/html' || nome) {
    parti.allegati.push({ nome: parole(nome ?? 'senza nome'), tipo, byte: byte.length });
  }
}

function parametro(intestazione: string, nome: string): string | undefined {
  const trovato = new RegExp(`;\\s*${nome}\\s*=\\s*(?:"([^"]*)"|([^;\\s]+))`, 'i').exec(intestazione);
  return trovato?.[1] ?? trovato?.[2];
}

function decodifica(corpo: string, codifica: string): Buffer {
  const modo = codifica.trim().toLowerCase();
  if (modo === 'base64') return Buffer.from(corpo, 'base64');
  if (modo === 'quoted-printable') return Buffer.from(senzaUguali(corpo.replace(/=[ \t]*\r?\n/g, '')), 'latin1');
  return Buffer.from(corpo, 'latin1');
}

function senzaUguali(testo: string): string {
  return testo.replace(/=([0-9A-F]{2})/gi, (_, cifre: string) => String.fromCharCode(Number.parseInt(cifre, 16)));
}

function testoDi(byte: Uint8Array, charset: string): string {
  try {
    return new TextDecoder(charset).decode(byte).replaceAll('\r\n', '\n');
  } catch {
    return new TextDecoder('latin1').decode(byte);
  }
}

/** Encoded words in headers (RFC 2047): `=?UTF-8?Q?Citt=C3=A0?=`. */
function parole(intestazione: string): string {
  const unite = intestazione.replace(/\?=\s+=\?/g, '?==?');
  return unite.replace(/=\?([^?]+)\?([BQ])\?([^?]*)\?=/gi, (_, charset: string, modo: string, testo: string) => {
    const base64 = modo.toUpperCase() === 'B';
    return testoDi(
      base64 ? Buffer.from(testo, 'base64') : decodifica(testo.replaceAll('_', ' '), 'quoted-printable'),
      charset,
    );
  });
}
