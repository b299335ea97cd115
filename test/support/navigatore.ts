/** A browser without a screen or scripts: keeps cookies, follows redirects, fills forms. What works with it works with JavaScript off. */
export type Pagina = { url: string; stato: number; html: string };
export type File = { nome: string; byte: Uint8Array };

const REDIRECT_MAX = 5;

export class Navigatore {
  readonly #base: string;
  readonly #cookie = new Map<string, string>();

  constructor(base: string) {
    this.#base = base;
  }

  /** A cookie that the browser has already. */
  conCookie(nome: string, valore: string): this {
    this.#cookie.set(nome, valore);
    return this;
  }

  /** The same browser now: what becomes of one is not seen by the other. */
  copia(): Navigatore {
    const copia = new Navigatore(this.#base);
    for (const [nome, valore] of this.#cookie) copia.conCookie(nome, valore);
    return copia;
  }

  cookie(nome: string): string | undefined {
    return this.#cookie.get(nome);
  }

  async apri(percorso: string): Promise<Pagina> {
    return this.#vai(new URL(percorso, this.#base).href, { method: 'GET' });
  }

  async scarica(percorso: string): Promise<{ byte: Buffer; nome: string; tipo: string }> {
    const risposta = await this.#chiedi(new URL(percorso, this.#base).href, { method: 'GET' });
    if (risposta.status !== 200) throw new Error(`${percorso}: HTTP ${risposta.status}`);
    const nome = /filename="?([^";]+)"?/.exec(risposta.headers.get('content-disposition') ?? '')?.[1] ?? '';
    return { byte: Buffer.from(await risposta.arrayBuffer()), nome, tipo: risposta.headers.get('content-type') ?? '' };
  }

  /** Sends the form of a page that has the field `campo` (or the only one), with its hidden fields and the given values. */
  async invia(
    pagina: Pagina,
    valori: Record<string, string | File | readonly string[]>,
    campo = Object.keys(valori)[0] ?? '',
  ): Promise<Pagina> {
    const modulo = trovaModulo(pagina.html, campo);
    const corpo = new FormData();
    for (const [nome, valore] of Object.entries({ ...modulo.nascosti, ...valori })) {
      if (typeof valore === 'string') corpo.set(nome, valore);
      else if (valore instanceof Array) for (const uno of valore) corpo.append(nome, uno);
      else corpo.set(nome, new Blob([new Uint8Array(valore.byte)]), valore.nome);
    }
    const url = new URL(modulo.azione ?? pagina.url, pagina.url).href;
    const body = modulo.conFile
      ? corpo
      : new URLSearchParams(
          [...corpo].map(([nome, valore]): [string, string] => [
            nome,
            typeof valore === 'string' ? valore : valore.name,
          ]),
        );
    return this.#vai(url, { method: 'POST', body });
  }

  /** As `invia`, until the browser is sent to `dove`, a place where nobody answers: the whole address. */
  async finoA(pagina: Pagina, valori: Record<string, string>, dove: string): Promise<string> {
    const { azione, nascosti } = trovaModulo(pagina.html, Object.keys(valori)[0] ?? '');
    let url = new URL(azione ?? pagina.url, pagina.url).href;
    let come: RequestInit = { method: 'POST', body: new URLSearchParams({ ...nascosti, ...valori }) };
    for (let n = 0; n <= REDIRECT_MAX; n += 1) {
      const altrove = (await this.#chiedi(url, come)).headers.get('location');
      if (altrove === null) throw new Error(`${url}: leads nowhere`);
      url = new URL(altrove, url).href;
      if (url.startsWith(dove)) return url;
      come = { method: 'GET' };
    }
    throw new Error(`${dove}: too many redirects`);
  }

  /** As `invia`, by the script of a page that asks for a part of it anew. */
  async chiede(pagina: Pagina, valori: Record<string, string>, campo: string): Promise<Pagina> {
    const { azione, nascosti } = trovaModulo(pagina.html, campo);
    const url = new URL(azione ?? pagina.url, pagina.url).href;
    const body = new URLSearchParams({ ...nascosti, ...valori });
    const risposta = await this.#chiedi(url, { method: 'POST', body, headers: { 'hx-request': 'true' } });
    return { url, stato: risposta.status, html: await risposta.text() };
  }

  async #vai(inizio: string, init: RequestInit): Promise<Pagina> {
    let url = inizio;
    let come = init;
    for (let n = 0; n <= REDIRECT_MAX; n += 1) {
      const risposta = await this.#chiedi(url, come);
      const altrove = risposta.headers.get('location');
      if (altrove === null) return { url, stato: risposta.status, html: await risposta.text() };
      url = new URL(altrove, url).href;
      come = { method: 'GET' };
    }
    throw new Error(`${inizio}: too many redirects`);
  }

  async #chiedi(url: string, init: RequestInit): Promise<Response> {
    const cookie = [...this.#cookie].map(([nome, valore]) => `${nome}=${valore}`).join('; ');
    const risposta = await fetch(url, {
      ...init,
      redirect: 'manual',
      headers: { ...(init.headers as Record<string, string> | undefined), cookie, origin: new URL(url).origin },
    });
    for (const riga of risposta.headers.getSetCookie()) {
      const [, nome = '', valore = ''] = /^([^=]+)=([^;]*)/.exec(riga) ?? [];
      if (valore === '' || /max-age=0/i.test(riga)) this.#cookie.delete(nome);
      else this.#cookie.set(nome, valore);
    }
    return risposta;
  }
}

/** What every page has in its header: these forms are meant by name only. */
const DELLA_CORNICE = ['lingua', 'esci'];

type Modulo = { azione: string | null; conFile: boolean; nascosti: Record<string, string> };

function trovaModulo(html: string, campo: string): Modulo {
  const moduli = [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/gi)].filter(
    ([, attributi = '', dentro = '']) =>
      /method="?post/i.test(attributi) &&
      DELLA_CORNICE.every((nome) => campo === nome || !dentro.includes(`name="${nome}"`)),
  );
  const scelto =
    moduli.find(([, , dentro = '']) => campo !== '' && new RegExp(`name="${campo}"`).test(dentro)) ??
    (campo === '' ? moduli[0] : undefined);
  if (scelto === undefined) throw new Error(`no form with the field «${campo}»`);
  const [, attributi = '', dentro = ''] = scelto;
  const nascosti = [...dentro.matchAll(/<input\b[^>]*>/gi)].filter(([campoHtml]) => /type="hidden"/i.test(campoHtml));
  return {
    azione: decodifica(/action="([^"]*)"/.exec(attributi)?.[1] ?? '') || null,
    conFile: /multipart/i.test(attributi),
    nascosti: Object.fromEntries(
      nascosti.map(([c]) => [/name="([^"]*)"/.exec(c)?.[1] ?? '', decodifica(/value="([^"]*)"/.exec(c)?.[1] ?? '')]),
    ),
  };
}

function decodifica(testo: string): string {
  return testo
    .replaceAll('&amp;', '&')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>');
}

/** The text of a page, without its tags, for looking at what a person reads. */
export function testoDi(html: string): string {
  return decodifica(html.replace(/<(script|style)[\s\S]*?<\/\1>/gi, ' ').replace(/<[^>]+>/g, ' '))
    .replace(/&nbsp;|\s+/g, ' ')
    .trim();
}
