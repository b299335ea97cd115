import { fermi as eventi } from '#modules/eventi';
import { fermi as flussi } from '#modules/flussi';
import { fermi as notifiche } from '#modules/notifiche';
import { fermi as pagamenti } from '#modules/pagamenti';
import { fermi as posizioni } from '#modules/posizioni';
import { fermi as registro } from '#modules/registro';
import { fermi as rendicontazione } from '#modules/rendicontazione';
import { attoreTesto, type Ctx } from '#platform/contesto';
import type { ChiGuarda, CosaFerma, Fermo } from '#platform/fermo';
import { percheServizio } from '#testi/it/presso-ente';
import { quanto } from '#testi/it/quanto';
import { ufficio } from '#testi/it/ufficio';
import { nonConsegnato } from '#testi/it/ufficio-destinazioni';
import { ufficioEventi } from '#testi/it/ufficio-eventi';
import { ufficioFermi as testi, type GenereFermo } from '#testi/it/ufficio-fermi';
import { ufficioRendicontazione } from '#testi/it/ufficio-rendicontazione';
import { ufficioRimborsi } from '#testi/it/ufficio-rimborsi';
import { frase } from './frase.ts';
import { VAI } from './indirizzi.ts';
import { tipiVisibili, type Lavoro } from './lavoro.ts';

/** Everything that gets stuck, as each module declares it. */
export const FERMI: readonly Fermo[] = [
  ...registro,
  ...posizioni,
  ...pagamenti,
  ...flussi,
  ...rendicontazione,
  ...eventi,
  ...notifiche,
];

/** Of a kind as many are shown: who has more begins by these. */
export const PER_GENERE_MAX = 100;

/** The things of one kind that are stuck. */
export type Fermi = { fermo: Fermo; genere: GenereFermo; cose: CosaFerma[]; altre: boolean };

/** Whose list it is. */
export async function chiGuarda(t: Ctx, l: Lavoro): Promise<ChiGuarda> {
  const { ids, tutti } = await tipiVisibili(t, l);
  return { tipiConsentiti: ids, tutti, attore: attoreTesto(t.attore) };
}

/** What is stuck for whoever looks, kind by kind, in the order in which testi tells the kinds: what is money first. */
export async function leggiFermi(t: Ctx, l: Lavoro, perGenere: number = PER_GENERE_MAX): Promise<Fermi[]> {
  const chi = await chiGuarda(t, l);
  const trovati: Fermi[] = [];
  for (const genere of Object.keys(testi.generi) as GenereFermo[]) {
    const fermo = FERMI.find((uno) => uno.genere === genere);
    if (fermo === undefined) throw new Error(`nobody declares ${genere}`);
    const cose = await fermo.elenca(t, chi, { quanti: perGenere + 1 });
    if (cose.length > 0)
      trovati.push({ fermo, genere, cose: cose.slice(0, perGenere), altre: cose.length > perGenere });
  }
  return trovati;
}

/** Where a thing is seen whole, and its acts are. */
export function paginaDi(genere: GenereFermo, { id, pagina, perche }: CosaFerma): string {
  return PAGINE[genere](pagina ?? id, perche);
}

const PAGINE: Record<GenereFermo, (id: string, perche: string | null) => string> = {
  denaro_da_destinare: VAI.denaro,
  dovuto_da_verificare: VAI.dovuto,
  avviso_in_attesa: VAI.dovuto,
  ricevuta_mancante: VAI.mancante,
  servizio_ente_fermo: () => VAI.pressoEnte,
  ricevuta_da_elaborare: () => VAI.messaggi,
  rendicontazioni_in_ritardo: () => VAI.rendicontazioni,
  import_da_confermare: (id, perche) => (perche === 'colonne' ? VAI.colonne(id) : VAI.anteprima(id)),
  anteprima_ferma: VAI.anteprima,
  import_fermo: VAI.flusso,
  import_interrotto: VAI.flusso,
  annullo_fermo: VAI.annulloFlusso,
  export_fermo: VAI.incasso,
  export_fallito: VAI.incasso,
  export_sospeso: () => VAI.programmati,
  consegna_fallita: VAI.incasso,
  destinazione_non_raggiunta: () => VAI.destinazioni,
  abbonamento_sospeso: VAI.abbonamento,
  esito_non_spinto: VAI.esito,
  richiesta_ferma: () => VAI.dovuti,
  delega_da_decidere: VAI.delega,
  dovuto_in_bozza: VAI.dovuto,
  importi_non_aggiornati: VAI.tipo,
  mail_non_inviata: () => '',
  lavoro_fallito: () => '',
};

/** How a thing is called. */
export function nomeDi(genere: GenereFermo, { nome }: CosaFerma): string {
  if (nome === '') return testi.generi[genere].titolo;
  return genere === 'mail_non_inviata' ? (testi.mail[nome] ?? nome) : nome;
}

/** Why it is stuck, in words; blank where the kind says it all. */
export function percheDi(genere: GenereFermo, { perche, parametri }: CosaFerma): string {
  if (perche === null) return '';
  if (genere === 'rendicontazioni_in_ritardo') return ufficioRendicontazione.perche(perche);
  if (genere === 'servizio_ente_fermo') return percheServizio(perche);
  if (genere === 'esito_non_spinto') return ufficioEventi.perche(perche);
  if (genere === 'importi_non_aggiornati') return quanto.percheNon[perche] ?? quanto.percheIgnoto;
  if (genere === 'dovuto_da_verificare') return ufficio.dovuto.motivi[perche] ?? ufficio.dovuto.motivoIgnoto;
  const detto = testi.perche[perche] ?? cerca(ufficioRimborsi.generi, perche) ?? cerca(nonConsegnato, perche) ?? null;
  return detto ?? frase({ codice: perche, ...(parametri && { parametri }) });
}

function cerca(parole: Readonly<Record<string, string>>, quale: string): string | undefined {
  return parole[quale];
}
