import type { VNode } from 'preact';
import { fineGiorno, inizioGiorno } from '#kernel/giorno';
import { isCursoreAtti, leggiAtti, type AttoLetto, type FiltroAttiEnte } from '#modules/registro';
import type { Ctx } from '#platform/contesto';
import { pagina } from '#platform/http/pagina';
import { ufficioRegistro as testi } from '#testi/it/ufficio-registro';
import { Paginazione } from '#ui/paginazione';
import { Foglio } from '../aspetto.tsx';
import { nomiAttori } from '../attori.ts';
import { attiCercati, CercaAtti } from '../cerca-atti.tsx';
import { ScaricaElenco } from '../cerca-elenco.tsx';
import { elencoInFile, istanteScritto } from '../elenco-file.ts';
import { con, VAI } from '../indirizzi.ts';
import { alLavoro, tipiVisibili, type Lavoro, type PaginaUfficio, type RichiestaUfficio } from '../lavoro.ts';
import { Linguette } from '../linguette.tsx';
import { leggiTratto, puntoDi } from '../scorri.ts';
import { TabellaAtti } from '../tabella-atti.tsx';

/** Of which things one may ask the acts: a file of thousands of rows writes thousands of acts, and hides the others. */
const GENERI = ['dovuto', 'flusso'] as const;
/** What a spreadsheet opens without effort: who needs more asks for fewer days. */
const RIGHE_MAX = 100_000;

type Chiesti = ReturnType<typeof attiCercati> & { di: (typeof GENERI)[number] | null };

function leggiChiesti(r: RichiestaUfficio): Chiesti {
  return { ...attiCercati(r), di: GENERI.find((uno) => uno === r.query['di']) ?? null };
}

function indirizzo(base: string, { di, dal, al, azione, attore }: Chiesti, da: Readonly<Record<string, string>> = {}) {
  return con(base, { di: di ?? '', dal: dal ?? '', al: al ?? '', azione, attore, ...da });
}

/** One act wins over a kind of things. What was done to a dovuto is seen by who follows its kind of due. */
async function filtroDi(t: Ctx, l: Lavoro, { di, dal, al, azione, attore }: Chiesti): Promise<FiltroAttiEnte> {
  const { ids: tipi } = await tipiVisibili(t, l);
  const delGenere = di === null ? null : Object.keys(testi.atti).filter((una) => una.startsWith(`${di}.`));
  return {
    azioni: azione === '' ? delGenere : [azione],
    ...{ tipi, attore, dal: dal && inizioGiorno(dal), al: al && fineGiorno(al) },
  };
}

/** Who did what for this ente, and when. */
export const registro: PaginaUfficio = {
  percorso: '/registro',
  chi: 'operatore',
  get: alLavoro((l, r) =>
    l.ctx.tx(async (t) => {
      const chiesti = leggiChiesti(r);
      const filtro = await filtroDi(t, l, chiesti);
      const punto = puntoDi(r, isCursoreAtti);
      const tratto = await leggiTratto(punto, {
        leggi: (quanti) => leggiAtti(t, { ...filtro, ...punto, quanti }),
        cursore: (atto) => atto.cursore,
        indirizzo: (da) => indirizzo(VAI.registro, chiesti, da),
      });
      const nome = await nomiAttori(
        t,
        tratto.righe.map(({ attore }) => attore),
      );
      return pagina(
        <Foglio u={l} titolo={testi.titolo} sezione={VAI.registro}>
          <p>{testi.introduzione}</p>
          {filtro.tipi !== null && <p>{testi.soloTuoi}</p>}
          <Quali chiesti={chiesti} />
          <CercaAtti a={VAI.registro} cercati={{ ...chiesti, dal: chiesti.dal ?? '', al: chiesti.al ?? '' }}>
            {chiesti.di !== null && <input type="hidden" name="di" value={chiesti.di} />}
          </CercaAtti>
          <TabellaAtti id="atti" titolo={testi.elenco} atti={tratto.righe} nome={nome} />
          <Paginazione precedente={tratto.precedente} successiva={tratto.successiva} />
          {tratto.righe.length > 0 && <ScaricaElenco a={(forma) => indirizzo(VAI.elencoRegistro(forma), chiesti)} />}
        </Foglio>,
      );
    }),
  ),
};

/** The acts that the list shows, as a file for a spreadsheet. */
export const elencoRegistro = elencoInFile({
  percorso: '/registro',
  titolo: testi.titolo,
  righeMax: RIGHE_MAX,
  nome: 'REGISTRO',
  filtro: (t, l, r) => filtroDi(t, l, leggiChiesti(r)),
  leggi: async (t, filtro, { dopo, quanti }) => {
    const atti = await leggiAtti(t, { ...filtro, dopo: dopo?.cursore ?? null, quanti });
    const nome = await nomiAttori(
      t,
      atti.map(({ attore }) => attore),
    );
    return atti.map((a) => ({ ...a, chi: nome(a.attore) }));
  },
  colonne: [
    { titolo: testi.colonne.quando, testo: (a: AttoLetto & { chi: string }) => istanteScritto(a.istante) },
    { titolo: testi.colonne.atto, testo: (a) => testi.atti[a.azione] ?? a.azione },
    { titolo: testi.colonne.chi, testo: (a) => a.chi },
  ],
});

function Quali({ chiesti }: { chiesti: Chiesti }): VNode {
  const voci = [null, ...GENERI].map((di) => ({
    testo: testi.quali[di ?? 'tutto'],
    a: indirizzo(VAI.registro, { ...chiesti, azione: '', di }),
    aperta: chiesti.di === di,
  }));
  return <Linguette titolo={testi.qualiTitolo} voci={voci} />;
}
