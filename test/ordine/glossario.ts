import type { Albero } from './albero.ts';

/** The banned synonyms: the words between backticks in the last column of docs/glossario.md, each with the word to use instead. */
export function sinonimiBanditi(albero: Albero): Map<string, string> {
  const banditi = new Map<string, string>();
  for (const riga of albero.get('docs/glossario.md')?.testo.split('\n') ?? []) {
    const celle = riga.split('|').map((cella) => cella.trim());
    const identificatore = /^`(\w+)`$/.exec(celle[1] ?? '')?.[1];
    if (identificatore === undefined) continue;
    for (const [, bandito = ''] of (celle[4] ?? '').matchAll(/`(\w+)`/g)) banditi.set(bandito, identificatore);
  }
  return banditi;
}

/** `quotaPagata`, `quota_pagata`, `QuotaPagata` → quota, pagata. */
export function paroleDi(nome: string): string[] {
  return nome
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split('_');
}
