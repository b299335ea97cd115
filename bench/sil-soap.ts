import { valoreDi } from '#kernel/esito';
import type { DovutoId, EnteId } from '#kernel/ids';
import { preparaCarrello } from '#modules/pagamenti';
import type { Mondo } from '#platform/contesto';
import { dovutiConAvviso } from '../test/support/quanto.ts';
import { consegna, ricevutaLetta } from '../test/support/ricevute.ts';
import { messaggioSil } from '../test/support/sil.ts';
import { base64, versamento } from '../test/support/sil-documenti.ts';
import { ctxDi, type EnteDiProva } from '../test/support/un-ente.ts';
import { aTuttaForza, richiestaHttp, type Risposta } from './carico.ts';
import { mediana, percentile, racconta, rapporto, RIPETIZIONI, type Misura } from './misura.ts';

const CONNESSIONI = 16;
const SECONDI = 5;
const RISCALDAMENTO_SECONDI = 6;
const IMPORTO_CENTS = 12_050;

/** What the SOAP rows are measured on. `pagata`: a session that was paid, and the dovuto of it. */
export type BancoSoap = {
  ente: EnteDiProva;
  porta: number;
  password: string;
  pagata: { idSession: string; dovutoId: DovutoId };
  memoria: () => Promise<number>;
};

/** A payment that began at the ente and has its receipt. */
export async function unaPagata(mondo: Mondo, ente: EnteDiProva): Promise<BancoSoap['pagata']> {
  const per = (enteId: EnteId): ReturnType<typeof ctxDi> => ctxDi(mondo, 'worker', enteId);
  const { enteId } = ente;
  const [dovuto] = await dovutiConAvviso(per(enteId), [{ iud: 'BANCO-PAGATO', importo: IMPORTO_CENTS }]);
  if (dovuto === undefined) throw new Error('bench: no dovuto');
  const voci = [{ enteId, codici: [dovuto.iuv] }];
  const { idSession } = valoreDi(
    await preparaCarrello(per, { enteId, voci, ritorno: null, modo: 'breve', email: null }),
  );
  await consegna(mondo, ente, ricevutaLetta(ente, { ...dovuto, importo: IMPORTO_CENTS, receiptId: 'BANCO-1' }));
  return { idSession, dovutoId: dovuto.id };
}

type Prova = { name: string; goal: number; nostra: () => Buffer; sotto: () => Buffer; giusta: string };

/** Ours and the floor in turns, on the same server. */
async function aTurni(b: BancoSoap, { name, goal, nostra, sotto, giusta }: Prova): Promise<Misura> {
  const carica = (prossima: () => Buffer, dice: string, secondi = SECONDI): ReturnType<typeof aTuttaForza> =>
    aTuttaForza({
      ...{ porta: b.porta, connessioni: CONNESSIONI, secondi, prossima },
      giusta: ({ stato, corpo }: Risposta) => stato === 200 && corpo.includes(dice),
    });
  await carica(nostra, giusta, RISCALDAMENTO_SECONDI);
  await carica(sotto, '', 2);
  const [nostri, pavimenti, tempi]: [number[], number[], number[]] = [[], [], []];
  for (let giro = 1; giro <= RIPETIZIONI; giro += 1) {
    const noi = await carica(nostra, giusta);
    const loro = await carica(sotto, '');
    if (noi.sbagliate + loro.sbagliate > 0)
      throw new Error(`bench: ${noi.sbagliate} wrong answers of ours, ${loro.sbagliate} of the floor`);
    nostri.push(noi.alSecondo);
    pavimenti.push(loro.alSecondo);
    tempi.push(...noi.ms);
    racconta(`${name}, giro ${giro}: noi ${noi.alSecondo.toFixed(0)}/s, pavimento ${loro.alSecondo.toFixed(0)}/s`);
  }
  return {
    ...{ name, unit: 'req/s', ours: mediana(nostri), floor: mediana(pavimenti), goal },
    ratio: rapporto(nostri, pavimenti),
    ...{ p50Ms: percentile(tempi, 0.5), p99Ms: percentile(tempi, 0.99), rssMbAboveIdle: await b.memoria() },
  };
}

let numero = 0;

/** One dovuto a call; the floor parses the same message and commits one row into a table with the indexes of the dovuti. */
export async function importaDovuto(b: BancoSoap): Promise<Misura> {
  const { ente, password } = b;
  const messaggio = (): string => {
    const dovuto = base64(versamento({ campi: { identificativoUnivocoDovuto: `S-${(numero += 1)}` } }));
    const campi = { dovuto, flagGeneraIuv: true };
    return messaggioSil({ nome: 'paaSILImportaDovuto', codIpa: ente.codIpa, password, campi });
  };
  return aTurni(b, {
    ...{ name: 'paaSILImportaDovuto', goal: 0.4, giusta: '<esito>OK</esito>' },
    nostra: () => richiestaHttp('/ws/pa/', messaggio()),
    sotto: () => richiestaHttp(`/pavimento/dovuto/${ente.enteId}/${ente.tipoDovutoId}/S-${(numero += 1)}`, messaggio()),
  });
}

/** How a payment went; the floor is one select by key, and a constant answer. */
export async function chiediPagati(b: BancoSoap): Promise<Misura> {
  const { ente, password, pagata } = b;
  const { codIpa } = ente;
  const campi = { idSession: pagata.idSession };
  const messaggio = messaggioSil({ nome: 'paaSILChiediPagati', codIpa, password, campi });
  return aTurni(b, {
    ...{ name: 'paaSILChiediPagati', goal: 0.5, giusta: '<pagati>' },
    nostra: () => richiestaHttp('/ws/pa/', messaggio),
    sotto: () => richiestaHttp(`/pavimento/lettura/${ente.enteId}/${pagata.dovutoId}`, messaggio),
  });
}
