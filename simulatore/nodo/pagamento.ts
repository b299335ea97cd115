/** One payment of a notice at a PSP, from the question to the receipt, step by step (SANP 3.12, payment of a notice at a PSP). */
import type { Ente } from '../demo.ts';
import { avvisoTorna, decimale } from './cifre.ts';
import type { Chiama, Scambio } from './chiamata.ts';
import * as messaggi from './messaggi.ts';
import type { Ordine } from './ordine.ts';
import { scegliPsp } from './psp.ts';
import { FRASI, RACCONTI } from './racconti.ts';
import type { Ricevuta, Ricevute } from './ricevute.ts';
import { type Elemento, testoDi } from './xml.ts';

/** `scambio` is missing where something happened without any message to the ente. */
export type Passo = { titolo: string; racconto: string; scambio?: Scambio };

export type EsitoPagamento =
  'verificato' | 'abbandonato' | 'rifiutato' | 'pagato' | 'ricevuta_rifiutata' | 'ricevuta_in_attesa';

export type Pagamento = {
  id: number;
  istante: Date;
  ordine: Ordine;
  esito: EsitoPagamento;
  frase: string;
  passi: Passo[];
  ricevute: Ricevuta[];
};

export type Mondo = { intermediario: string; enti: readonly Ente[]; chiama: Chiama; ricevute: Ricevute };

type Conclusione = Pick<Pagamento, 'esito' | 'frase' | 'passi' | 'ricevute'>;

export async function eseguiPagamento(mondo: Mondo, ordine: Ordine): Promise<Conclusione> {
  const { orfana, finoA } = ordine.varianti;
  const passi: Passo[] = [];
  const ferma = (esito: EsitoPagamento, frase: string): Conclusione => ({ esito, frase, passi, ricevute: [] });
  if (orfana) return incassa(mondo, ordine, undefined, passi);
  const verifica = await verificaAvviso(mondo, ordine, passi);
  if (!verifica) return ferma('rifiutato', FRASI.nonPagabile);
  if (finoA === 'verifica') return ferma('verificato', FRASI.guardato);
  const attivazione = await attivaPagamento(mondo, ordine, verifica, passi);
  if (!attivazione) return ferma('rifiutato', FRASI.nonAttivato);
  if (finoA === 'attivazione') return ferma('abbandonato', FRASI.abbandonato);
  return incassa(mondo, ordine, attivazione, passi);
}

async function verificaAvviso(mondo: Mondo, ordine: Ordine, passi: Passo[]): Promise<Elemento | undefined> {
  const { ente, numeroAvviso, varianti } = ordine;
  const { intermediario } = mondo;
  const { scambio, corpo } = await mondo.chiama({
    operazione: 'paVerifyPaymentNotice',
    codiceFiscaleEnte: ente.codiceFiscale,
    numeroAvviso,
    richiesta: messaggi.messaggioVerifica({ ente, intermediario }, numeroAvviso),
  });
  if (!avvisoTorna(numeroAvviso))
    scambio.verdetto.avvertenze.push('le cifre di controllo del numero di avviso non tornano (il Nodo non le guarda)');
  passi.push({
    titolo: 'Verifica dell’avviso',
    racconto: RACCONTI.verifica(ente.denominazione, varianti.standIn === true),
    scambio,
  });
  return scambio.verdetto.esito === 'OK' ? corpo : undefined;
}

async function attivaPagamento(
  mondo: Mondo,
  ordine: Ordine,
  verifica: Elemento,
  passi: Passo[],
): Promise<Elemento | undefined> {
  const { ente, numeroAvviso, versione, varianti } = ordine;
  const { intermediario } = mondo;
  const { transferType } = varianti;
  const importo = testoDi(verifica, 'paymentList', 'paymentOptionDescription', 'amount') ?? '0.00';
  const { scambio, corpo } = await mondo.chiama({
    operazione: versione === 2 ? 'paGetPaymentV2' : 'paGetPayment',
    codiceFiscaleEnte: ente.codiceFiscale,
    numeroAvviso,
    ...(transferType && { transferType }),
    richiesta: messaggi.messaggioAttivazione({ ente, intermediario }, versione, {
      numeroAvviso,
      importo,
      transferType,
    }),
  });
  passi.push({ titolo: 'Attivazione del pagamento', racconto: RACCONTI.attivazione(importo), scambio });
  return scambio.verdetto.esito === 'OK' ? corpo : undefined;
}

