import { renderToString } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import { valoreDi } from '#kernel/esito';
import type { Giorno } from '#kernel/giorno';
import { compila, controllaDefinizione, type Inviati } from '#modules/enti';
import { OGNI_GENERE } from '#support/moduli';
import { Interfaccia } from '#ui/contesto';
import { Risposte } from './risposte.tsx';

const MODULO = valoreDi(controllaDefinizione(OGNI_GENERE));

/** The text of the answers, as it stands in the page. */
function resa(inviati: Inviati): string {
  const { campi } = compila(MODULO, inviati, { oggi: '2026-11-27' as Giorno, lingua: 'it' });
  const html = renderToString(
    <Interfaccia risorsa={(nome) => nome} csrf={() => ''}>
      <Risposte campi={campi} />
    </Interfaccia>,
  );
  return html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
}

test('a day is told as people write it, though a browser sends it in another way', () => {
  expect(resa({ giorno: '2026-12-05' })).toContain('Giorno 05/12/2026');
});

test('rows are told one by one, with their number', () => {
  expect(resa({ 'figli.righe': '2', 'figli.0.nome': 'Ugo', 'figli.1.nome': 'Ada' })).toMatch(
    /Figli Riga 1 Nome del figlio Ugo .*Riga 2 Nome del figlio Ada/,
  );
});

test('what was left empty is not told', () => {
  expect(resa({})).not.toContain('Giorno');
});
