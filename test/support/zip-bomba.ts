import { crc32, deflateRawSync } from 'node:zlib';

const LOCALE = 0x04034b50;
const VOCE = 0x02014b50;
const FINE = 0x06054b50;
const DEFLATE = 8;

type Dichiarato = { nome: string; compressi: number; aperti: number; crc: number };

/** The fields that a local header and an entry of the directory have alike (APPNOTE 4.3.7, 4.3.12). */
function campi({ nome, compressi, aperti, crc }: Dichiarato): Buffer {
  const b = Buffer.alloc(26);
  b.writeUInt16LE(20, 0);
  b.writeUInt16LE(DEFLATE, 4);
  b.writeUInt32LE(crc, 10);
  b.writeUInt32LE(compressi, 14);
  b.writeUInt32LE(aperti, 18);
  b.writeUInt16LE(Buffer.byteLength(nome), 22);
  return b;
}

function numero(valore: number, byte: number): Buffer {
  const b = Buffer.alloc(byte);
  b.writeUIntLE(valore, 0, byte);
  return b;
}

/**
 * A small ZIP that unpacks to much: each of the names is an entry of the directory, and all of them are the same bytes. No library writes
 * one. `dichiarati`: the size that the directory tells, where it is a lie.
 */
export function zipBomba(nomi: readonly string[], contenuto: Buffer, dichiarati = contenuto.length): Buffer {
  const chiuso = deflateRawSync(contenuto, { level: 9 });
  const misure = { compressi: chiuso.length, aperti: dichiarati, crc: crc32(contenuto) };
  const primo = nomi[0] ?? '';
  const locale = Buffer.concat([numero(LOCALE, 4), campi({ nome: primo, ...misure }), Buffer.from(primo), chiuso]);
  const indice = Buffer.concat(
    nomi.map((nome) =>
      Buffer.concat([numero(VOCE, 4), numero(20, 2), campi({ nome, ...misure }), Buffer.alloc(14), Buffer.from(nome)]),
    ),
  );
  const quante = numero(nomi.length, 2);
  const fine = [numero(FINE, 4), Buffer.alloc(4), quante, quante, numero(indice.length, 4), numero(locale.length, 4)];
  return Buffer.concat([locale, indice, ...fine, Buffer.alloc(2)]);
}
