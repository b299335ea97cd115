import type { VNode } from 'preact';
import {
  differenzeAnagrafica,
  modificaEnte,
  TIPI_ENTE,
  type Anagrafica,
  type CambioAnagrafica,
  type TipoEnte,
} from '#modules/enti';
import { pagina, rifiutata, vai, type Risposta } from '#platform/http/pagina';
import { ufficioEnte } from '#testi/it/ufficio-ente';
import { ufficioRegione } from '#testi/it/ufficio-regione';
import { Azioni, Bottone } from '#ui/bottone';
import { Campo, CampoElenco } from '#ui/campo';
import { Modulo } from '#ui/modulo';
import type { Errori } from '#ui/riepilogo-errori';
import { frase } from '../frase.ts';
import { con } from '../indirizzi.ts';
import type { PaginaUfficio, RichiestaUfficio } from '../lavoro.ts';
import { sopraEnte } from './ente.tsx';
import { Conferma, FoglioRegione } from './foglio.tsx';
import { IN_REGIONE } from './indirizzi.ts';
import { perEnte, type RegioneEnte } from './lavoro.ts';

const testi = ufficioRegione.dati;

/** What the intermediary has registered of an ente is put right: what changes is shown, then confirmed. */
export const regioneDati: PaginaUfficio = {
  percorso: '/regione/enti/:id/dati',
  chi: 'intermediario',
  get: perEnte((l) => pagina(<Vista l={l} scritta={l.ente} />)),
  post: perEnte((l, r) => {
    const scritta = scrittaIn(r);
    const cambi = differenzeAnagrafica(l.ente, scritta);
    if (cambi.length === 0)
      return rifiutata(<Vista l={l} scritta={scritta} errori={{ denominazione: testi.uguale }} />);
    return r.modulo['conferma'] === 'si' ? cambia(l, scritta) : mostra(l, scritta, cambi);
  }),
};

function scrittaIn({ modulo }: RichiestaUfficio): Anagrafica {
  const { codIpa = '', denominazione = '', tipo = '', cbill = '' } = modulo;
  return { codIpa: codIpa.trim(), denominazione: denominazione.trim(), tipo, cbill: cbill.trim() || null };
}

function mostra(l: RegioneEnte, scritta: Anagrafica, cambi: readonly CambioAnagrafica[]): Risposta {
  return pagina(
    <Conferma
      l={l}
      titolo={testi.conferma}
      sopra={sopraEnte(l)}
      effetti={[
        ...cambi.map(({ campo, prima, dopo }) =>
          testi.cambio(testi.campi[campo], detto(campo, prima), detto(campo, dopo)),
        ),
        ...cambi.flatMap(({ campo }) => testi.effetti[campo]),
      ]}
      campi={{ ...scritta, cbill: scritta.cbill ?? '' }}
      bottone={testi.salva}
      torna={IN_REGIONE.dati(l.ente.enteId)}
    />,
  );
}

function detto(campo: keyof Anagrafica, valore: string | null): string {
  if (valore === null || valore === '') return testi.niente;
  return campo === 'tipo' ? (ufficioEnte.tipi[valore as TipoEnte] ?? valore) : valore;
}

async function cambia(l: RegioneEnte, scritta: Anagrafica): Promise<Risposta> {
  const esito = await modificaEnte(l.per, scritta);
  if (esito.ok) return vai(con(IN_REGIONE.ente(l.ente.enteId), { fatto: 'dati' }));
  const errori = { [DI[esito.refusal.codice] ?? 'denominazione']: frase(esito.refusal) };
  return rifiutata(<Vista l={l} scritta={scritta} errori={errori} />, esito.refusal);
}

const DI: Readonly<Record<string, string>> = {
  CODICE_IPA_NON_VALIDO: 'codIpa',
  CODICE_IPA_OCCUPATO: 'codIpa',
  TIPO_ENTE_NON_VALIDO: 'tipo',
  CBILL_NON_VALIDO: 'cbill',
};

function Vista({ l, scritta, errori = {} }: { l: RegioneEnte; scritta: Anagrafica; errori?: Errori }): VNode {
  const tipi = Object.keys(TIPI_ENTE) as TipoEnte[];
  return (
    <FoglioRegione l={l} titolo={testi.titolo} sopra={sopraEnte(l)} errori={errori}>
      <p>{testi.introduzione}</p>
      <Modulo>
        {(['denominazione', 'codIpa', 'cbill'] as const).map((nome) => (
          <Campo
            key={nome}
            nome={nome}
            etichetta={testi.campi[nome]}
            valore={scritta[nome] ?? ''}
            errore={errori[nome]}
            facoltativo={nome === 'cbill'}
          />
        ))}
        <CampoElenco
          nome="tipo"
          etichetta={testi.campi.tipo}
          alternative={tipi.map((valore) => ({ valore, testo: ufficioEnte.tipi[valore] }))}
          valore={scritta.tipo}
          errore={errori['tipo']}
        />
        <Azioni>
          <Bottone>{testi.avanti}</Bottone>
        </Azioni>
      </Modulo>
    </FoglioRegione>
  );
}
