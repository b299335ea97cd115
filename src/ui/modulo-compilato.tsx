import type { VNode } from 'preact';
import type { CampoCompilato, Compilazione, Errore } from '#modules/enti';
import type { Testi } from '#testi/catalogo';
import { CampoAllegato, type AllegatiModulo } from './allegato.tsx';
import { Bottone } from './bottone.tsx';
import { Campo, CampoElenco, CampoFile, CampoScelta, CampoSpunta, CampoTesto } from './campo.tsx';
import { useContesto } from './contesto.tsx';
import type { Errori } from './riepilogo-errori.tsx';
import { Tabella } from './tabella.tsx';
import { Importo } from './valori.tsx';

/** What a person reads of what is wrong with an answer. */
export type FraseErrore = (errore: Errore) => string;

/** In the words of a language; the ente's own sentence, where it has one. */
export function fraseErrore({ moduloErrori }: Pick<Testi, 'moduloErrori'>): FraseErrore {
  return ({ codice, parametri, messaggio }) => {
    const una: string | ((parametri: Errore['parametri']) => string) = moduloErrori[codice];
    return messaggio ?? (typeof una === 'string' ? una : una(parametri));
  };
}

type Insieme = {
  campi: readonly CampoCompilato[];
  /** Before the name of each field, where the page has fields of its own: `prova.`. */
  prefisso?: string;
  frase: FraseErrore;
  /** Where files may be attached; elsewhere the control is there to be looked at. */
  allegati?: AllegatiModulo | undefined;
};

/**
 * The fields of a compiled form, to stand inside a form of the page. Everything works without a script: the page compiles again what is
 * sent and shows the outcome. What is not visible is not drawn. Buttons add and take away the rows of a repeatable group: they send the
 * form, so the page's own button should come before them, for it is the one that Enter presses.
 */
export function ModuloCompilato({ campi, prefisso = '', frase, allegati }: Insieme): VNode {
  return (
    <>
      {campi
        .filter(({ visibile }) => visibile)
        .map((campo) => (
          <Uno key={campo.nome} {...{ campo, prefisso, frase, allegati }} />
        ))}
    </>
  );
}

/** What is wrong, by the name of the field as it stands in the page: for the summary above the form. */
export function erroriCompilati({ campi, prefisso = '', frase }: Insieme): Errori {
  const voci = campi
    .filter(({ visibile }) => visibile)
    .flatMap((campo): [string, string][] => [
      ...(campo.errore === null ? [] : [[prefisso + campo.nome, frase(campo.errore)] as [string, string]]),
      ...[campo.campi, ...campo.righe].flatMap((dentro) =>
        Object.entries(erroriCompilati({ campi: dentro, prefisso, frase })),
      ),
    ]);
  return Object.fromEntries(voci);
}

/** While somebody is still filling it in, only what is typed can be wrong. */
export function soloDigitati(campi: readonly CampoCompilato[]): CampoCompilato[] {
  return campi.map((campo) => ({
    ...campo,
    errore: campo.valore === '' ? null : campo.errore,
    campi: soloDigitati(campo.campi),
    righe: campo.righe.map(soloDigitati),
  }));
}

type PropUno = Required<Omit<Insieme, 'campi'>> & { campo: CampoCompilato };

function Uno(props: PropUno): VNode {
  const { campo } = props;
  if (campo.genere === 'gruppo' || campo.genere === 'schede') return <Gruppo {...props} />;
  if (campo.genere === 'ripetibile') return <Ripetibile {...props} />;
  if (campo.calcolato) return <Calcolato {...props} />;
  // A fieldset turns off what is inside it, whatever control that is.
  return campo.abilitato ? (
    <Controllo {...props} />
  ) : (
    <fieldset disabled class="spento">
      <Controllo {...props} />
    </fieldset>
  );
}

const comuni = ({ campo, prefisso, frase }: PropUno) => ({
  nome: prefisso + campo.nome,
  etichetta: campo.etichetta,
  aiuto: campo.aiuto ?? undefined,
  errore: campo.errore === null ? undefined : frase(campo.errore),
  facoltativo: !campo.obbligatorio,
});

