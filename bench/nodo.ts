import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import type { EnteDiProva } from '../test/support/un-ente.ts';
import { apriBanco, type Banco } from './banco.ts';
import { aRitmo, aTuttaForza, richiestaHttp, type Risposta } from './carico.ts';
import { mediana, percentile, racconta, rapporto, RIPETIZIONI, type Misura } from './misura.ts';
import { portaLibera } from './porta.ts';

const CONNESSIONI = 32;
const SECONDI = 6;
/** Ours is a long way through the program, which the engine goes on making faster for some ten seconds; a server runs for weeks. */
const RISCALDAMENTO_SECONDI = { nostro: 12, pavimento: 3 };
const RITMO = { alSecondo: 300, secondi: 60 };
const DATABASE = 'banco_nodo';

type Prova = {
  name: string;
  goal: number;
  pavimento: string;
  prossima: () => string;
  /** What the floor is sent: it pays nothing, so it uses up no notice. */
  alPavimento: () => string;
  conRitmo: boolean;
};

/** verify, getV2 and receiptV2 over a million dovuti. */
export async function misuraNodo(): Promise<Misura[]> {
  const banco = await apriBanco();
  let server: ChildProcess | null = null;
  try {
    const url = await banco.clona(DATABASE);
    const { ente, avvisi, dovutoId, intermediario } = await prepara(banco);
    const porta = await portaLibera();
    server = fork(join(import.meta.dirname, 'nodo-processo.ts'), [url, String(porta), ente.enteId, dovutoId], {
      execArgv: [
        '--disable-warning=ExperimentalWarning',
        '--import',
        join(import.meta.dirname, '../scripts/tsx-hook.mjs'),
      ],
    });
    await once(server, 'message');
    const messaggi = messaggiDi(ente, intermediario, avvisi);
    const misure: Misura[] = [];
    const prove: Prova[] = [
      {
        name: 'verify',
        goal: 0.6,
        pavimento: '/pavimento/lettura',
        prossima: messaggi.verifica,
        alPavimento: messaggi.verifica,
        conRitmo: true,
      },
      {
        name: 'getV2',
        goal: 0.6,
        pavimento: '/pavimento/lettura',
        prossima: messaggi.attiva,
        alPavimento: messaggi.attiva,
        conRitmo: true,
      },
      {
        name: 'receiptV2',
        goal: 0.4,
        pavimento: '/pavimento/ricevuta',
        prossima: messaggi.ricevuta,
        alPavimento: messaggi.ricevutaQualunque,
        conRitmo: false,
      },
    ];
    for (const prova of prove) misure.push(await misura(server, { porta, ente, prova }));
    return misure;
  } finally {
    if (server?.connected === true) {
      server.send('fine');
      await once(server, 'exit');
    }
    await banco.elimina(DATABASE);
    await banco.chiudi();
  }
}

async function prepara(
  banco: Banco,
): Promise<{ ente: EnteDiProva; avvisi: string[]; dovutoId: string; intermediario: string }> {
  const [ente] = banco.enti;
  if (ente === undefined) throw new Error('bench: no ente');
  const client = await banco.admin(DATABASE);
  await client.query(
    'create table banco.ricevuta (id uuid primary key default uuidv7(), radice text, corpo bytea); grant usage on schema banco ' +
      'to mypay_worker; grant insert on banco.ricevuta to mypay_worker',
  );
  const { rows } = await client.query<{ nav: string }>(
    'select numero_avviso as nav from posizioni.iuv where ente_id = $1',
    [ente.enteId],
  );
  const { rows: uno } = await client.query<{ id: string }>(
    'select id from posizioni.dovuto where ente_id = $1 limit 1',
    [ente.enteId],
  );
  const { rows: inter } = await client.query<{ cf: string }>(
    'select codice_fiscale as cf from enti.intermediario where id = $1',
    [ente.intermediarioId],
  );
  await client.end();
  return { ente, avvisi: rows.map((r) => r.nav), dovutoId: uno[0]?.id ?? '', intermediario: inter[0]?.cf ?? '' };
}

