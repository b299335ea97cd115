import type { VNode } from 'preact';
import { compila, type Compilazione, type Inviati } from '#modules/enti';
import { creaLink, foglieLink, type ValoriLink } from '#modules/pagamenti';
import { errore, pagina, rifiutata, vai } from '#platform/http/pagina';
import { moduloErrori } from '#testi/it/modulo-errori';
import { ufficioLink } from '#testi/it/ufficio-link';
import { Azioni, Bottone } from '#ui/bottone';
import { CampoScelta } from '#ui/campo';
import { Modulo } from '#ui/modulo';
import { erroriCompilati, fraseErrore, inviatiDi, ModuloCompilato, soloDigitati } from '#ui/modulo-compilato';
import { RiepilogoErrori, type Errori } from '#ui/riepilogo-errori';
import { Importo } from '#ui/valori';
import { Foglio } from '../aspetto.tsx';
import { frase } from '../frase.ts';
import { con, VAI } from '../indirizzi.ts';
import { alLavoro, tipiVisibili, type Lavoro, type PaginaUfficio, type RichiestaUfficio } from '../lavoro.ts';
import { CampiMisura, leggiMisura } from '../link-misura.tsx';
import { rispondibili, valoriDi } from '../link-risposte.ts';
import { SOPRA_LINK, trovaModulo } from '../link.tsx';

const testi = ufficioLink.compila;
/** Before the names of the answers: the page has fields of its own. */
const PREFISSO = 'm.';
const FRASE = fraseErrore({ moduloErrori });

type Scelto = NonNullable<Awaited<ReturnType<typeof trovaModulo>>>;

/** A new link to a form: what the ente answers already is typed in the form itself, as a citizen would. */
export const compilaLink: PaginaUfficio = {
  percorso: '/link/nuovo/:id',
  chi: 'operatore',
  atto: { get: 'lavora' },
  get: alLavoro(async (l, { parametri }) => {
    const scelto = await trovaModulo(l, parametri['id'] ?? '');
    if (scelto === null) return errore('nonTrovata');
    return pagina(<Vista {...{ l, scelto }} c={compilata(l, scelto, {})} fissi={[]} valori={{}} errori={{}} />);
  }),
  post: alLavoro(async (l, r) => {
    const scelto = await trovaModulo(l, r.parametri['id'] ?? '');
    if (scelto === null) return errore('nonTrovata');
    const c = compilata(l, scelto, inviatiDi(r, PREFISSO));
    const fissi = [...r.scelte('fissi')];
    const vista = (errori: Errori): VNode => <Vista {...{ l, scelto, c, fissi, errori }} valori={r.modulo} />;
    if (r.modulo['azione'] !== 'crea') return pagina(vista({}));
    const { errori, fatto } = await crea(l, r, { scelto, c, fissi });
    return fatto === null ? rifiutata(vista(errori)) : vai(con(VAI.unLink(fatto), { fatto: 'creato' }));
  }),
};

function compilata({ ctx }: Lavoro, { modulo }: Scelto, inviati: Inviati): Compilazione {
  const c = compila(modulo, inviati, { oggi: ctx.oggi, lingua: 'it' });
  return { ...c, campi: soloDigitati(rispondibili(c.campi)) };
}

type Compilato = { scelto: Scelto; c: Compilazione; fissi: readonly string[] };

async function crea(
  l: Lavoro,
  { modulo }: RichiestaUfficio,
  { scelto, c, fissi }: Compilato,
): Promise<{ errori: Errori; fatto: string | null }> {
  const valori = valoriDi(c.campi);
  const { misura, errori } = leggiMisura(l.ctx, modulo);
  const tutti = {
    ...erroriCompilati({ campi: c.campi, prefisso: PREFISSO, frase: FRASE }),
    ...fissiVuoti(c, { fissi, valori }),
    ...errori,
  };
  if (Object.keys(tutti).length > 0) return { errori: tutti, fatto: null };
  const { ids } = await l.ctx.tx((t) => tipiVisibili(t, l));
  const meta = { tipoDovuto: scelto.tipoDovuto, valori, fissi };
  const esito = await creaLink(l.ctx, { ...misura, meta }, ids);
  return esito.ok
    ? { errori: {}, fatto: esito.value.linkId }
    : { errori: { fissi: frase(esito.refusal) }, fatto: null };
}

/** Nobody can be kept from changing what has not been answered. */
function fissiVuoti(
  { campi }: Compilazione,
  { fissi, valori }: { fissi: readonly string[]; valori: ValoriLink },
): Errori {
  const vuoti = fissi.filter((nome) => !Object.hasOwn(valori, nome));
  if (vuoti.length === 0) return {};
  const domande = foglieLink(campi).flatMap(({ domanda, campo }) => (vuoti.includes(campo.nome) ? [domanda] : []));
  return { fissi: testi.fissoVuoto(domande.join(', ')) };
}

type Prop = Compilato & { l: Lavoro; valori: Readonly<Record<string, string>>; errori: Errori };

function Vista({ l, scelto, c, fissi, valori, errori }: Prop): VNode {
  const domande = foglieLink(c.campi).filter(({ campo }) => campo.visibile);
  const percorso = [...SOPRA_LINK, { testo: ufficioLink.crea.titolo, a: VAI.nuovoLink }];
  const titolo = testi.titolo(scelto.denominazione);
  return (
    <Foglio u={l} titolo={titolo} sezione={VAI.link} percorso={percorso} conErrori={Object.keys(errori).length > 0}>
      <RiepilogoErrori errori={errori} />
      <p>{testi.introduzione}</p>
      <Modulo a={VAI.compilaLink(scelto.tipoDovutoId)}>
        <h2>{testi.domande}</h2>
        <Azioni>
          <Bottone aspetto="secondario" icona="it-refresh" nome="azione" valore="aggiorna">
            {testi.aggiorna}
          </Bottone>
        </Azioni>
        <ModuloCompilato campi={c.campi} prefisso={PREFISSO} frase={FRASE} />
        <p>
          {testi.importo}: {c.importoCents === null ? testi.importoNonAncora : <Importo cents={c.importoCents} />}
        </p>
        <CampoScelta
          nome="fissi"
          etichetta={testi.fissi}
          aiuto={testi.fissiAiuto}
          errore={errori['fissi']}
          alternative={domande.map(({ domanda, campo }) => ({ valore: campo.nome, testo: domanda }))}
          scelte={fissi}
          multipla
          facoltativo
        />
        <h2>{testi.misura}</h2>
        <CampiMisura valori={valori} errori={errori} />
        <Azioni>
          <Bottone nome="azione" valore="crea">
            {ufficioLink.crea.fai}
          </Bottone>
        </Azioni>
      </Modulo>
    </Foglio>
  );
}
