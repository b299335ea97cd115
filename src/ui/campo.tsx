import type { ComponentChildren, ComponentProps, VNode } from 'preact';
import { useContesto } from './contesto.tsx';
import { Icona } from './icona.tsx';

/** What every field has. `nome` is also what the error summary points at: the element's id is `campo-<nome>`. */
type Comuni = {
  nome: string;
  /** Left out when the page's `h1` is the label (`titoloPer` of Cornice). */
  etichetta?: string;
  /** Hint: what is expected, and where to find it. */
  aiuto?: ComponentChildren;
  /** Why it was refused, and what to do. */
  errore?: string | undefined;
  /** It may stay empty: said in words after the label. What must be filled in carries no mark. */
  facoltativo?: boolean;
};

/** Of the tokens of HTML, those about a person or a sign-in. */
type Scopo =
  | 'off'
  | 'name'
  | 'given-name'
  | 'family-name'
  | 'email'
  | 'tel'
  | 'street-address'
  | 'postal-code'
  | 'username'
  | 'current-password'
  | 'new-password'
  | 'one-time-code';

type Larghezza = 'breve' | 'media' | 'piena';

type PropCampo = Comuni & {
  /** What the person typed, as they typed it. A password never comes back. */
  valore?: string | undefined;
  tipo?: 'text' | 'email' | 'tel' | 'password' | 'date';
  /** WCAG 1.3.5: the purpose of a field about the person, so that the browser may fill it in. */
  autocomplete?: Scopo;
  /** Numbers are text with a numeric keyboard: `type=number` loses leading zeros and reads scrolling as a change. */
  cifre?: boolean;
  larghezza?: Larghezza;
  caratteriMax?: number | undefined;
  /** Shown after the field: `€`. */
  unita?: string;
  /** Where the page begins: the one thing to put right, among many that are well. */
  inFuoco?: boolean;
  /** With the keys that the browser wants beside it, the keyboard goes there. */
  tasto?: string;
};

/** One line of text, with its label, hint and error wired together for assistive technology. */
export function Campo(props: PropCampo): VNode {
  const {
    nome,
    tipo = 'text',
    valore,
    autocomplete = 'off',
    cifre = false,
    larghezza = 'piena',
    caratteriMax,
    unita,
    inFuoco = false,
    tasto,
  } = props;
  const tastiera = unita === undefined ? 'numeric' : 'decimal';
  const larga = larghezza === 'piena' ? [] : [larghezza];
  const proprieta = {
    ...attributi(props),
    class: ['form-control', ...larga, ...(cifre ? ['cifre'] : [])].join(' '),
    name: nome,
    type: tipo,
    value: tipo === 'password' ? undefined : valore,
    autocomplete,
    inputmode: cifre ? tastiera : undefined,
    maxLength: caratteriMax,
    spellcheck: false,
    autofocus: inFuoco || undefined,
    accesskey: tasto,
    // Preact's types tell inputs apart by the roles they may take: these five take none from us.
  } as ComponentProps<'input'>;
  const ingresso = <input {...proprieta} />;
  return (
    <Riquadro {...props}>{unita === undefined ? ingresso : <ConUnita unita={unita}>{ingresso}</ConUnita>}</Riquadro>
  );
}

/** Several lines of text. */
export function CampoTesto(
  props: Comuni & {
    valore?: string;
    righe?: number;
    caratteriMax?: number | undefined;
    /** What is written is for a program: letters of one width, lines not broken. */
    codice?: boolean;
  },
): VNode {
  const { nome, valore, righe = 4, caratteriMax, codice = false } = props;
  return (
    <Riquadro {...props}>
      <textarea
        {...attributi(props)}
        class={codice ? 'form-control codice' : 'form-control'}
        name={nome}
        rows={righe}
        maxLength={caratteriMax}
        spellcheck={codice ? false : undefined}
        value={valore ?? ''}
      />
    </Riquadro>
  );
}

/** A file to upload. What was chosen cannot come back with a refused form: the hint should say so if the form is long. */
export function CampoFile(props: Comuni & { accetta?: string; daCapo?: string | undefined }): VNode {
  // `daCapo` makes it another control for whoever draws anew only what is different: a file that was refused would stay chosen.
  const suoi = { ...props, nome: props.nome + (props.daCapo ?? '') };
  return (
    <Riquadro {...suoi}>
      <input {...attributi(suoi)} class="form-control" name={props.nome} type="file" accept={props.accetta} />
    </Riquadro>
  );
}

export type Alternativa = { valore: string; testo: string; aiuto?: string };

/** One of many (more than about seven), from a closed list. */
export function CampoElenco(
  props: Comuni & {
    alternative: readonly Alternativa[];
    valore?: string;
    larghezza?: Larghezza;
    /** What leaving it blank means: «Tutti». */
    vuota?: string;
  },
): VNode {
  const { nome, alternative, valore, larghezza = 'piena', vuota } = props;
  return (
    <Riquadro {...props}>
      <select
        {...attributi(props)}
        class={larghezza === 'piena' ? 'form-control' : `form-control ${larghezza}`}
        name={nome}
      >
        <option value="">{vuota}</option>
        {alternative.map((una) => (
          <option key={una.valore} value={una.valore} selected={una.valore === valore}>
            {una.testo}
          </option>
        ))}
      </select>
    </Riquadro>
  );
}

