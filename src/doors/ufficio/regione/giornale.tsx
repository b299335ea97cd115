import type { VNode } from 'preact';
import { fineGiorno, inizioGiorno } from '#kernel/giorno';
import { isUuid, type EnteId } from '#kernel/ids';
import { nomiEnti } from '#modules/enti';
import { apriContenutoOvunque, cercaEventi, CHI_PARLA, type EventoLetto } from '#modules/registro';
import { pagina, rifiutata, type Risposta } from '#platform/http/pagina';
import { registro as frasi } from '#testi/it/registro';
import { ufficioImpianto } from '#testi/it/ufficio-impianto';
import { ufficioScambi } from '#testi/it/ufficio-scambi';
import { Azioni, Bottone } from '#ui/bottone';
import { Campo, CampoElenco } from '#ui/campo';
import { Modulo } from '#ui/modulo';
import type { Errori } from '#ui/riepilogo-errori';
import { leggiGiorno } from '../conti.tsx';
import type { PaginaUfficio, RichiestaUfficio } from '../lavoro.ts';
import { TestoMessaggio } from '../testo-messaggio.tsx';
import { FoglioRegione } from './foglio.tsx';
import { giornaleInFile } from './giornale-file.ts';
import { TabellaEventi, VUOTI, type CercatiEventi } from './giornale-eventi.tsx';
import { IN_REGIONE } from './indirizzi.ts';
import { inRegione, type Regione } from './lavoro.ts';
import { opzioniEnti } from './scelta-ente.ts';

const testi = ufficioImpianto.giornale;
const NESSUNO = '00000000-0000-0000-0000-000000000000';
const QUANTI = 100;

/**
 * The messages exchanged with pagoPA for all the enti, a day at a time. What is looked for is sent in the body: numbers of notices stand in
 * no address. Looking is an act, and opening a message is another.
 */
export const regioneGiornale: PaginaUfficio = {
  percorso: '/regione/giornale',
  chi: 'intermediario',
  get: inRegione(async (l) => pagina(await vista(l, { cercati: { ...VUOTI, giorno: l.ctx.oggi } }))),
  post: inRegione((l, r) => {
    const { lotto = '', evento = '' } = r.modulo;
    return lotto === '' ? cerca(l, r) : apri(l, { lottoId: lotto, id: evento });
  }),
};

async function cerca(l: Regione, r: RichiestaUfficio): Promise<Risposta> {
  const { modulo } = r;
  const cercati = Object.fromEntries(Object.keys(VUOTI).map((c) => [c, (modulo[c] ?? '').trim()])) as CercatiEventi;
  const giorno = leggiGiorno(cercati.giorno);
  const chiave = cercati.numero.replaceAll(/\s/g, '');
  if (giorno === null) return rifiutata(await vista(l, { cercati, errori: { giorno: testi.mancaGiorno } }));
  if (chiave !== '' && !/^[0-9A-Za-z]{5,35}$/.test(chiave))
    return rifiutata(await vista(l, { cercati, errori: { numero: testi.numeroErrato } }));
  const filtro = {
    ...{ dal: inizioGiorno(giorno), al: fineGiorno(giorno) },
    enteId: isUuid<EnteId>(cercati.ente) ? cercati.ente : null,
    chiave: chiave || null,
    tipo: Object.hasOwn(ufficioScambi.tipi, cercati.tipo) ? cercati.tipo : null,
    esito: (['OK', 'KO'] as const).find((uno) => uno === cercati.esito) ?? null,
    chi: CHI_PARLA.find((uno) => uno === cercati.chi) ?? null,
  };
  if (modulo['forma'] !== undefined) return giornaleInFile(l, r, filtro);
  const eventi = await cercaEventi(l.ctx, { ...filtro, quanti: QUANTI, prima: puntoDi(modulo['prima'] ?? '') });
  return pagina(await vista(l, { cercati, eventi }));
}

/** Where a page before ended: `istante id`. */
function puntoDi(testo: string): { istante: Date; id: string } | null {
  const [millisecondi = '', id = ''] = testo.split(' ');
  return /^\d{1,15}$/.test(millisecondi) && isUuid(id) ? { istante: new Date(Number(millisecondi)), id } : null;
}

async function apri(l: Regione, { lottoId, id }: { lottoId: string; id: string }): Promise<Risposta> {
  const quale = isUuid(lottoId) && isUuid(id) ? { lottoId, id } : { lottoId: NESSUNO, id: NESSUNO };
  const aperto = await apriContenutoOvunque(l.ctx, quale);
  if (!aperto.ok) {
    const errori = { numero: frasi.rifiuti[aperto.refusal.codice] };
    return rifiutata(await vista(l, { cercati: { ...VUOTI, giorno: l.ctx.oggi }, errori }), aperto.refusal);
  }
  return pagina(
    <FoglioRegione l={l} titolo={ufficioScambi.testo} sopra={[{ testo: testi.titolo, a: IN_REGIONE.giornale }]}>
      <TestoMessaggio {...aperto.value} />
    </FoglioRegione>,
  );
}

type Come = { cercati: CercatiEventi; errori?: Errori; eventi?: readonly EventoLetto[] };

async function vista(l: Regione, { cercati, errori = {}, eventi }: Come): Promise<VNode> {
  const nomi = await nomiEnti(
    l.ctx,
    (eventi ?? []).map(({ enteId }) => enteId as EnteId | null),
  );
  return (
    <FoglioRegione l={l} titolo={testi.titolo} errori={errori}>
      <p>{testi.introduzione}</p>
      <Modulo>
        <CampoElenco
          nome="ente"
          etichetta={ufficioImpianto.registro.ente}
          vuota={ufficioImpianto.registro.tutti}
          alternative={await opzioniEnti(l.ctx)}
          valore={cercati.ente}
          facoltativo
        />
        <Campo
          nome="giorno"
          etichetta={testi.giorno}
          tipo="date"
          valore={cercati.giorno}
          errore={errori['giorno']}
          larghezza="media"
        />
        <Campo
          nome="numero"
          etichetta={testi.numero}
          aiuto={testi.numeroAiuto}
          valore={cercati.numero}
          errore={errori['numero']}
          larghezza="media"
          facoltativo
        />
        <CampoElenco
          nome="chi"
          etichetta={testi.chi}
          vuota={testi.chiunque}
          alternative={CHI_PARLA.map((valore) => ({ valore, testo: testi.chiParla[valore] }))}
          valore={cercati.chi}
          facoltativo
        />
        <CampoElenco
          nome="tipo"
          etichetta={testi.operazione}
          vuota={testi.qualunque}
          alternative={Object.entries(ufficioScambi.tipi).map(([valore, testo]) => ({ valore, testo }))}
          valore={cercati.tipo}
          facoltativo
        />
        <CampoElenco
          nome="esito"
          etichetta={ufficioScambi.colonne.esito}
          vuota={testi.qualunqueEsito}
          alternative={(['OK', 'KO'] as const).map((valore) => ({ valore, testo: testi.esiti[valore] }))}
          valore={cercati.esito}
          facoltativo
        />
        <Azioni>
          <Bottone icona="it-search">{testi.cerca}</Bottone>
        </Azioni>
      </Modulo>
      {eventi !== undefined && <TabellaEventi {...{ eventi, nomi, cercati }} altri={eventi.length === QUANTI} />}
    </FoglioRegione>
  );
}
