import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import type { Giorno } from '#kernel/giorno';
import { cents } from '#kernel/importo';
import type { NumeroAvviso as Numero } from '#kernel/numero-avviso';
import { interfaccia } from '#testi/it/interfaccia';
import { Avanzamento } from './avanzamento.tsx';
import { Azioni, Bottone } from './bottone.tsx';
import { Campo, CampoElenco, CampoFile, CampoScelta, CampoSpunta, CampoTesto } from './campo.tsx';
import { Collegamento } from './collegamento.tsx';
import { Interfaccia } from './contesto.tsx';
import { Cornice, type Sito } from './cornice.tsx';
import { Dati } from './dati.tsx';
import { Dettagli } from './dettagli.tsx';
import { Messaggio } from './messaggio.tsx';
import { Modulo } from './modulo.tsx';
import { PaginaErrore } from './pagina-errore.tsx';
import { Paginazione } from './paginazione.tsx';
import { RiepilogoErrori } from './riepilogo-errori.tsx';
import { Schede } from './schede.tsx';
import { Stato, StatoDovuto } from './stato.tsx';
import { Tabella } from './tabella.tsx';
import { DataGiorno, Importo, Istante, NumeroAvviso } from './valori.tsx';
import { Vuoto } from './vuoto.tsx';

let gettoni = 0;
const html = (corpo: VNode): string =>
  renderToString(
    <Interfaccia risorsa={(nome) => `/risorse/${nome}`} csrf={() => `gettone-${++gettoni}`}>
      {corpo}
    </Interfaccia>,
  );
/** What a person reads. */
const testo = (corpo: VNode): string => html(corpo).replaceAll(/<[^>]+>/g, '');

const SITO: Sito = {
  porta: 'portale',
  intermediario: 'Regione Esempio',
  inizio: '/',
  navigazione: [
    { testo: 'Paga', a: '/' },
    { testo: 'Enti', a: '/enti' },
  ],
  piede: [{ testo: 'Privacy', a: '/privacy' }],
  assistenza: 'Numero verde 800 000 000',
  versione: '1.2.3',
};

describe('Cornice', () => {
  test('says where one is: title, section, path', () => {
    const pagina = html(
      <Cornice
        sito={SITO}
        vista={{ ente: { denominazione: 'Comune di Prova', prova: false } }}
        titolo="Avviso"
        sezione="/enti"
        percorso={[{ testo: 'Enti', a: '/enti' }]}
      >
        <p>testo</p>
      </Cornice>,
    );
    expect(pagina).toContain('<html lang="it">');
    expect(pagina).toContain('<title>Avviso – Enti – Comune di Prova – MyPay</title>');
    expect(pagina).toContain('<a href="/enti" aria-current="true">Enti</a>');
    expect(pagina).toContain('<li class="breadcrumb-item active" aria-current="page">Avviso</li>');
    expect(pagina.match(/<h1/g)).toHaveLength(1);
    expect(pagina.match(/<main/g)).toHaveLength(1);
    for (const meta of ['#contenuto', '#menu', '#piede']) {
      expect(pagina).toContain(`href="${meta}"`);
      expect(pagina).toContain(`id="${meta.slice(1)}"`);
    }
    expect(pagina).toContain('MyPay 1.2.3');
    expect(pagina).not.toContain(interfaccia.prova);
    expect(pagina).not.toMatch(/ style=| on[a-z]+=|<script>/);
  });

  test('of an ente in test mode every page says that it cannot be paid', () => {
    const vista = { ente: { denominazione: 'Comune di Prova', prova: true } };
    expect(testo(<Cornice sito={SITO} vista={vista} titolo="x" children={null} />)).toContain('PROVA – non pagabile');
  });

  test('the h1 is the label of the one field', () => {
    expect(html(<Cornice sito={SITO} titolo="Quale?" titoloPer="numero" children={null} />)).toContain(
      '<h1><label for="campo-numero">Quale?</label></h1>',
    );
  });

  test('without forms nobody asks for a token', () => {
    const prima = gettoni;
    html(<Cornice sito={SITO} vista={{ accedi: '/accedi' }} titolo="x" children={null} />);
    expect(gettoni).toBe(prima);
    const dentro = { persona: { nome: 'Anna Neri', esci: '/esci' }, cerca: '/cerca' };
    const pagina = html(<Cornice sito={SITO} vista={dentro} titolo="x" children={null} />);
    expect(gettoni).toBe(prima + 2);
    expect(pagina).toContain('action="/esci"');
    expect(pagina).toContain('Anna Neri');
  });
});