type PropScelta = Comuni & {
  alternative: readonly Alternativa[];
  scelte?: readonly string[];
  /** More than one may be taken: boxes instead of circles. */
  multipla?: boolean;
};

/** One or some of a few, all in sight. */
export function CampoScelta(props: PropScelta): VNode {
  const { nome, alternative, scelte = [], multipla = false, etichetta, aiuto, errore } = props;
  return (
    <fieldset class={errore === undefined ? 'campo' : 'campo campo-errato'} aria-describedby={descrizione(props)}>
      <legend class={etichetta === undefined ? 'visually-hidden' : 'campo-etichetta'}>
        <Etichetta {...props} />
      </legend>
      <AiutoErrore nome={nome} aiuto={aiuto} errore={errore} />
      {alternative.map((una, i) => (
        <Spunta
          key={una.valore}
          // The first has the field's own id: there the error summary leads.
          id={i === 0 ? `campo-${nome}` : `campo-${nome}-${i}`}
          nome={nome}
          alternativa={una}
          tipo={multipla ? 'checkbox' : 'radio'}
          scelta={scelte.includes(una.valore)}
        />
      ))}
    </fieldset>
  );
}

/** A single box: a consent, a confirmation. Its hint stands under it: above, it would seem to be about what comes before. */
export function CampoSpunta(props: Comuni & { etichetta: string; scelta?: boolean; valore?: string }): VNode {
  const { nome, etichetta, errore, scelta = false, valore = 'si' } = props;
  return (
    <div class={errore === undefined ? 'campo' : 'campo campo-errato'}>
      <AiutoErrore nome={nome} errore={errore} />
      <Spunta
        id={`campo-${nome}`}
        nome={nome}
        alternativa={{ valore, testo: etichetta }}
        tipo="checkbox"
        scelta={scelta}
        campo={props}
      />
    </div>
  );
}

type PropSpunta = {
  id: string;
  nome: string;
  alternativa: Alternativa;
  tipo: 'radio' | 'checkbox';
  scelta: boolean;
  campo?: Comuni;
};

function Spunta({ id, nome, alternativa, tipo, scelta, campo }: PropSpunta): VNode {
  const aiutoId = alternativa.aiuto === undefined ? undefined : `${id}-spiega`;
  return (
    <div class="scelta">
      <input
        {...(campo && attributi(campo))}
        {...(aiutoId && { 'aria-describedby': aiutoId })}
        id={id}
        name={nome}
        type={tipo}
        value={alternativa.valore}
        checked={scelta}
      />
      <label for={id}>{alternativa.testo}</label>
      {aiutoId !== undefined && (
        <div id={aiutoId} class="campo-aiuto">
          {alternativa.aiuto}
        </div>
      )}
      {campo !== undefined && <AiutoErrore nome={nome} aiuto={campo.aiuto} />}
    </div>
  );
}

function ConUnita({ unita, children }: { unita: string; children: ComponentChildren }): VNode {
  return (
    <div class="campo-unita">
      {children}
      <span>{unita}</span>
    </div>
  );
}

function Riquadro(props: Comuni & { children: ComponentChildren }): VNode {
  const { nome, etichetta, aiuto, errore, children } = props;
  return (
    <div class={errore === undefined ? 'campo' : 'campo campo-errato'}>
      {etichetta !== undefined && (
        <label class="campo-etichetta" for={`campo-${nome}`}>
          <Etichetta {...props} />
        </label>
      )}
      <AiutoErrore nome={nome} aiuto={aiuto} errore={errore} />
      {children}
    </div>
  );
}

function Etichetta({ etichetta, facoltativo = false }: Comuni): VNode {
  const { testi, lang } = useContesto();
  return (
    <>
      {etichetta}
      {facoltativo && (
        <span class="campo-facoltativo" lang={lang}>
          {' '}
          ({testi.facoltativo})
        </span>
      )}
    </>
  );
}

function AiutoErrore({ nome, aiuto, errore }: Pick<Comuni, 'nome' | 'aiuto' | 'errore'>): VNode {
  const { testi, lang } = useContesto();
  return (
    <>
      {aiuto !== undefined && (
        <div id={`campo-${nome}-aiuto`} class="campo-aiuto">
          {aiuto}
        </div>
      )}
      {errore !== undefined && (
        <p id={`campo-${nome}-errore`} class="campo-errore" lang={lang}>
          <Icona nome="it-error" />
          <span>
            <span class="visually-hidden">{testi.errore}: </span>
            {errore}
          </span>
        </p>
      )}
    </>
  );
}

/** The hint and the error are read together with the field. */
function descrizione({ nome, aiuto, errore }: Comuni): string | undefined {
  const parti = [
    errore === undefined ? [] : [`campo-${nome}-errore`],
    aiuto === undefined ? [] : [`campo-${nome}-aiuto`],
  ].flat();
  return parti.length === 0 ? undefined : parti.join(' ');
}

function attributi(campo: Comuni) {
  return {
    id: `campo-${campo.nome}`,
    'aria-describedby': descrizione(campo),
    'aria-invalid': campo.errore === undefined ? undefined : 'true',
    'aria-required': campo.facoltativo ? undefined : 'true',
  } as const;
}
