/** Reads an element against a grammar: names, order, how many, shape of the values; and says in words what is wrong. */
import type { Campo, Grammatica, Scelta } from './contratto.ts';
import type { Elemento } from './xml.ts';

const DIFETTI_MAX = 20;

/** What is wrong with an element; empty when nothing is. */
export function difettiDi(elemento: Elemento, grammatica: Grammatica): string[] {
  const difetti: string[] = [];
  controllaComposto(elemento, grammatica, difetti);
  return difetti.slice(0, DIFETTI_MAX);
}

function controllaComposto(elemento: Elemento, grammatica: Grammatica, difetti: string[]): void {
  if (elemento.testo.trim() !== '') difetti.push(`<${elemento.nome}> contiene un testo dove vanno solo elementi`);
  const figli = [...elemento.figli];
  for (const voce of grammatica) {
    const ammessi = alternative(voce);
    const { min, max } = ammessi[0] ?? { min: 0, max: 0 };
    let quanti = 0;
    while (quanti < max) {
      const campo = ammessi.find((c) => c.nome === figli[0]?.nome);
      const figlio = campo && figli.shift();
      if (!campo || !figlio) break;
      controllaFiglio(figlio, campo, difetti);
      quanti += 1;
    }
    if (quanti < min) difetti.push(mancanza(elemento, ammessi));
  }
  for (const figlio of figli) difetti.push(`<${figlio.nome}> in <${elemento.nome}> è di troppo o fuori posto`);
}

function alternative(voce: Campo | Scelta): readonly Campo[] {
  return 'unoTra' in voce ? voce.unoTra : [voce];
}

function mancanza(elemento: Elemento, ammessi: readonly Campo[]): string {
  const nomi = ammessi.map((campo) => `<${campo.nome}>`).join(' oppure ');
  return `in <${elemento.nome}> manca ${nomi} al suo posto`;
}

function controllaFiglio(figlio: Elemento, campo: Campo, difetti: string[]): void {
  if (figlio.spazio !== '') difetti.push(`<${figlio.nome}> non deve stare in alcun namespace`);
  for (const nome of figlio.attributi) difetti.push(`<${figlio.nome}> ha un attributo non previsto: ${nome}`);
  if (!('va' in campo.di)) return controllaComposto(figlio, campo.di, difetti);
  if (figlio.figli.length > 0) difetti.push(`<${figlio.nome}> deve contenere solo un testo`);
  else if (!campo.di.va(figlio.testo))
    difetti.push(`<${figlio.nome}> deve essere ${campo.di.nome}: è «${figlio.testo.slice(0, 60)}»`);
}