describe('fields', () => {
  test('label, hint, error and value are tied together', () => {
    const campo = html(
      <Campo
        nome="cf"
        etichetta="Codice fiscale"
        aiuto="16 caratteri"
        errore="Manca"
        valore={'<a"b>'}
        caratteriMax={16}
      />,
    );
    expect(campo).toContain('<label class="campo-etichetta" for="campo-cf">');
    expect(campo).toContain('<div id="campo-cf-aiuto" class="campo-aiuto">16 caratteri</div>');
    expect(campo).toContain('id="campo-cf-errore"');
    const [, ingresso = ''] = /(<input.*?\/>)/.exec(campo) ?? [];
    for (const attributo of [
      'id="campo-cf"',
      'name="cf"',
      'value="&lt;a&quot;b>"',
      'aria-describedby="campo-cf-errore campo-cf-aiuto"',
      'aria-invalid="true"',
      'aria-required="true"',
      'autocomplete="off"',
      'maxlength="16"',
    ]) {
      expect(ingresso).toContain(attributo);
    }
  });

  test('a field in order claims nothing', () => {
    const campo = html(<Campo nome="a" etichetta="A" facoltativo />);
    expect(campo).not.toMatch(/aria-(invalid|required|describedby)/);
    expect(testo(<Campo nome="a" etichetta="A" facoltativo />)).toBe('A (facoltativo)');
  });

  test('a password never comes back', () => {
    expect(html(<Campo nome="p" etichetta="Password" tipo="password" valore="segreta" />)).not.toContain('segreta');
  });

  test('numbers are text with the right keyboard', () => {
    expect(html(<Campo nome="n" cifre />)).toMatch(/type="text".* inputmode="numeric"/);
    expect(html(<Campo nome="n" cifre unita="€" />)).toMatch(/inputmode="decimal".*<span>€<\/span>/);
  });

  test('choices keep what was chosen, and the first has the id the summary points at', () => {
    const alternative = [
      { valore: 'a', testo: 'A' },
      { valore: 'b', testo: 'B', aiuto: 'spiega' },
    ];
    const scelta = html(
      <CampoScelta nome="s" etichetta="S" errore="Scegli" alternative={alternative} scelte={['b']} />,
    );
    expect(scelta).toMatch(/<fieldset class="campo campo-errato" aria-describedby="campo-s-errore">/);
    expect(scelta).toMatch(/<input id="campo-s" name="s" type="radio" value="a"\/>/);
    expect(scelta).toMatch(/aria-describedby="campo-s-1-spiega" id="campo-s-1".* value="b" checked/);
    const molte = html(<CampoScelta nome="s" etichetta="S" multipla alternative={alternative} scelte={['a', 'b']} />);
    expect(molte.match(/type="checkbox".*? checked/g)).toHaveLength(2);
    expect(html(<CampoElenco nome="e" etichetta="E" alternative={alternative} valore="b" />)).toMatch(
      /selected value="b"|value="b" selected/,
    );
    expect(html(<CampoSpunta nome="c" etichetta="C" errore="Serve" scelta />)).toMatch(/aria-invalid="true".* checked/);
    // Under its box: above, it would seem to be about what comes before.
    const spunta = html(<CampoSpunta nome="c" etichetta="C" aiuto="Perché" />);
    expect(spunta).toMatch(/aria-describedby="campo-c-aiuto".*<label for="campo-c">.*id="campo-c-aiuto"/);
    expect(html(<CampoTesto nome="t" etichetta="T" valore="<b>" />)).toContain('>&lt;b></textarea>');
    expect(html(<CampoFile nome="f" etichetta="F" accetta=".zip" />)).toMatch(/type="file" accept=".zip"/);
  });

  test('the summary lists the errors in their order and takes the focus; without errors it is not there', () => {
    const riepilogo = html(<RiepilogoErrori errori={{ nome: 'Scrivi il nome.', cf: 'Controlla.' }} />);
    expect(riepilogo).toMatch(/tabindex="-1" autofocus/);
    expect([...riepilogo.matchAll(/<a href="(#[^"]+)">([^<]+)/g)].map(([, a, t]) => [a, t])).toEqual([
      ['#campo-nome', 'Scrivi il nome.'],
      ['#campo-cf', 'Controlla.'],
    ]);
    expect(testo(<RiepilogoErrori errori={{ a: 'x' }} />)).toContain('C’è una cosa da correggere');
    expect(html(<RiepilogoErrori errori={{}} />)).toBe('');
  });

  test('a form posts, with its token first and without the browser’s own messages', () => {
    gettoni = 0;
    expect(html(<Modulo a="/x">campi</Modulo>)).toBe(
      '<form method="post" action="/x" novalidate><input type="hidden" name="_csrf" value="gettone-1"/>campi</form>',
    );
    expect(html(<Modulo conFile>campi</Modulo>)).toContain('enctype="multipart/form-data"');
  });
});

