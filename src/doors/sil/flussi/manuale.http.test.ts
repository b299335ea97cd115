import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { valoreDi } from '#kernel/esito';
import { caricaRendicontazione } from '#modules/rendicontazione';
import { xmlDiProva } from '#support/rendicontazione';
import { FlussiSil, type Parte } from '#support/sil-flussi';
import { ctxDi } from '#support/un-ente';
import { SPC } from '../spc.ts';
import { FLUSSI } from './index.ts';
import { codiceImport } from './stati.ts';

const COMPATIBILITA = readFileSync(new URL('../../../../docs/integrazione/compatibilita.md', import.meta.url), 'utf8');
/** The examples that are given to vendors are sent, as they are written, one after the other. */
const MANUALE = readFileSync(new URL('../../../../docs/integrazione/flussi-sil.md', import.meta.url), 'utf8');

let s: FlussiSil;
const noti = new Map<string, string>();
beforeAll(async () => {
  s = await FlussiSil.apri();
  noti.set('c_comune', s.ente.codIpa).set('La-password1', await s.passwordDi(s.ente));
  const xml = xmlDiProva(s.ente, [{ iuv: '01000000000000001', iur: 'IUR-MANUALE', importo: '12.50' }]);
  const nomeFile = 'fdr.xml';
  const ufficio = ctxDi(s.mondo, 'ufficio', s.ente.enteId);
  valoreDi(await caricaRendicontazione(ufficio, { nomeFile, contenuto: Readable.from([Buffer.from(xml)]) }));
});
afterAll(() => s.chiudi());

/** With what this ente has, and what was answered before. */
const riempi = (testo: string): string => [...noti].reduce((fin, [nome, vero]) => fin.replaceAll(nome, vero), testo);

async function chiama(messaggio: string): Promise<string> {
  const risposta = await s.sil.app.inject({ method: 'POST', url: '/ws/pa/', payload: riempi(messaggio) });
  for (const nome of ['authorizationToken', 'requestToken']) {
    const letto = new RegExp(`<${nome}>([^<]+)<`).exec(risposta.body)?.[1];
    if (letto !== undefined) noti.set(`{${nome}}`, letto);
  }
  return risposta.body;
}

async function manda(comando: string): Promise<void> {
  const parti: Parte[] = [];
  for (const [, nome = '', valore = ''] of riempi(comando).matchAll(/-F (\w+)=(\S+)/g)) {
    if (!valore.startsWith('@')) parti.push([nome, valore]);
    else
      parti.push([
        nome,
        { nome: valore.slice(1), byte: (await s.unFile([{ IUD: 'M1' }], undefined, 'TARI2026')).byte },
      ]);
  }
  const { fileSize, ...preso } = await s.manda(parti);
  expect(Number(fileSize)).toBeGreaterThan(0);
  expect(preso).toEqual({ fileName: riempi('c_comune-TARI2026-1_3.zip'), fileType: 'application/zip' });
  await s.lavora('flussi.carica_dovuti', 'dovuti');
}

it('every example is answered, and there is one for each operation', async () => {
  const chiamate: string[] = [];
  for (const [, lingua, testo = ''] of MANUALE.matchAll(/```(xml|sh)\n([\s\S]*?)```/g)) {
    if (lingua === 'sh') {
      await manda(testo);
      continue;
    }
    const nome = /<ppt:(\w+)/.exec(testo)?.[1] ?? '';
    chiamate.push(nome);
    const risposta = await chiama(testo);
    expect(risposta, nome).toContain(`<ns3:${nome}Risposta`);
    expect(risposta, nome).not.toContain('<fault>');
    if (nome === 'paaSILChiediStatoImportFlusso') expect(risposta).toContain('<stato>IMPORT_ESEGUITO</stato>');
    if (nome === 'paaSILChiediFlussoSPC') expect(risposta).toContain('<stato>OK</stato>');
  }
  const operazioni = [...FLUSSI, ...SPC].map((o) => o.nome);
  expect(chiamate.toSorted()).toEqual(operazioni.toSorted());
});

it('the codes of a state are those of the table', () => {
  const righe = [...MANUALE.matchAll(/^\| (.*`((?:PAA_)?IMPORT_\w+)`.*?) +\| `([^`]+)` +\|$/gm)];
  expect(righe.length).toBeGreaterThan(9);
  const parametri = { base: 'a-b-c', ipaNelNome: '<nel nome>', ipaEnte: '<ente>', versione: '<versione>' };
  for (const [, , codice = '', stato] of righe) expect(codiceImport({ codice, parametri })).toBe(stato);
  expect(codiceImport({ codice: 'PAA_IMPORT_NOME_FILE_ERR', parametri: { base: 'dovuti' } })).toBe(
    'PAA_IMPORT_NOME_FILE_ERR(dovuti)',
  );
});

it('what may be refused has its row, operation by operation', () => {
  for (const { nome, fault } of [...FLUSSI, ...SPC])
    for (const codice of fault) expect(COMPATIBILITA).toMatch(new RegExp(`^\\| ${nome} +\\| ${codice} +\\|`, 'm'));
});
