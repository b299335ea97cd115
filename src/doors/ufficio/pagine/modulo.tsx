import type { VNode } from 'preact';
import { isUuid, type TipoDovutoId } from '#kernel/ids';
import {
  elencoTipi,
  leggiVersione,
  pubblicaModulo,
  salvaBozza,
  scartaBozza,
  type TipoDovuto,
  type VersioneIntera,
} from '#modules/enti';
import { errore, frammento, pagina, rifiutata, vai } from '#platform/http/pagina';
import { ufficioTipi } from '#testi/it/ufficio-tipi';
import { Azioni, Bottone } from '#ui/bottone';
import { CampoTesto } from '#ui/campo';
import { Collegamento } from '#ui/collegamento';
import { Messaggio } from '#ui/messaggio';
import { Modulo } from '#ui/modulo';
import { inviatiDi } from '#ui/modulo-compilato';
import { Foglio } from '../aspetto.tsx';
import { frase } from '../frase.ts';
import { con, VAI } from '../indirizzi.ts';
import { alLavoro, type Lavoro, type PaginaUfficio, type RichiestaUfficio } from '../lavoro.ts';
import { Anteprima, Difetti, leggiDefinizione, Parziale, percorsoTipo, PREFISSO_PROVA } from '../modulo-parti.tsx';

const testi = ufficioTipi.modulo;

/** The editor of a form: its definition, what is wrong with it, and what a citizen would meet. */
export const modulo: PaginaUfficio = {
  percorso: '/configurazione/tipi/:id/modulo',
  chi: 'amministratore',
  get: alLavoro(async (l, r) => {
    const aperto = await apri(l, r);
    if (aperto === null) return errore('nonTrovata');
    const { definizione } = aperto.ultima ?? {};
    const scritto = definizione === undefined ? '' : JSON.stringify(definizione, null, 2);
    return pagina(<Editor l={l} r={r} {...aperto} scritto={scritto} fatto={r.query['fatto']} />);
  }),
  post: alLavoro(async (l, r) => {
    const aperto = await apri(l, r);
    if (aperto === null) return errore('nonTrovata');
    const scritto = r.modulo['definizione'] ?? '';
    const letta = leggiDefinizione(scritto);
    if (r.htmx) return frammento(<Parziale letta={letta} inviati={inviatiDi(r, PREFISSO_PROVA)} oggi={l.ctx.oggi} />);
    const azione = r.modulo['azione'] ?? 'controlla';
    const editor = (rifiuto?: string): VNode => <Editor l={l} r={r} {...aperto} scritto={scritto} rifiuto={rifiuto} />;
    const { tipoDovutoId } = aperto.tipo;
    if (azione === 'scarta') {
      const scartata = await scartaBozza(l.ctx, tipoDovutoId);
      return scartata.ok ? torna(tipoDovutoId, azione) : rifiutata(editor(frase(scartata.refusal)));
    }
    if (!letta.ok) return rifiutata(editor());
    if (azione !== 'salva' && azione !== 'pubblica') return pagina(editor());
    const esito = await l.ctx.tx(async (t) => {
      const salvata = await salvaBozza(t, { tipoDovutoId, definizione: letta.definizione });
      if (!salvata.ok || azione === 'salva') return salvata;
      return pubblicaModulo(t, { tipoDovutoId, versione: salvata.value });
    });
    if (esito.ok) return torna(tipoDovutoId, azione);
    return rifiutata(editor(esito.refusal.codice === 'MODULO_NON_VALIDO' ? undefined : frase(esito.refusal)));
  }),
};

type Aperto = { tipo: TipoDovuto; ultima: VersioneIntera | null };

async function apri(l: Lavoro, r: RichiestaUfficio): Promise<Aperto | null> {
  const { id = '' } = r.parametri;
  if (!isUuid<TipoDovutoId>(id)) return null;
  const tipo = (await elencoTipi(l.ctx, l.ente.enteId)).find(({ tipoDovutoId }) => tipoDovutoId === id);
  return tipo === undefined ? null : { tipo, ultima: await leggiVersione(l.ctx, { tipoDovutoId: id }) };
}

const torna = (tipoDovutoId: TipoDovutoId, fatto: string) => vai(con(VAI.modulo(tipoDovutoId), { fatto }));

type PropEditor = Aperto & {
  l: Lavoro;
  r: RichiestaUfficio;
  scritto: string;
  rifiuto?: string | undefined;
  fatto?: string | undefined;
};

function Editor({ l, r, tipo, ultima, scritto, rifiuto, fatto }: PropEditor): VNode {
  const indirizzo = VAI.modulo(tipo.tipoDovutoId);
  const letta = scritto === '' ? null : leggiDefinizione(scritto);
  // A script asks for the preview again while one writes; without it the button does.
  const vivo = { 'hx-post': indirizzo, 'hx-trigger': 'input delay:700ms', 'hx-target': '#anteprima' };
  return (
    <Foglio
      u={l}
      titolo={testi.titolo(tipo.denominazione)}
      sezione={VAI.configurazione}
      percorso={percorsoTipo({ denominazione: tipo.denominazione, a: VAI.tipo(tipo.tipoDovutoId) })}
      conErrori={rifiuto !== undefined || letta?.ok === false}
    >
      <p>{testi.introduzione}</p>
      <Esito fatto={fatto} versione={ultima?.versione ?? 0} />
      {rifiuto !== undefined && (
        <Messaggio tipo="errore" esito>
          <p>{rifiuto}</p>
        </Messaggio>
      )}
      <p>{ultima === null ? testi.stati.nessuna : testi.stati[ultima.stato](ultima.versione)}</p>
      <p>
        <Collegamento a={VAI.versioniModulo(tipo.tipoDovutoId)}>{ufficioTipi.tipo.versioni}</Collegamento>
      </p>
      <Modulo a={indirizzo}>
        <div {...vivo} hx-swap="outerHTML" hx-include="closest form">
          <Difetti letta={letta} />
          <CampoTesto nome="definizione" etichetta={testi.definizione} valore={scritto} righe={24} codice />
          <Azioni>
            <Bottone aspetto="secondario" nome="azione" valore="controlla">
              {testi.aggiorna}
            </Bottone>
            <Bottone nome="azione" valore="salva">
              {testi.salva}
            </Bottone>
            <Bottone aspetto="secondario" nome="azione" valore="pubblica">
              {testi.pubblica}
            </Bottone>
            {ultima?.stato === 'bozza' && (
              <Bottone aspetto="pericolo" nome="azione" valore="scarta">
                {testi.scarta}
              </Bottone>
            )}
          </Azioni>
          <Anteprima
            letta={letta}
            inviati={inviatiDi(r, PREFISSO_PROVA)}
            oggi={l.ctx.oggi}
            controllati={r.modulo['azione'] === 'controlla'}
          />
        </div>
      </Modulo>
    </Foglio>
  );
}

function Esito({ fatto, versione }: { fatto: string | undefined; versione: number }): VNode | null {
  const parole = { salva: testi.salvata(versione), pubblica: testi.pubblicata(versione), scarta: testi.scartata };
  if (fatto === undefined || !Object.hasOwn(parole, fatto)) return null;
  return (
    <Messaggio tipo="successo" esito>
      <p>{parole[fatto as keyof typeof parole]}</p>
    </Messaggio>
  );
}