describe('links', () => {
  test.each([
    '/avviso',
    '/enti?q=a',
    '#campo',
    '?dopo=x',
    'https://example.org/a',
    'mailto:a@example.org',
    'tel:+39041000',
  ])('%s is a link', (a) => {
    expect(html(<Collegamento a={a}>x</Collegamento>)).toBe(`<a href="${a}">x</a>`);
  });
  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    '\u0001javascript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    '//male.example',
    '/\\male.example',
    '\\\\male.example',
    'http://[',
  ])('%j is only text', (a) => {
    expect(html(<Collegamento a={a}>x</Collegamento>)).toBe('<span>x</span>');
  });

  test('another site is announced, and does not learn whence', () => {
    const link = <Collegamento a="https://example.org" esterno children="Sito" />;
    expect(html(link)).toContain('rel="external noreferrer"');
    expect(testo(link)).toBe('Sito (apre un altro sito)');
  });

  test('a button goes somewhere or sends the form', () => {
    expect(html(<Bottone a="/paga">Paga</Bottone>)).toBe('<a href="/paga" class="btn btn-primary">Paga</a>');
    expect(
      html(
        <Azioni>
          <Bottone aspetto="pericolo" nome="azione" valore="annulla">
            Annulla
          </Bottone>
        </Azioni>,
      ),
    ).toBe(
      '<div class="azioni"><button type="submit" class="btn btn-danger" name="azione" value="annulla">Annulla</button></div>',
    );
  });
});

describe('tables and lists', () => {
  type Riga = { id: string; importo: number };
  const tabella = (righe: Riga[]): VNode => (
    <Tabella
      id="t"
      titolo="Dovuti"
      colonne={[
        { titolo: 'Numero', cella: (riga: Riga) => riga.id },
        { titolo: 'Importo', numerica: true, cella: (riga: Riga) => riga.importo, totale: '30' },
      ]}
      righe={righe}
      chiave={(riga) => riga.id}
      apri={(riga) => `/dovuti/${riga.id}`}
      vuoto={<Vuoto titolo="Nessuno">Carica un flusso</Vuoto>}
    />
  );

  test('a table has caption, headers, totals, and a region the keyboard can scroll', () => {
    const resa = html(tabella([{ id: 'a', importo: 10 }]));
    expect(resa).toContain(
      '<div class="tabella" role="region" tabindex="0" aria-labelledby="t"><table><caption id="t">',
    );
    expect(resa).toContain('<th scope="col" class="numerica">Importo</th>');
    expect(resa).toContain('<th scope="row"><a href="/dovuti/a">a</a></th><td class="numerica">10</td>');
    expect(resa).toContain('<tfoot><tr><th scope="row">Totale</th><td class="numerica">30</td></tr></tfoot>');
  });

  test('with more columns than a telephone shows, each cell says its column', () => {
    const colonne = ['A', 'B', 'C', 'D'].map((titolo) => ({ titolo, cella: (riga: string) => `${riga}${titolo}` }));
    const resa = html(
      <Tabella id="s" titolo="Schede" colonne={colonne} righe={['x']} chiave={(r) => r} vuoto={<p />} />,
    );
    expect(resa).toContain('<div class="tabella a-schede"');
    expect(resa).toContain('<th scope="row" data-titolo="A">xA</th><td data-titolo="B">xB</td>');
  });

  test('an empty one says what to do', () => {
    expect(testo(tabella([]))).toBe('NessunoCarica un flusso');
  });

  test('paging offers what there is', () => {
    expect(html(<Paginazione />)).toBe('');
    expect(testo(<Paginazione successiva="/x?dopo=1" />)).toBe('Successiva');
    expect(testo(<Paginazione precedente="/x?prima=1" successiva="/x?dopo=1" />)).toBe('PrecedenteSuccessiva');
  });

  test('facts, cards, details', () => {
    expect(html(<Dati dati={[{ nome: 'Chi', valore: 'M. R.' }, null]} />)).toBe(
      '<dl class="dati"><div><dt>Chi</dt><dd>M. R.</dd></div></dl>',
    );
    expect(testo(<Schede schede={[{ titolo: 'Ho un avviso', a: '/avviso', testo: 'Con il numero' }]} />)).toBe(
      'Ho un avvisoCon il numero',
    );
    expect(html(<Dettagli titolo="Perché">x</Dettagli>)).toBe('<details><summary>Perché</summary>x</details>');
  });
});

