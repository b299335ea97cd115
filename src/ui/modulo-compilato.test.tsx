import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import type { Giorno } from '#kernel/giorno';
import { valoreDi } from '#kernel/esito';
import { compila, controllaDefinizione, type Compilazione, type Inviati } from '#modules/enti';
import { OGNI_GENERE } from '#support/moduli';
import { Interfaccia } from './contesto.tsx';
import { DettaglioImporto, erroriCompilati, inviatiDi, ModuloCompilato, soloDigitati } from './modulo-compilato.tsx';

const html = (corpo: VNode): string =>
  renderToString(
    <Interfaccia risorsa={(nome) => `/risorse/${nome}`} csrf={() => 'gettone'}>
      {corpo}
    </Interfaccia>,
  );

const modulo = valoreDi(controllaDefinizione(OGNI_GENERE));
const compilato = (inviati: Inviati): Compilazione =>
  compila(modulo, inviati, { oggi: '2026-11-27' as Giorno, lingua: 'it' });
const frase = ({ codice }: { codice: string }): string => `Errore ${codice}`;
const resa = (inviati: Inviati): string =>
  html(<ModuloCompilato campi={compilato(inviati).campi} prefisso="p." frase={frase} />);

describe('the fields of a compiled form', () => {
  test('are one control a kind, each with its label, hint and error wired together', () => {
    const pagina = resa({ giorno: '31/02/2026', quanti: 'x' });
    for (const pezzo of [
      '<label class="campo-etichetta" for="campo-p.richiedente.nome">',
      '<textarea id="campo-p.note"',
      'id="campo-p.quanti"',
      'inputmode="numeric"',
      'type="checkbox" value="si"',
      'type="radio" value="a"',
      'type="file" accept="application/pdf"',
      '<select id="campo-p.mese"',
    ])
      expect(pagina).toContain(pezzo);
    expect(pagina).toMatch(/aria-invalid="true"[^>]*name="p.quanti"|name="p.quanti"[^>]*aria-invalid="true"/);
    // What is not a day comes back as it was typed.
    expect(pagina).toMatch(/<input[^>]*name="p.giorno"[^>]*type="text"[^>]*value="31\/02\/2026"/);
    expect(resa({ giorno: '2026-12-01' })).toMatch(/<input[^>]*name="p.giorno"[^>]*type="date"/);
    const ids = [...pagina.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, per = ''] of pagina.matchAll(/<label[^>]* for="([^"]+)"/g)) expect(ids).toContain(per);
    for (const [, elenco = ''] of pagina.matchAll(/aria-describedby="([^"]+)"/g))
      for (const id of elenco.split(' ')) expect(ids).toContain(id);
  });

  test('appear, and are turned off, as the definition says', () => {
    expect(resa({})).not.toContain('name="p.targa"');
    expect(resa({ auto: 'si' })).toContain('name="p.targa"');
    expect(resa({})).toMatch(/<fieldset disabled class="spento">.*name="p.sconto"/s);
    expect(resa({ auto: 'si' })).not.toContain('disabled class="spento"');
  });

  test('rows are added and taken away by buttons, without a script', () => {
    const due = resa({ 'figli.righe': '2' });
    expect(due).toContain('name="p.figli.0.nome"');
    expect(due).toContain('name="p.figli.1.nome"');
    expect(due).toContain('<input type="hidden" name="p.figli.righe" value="2"/>');
    expect(due).toContain('name="p.figli.righe" value="3">Aggiungi una riga a «Figli»</button>');
    expect(due).toContain('name="p.figli.togli" value="1">Togli la riga 2 di «Figli»</button>');
    expect(resa({ 'figli.righe': '3' })).not.toContain('Aggiungi una riga');
  });

  test('a computed one is shown and not asked', () => {
    const pagina = resa({ quanti: '3' });
    expect(pagina).not.toContain('name="p.doppio"');
    expect(pagina).toMatch(/id="campo-p.doppio".*<p>6/s);
  });

  test('what is wrong is summed up in the order of the page, rows and groups included', () => {
    const { campi } = compilato({ 'figli.0.nome': 'x'.repeat(2000) });
    const errori = erroriCompilati({ campi, prefisso: 'p.', frase });
    expect(Object.keys(errori).slice(0, 1)).toEqual(['p.richiedente.nome']);
    expect(Object.keys(errori)).toContain('p.figli.0.nome');
    expect(errori['p.richiedente.nome']).toBe('Errore OBBLIGATORIO');
  });

  test('of what is still empty nothing is held against anybody, of what is typed it is', () => {
    const { campi } = compilato({ quanti: 'x' });
    const errori = erroriCompilati({ campi: soloDigitati(campi), frase });
    expect(errori).toEqual({ quanti: 'Errore NUMERO_NON_VALIDO' });
  });

  test('a choice without items yet is said in words', () => {
    const { campi } = compilato({});
    const senzaVoci = campi.map((campo) => ({ ...campo, opzioni: [] }));
    const pagina = html(<ModuloCompilato campi={senzaVoci} frase={frase} />);
    expect(pagina).toMatch(/id="campo-mese" tabindex="-1".*Le voci compaiono quando hai risposto/s);
  });

  test('a file to attach: what may be, then the one that has arrived, as its value, and the button that takes it away', () => {
    const tenuti = new Map([['abc', { nome: 'Atto «1».pdf', bytes: 1_500_000 }]]);
    const pagina = (valore: string, daCapo?: string): string => {
      const { campi } = compilato({ atto: valore });
      const allegati = { tenuti, togli: 'togli', bytesMax: 10 * 1024 * 1024, daCapo };
      return html(<ModuloCompilato campi={campi} frase={frase} prefisso="p." allegati={allegati} />);
    };
    expect(pagina('')).toMatch(
      /al massimo 10 MB\..*<input id="campo-p\.atto"[^>]*name="p\.atto" type="file" accept="/s,
    );
    const arrivato = pagina('abc');
    expect(arrivato).not.toContain('type="file"');
    expect(arrivato).toMatch(/role="status" id="arrivato-p\.atto">Atto «1»\.pdf è arrivato\.</);
    expect(arrivato).toMatch(
      /type="hidden" name="p\.atto" value="abc".*Atto «1»\.pdf .*\(1,4 MB\).*name="togli" value="p\.atto"/s,
    );
    // A name that stands for nothing is not carried along.
    expect(pagina('abd')).not.toContain('abd');
    // Where a script keeps what is alike, a control whose file was refused is another one.
    expect(pagina('../x', '-9')).toMatch(/for="campo-p\.atto-9".*id="campo-p\.atto-9"[^>]*name="p\.atto"/s);
  });

  test('text of people is escaped', () => {
    expect(resa({ note: '<script>x</script>' })).not.toContain('<script>');
  });
});

describe('the amount', () => {
  test('is told line by line, with its total', () => {
    const c = compilato({ quanti: '3' });
    const tabella = html(<DettaglioImporto compilazione={c} />);
    expect(tabella).toContain('Come si arriva all’importo');
    expect(tabella).toMatch(/<tfoot>.*30,00/s);
    expect(html(<DettaglioImporto compilazione={compilato({})} />)).toBe('');
  });
});

test('what was sent is read by its prefix; of many values, all; of how many rows, the last said', () => {
  const tutti: Record<string, string[]> = { 'p.giorni': ['a', 'b'], 'p.figli.righe': ['1', '2'] };
  const r = {
    modulo: { definizione: '{}', 'p.nome': 'Ada', 'p.giorni': 'b', 'p.figli.righe': '2' },
    scelte: (nome: string) => tutti[nome] ?? ['Ada'],
  };
  expect(inviatiDi(r, 'p.')).toEqual({ nome: 'Ada', giorni: ['a', 'b'], 'figli.righe': '2' });
});