async function misura(
  server: ChildProcess,
  { porta, ente, prova }: { porta: number; ente: EnteDiProva; prova: Prova },
): Promise<Misura> {
  const nostro = `/nodo/${ente.segmento}/paForNode`;
  const carica = (url: string, secondi: number): ReturnType<typeof aTuttaForza> =>
    aTuttaForza({
      porta,
      connessioni: CONNESSIONI,
      secondi,
      prossima: () => richiestaHttp(url, url === nostro ? prova.prossima() : prova.alPavimento()),
      giusta: giustaPer(url),
    });
  await carica(nostro, RISCALDAMENTO_SECONDI.nostro);
  await carica(prova.pavimento, RISCALDAMENTO_SECONDI.pavimento);
  const nostri: number[] = [];
  const pavimenti: number[] = [];
  const tempi: number[] = [];
  for (let giro = 1; giro <= RIPETIZIONI; giro += 1) {
    const noi = await carica(nostro, SECONDI);
    const pavimento = await carica(prova.pavimento, SECONDI);
    if (noi.sbagliate + pavimento.sbagliate > 0)
      throw new Error(`bench: ${noi.sbagliate} wrong answers of ours, ${pavimento.sbagliate} of the floor`);
    nostri.push(noi.alSecondo);
    pavimenti.push(pavimento.alSecondo);
    tempi.push(...noi.ms);
    racconta(
      `${prova.name}, giro ${giro}: noi ${noi.alSecondo.toFixed(0)}/s, pavimento ${pavimento.alSecondo.toFixed(0)}/s`,
    );
  }
  const ritmo = prova.conRitmo
    ? await aRitmo(
        {
          porta,
          secondi: RITMO.secondi,
          prossima: () => richiestaHttp(nostro, prova.prossima()),
          giusta: giustaPer(nostro),
        },
        RITMO.alSecondo,
      )
    : null;
  const ours = mediana(nostri);
  const floor = mediana(pavimenti);
  server.send('memoria');
  const [{ rssMb }] = (await once(server, 'message')) as [{ rssMb: number }];
  return {
    ...{
      name: prova.name,
      unit: 'req/s',
      ours,
      floor,
      ratio: rapporto(nostri, pavimenti),
      goal: prova.goal,
      p50Ms: percentile(tempi, 0.5),
      p99Ms: percentile(tempi, 0.99),
    },
    ...(ritmo === null ? {} : { p99A300Ms: percentile(ritmo.ms, 0.99) }),
    rssMbAboveIdle: rssMb,
  };
}

function giustaPer(url: string): (r: Risposta) => boolean {
  return url.startsWith('/nodo/')
    ? (r) => r.stato === 200 && r.corpo.includes('<outcome>OK</outcome>')
    : (r) => r.stato === 200;
}

export function messaggiDi(
  ente: EnteDiProva,
  intermediario: string,
  avvisi: readonly string[],
): Record<'verifica' | 'attiva' | 'ricevuta' | 'ricevutaQualunque', () => string> {
  let n = 0;
  // Receipts go through the notices from the other end, so that those which are read are still to be paid.
  let r = avvisi.length;
  const busta = (radice: string, corpo: string): string =>
    `<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" ` +
    `xmlns:p="http://pagopa-api.pagopa.gov.it/pa/paForNode.xsd"><soapenv:Body>` +
    `<p:${radice}><idPA>${ente.codiceFiscale}</idPA><idBrokerPA>${intermediario}</idBrokerPA><idStation>${ente.stazione}</idStation>` +
    `${corpo}</p:${radice}></soapenv:Body></soapenv:Envelope>`;
  const qr = (): string => {
    n = (n + 7919) % Math.floor(avvisi.length / 2);
    return `<qrCode><fiscalCode>${ente.codiceFiscale}</fiscalCode><noticeNumber>${avvisi[n] ?? ''}</noticeNumber></qrCode>`;
  };
  const daPagare = (): string => {
    const avviso = avvisi[(r -= 1)];
    if (avviso === undefined) throw new Error('bench: this machine pays more notices than there are');
    return avviso;
  };
  const ricevuta = (avviso: string): string => {
    const quota = `<transfer><idTransfer>1</idTransfer><transferAmount>10.00</transferAmount>
      <fiscalCodePA>${ente.codiceFiscale}</fiscalCodePA><IBAN>${ente.iban}</IBAN><remittanceInformation>x</remittanceInformation>
        <transferCategory>9/0101101IM/</transferCategory></transfer>`;
    const persona = `<uniqueIdentifier><entityUniqueIdentifierType>F</entityUniqueIdentifierType>
      <entityUniqueIdentifierValue>RSSMRA80A01H501U</entityUniqueIdentifierValue></uniqueIdentifier><fullName>Persona</fullName>`;
    return `<receipt><receiptId>${randomBytes(16).toString('hex')}</receiptId><noticeNumber>${avviso}</noticeNumber>
      <fiscalCode>${ente.codiceFiscale}</fiscalCode><outcome>OK</outcome><creditorReferenceId>${avviso.slice(1)}</creditorReferenceId>
        <paymentAmount>10.00</paymentAmount><description>x</description><companyName>Ente</companyName><debtor>${persona}</debtor>
        <transferList>${quota}</transferList><idPSP>PSPTEST1</idPSP><PSPCompanyName>Banca di prova</PSPCompanyName>
        <idChannel>00000000000_01</idChannel><channelDescription>app</channelDescription>
        <paymentDateTime>2026-11-20T10:11:12</paymentDateTime></receipt>`;
  };
  return {
    verifica: () => busta('paVerifyPaymentNoticeReq', qr()),
    attiva: () => busta('paGetPaymentV2Request', qr()),
    ricevuta: () => busta('paSendRTV2Request', ricevuta(daPagare())),
    ricevutaQualunque: () => busta('paSendRTV2Request', ricevuta(avvisi[0] ?? '')),
  };
}
