import type { VNode } from 'preact';
import { cents } from '#kernel/importo';
import { parseNumeroAvviso, type NumeroAvviso as Numero } from '#kernel/numero-avviso';
import { pagina, rifiutata, vai, type Pagina, type Richiesta } from '#platform/http/pagina';
import { Azioni, Bottone } from '#ui/bottone';
import { Campo, CampoElenco, CampoScelta, CampoSpunta, CampoTesto } from '#ui/campo';
import { Collegamento } from '#ui/collegamento';
import { Cornice, type Vista } from '#ui/cornice';
import { Dati } from '#ui/dati';
import { Dettagli } from '#ui/dettagli';
import { Messaggio } from '#ui/messaggio';
import { Modulo } from '#ui/modulo';
import { RiepilogoErrori } from '#ui/riepilogo-errori';
import { Schede } from '#ui/schede';
import { StatoDovuto, type StatoMostrato } from '#ui/stato';
import { DataGiorno, Importo, Istante, NumeroAvviso } from '#ui/valori';
import { ENTE, GIORNO, PORTALE, type Ctx } from './provini-siti.ts';

const NUMERO = parseNumeroAvviso('301000000000012377') as Numero;
const vistaPortale: Vista = { accedi: '/accedi' };
const vistaEnte: Vista = { ente: ENTE, accedi: '/accedi' };

const home: Pagina<Ctx> = {
  percorso: '/',
  chi: 'tutti',
  pubblica: true,
  get: () =>
    pagina(
      <Cornice sito={PORTALE} vista={vistaPortale} sezione="/" titolo="Che cosa vuoi pagare?">
        <Schede
          schede={[
            {
              titolo: 'Ho un avviso',
              a: '/avviso',
              icona: 'it-file',
              testo: 'Con il numero di 18 cifre che trovi sulla carta.',
            },
            {
              titolo: 'Pago senza avviso',
              a: '/enti',
              icona: 'it-card',
              testo: 'Scegli l’ente e che cosa devi pagare.',
            },
          ]}
        />
        <Dettagli titolo="Dove trovo il numero dell’avviso?">
          <p>In alto, vicino al codice QR.</p>
        </Dettagli>
      </Cornice>,
    ),
};

const avviso: Pagina<Ctx> = {
  percorso: '/avviso',
  chi: 'tutti',
  get: () => pagina(chiediNumero({})),
  post: (_ctx, r) =>
    parseNumeroAvviso(r.modulo['numero'] ?? '') === null
      ? rifiutata(
          chiediNumero(r.modulo, { numero: 'Il numero dell’avviso ha 18 cifre: controlla di averle scritte tutte.' }),
        )
      : vai('/avviso/301000000000012377'),
};

function chiediNumero(modulo: Richiesta['modulo'], errori: Record<string, string> = {}): VNode {
  return (
    <Cornice
      sito={PORTALE}
      vista={vistaPortale}
      sezione="/"
      percorso={[{ testo: 'Paga', a: '/' }]}
      titolo="Qual è il numero dell’avviso?"
      titoloPer="numero"
      conErrori={'numero' in errori}
    >
      <RiepilogoErrori errori={errori} />
      <Modulo>
        <Campo
          nome="numero"
          aiuto="Ha 18 cifre e di solito comincia per 3."
          valore={modulo['numero']}
          errore={errori['numero']}
          cifre
          larghezza="media"
        />
        <Azioni>
          <Bottone>Continua</Bottone>
        </Azioni>
      </Modulo>
    </Cornice>
  );
}

const STATI: StatoMostrato[] = [
  'bozza',
  'da_pagare',
  'in_pagamento',
  'in_attesa_di_ricevuta',
  'pagato',
  'scaduto',
  'annullato',
  'estinto',
];

