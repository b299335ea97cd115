import type { VNode } from 'preact';
import type { Compilazione } from '#modules/enti';
import type { Cents } from '#kernel/importo';
import { nominati, type Allegati } from '#ui/allegati-modulo';
import { Azioni, Bottone } from '#ui/bottone';
import { Dati } from '#ui/dati';
import { Italiano } from '#ui/italiano';
import { Messaggio } from '#ui/messaggio';
import { DettaglioImporto } from '#ui/modulo-compilato';
import { Modulo } from '#ui/modulo';
import { Importo } from '#ui/valori';
import { Foglio } from '../aspetto.tsx';
import { VAI } from '../indirizzi.ts';
import { Risposte } from '#ui/risposte';
import { linguaDi, PREFISSO, type Buona, type Digitato, type Scheda } from '../scheda.ts';
import { Sfida, Troppi } from '../sfida.tsx';

type Prop = {
  scheda: Scheda;
  compilazione: Compilazione & { importoCents: Cents };
  digitato: Digitato;
  buona: Buona;
  allegati: Allegati;
  /** Turned away by a limit, with its sentence. */
  troppi?: string;
  importoCambiato?: boolean;
};

/** Everything that was answered, before it is sent. Nothing is kept yet: the page itself carries it, and it is judged again. */
export function Riepilogo(prop: Prop): VNode {
  const { scheda, compilazione, digitato, buona, allegati, troppi, importoCambiato = false } = prop;
  const { u, ente, vista, tipo, pubblico, dove } = scheda;
  const { portale, spontaneo } = u.t;
  const parole = spontaneo.riepilogo;
  const nascosti = <Nascosti digitato={digitato} versione={pubblico.versione} />;
  return (
    <Foglio
      u={u}
      vista={vista}
      titolo={parole.titolo}
      sezione={VAI.enti}
      percorso={[
        { testo: portale.enti.titolo, a: VAI.enti },
        { testo: ente.denominazione, a: VAI.ente(ente.codIpa) },
        { testo: compilazione.titolo ?? tipo.denominazione, a: dove },
      ]}
      conErrori={troppi !== undefined}
    >
      {troppi !== undefined && <Troppi frase={troppi} />}
      {importoCambiato && (
        <Messaggio tipo="attenzione" esito>
          <p>{parole.importoCambiato}</p>
        </Messaggio>
      )}
      <p>
        <Importo cents={compilazione.importoCents} grande />
      </p>
      {compilazione.dettaglio.length > 0 && <DettaglioImporto compilazione={compilazione} />}
      <Dati
        dati={[
          { nome: portale.dati.ente, valore: ente.denominazione },
          { nome: parole.perche, valore: <Italiano>{compilazione.causale}</Italiano> },
          { nome: parole.chi, valore: buona.debitore.anagrafica },
          {
            nome: parole.codice,
            valore: digitato.debitore.tipo === 'A' ? parole.senzaCodice : buona.debitore.codice,
          },
          { nome: parole.email, valore: buona.email },
        ]}
      />
      <h2>{parole.risposte}</h2>
      <div lang={linguaDi(scheda)}>
        <Risposte campi={nominati(compilazione.campi, allegati.tenuti, u.lingua)} />
      </div>
      <p>{parole.dopo}</p>
      <Modulo a={dove}>
        {nascosti}
        <input type="hidden" name="visto" value={compilazione.importoCents} />
        <input type="hidden" name="azione" value="conferma" />
        <Azioni>
          <Bottone icona="it-mail">{parole.conferma}</Bottone>
        </Azioni>
        <Sfida />
      </Modulo>
      <Modulo a={dove}>
        {nascosti}
        <input type="hidden" name="azione" value="correggi" />
        <Azioni>
          <Bottone aspetto="secondario">{parole.correggi}</Bottone>
        </Azioni>
      </Modulo>
    </Foglio>
  );
}

/** All that was typed, once more: the page that comes back is as it was. */
function Nascosti({ digitato, versione }: { digitato: Digitato; versione: number }): VNode {
  const { risposte, debitore, email } = digitato;
  const coppie = [
    ['versione', String(versione)],
    ['debitoreTipo', debitore.tipo],
    ['debitoreCodice', debitore.codice],
    ['debitoreNome', debitore.anagrafica],
    ['email', email],
    ...Object.entries(risposte).flatMap(([nome, valore]) => [valore].flat().map((uno) => [PREFISSO + nome, uno])),
  ];
  return (
    <>
      {coppie.map(([nome, valore], n) => (
        <input key={n} type="hidden" name={nome} value={valore} />
      ))}
    </>
  );
}
