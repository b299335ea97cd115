import { giornoA } from '#kernel/giorno';
import type { Pagato } from './operatore.ts';
import { pagaDalPsp } from './psp.ts';
import { avvisoDi, ROSSI, type Scena } from './scena.ts';

const TIPO = 'Illuminazione votiva';
/** Three lamps for three years, at the rate of the catalogue. */
const CONTO = { quantita: '9', prezzo: '15,50', importo: '139,50' };

/** A payment without a notice: the form says how its amount comes out, the mail confirms it, and the notice is made. */
export async function scenaSpontaneo(scena: Scena): Promise<Pagato[]> {
  const { n, ente, cittadino } = scena;
  n.passo('Il cittadino paga senza avviso la luce votiva: compila il modulo e vede come si arriva all’importo');
  const modulo = await cittadino.apreModulo(ente.denominazione, TIPO);
  const anno = Number(giornoA(new Date()).slice(0, 4));
  const risposte = {
    'm.cimitero': 'frazione',
    'm.defunto': 'Ada Neri',
    'm.lampada': 'singola',
    'm.lampade': '3',
    'm.dalAnno': String(anno - 2),
    'm.alAnno': String(anno),
  };
  const calcolato = await cittadino.aggiorna(modulo, risposte, CONTO);
  n.passo('Il cittadino conferma con la mail, riceve l’avviso e lo legge');
  const chi = { debitoreTipo: 'F', debitoreCodice: ROSSI.codiceFiscale, debitoreNome: ROSSI.nome };
  const valori = { ...risposte, ...chi, email: 'mario.spontaneo@example.org' };
  const { intero, numeroAvviso } = await cittadino.conferma(calcolato, valori, CONTO.importo);
  const avviso = avvisoDi(ente, numeroAvviso, CONTO.importo);
  await cittadino.legge(intero, avviso);
  n.passo('Un PSP incassa l’avviso della luce votiva, e il cittadino ha la ricevuta');
  const { receiptId } = await pagaDalPsp(scena, avviso);
  await cittadino.vedePagato(intero, { receiptId, importo: avviso.importo });
  // Its IUD is nobody's business but ours.
  return [{ iud: null, importo: CONTO.importo.replace(',', '.'), receiptId }];
}