const dettaglio: Pagina<Ctx> = {
  percorso: '/avviso/:numero',
  chi: 'tutti',
  get: () =>
    pagina(
      <Cornice
        sito={PORTALE}
        vista={vistaEnte}
        sezione="/"
        percorso={[
          { testo: 'Paga', a: '/' },
          { testo: 'Avviso', a: '/avviso' },
        ]}
        titolo="Tassa sui rifiuti 2026, prima rata"
      >
        <p>
          <Importo cents={cents(123_456_78)} grande />
        </p>
        <p>
          <StatoDovuto stato="da_pagare" /> entro il <DataGiorno giorno={GIORNO} />
        </p>
        <Azioni>
          <Bottone a="/paga">Paga</Bottone>
          <Bottone a="/scarica" aspetto="secondario" icona="it-download">
            Scarica l’avviso
          </Bottone>
          <Bottone a="/altro" aspetto="semplice">
            Non è per me
          </Bottone>
        </Azioni>
        <Dati
          dati={[
            { nome: 'Numero dell’avviso', valore: <NumeroAvviso numero={NUMERO} /> },
            { nome: 'Chi deve pagare', valore: 'M. R.' },
            { nome: 'Scadenza', valore: <DataGiorno giorno={GIORNO} breve /> },
            { nome: 'Aggiornato', valore: <Istante istante={new Date('2026-11-23T13:05:00Z')} /> },
            null,
          ]}
        />
        <h2>Gli stati</h2>
        <p>
          {STATI.map((stato) => (
            <>
              <StatoDovuto key={stato} stato={stato} />{' '}
            </>
          ))}
        </p>
        <Messaggio tipo="informazione" titolo="Come è calcolato">
          <p>
            Tariffa del Comune:{' '}
            <Collegamento a="https://example.org/tariffe" esterno>
              le tariffe
            </Collegamento>
            .
          </p>
        </Messaggio>
        <Messaggio tipo="successo" titolo="Pagato" esito>
          <p>La ricevuta è pronta.</p>
        </Messaggio>
        <Messaggio tipo="attenzione">
          <p>L’importo può cambiare dopo la scadenza.</p>
        </Messaggio>
        <Messaggio tipo="errore" titolo="Non siamo riusciti a pagare">
          <p>La banca ha rifiutato la carta. Nessun addebito: riprova o usa un altro mezzo.</p>
        </Messaggio>
        <p>
          <Collegamento a="javascript:alert(1)">Un collegamento rifiutato</Collegamento>
        </p>
      </Cornice>,
    ),
};

const anagrafica: Pagina<Ctx> = {
  percorso: '/anagrafica',
  chi: 'tutti',
  get: () => pagina(modulo({}, {})),
  post: (_ctx, r) =>
    rifiutata(
      modulo(r.modulo, {
        nome: 'Scrivi nome e cognome, come sul documento.',
        importo: 'Scrivi un importo in euro, per esempio 12,50.',
        tipo: 'Scegli che cosa vuoi pagare.',
        come: 'Scegli come vuoi ricevere la ricevuta.',
        consenso: 'Senza il tuo consenso non possiamo continuare.',
      }),
    ),
};

function modulo(valori: Richiesta['modulo'], errori: Record<string, string>): VNode {
  return (
    <Cornice sito={PORTALE} vista={vistaEnte} titolo="I tuoi dati" conErrori={Object.keys(errori).length > 0}>
      <RiepilogoErrori errori={errori} />
      <Modulo>
        <Campo
          nome="nome"
          etichetta="Nome e cognome"
          autocomplete="name"
          valore={valori['nome']}
          errore={errori['nome']}
        />
        <Campo
          nome="email"
          etichetta="Indirizzo di posta elettronica"
          tipo="email"
          autocomplete="email"
          facoltativo
          aiuto="Per ricevere la ricevuta."
        />
        <Campo
          nome="importo"
          etichetta="Importo"
          cifre
          unita="€"
          larghezza="breve"
          valore={valori['importo']}
          errore={errori['importo']}
        />
        <Campo
          nome="scadenza"
          etichetta="Scadenza"
          tipo="date"
          larghezza="breve"
          valore={valori['scadenza'] ?? '2026-11-23'}
        />
        <Scelte errori={errori} />
        <CampoTesto nome="note" etichetta="Note" facoltativo valore="Prima riga" />
        <CampoSpunta nome="consenso" etichetta="Ho letto l’informativa sulla privacy" errore={errori['consenso']} />
        <Azioni>
          <Bottone>Continua</Bottone>
          <Bottone aspetto="pericolo" nome="azione" valore="annulla">
            Annulla: i dati scritti vanno persi
          </Bottone>
        </Azioni>
      </Modulo>
    </Cornice>
  );
}
function Scelte({ errori }: { errori: Record<string, string> }): VNode {
  return (
    <>
      <CampoElenco
        nome="tipo"
        etichetta="Che cosa paghi"
        alternative={[
          { valore: 'tari', testo: 'Tassa sui rifiuti' },
          { valore: 'mensa', testo: 'Mensa scolastica' },
        ]}
        errore={errori['tipo']}
        larghezza="media"
      />
      <CampoScelta
        nome="come"
        etichetta="Come vuoi la ricevuta?"
        alternative={[
          { valore: 'posta', testo: 'Per posta elettronica' },
          { valore: 'scarico', testo: 'La scarico da qui', aiuto: 'Resta a disposizione per dieci anni.' },
        ]}
        errore={errori['come']}
      />
      <CampoScelta
        nome="avvisami"
        etichetta="Quando vuoi essere avvisato?"
        multipla
        facoltativo
        scelte={['prima']}
        alternative={[
          { valore: 'prima', testo: 'Una settimana prima' },
          { valore: 'dopo', testo: 'Il giorno dopo' },
        ]}
      />
    </>
  );
}

const guasto: Pagina<Ctx> = {
  percorso: '/guasto',
  chi: 'tutti',
  get: () => {
    throw new Error('a fault, on purpose');
  },
};
export const PAGINE_PORTALE = [home, avviso, dettaglio, anagrafica, guasto];
