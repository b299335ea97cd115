import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Fastify, { type FastifyInstance } from 'fastify';
import { expect } from 'vitest';
import { valoreDi, ok } from '#kernel/esito';
import { portaSil } from '#doors/sil';
import { impostaPasswordSil } from '#modules/enti';
import { creaGiornale, type Giornale } from '#modules/registro';
import { creaCtx, type Mondo } from '#platform/contesto';
import { leggiBusta } from '#platform/soap/busta';
import { conXml } from '#platform/xml/documento';
import { figlio, type Elemento } from '#platform/xml/elemento';
import { caricaSchema, type Schema } from '#platform/xml/schema';
import type { EnteDiProva } from './un-ente.ts';

/** The door of the SIL alone, with its giornale. */
export type SilDiProva = { app: FastifyInstance; giornale: Giornale; chiudi(): Promise<void> };

export async function apriSil(mondo: Mondo): Promise<SilDiProva> {
  const giornale = creaGiornale(mondo);
  const app = Fastify();
  await portaSil(app, { mondo, giornale, contatori: { risposte: () => undefined } });
  await giornale.avvia();
  const chiudi = async (): Promise<void> => {
    await app.close();
    await giornale.chiudi();
  };
  return { app, giornale, chiudi };
}

/** Gives the ente a password for its software, and returns it. */
export async function passwordSil(mondo: Mondo, { enteId }: EnteDiProva): Promise<string> {
  // Eight different characters, whatever chance gives.
  const password = `Aa1_wxyz${randomBytes(3).toString('hex')}`;
  const ctx = creaCtx(mondo, { ruolo: 'worker', attore: { tipo: 'sistema' }, enteId });
  valoreDi(await impostaPasswordSil(ctx, password));
  return password;
}

const ENTE = 'http://www.regione.veneto.it/pagamenti/ente/';
const PA = 'http://www.regione.veneto.it/pagamenti/pa/';

/** Operations whose IPA code is in the header. */
const CON_INTESTAZIONE: readonly string[] = [
  'paaSILInviaDovuti',
  'paaSILInviaCarrelloDovuti',
  'paaSILVerificaAvviso',
  'paaSILImportaDovuto',
  'paaSILAutorizzaImportFlusso',
  'paaSILChiediStatoImportFlusso',
  'paaSILPrenotaExportFlusso',
  'paaSILPrenotaExportFlussoIncrementaleConRicevuta',
  'paaSILChiediStatoExportFlusso',
  'paaSILPrenotaExportFlussoScaduti',
  'paaSILChiediStatoExportFlussoScaduti',
];

export type Richiesta = {
  nome: string;
  codIpa: string;
  password: string;
  /** What else is in the message, as XML; null is left out. */
  campi?: Readonly<Record<string, string | number | boolean | null>>;
  /** XML that stands after the fields. */
  altro?: string;
  /** The reply rightly lacks what there is not yet, though the contract wants it (mypay-webservices 8, row 22). */
  incompleta?: boolean;
};

/** The message as the software of an ente writes it. */
export function messaggioSil({ nome, codIpa, password, campi = {}, altro = '' }: Richiesta): string {
  const spazio = nome.endsWith('SPC') ? PA : ENTE;
  const inTesta = CON_INTESTAZIONE.includes(nome);
  const ipa = `<codIpaEnte>${codIpa}</codIpaEnte>`;
  const testa = `<soapenv:Header><h:intestazionePPT xmlns:h="${ENTE}ppthead">${ipa}</h:intestazionePPT></soapenv:Header>`;
  const dentro = Object.entries({ ...(inTesta ? {} : { codIpaEnte: codIpa }), password, ...campi })
    .map(([k, v]) => (v === null ? '' : `<${k}>${v}</${k}>`))
    .join('');
  return `<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/">${inTesta ? testa : ''}<soapenv:Body>
    <p:${nome} xmlns:p="${spazio}">${dentro}${altro}</p:${nome}></soapenv:Body></soapenv:Envelope>`;
}

/** A reply, opened: the fault code, if it is a refusal, and its fields. */
export type RispostaSil = {
  fault: string | null;
  descrizione: string | null;
  campo(nome: string): string | null;
  corpo: Elemento;
};

/**
 * Calls an operation and opens its reply, which is always judged by the published contract: a whole reply is valid, a refusal lacks
 * at the most what it has no value for (mypay-webservices 8, row 22).
 */