function Controllo(props: PropUno): VNode {
  const { campo } = props;
  const suoi = { ...comuni(props), caratteriMax: campo.caratteriMax ?? undefined };
  switch (campo.genere) {
    case 'scelta':
    case 'scelte':
      return <Scelta {...props} />;
    case 'si_no':
      return <CampoSpunta {...suoi} scelta={campo.valore === 'si'} />;
    case 'file':
      return props.allegati === undefined ? (
        <CampoFile {...suoi} accetta={campo.accetta.join(',')} />
      ) : (
        <CampoAllegato
          {...comuni(props)}
          valore={campo.valore}
          accetta={campo.accetta}
          bytesMax={campo.bytesMax}
          allegati={props.allegati}
        />
      );
    case 'data':
      return <Campo {...suoi} tipo={isIso(campo.valore) ? 'date' : 'text'} valore={campo.valore} larghezza="breve" />;
    case 'importo':
      return <Campo {...suoi} valore={campo.valore} unita="€" cifre larghezza="breve" />;
    case 'numero':
      return <Numero {...props} />;
    // Those with something inside were drawn before.
    case 'gruppo':
    case 'schede':
    case 'ripetibile':
    case 'testo':
      return campo.righeTesto !== null && campo.righeTesto > 1 ? (
        <CampoTesto {...suoi} valore={campo.valore} righe={campo.righeTesto} />
      ) : (
        <Campo {...suoi} valore={campo.valore} tipo={campo.formato === 'email' ? 'email' : 'text'} />
      );
  }
}

/** What a date field can show: what was typed in another way comes back as text, so that it can be put right. */
function isIso(valore: string): boolean {
  return valore === '' || /^\d{4}-\d{2}-\d{2}$/.test(valore);
}

function Numero(props: PropUno): VNode {
  const { valore, unita, decimali } = props.campo;
  const conVirgola = decimali !== null && decimali > 0;
  const detta = unita === null ? {} : { unita };
  // A keyboard of digits alone has no comma.
  return (
    <Campo {...comuni(props)} {...detta} valore={valore} cifre={unita !== null || !conVirgola} larghezza="breve" />
  );
}

/** More than these, and a list takes less room than circles. */
const IN_VISTA_MAX = 7;

function Scelta(props: PropUno): VNode {
  const { testi } = useContesto();
  const { opzioni, genere } = props.campo;
  // Its items come with an answer that has not been given yet.
  if (opzioni.length === 0) return <SoloDetto {...props}>{testi.modulo.senzaVoci}</SoloDetto>;
  const alternative = opzioni.map(({ valore, etichetta }) => ({ valore, testo: etichetta }));
  const scelte = opzioni.filter(({ scelta }) => scelta).map(({ valore }) => valore);
  if (genere === 'scelta' && opzioni.length > IN_VISTA_MAX) {
    const [valore = ''] = scelte;
    return <CampoElenco {...comuni(props)} alternative={alternative} valore={valore} vuota={testi.modulo.scegli} />;
  }
  return <CampoScelta {...comuni(props)} alternative={alternative} scelte={scelte} multipla={genere === 'scelte'} />;
}

function Calcolato(props: PropUno): VNode {
  const { valore, unita } = props.campo;
  return <SoloDetto {...props}>{[valore === '' ? '–' : valore, unita].filter(Boolean).join(' ')}</SoloDetto>;
}

/** A question that has something to be read in place of its control. */
function SoloDetto({ children, ...props }: PropUno & { children: string }): VNode {
  const { nome, etichetta, aiuto, errore } = comuni(props);
  return (
    <div class={errore === undefined ? 'campo' : 'campo campo-errato'} id={`campo-${nome}`} tabindex={-1}>
      <p class="campo-etichetta">{etichetta}</p>
      {aiuto !== undefined && <p class="campo-aiuto">{aiuto}</p>}
      <ErroreDetto errore={errore} />
      <p>{children}</p>
    </div>
  );
}