async function incassa(
  mondo: Mondo,
  ordine: Ordine,
  attivazione: Elemento | undefined,
  passi: Passo[],
): Promise<Conclusione> {
  const [prima, ...copie] = preparaRicevute(mondo, ordine, attivazione);
  if (!prima) throw new Error('nessuna ricevuta preparata');
  const ricevute = [prima, ...copie];
  await consegnaPrima(mondo, ordine, prima, passi);
  if (ordine.varianti.consegna !== 'persa') {
    for (const copia of copie) {
      const scambio = await mondo.ricevute.consegna(copia);
      passi.push({ titolo: 'Copia per l’altro beneficiario', racconto: RACCONTI.copia(copia.idPA), scambio });
    }
  }
  if (ordine.varianti.secondoPagamento) {
    for (const seconda of preparaRicevute(mondo, ordine, attivazione)) {
      const scambio = await mondo.ricevute.consegna(seconda);
      const titolo = seconda.idPA === ordine.ente.codiceFiscale ? 'Secondo pagamento' : 'Secondo pagamento, copia';
      passi.push({ titolo, racconto: RACCONTI.secondo, scambio });
      ricevute.push(seconda);
    }
  }
  return { ...conclusione(prima), passi, ricevute };
}

/** The owner's receipt first, then a copy for each other beneficiary that the Nodo knows. */
function preparaRicevute(mondo: Mondo, ordine: Ordine, attivazione: Elemento | undefined): Ricevuta[] {
  const { ente, numeroAvviso, versione, varianti } = ordine;
  const incasso = {
    receiptId: messaggi.nuovoReceiptId(),
    numeroAvviso,
    codiceFiscaleEnte: ente.codiceFiscale,
    istante: new Date(),
    psp: scegliPsp(numeroAvviso),
    standIn: varianti.standIn === true,
    idCart: varianti.idCart,
    importo: varianti.importoCents === undefined ? undefined : decimale(varianti.importoCents),
  };
  const pagato = attivazione ? messaggi.pagatoCome(attivazione, ente, incasso) : messaggi.pagatoOrfano(ente, incasso);
  const beneficiari = new Set(pagato.transfer.map(beneficiarioDi));
  const altri = mondo.enti.filter((e) => e.codiceFiscale !== ente.codiceFiscale && beneficiari.has(e.codiceFiscale));
  const { intermediario } = mondo;
  return [ente, ...altri].map((a) => mondo.ricevute.prepara({ ente: a, intermediario }, versione, pagato));
}

function beneficiarioDi([, voci]: messaggi.Pagato['transfer'][number]): string {
  const voce = typeof voci === 'string' ? undefined : voci.find((v) => v?.[0] === 'fiscalCodePA');
  return typeof voce?.[1] === 'string' ? voce[1] : '';
}

async function consegnaPrima(mondo: Mondo, ordine: Ordine, ricevuta: Ricevuta, passi: Passo[]): Promise<void> {
  const { consegna, orfana } = ordine.varianti;
  const psp = scegliPsp(ordine.numeroAvviso).denominazione;
  const consegnaOra = (): Promise<Scambio> => mondo.ricevute.consegna(ricevuta);
  if (consegna === 'persa') {
    passi.push({ titolo: 'Ricevuta persa', racconto: RACCONTI.persa(psp) });
  } else if (consegna === 'insieme') {
    const scambi = await Promise.all([consegnaOra(), consegnaOra()]);
    scambi.forEach((scambio, i) => {
      const copia = i + 1;
      passi.push({ titolo: `Ricevuta, invio ${copia} di 2`, racconto: RACCONTI.insieme(psp, copia), scambio });
    });
  } else {
    passi.push({ titolo: 'Ricevuta', racconto: RACCONTI.ricevuta(psp, orfana === true), scambio: await consegnaOra() });
    if (consegna === 'doppia')
      passi.push({ titolo: 'La stessa ricevuta, di nuovo', racconto: RACCONTI.doppia, scambio: await consegnaOra() });
  }
}

function conclusione({ stato, esito }: Ricevuta): Pick<Pagamento, 'esito' | 'frase'> {
  if (stato !== 'NOTIFIED') return { esito: 'ricevuta_in_attesa', frase: FRASI.ricevutaInAttesa };
  if (esito === 'OK') return { esito: 'pagato', frase: FRASI.pagato };
  return { esito: 'ricevuta_rifiutata', frase: FRASI.ricevutaRifiutata };
}
