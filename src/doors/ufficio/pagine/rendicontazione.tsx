import type { VNode } from 'preact';
import { formatEuro } from '#kernel/importo';
import { contaSenzaRicevuta, leggiRevisioni, leggiRighe, type Rendicontazione } from '#modules/rendicontazione';
import { errore, pagina } from '#platform/http/pagina';
import { ufficioMancanti } from '#testi/it/ufficio-mancanti';
import { ufficioRendicontazione as testi } from '#testi/it/ufficio-rendicontazione';
import { Collegamento } from '#ui/collegamento';
import { Dati } from '#ui/dati';
import { Messaggio } from '#ui/messaggio';
import { DataGiorno, Istante } from '#ui/valori';
import { Foglio } from '../aspetto.tsx';
import { nomiAttori } from '../attori.ts';
import { Fatto } from '../fatto.tsx';
import { cercaIn, leggiCercato } from '../filtri.ts';
import { intero } from '../frase.ts';
import { VAI } from '../indirizzi.ts';
import { alLavoro, type Lavoro, type PaginaUfficio } from '../lavoro.ts';
import { difettiDetti, SOPRA_RENDICONTAZIONE, trovaRendicontazione } from '../rendicontazione.tsx';
import { indirizzoRighe, RIGHE, Righe, type RigheViste } from '../rendicontazione-righe.tsx';

const parti = testi.una;

/** One statement: what it says, what does not add up, its payments and which of them have no receipt here. */
export const rendicontazione: PaginaUfficio = {
  percorso: '/rendicontazione/:id',
  chi: 'operatore',
  atto: { get: 'rendiconta', post: 'rendiconta' },
  get: alLavoro((l, richiesta) =>
    l.ctx.tx(async (t) => {
      const { parametri, query } = richiesta;
      const r = await trovaRendicontazione(t, parametri);
      if (r === null) return errore('nonTrovata');
      const soloSenza = query['quali'] === 'senza';
      const dopo = /^\d{1,7}$/.test(query['dopo'] ?? '') ? Number(query['dopo']) : 0;
      const cercato = await leggiCercato(t, l, richiesta);
      const { testo } = cercato;
      const righe = await leggiRighe(t, { id: r.id, soloSenza, testo, dopo, quante: RIGHE + 1 });
      const senza = await contaSenzaRicevuta(t, r.id);
      const revisioni = await leggiRevisioni(t, r);
      const nome = await nomiAttori(t, [r.acquisitaDa]);
      return pagina(
        <Una
          l={l}
          r={r}
          fatto={query['fatto']}
          visto={{ viste: { cercato, soloSenza, dopo, righe, senza }, revisioni, da: nome(r.acquisitaDa) }}
        />,
      );
    }),
  ),
  post: alLavoro(async (l, r) => {
    const trovata = await l.ctx.tx((t) => trovaRendicontazione(t, r.parametri));
    if (trovata === null) return errore('nonTrovata');
    const quali = r.modulo['quali'] === 'senza' ? 'senza' : '';
    return cercaIn(l, r, (cercata) => indirizzoRighe(trovata.id, { quali, r: cercata }));
  }),
};

type Visto = { viste: RigheViste; revisioni: readonly Rendicontazione[]; da: string };

type Prop = { l: Lavoro; r: Rendicontazione; visto: Visto; fatto: string | undefined };

function Una({ l, r, visto, fatto }: Prop): VNode {
  return (
    <Foglio u={l} titolo={r.iuf} sezione={VAI.rendicontazioni} percorso={SOPRA_RENDICONTAZIONE}>
      <Fatto frasi={parti.fatto} fatto={fatto} />
      {!r.corrente && (
        <Messaggio tipo="informazione" titolo={testi.sostituita}>
          <p>{testi.sostituitaTesto}</p>
        </Messaggio>
      )}
      {r.difetti.length > 0 && (
        <Messaggio tipo="attenzione" titolo={testi.nonTorna}>
          <p>{maiuscola(difettiDetti(r.difetti))}.</p>
          <p>{testi.nonTornaTesto}</p>
        </Messaggio>
      )}
      {visto.viste.senza > 0 && (
        <Messaggio tipo="attenzione" titolo={parti.senza}>
          <p>{parti.senzaTesto(intero(visto.viste.senza))}</p>
          <p>
            <Collegamento a={VAI.mancanti}>{ufficioMancanti.guarda}</Collegamento>
          </p>
        </Messaggio>
      )}
      <h2>{parti.dati}</h2>
      <Detta r={r} da={visto.da} />
      <ul>
        {(['xml', 'csv', 'xlsx'] as const).map((quale) => (
          <li key={quale}>
            <Collegamento a={VAI.fileRendicontazione(r.id, quale)} icona="it-download" scarica>
              {parti[quale]}
            </Collegamento>
          </li>
        ))}
      </ul>
      <Righe r={r} viste={visto.viste} />
      <Revisioni revisioni={visto.revisioni} />
    </Foglio>
  );
}

const maiuscola = (testo: string): string => testo.charAt(0).toUpperCase() + testo.slice(1);

function Detta({ r, da }: { r: Rendicontazione; da: string }): VNode {
  const { colonne } = testi;
  const torna = r.righe === r.pagamenti && r.sommaCents === r.importoCents;
  const contato = { nome: parti.contato, valore: parti.conta(intero(r.righe), formatEuro(r.sommaCents)) };
  return (
    <Dati
      dati={[
        { nome: parti.mittente, valore: `${r.mittenteDenominazione ?? ''} ${r.mittente}`.trim() },
        { nome: colonne.psp, valore: r.psp },
        { nome: parti.revisione, valore: r.revisione ?? parti.manuale },
        r.fileNome === null ? null : { nome: parti.file, valore: r.fileNome },
        { nome: colonne.prodotta, valore: <Istante istante={r.prodottaIl} /> },
        { nome: colonne.disponibile, valore: <Istante istante={r.disponibileIl} /> },
        { nome: parti.acquisita, valore: <Istante istante={r.acquisitaIl} /> },
        { nome: parti.acquisitaDa, valore: da },
        { nome: colonne.regolata, valore: <DataGiorno giorno={r.regolataIl} /> },
        { nome: parti.regolamento, valore: r.regolamento },
        r.bicRiversamento === null ? null : { nome: parti.bic, valore: r.bicRiversamento },
        { nome: parti.dichiarato, valore: parti.conta(intero(r.pagamenti), formatEuro(r.importoCents)) },
        torna ? null : contato,
      ]}
    />
  );
}

function Revisioni({ revisioni }: { revisioni: readonly Rendicontazione[] }): VNode | null {
  if (revisioni.length === 0) return null;
  return (
    <>
      <h2>{parti.revisioni}</h2>
      <ul>
        {revisioni.map((r) => (
          <li key={r.id}>
            <Collegamento a={VAI.rendicontazione(r.id)}>
              {`${parti.revisione} ${r.revisione ?? parti.manuale}`}
            </Collegamento>{' '}
            <Istante istante={r.disponibileIl} />, {parti.conta(intero(r.pagamenti), formatEuro(r.importoCents))}
          </li>
        ))}
      </ul>
    </>
  );
}