describe('values and states', () => {
  test('money, days, instants, numbers', () => {
    expect(testo(<Importo cents={cents(1_234_56)} />)).toBe('1.234,56 €');
    expect(html(<DataGiorno giorno={'2026-11-23' as Giorno} />)).toBe(
      '<time datetime="2026-11-23">23 novembre 2026</time>',
    );
    expect(testo(<DataGiorno giorno={'2026-11-23' as Giorno} breve />)).toBe('23/11/2026');
    // Rome, on both sides of midnight and of daylight saving.
    expect(testo(<Istante istante={new Date('2026-12-31T23:30:00Z')} />)).toBe('01/01/2027 00:30');
    expect(testo(<Istante istante={new Date('2026-07-01T12:00:00Z')} />)).toBe('01/07/2026 14:00');
    const numero = <NumeroAvviso numero={'301000000000012377' as Numero} />;
    expect(testo(numero)).toBe('301000000000012377');
    expect(html(numero).match(/<span>\d+<\/span>/g)).toHaveLength(5);
  });

  test('a state is a word, a colour and an icon', () => {
    for (const stato of Object.keys(interfaccia.stati) as (keyof typeof interfaccia.stati)[]) {
      const resa = html(<StatoDovuto stato={stato} />);
      expect(resa).toMatch(/class="stato stato-(neutro|attesa|bene|attenzione|male)"/);
      expect(resa).toMatch(/icone\.svg#it-/);
      expect(testo(<StatoDovuto stato={stato} />)).toBe(interfaccia.stati[stato]);
    }
    expect(html(<Stato tono="bene">Terminato</Stato>)).toContain('it-check-circle');
  });

  test('a callout is announced only when it is the outcome of an act', () => {
    expect(html(<Messaggio tipo="errore" titolo="No" children="x" />)).toBe(
      '<div class="alert alert-danger"><p class="alert-heading">No</p>x</div>',
    );
    expect(html(<Messaggio tipo="successo" esito children="x" />)).toBe(
      '<div class="alert alert-success" role="status">x</div>',
    );
  });
});

describe('Avanzamento', () => {
  test('asks again while there is work, with a link where there is no script', () => {
    const resa = html(<Avanzamento id="f" titolo="Carico" fatte={1500} totale={200_000} aggiorna="/flussi/1" />);
    expect(resa).toContain('hx-get="/flussi/1" hx-trigger="every 2s" hx-swap="outerHTML"');
    expect(resa).toContain('<progress aria-labelledby="f-titolo" value="1500" max="200000">');
    expect(resa).toContain('<noscript><p><a href="/flussi/1">');
    expect(resa).toContain('1.500 di 200.000');
  });

  test('stops when it has ended; has no figure for what is not known', () => {
    expect(html(<Avanzamento id="f" titolo="Carico" fatte={3} totale={3} />)).not.toMatch(/hx-get|noscript/);
    const ignoto = html(<Avanzamento id="f" titolo="Carico" fatte={3} totale={null} aggiorna="/x" />);
    expect(ignoto).toContain('<progress aria-labelledby="f-titolo">');
    expect(ignoto).toContain('3 fatte finora');
  });
});

test('the error page says what happened and what to do; a fault has its code', () => {
  for (const motivo of Object.keys(interfaccia.errori) as (keyof typeof interfaccia.errori)[]) {
    const pagina = testo(<PaginaErrore sito={SITO} errore={{ motivo }} />);
    expect(pagina).toContain(interfaccia.errori[motivo].titolo);
    expect(pagina).toContain(interfaccia.errori[motivo].testo);
  }
  const guasto = testo(
    <PaginaErrore sito={SITO} errore={{ motivo: 'guasto', testo: 'Altro.', riferimento: 'AbC123' }} />,
  );
  expect(guasto).toContain('Altro.');
  expect(guasto).toContain('AbC123');
});

test('a component outside the interface is a fault', () => {
  expect(() => renderToString(<Modulo>x</Modulo>)).toThrow('outside <Interfaccia>');
});
