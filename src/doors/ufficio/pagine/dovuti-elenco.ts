import { formatGiorno, giornoA } from '#kernel/giorno';
import { formatDecimale, type Cents } from '#kernel/importo';
import { cercaDovuti, type DovutoInElenco } from '#modules/posizioni';
import { annota } from '#modules/registro';
import { errore } from '#platform/http/pagina';
import { interfaccia } from '#testi/it/interfaccia';
import { ufficio } from '#testi/it/ufficio';
import { leggiFiltri } from '../filtri.ts';
import { alLavoro, tipiVisibili, type PaginaUfficio } from '../lavoro.ts';
import { aPagine, isFormaElenco, scaricaElenco } from '../scarica-elenco.ts';

const { titolo, file } = ufficio.dovuti;

/** The list of dovuti as it is filtered, all of it, as a file for a spreadsheet. */
export const dovutiElenco: PaginaUfficio = {
  percorso: '/dovuti/elenco/:forma',
  chi: 'operatore',
  atto: { get: 'esporta' },
  get: alLavoro((l, r) =>
    l.ctx.tx(async (t) => {
      const { forma } = r.parametri;
      const { ctx, ente } = l;
      const filtri = await leggiFiltri(t, l, r);
      // A search that is over would give everything in the place of what was on screen.
      if (!isFormaElenco(forma) || filtri.ricercaPersa) return errore('nonTrovata');
      const { ids: tipiConsentiti } = await tipiVisibili(t, l);
      await annota(t, { azione: 'dovuti.scaricati', oggetto: 'ente', oggettoId: ente.enteId });
      const righe = aPagine<DovutoInElenco>(
        (dopo, quanti) =>
          ctx.tx((p) => cercaDovuti(p, { ...filtri, tipiConsentiti, dopo: dopo?.id ?? null, prima: null, quanti })),
        (d) => Object.values(CELLE).map((cella) => cella(d)),
      );
      const nomi = Object.keys(CELLE).map((colonna) => file[colonna as keyof typeof file]);
      const nome = `${ente.codIpa}_DOVUTI_${filtri.elenco.toUpperCase()}_${ctx.oggi}`;
      return scaricaElenco(forma, { nome, titolo, nomi, data: ctx.now, righe });
    }),
  ),
};

/** As amounts are written here: a comma, and no thousands. */
const importo = (cents: Cents | null): string => (cents === null ? '' : formatDecimale(cents).replace('.', ','));

const CELLE = {
  avviso: (d) => d.numeroAvviso ?? '',
  iuv: (d) => d.iuv ?? '',
  iud: (d) => d.iud,
  debitore: (d) => d.debitoreAnagrafica,
  codice: (d) => d.debitoreCodice,
  tipo: (d) => d.tipoDenominazione,
  scadenza: (d) => (d.dataScadenza === null ? '' : formatGiorno(d.dataScadenza)),
  stato: (d) => interfaccia.stati[d.stato],
  importo: (d) => importo(d.importoCents),
  pagatoIl: (d) => (d.pagatoIl === null ? '' : formatGiorno(giornoA(d.pagatoIl))),
  pagato: (d) => importo(d.pagatoCents),
} satisfies Record<keyof typeof file, (d: DovutoInElenco) => string>;