export async function chiamaSil(app: FastifyInstance, richiesta: Richiesta): Promise<RispostaSil> {
  const risposta = await app.inject({
    method: 'POST',
    url: '/ws/pa/PagamentiTelematiciDovutiPagati',
    headers: { 'content-type': 'text/xml' },
    payload: messaggioSil(richiesta),
  });
  expect(risposta.statusCode, risposta.body).toBe(200);
  expect(risposta.body).toContain(`<SOAP-ENV:Body><ns3:${richiesta.nome}Risposta`);
  return apri(risposta.rawPayload, richiesta.incompleta === true);
}

function apri(busta: Uint8Array, incompleta: boolean): RispostaSil {
  return valoreDi(
    conXml(busta, (documento) => {
      const letta = leggiBusta(documento.radice);
      if (!letta.ok) return letta;
      const { corpo } = letta.value;
      const fault = figlio(corpo, 'fault');
      for (const schema of pubblicati()) {
        const difetti = documento.difetti(schema, corpo);
        if (difetti.some((d) => d.regola === 'sconosciuto')) continue;
        const veri = fault === null && !incompleta ? difetti : difetti.filter((d) => d.regola !== 'mancante');
        expect(veri, Buffer.from(busta).toString('utf8')).toEqual([]);
      }
      if (fault !== null) expect(corpo.figli[0]).toBe(fault);
      return ok({
        fault: fault === null ? null : (figlio(fault, 'faultCode')?.testo ?? ''),
        descrizione: fault === null ? null : (figlio(fault, 'description')?.testo ?? null),
        campo: (nome: string) => figlio(corpo, nome)?.testo ?? null,
        corpo,
      });
    }),
  );
}

const CONDIVISI = join(import.meta.dirname, '../../../shared/data/mypay-wsdl/pa');
let aperti: Schema[] | null = null;

/** The published schemas of the messages; none where they are not there, which in CI is a failure. */
export function pubblicati(): readonly Schema[] {
  aperti ??= presenti() ? ['pa-per-ente.wsdl', 'mypivot-pa-per-ente.wsdl'].map(schemaDi) : [];
  return aperti;
}

function presenti(): boolean {
  const ci = existsSync(CONDIVISI);
  if (!ci && process.env['CI'] === 'true') throw new Error(`Missing: ${CONDIVISI}`);
  return ci;
}

/** The schema of the documents that travel in base64, as published; null where it is not there. */
export function documentiPubblicati(): Schema | null {
  const nome = 'PagInf_Dovuti_Pagati_6_2_0.xsd';
  return presenti() ? caricaSchema({ principale: nome, file: { [nome]: readFileSync(join(CONDIVISI, nome)) } }) : null;
}

/** Where a published WSDL is, for a library that reads it with its imports; null where it is not there. */
export function percorsoPubblicato(nome: string): string | null {
  return presenti() ? join(CONDIVISI, nome) : null;
}

/** The same, as it is written. */
export function documentiTesto(): string {
  return readFileSync(join(CONDIVISI, 'PagInf_Dovuti_Pagati_6_2_0.xsd'), 'utf8');
}

/** The published WSDL, as it is. */
export function wsdlPubblicato(nome: string): string | null {
  return presenti() ? readFileSync(join(CONDIVISI, nome), 'utf8') : null;
}

/** SHORT is one of the two values of its type, and is longer than that type may be: nobody has ever judged by it. */
const ERRATO = '<xsd:maxLength value="4"/>';

/** The schemas written inside a published WSDL, each by itself, with the namespaces that the WSDL declares. */
export function schemiInterni(wsdl: string): string[] {
  const testo = wsdlPubblicato(wsdl) ?? '';
  const spazi = [...(/<wsdl:definitions([^>]*)>/.exec(testo)?.[1] ?? '').matchAll(/xmlns:\w+="[^"]*"/g)].join(' ');
  return [...testo.matchAll(/<xsd:schema[\s\S]*?<\/xsd:schema>/g)].map(([s]) =>
    s.replace('<xsd:schema', `<xsd:schema ${spazi}`).replace(ERRATO, ''),
  );
}

function schemaDi(wsdl: string): Schema {
  const interni = schemiInterni(wsdl);
  const testa =
    '<xsd:import namespace="http://www.regione.veneto.it/pagamenti/ente/ppthead" schemaLocation="testa.xsd"/>';
  const principale = interni.at(-1) ?? '';
  const nome = 'PagInf_Dovuti_Pagati_6_2_0.xsd';
  return caricaSchema({
    principale: 'principale.xsd',
    file: {
      'principale.xsd': Buffer.from(
        interni.length > 1 ? principale.replace(/(<xsd:schema[^>]*>)/, `$1${testa}`) : principale,
      ),
      'testa.xsd': Buffer.from(interni[0] ?? ''),
      [nome]: readFileSync(join(CONDIVISI, nome)),
    },
  });
}