function ErroreDetto({ errore }: { errore: string | undefined }): VNode | null {
  const { lang } = useContesto();
  if (errore === undefined) return null;
  return (
    <p class="campo-errore" lang={lang}>
      {errore}
    </p>
  );
}

/** Tabs are groups one after the other: nothing is out of sight that may have to be put right. */
function Gruppo(props: PropUno): VNode {
  const { campo, ...resto } = props;
  const { nome, aiuto, errore } = comuni(props);
  return (
    <fieldset class="gruppo" id={`campo-${nome}`} disabled={!campo.abilitato} tabindex={-1}>
      <legend>{campo.etichetta}</legend>
      {aiuto !== undefined && <p class="campo-aiuto">{aiuto}</p>}
      <ErroreDetto errore={errore} />
      <ModuloCompilato campi={campo.campi} {...resto} />
    </fieldset>
  );
}

function Ripetibile(props: PropUno): VNode {
  const { testi } = useContesto();
  const { campo, ...resto } = props;
  const { nome, aiuto, errore } = comuni(props);
  const { righe, righeMin, righeMax, etichetta } = campo;
  return (
    <fieldset class="gruppo" id={`campo-${nome}`} disabled={!campo.abilitato} tabindex={-1}>
      <legend>{etichetta}</legend>
      {aiuto !== undefined && <p class="campo-aiuto">{aiuto}</p>}
      <ErroreDetto errore={errore} />
      <input type="hidden" name={`${nome}.righe`} value={righe.length} />
      {righe.map((riga, i) => (
        <fieldset class="gruppo" key={i}>
          <legend>{testi.modulo.riga(i + 1)}</legend>
          <ModuloCompilato campi={riga} {...resto} />
          {righe.length > righeMin && (
            <Bottone aspetto="semplice" nome={`${nome}.togli`} valore={String(i)}>
              {testi.modulo.togli(i + 1, etichetta)}
            </Bottone>
          )}
        </fieldset>
      ))}
      {(righeMax === null || righe.length < righeMax) && (
        <Bottone aspetto="secondario" nome={`${nome}.righe`} valore={String(righe.length + 1)}>
          {testi.modulo.aggiungi(etichetta)}
        </Bottone>
      )}
    </fieldset>
  );
}

/** How the amount came out, line by line; nothing while there is no amount. */
export function DettaglioImporto({ compilazione: c }: { compilazione: Compilazione }): VNode | null {
  const { testi } = useContesto();
  if (c.importoCents === null) return null;
  const parole = testi.modulo;
  return (
    <Tabella
      id="dettaglio-importo"
      titolo={parole.calcolo}
      colonne={[
        { titolo: parole.voce, cella: (v) => v.etichetta },
        { titolo: parole.quantita, numerica: true, cella: (v) => v.quantita ?? '' },
        {
          titolo: parole.prezzo,
          numerica: true,
          cella: (v) => v.prezzoCents !== null && <Importo cents={v.prezzoCents} />,
        },
        {
          titolo: parole.importo,
          numerica: true,
          cella: (v) => <Importo cents={v.importoCents} />,
          totale: <Importo cents={c.importoCents} />,
        },
      ]}
      righe={c.dettaglio.map((voce, i) => ({ ...voce, i }))}
      chiave={({ i }) => String(i)}
      vuoto={<Importo cents={c.importoCents} grande />}
    />
  );
}

/** What was sent of a compiled form, as `compila` reads it. How many rows a group has is the last thing said of it: the button's. */
export function inviatiDi(
  { modulo, scelte }: { modulo: Readonly<Record<string, string>>; scelte: (nome: string) => readonly string[] },
  prefisso = '',
): Record<string, string | readonly string[]> {
  const suoi = Object.entries(modulo).filter(([nome]) => nome.startsWith(prefisso));
  return Object.fromEntries(
    suoi.map(([nome, ultimo]) => {
      const tutti = nome.endsWith('.righe') ? [] : scelte(nome);
      return [nome.slice(prefisso.length), tutti.length > 1 ? tutti : ultimo];
    }),
  );
}
