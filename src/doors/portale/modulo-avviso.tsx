import type { VNode } from 'preact';
import { Azioni, Bottone } from '#ui/bottone';
import { Campo } from '#ui/campo';
import { Messaggio } from '#ui/messaggio';
import { Modulo } from '#ui/modulo';
import { RiepilogoErrori, type Errori } from '#ui/riepilogo-errori';
import { Foglio } from './aspetto.tsx';
import { DoveNumero } from './dove-numero.tsx';
import { sopraRicerca, VAI } from './indirizzi.ts';
import { Inquadra } from './inquadra.tsx';
import { QualeEnte, type Domanda } from './quale-ente.tsx';
import { Sfida, Troppi } from './sfida.tsx';
import type { Portale, RichiestaPortale } from './visita.ts';

type Stato = {
  u: Portale;
  modulo?: RichiestaPortale['modulo'];
  errori?: Errori;
  troppi?: string;
  perche?: string | undefined;
  /** The ente is asked as well. */
  domanda?: Domanda | null;
};

/** The page that asks for the pair, empty or as it was typed. */
export function ModuloAvviso({ u, modulo = {}, errori: propri = {}, troppi, perche, domanda = null }: Stato): VNode {
  const testi = u.t.portale.avviso;
  const errori = { ...propri, ...domanda?.errori };
  return (
    <Foglio
      u={u}
      titolo={testi.titolo}
      sezione={VAI.inizio}
      percorso={sopraRicerca(u.t)}
      conErrori={troppi !== undefined || Object.keys(errori).length > 0}
    >
      <Perche u={u} perche={perche} />
      {troppi === undefined ? <RiepilogoErrori errori={errori} /> : <Troppi frase={troppi} />}
      <div class="row">
        <div class="col-lg-7">
          <Modulo>
            {domanda === null && <Inquadra />}
            <Campo
              nome="numero"
              etichetta={testi.numero}
              aiuto={testi.numeroAiuto}
              valore={modulo['numero']}
              errore={errori['numero']}
              larghezza="media"
            />
            <Campo
              nome="codiceFiscale"
              etichetta={testi.codiceFiscale}
              aiuto={testi.codiceFiscaleAiuto}
              valore={modulo['codiceFiscale']}
              errore={errori['codiceFiscale']}
              larghezza="media"
            />
            {domanda !== null && <QualeEnte domanda={domanda} />}
            <Azioni>
              <Bottone icona="it-search">{testi.cerca}</Bottone>
            </Azioni>
            <Sfida />
          </Modulo>
        </div>
        <div class="col-lg-5">
          <DoveNumero />
        </div>
      </div>
    </Foglio>
  );
}

/** What was open is no longer so: said once, where it can be found again. */
function Perche({ u, perche }: Pick<Stato, 'u' | 'perche'>): VNode | null {
  if (perche !== 'tempo' && perche !== 'chiuso') return null;
  const { titolo, testo } = u.t.portale.avviso.perche[perche];
  return (
    <Messaggio tipo="informazione" titolo={titolo}>
      <p>{testo}</p>
    </Messaggio>
  );
}
