import type { VNode } from 'preact';
import { isUuid, type RicevutaId } from '#kernel/ids';
import { GENERI_RIMBORSO, leggiDaRimborsare, sommaDaRimborsare, type DenaroDaRimborsare } from '#modules/pagamenti';
import { pagina } from '#platform/http/pagina';
import { ufficioFlussi } from '#testi/it/ufficio-flussi';
import { ufficioRimborsi as testi } from '#testi/it/ufficio-rimborsi';
import { Paginazione } from '#ui/paginazione';
import { Tabella, type Colonna } from '#ui/tabella';
import { Importo, Istante } from '#ui/valori';
import { Vuoto } from '#ui/vuoto';
import { Foglio } from '../aspetto.tsx';
import { CercaElenco, NienteTrovato, ScaricaElenco } from '../cerca-elenco.tsx';
import { cercaIn } from '../filtri.ts';
import { intero } from '../frase.ts';
import { VAI } from '../indirizzi.ts';
import { alLavoro, type Lavoro, type PaginaUfficio } from '../lavoro.ts';
import { Linguette } from '../linguette.tsx';
import {
  AvvisoDelDenaro,
  indirizzoRimborsi,
  leggiFiltriRimborsi,
  Pagatore,
  qualiRimborsi,
  segueDi,
  type FiltriRimborsi,
} from '../rimborsi.tsx';
import { leggiTratto, puntoDi, type Tratto } from '../scorri.ts';

/** The money of the ente to give back (model 7). */
export const rimborsi: PaginaUfficio = {
  percorso: '/incassi/da-rimborsare',
  chi: 'operatore',
  atto: { post: 'consulta' },
  get: alLavoro((l, r) =>
    l.ctx.tx(async (t) => {
      const filtri = await leggiFiltriRimborsi(t, l, r);
      const segue = await segueDi(t, l);
      const filtro = { ...filtri, ...segue };
      const punto = puntoDi(r, (cursore) => isUuid(cursore));
      const da = { dopo: punto.dopo as RicevutaId | null, prima: punto.prima as RicevutaId | null };
      const tratto = await leggiTratto(punto, {
        leggi: (quanti) => leggiDaRimborsare(t, { ...filtro, ...da, quanti }),
        cursore: (denaro) => denaro.id,
        indirizzo: (riga) => indirizzoRimborsi(filtri, riga),
      });
      const somma = await sommaDaRimborsare(t, filtro);
      return pagina(<Elenco l={l} trovati={{ filtri, tratto, somma, tutti: segue.tutti }} />);
    }),
  ),
  post: alLavoro((l, r) => cercaIn(l, r, (id) => indirizzoRimborsi({ ...qualiRimborsi(r.modulo), r: id }))),
};

type Trovati = {
  filtri: FiltriRimborsi;
  tratto: Tratto<DenaroDaRimborsare>;
  somma: Awaited<ReturnType<typeof sommaDaRimborsare>>;
  /** Whoever looks follows all the kinds of due. */
  tutti: boolean;
};

function Elenco({ l, trovati }: { l: Lavoro; trovati: Trovati }): VNode {
  const { filtri, tratto, somma } = trovati;
  const percorso = [{ testo: ufficioFlussi.incassi.titolo, a: VAI.incassi }];
  return (
    <Foglio u={l} titolo={testi.titolo} sezione={VAI.incassi} percorso={percorso}>
      <p>{testi.introduzione}</p>
      {!trovati.tutti && <p>{testi.soloTuoi}</p>}
      <Filtri filtri={filtri} />
      <CercaElenco
        a={VAI.daRimborsare}
        cercato={filtri}
        aiuto={testi.trovaAiuto}
        resta={{ stato: filtri.stato, genere: filtri.genere ?? '' }}
        togli={filtri.testo === '' ? undefined : indirizzoRimborsi({ ...filtri, r: null })}
      />
      <Tabella
        id="rimborsi"
        titolo={testi.trovati(intero(somma.quanti))}
        colonne={colonneDi(trovati)}
        righe={tratto.righe}
        chiave={(d) => d.id}
        apri={(d) => VAI.denaro(d.id)}
        vuoto={<Niente filtri={filtri} />}
      />
      <Paginazione precedente={tratto.precedente} successiva={tratto.successiva} />
      {somma.quanti > 0 && (
        <ScaricaElenco a={(forma) => indirizzoRimborsi(filtri, { base: VAI.elencoRimborsi(forma) })} />
      )}
    </Foglio>
  );
}

function Filtri({ filtri }: { filtri: FiltriRimborsi }): VNode {
  const stati = (['da_trattare', 'trattate'] as const).map((stato) => ({
    testo: testi.stati[stato],
    a: indirizzoRimborsi({ ...filtri, stato }),
    aperta: filtri.stato === stato,
  }));
  const generi = [null, ...GENERI_RIMBORSO].map((genere) => ({
    testo: genere === null ? testi.tutti : testi.generi[genere],
    a: indirizzoRimborsi({ ...filtri, genere }),
    aperta: filtri.genere === genere,
  }));
  return (
    <>
      <Linguette titolo={testi.statiTitolo} voci={stati} />
      <Linguette titolo={testi.generiTitolo} voci={generi} />
    </>
  );
}

function colonneDi({ filtri, somma }: Trovati): Colonna<DenaroDaRimborsare>[] {
  const { colonne } = testi;
  const decisi: Colonna<DenaroDaRimborsare>[] = [
    { titolo: colonne.esito, cella: (d) => (d.esito === null ? '' : testi.esiti[d.esito]) },
    { titolo: colonne.deciso, cella: (d) => d.registratoIl && <Istante istante={d.registratoIl} /> },
  ];
  return [
    { titolo: colonne.avviso, cella: (d) => <AvvisoDelDenaro denaro={d} /> },
    { titolo: colonne.perche, cella: (d) => testi.generi[d.genere] },
    { titolo: colonne.pagatore, cella: (d) => <Pagatore denaro={d} /> },
    { titolo: colonne.ricevuta, cella: (d) => d.receiptId },
    { titolo: colonne.da, cella: (d) => <Istante istante={d.registrataIl} /> },
    ...(filtri.stato === 'trattate' ? decisi : []),
    {
      titolo: colonne.importo,
      numerica: true,
      cella: (d) => <Importo cents={d.importoCents} />,
      totale: <Importo cents={somma.importoCents} />,
    },
  ];
}

function Niente({ filtri: { stato, genere, testo } }: { filtri: FiltriRimborsi }): VNode {
  if (testo !== '') return <NienteTrovato />;
  return (
    <Vuoto titolo={genere === null ? testi.vuoto[stato] : testi.nessuno}>
      <p>{genere === null ? testi.vuotoTesto[stato] : testi.nessunoTesto}</p>
    </Vuoto>
  );
}
