import type { VNode } from 'preact';
import { parseGiorno, type Giorno } from '#kernel/giorno';
import { isUuid, type EnteId } from '#kernel/ids';
import { TUTTE_LE_APERTE, type Aperta, type FiltroAperte } from '#modules/posizioni';
import type { Testi } from '#testi/catalogo';
import { Azioni, Bottone } from '#ui/bottone';
import { Campo, CampoElenco, CampoSpunta } from '#ui/campo';
import { Dettagli } from '#ui/dettagli';
import { Modulo } from '#ui/modulo';
import type { Errori } from '#ui/riepilogo-errori';
import { VAI } from './indirizzi.ts';
import type { Portale, RichiestaPortale } from './visita.ts';

const CAUSALE_MAX = 140;

/** What was asked for, as it was typed: it is posted, for what a causale contains may be somebody's name. */
export type Cercato = { valori: Readonly<Record<string, string>>; filtro: FiltroAperte; errori: Errori };

/** The names of the fields: the form of what is chosen carries them along. */
const CAMPI_FILTRO = ['ente', 'tipo', 'causale', 'dal', 'al', 'pagabili'] as const;

/** Reads what is looked for; a date that is none is said, and not looked for. */
export function leggiCercato({ modulo }: RichiestaPortale, t: Testi): Cercato {
  const testi = t.area.posizioni.filtro;
  const valori = Object.fromEntries(CAMPI_FILTRO.map((nome) => [nome, (modulo[nome] ?? '').trim()]));
  const giorno = (nome: 'dal' | 'al'): Giorno | null => parseGiorno(valori[nome] ?? '');
  const [dal, al] = [giorno('dal'), giorno('al')];
  const nonValida = (nome: 'dal' | 'al'): boolean => valori[nome] !== '' && giorno(nome) === null;
  const invertite = dal !== null && al !== null && al < dal;
  const ente = valori['ente'] ?? '';
  return {
    valori,
    filtro: {
      ...TUTTE_LE_APERTE,
      enteId: isUuid<EnteId>(ente) ? ente : null,
      tipo: valori['tipo'] || null,
      causale: valori['causale']?.slice(0, CAUSALE_MAX) || null,
      dal,
      al: invertite ? null : al,
      pagabili: valori['pagabili'] === 'si',
    },
    errori: {
      ...(nonValida('dal') && { dal: testi.dataNonValida }),
      ...(nonValida('al') && { al: testi.dataNonValida }),
      ...(invertite && { al: testi.dateInvertite }),
    },
  };
}

/** Is anything looked for? */
export function siCerca({ valori }: Cercato): boolean {
  return Object.values(valori).some((valore) => valore !== '');
}

type Prop = { u: Portale; cercato: Cercato; tutte: readonly Aperta[] };

/** Among what is theirs: only the enti and the kinds of due that there are. */
export function FiltroPosizioni({ u, cercato, tutte }: Prop): VNode {
  const testi = u.t.area.posizioni.filtro;
  const { valori, errori } = cercato;
  return (
    <Dettagli titolo={testi.titolo} aperto={siCerca(cercato)}>
      <search>
        <Modulo a={VAI.posizioni}>
          <CampoElenco
            nome="ente"
            etichetta={testi.ente}
            vuota={testi.tuttiGliEnti}
            valore={valori['ente'] ?? ''}
            alternative={distinti(tutte.map(({ avviso, ente }) => [avviso.enteId, ente]))}
            facoltativo
          />
          <CampoElenco
            nome="tipo"
            etichetta={testi.tipo}
            vuota={testi.tuttiITipi}
            valore={valori['tipo'] ?? ''}
            alternative={distinti(tutte.map(({ tipoCodice, tipo }) => [tipoCodice, tipo]))}
            facoltativo
          />
          <Campo
            nome="causale"
            etichetta={testi.causale}
            valore={valori['causale']}
            caratteriMax={CAUSALE_MAX}
            facoltativo
          />
          {(['dal', 'al'] as const).map((nome) => (
            <Campo
              key={nome}
              nome={nome}
              tipo="date"
              etichetta={testi[nome]}
              valore={valori[nome]}
              errore={errori[nome]}
              larghezza="breve"
              facoltativo
            />
          ))}
          <CampoSpunta nome="pagabili" etichetta={testi.pagabili} scelta={valori['pagabili'] === 'si'} facoltativo />
          <Azioni>
            <Bottone icona="it-search" aspetto="secondario" nome="cerca" valore="si">
              {testi.cerca}
            </Bottone>
          </Azioni>
        </Modulo>
      </search>
    </Dettagli>
  );
}

function distinti(coppie: readonly (readonly [string, string])[]): { valore: string; testo: string }[] {
  return [...new Map(coppie)]
    .map(([valore, testo]) => ({ valore, testo }))
    .toSorted((a, b) => a.testo.localeCompare(b.testo, 'it'));
}
