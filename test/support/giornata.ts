import { generateSync } from 'otplib';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { nuovaPagina, verificaAccessibilita } from './browser.ts';
import type { Modo } from './modi.ts';

/** Somebody at work in the ufficio: a browser, and what they do over and over in it. */
export class Giornata {
  readonly page: Page;
  /** What is theirs is called by it. */
  readonly sigla: string;
  readonly #modo: Modo;
  readonly #url: string;

  /** `url`: where the door is. */
  static async comincia(url: string, modo: Modo): Promise<Giornata> {
    return new Giornata(await nuovaPagina(modo), modo, url);
  }

  private constructor(page: Page, modo: Modo, url: string) {
    this.page = page;
    this.#modo = modo;
    this.#url = url;
    this.sigla = `${modo.width}${modo.javaScript ? 'C' : 'S'}`;
  }

  /** What is on the screen stays in it, and with scripts axe finds nothing. `SCATTI=folder` keeps a picture of it. */
  async vedi(nome: string): Promise<void> {
    expect(await this.page.locator('h1').count(), this.page.url()).toBe(1);
    if (this.#modo.javaScript) await verificaAccessibilita(this.page);
    const fuori = await this.page.evaluate('document.documentElement.scrollWidth - innerWidth');
    expect(fuori, nome).toBeLessThanOrEqual(0);
    await fotografa(this.page, `giornata-${nome}-${this.sigla}`);
  }

  /** The page shows what the worker has done: by itself, or asked to. */
  async fatto(): Promise<void> {
    if (!this.#modo.javaScript) await this.page.getByRole('link', { name: 'Aggiorna la pagina' }).click();
  }

  /** Without a script a button asks for what follows from the answers. */
  async premiSenzaScript(nome: string): Promise<void> {
    if (!this.#modo.javaScript) await this.page.getByRole('button', { name: nome, exact: true }).click();
  }

  vai(dove: string): Promise<unknown> {
    return this.page.goto(`${this.#url}/ufficio${dove}`);
  }
  premi(nome: string): Promise<void> {
    return this.page.getByRole('button', { name: nome, exact: true }).click();
  }
  segui(nome: string): Promise<void> {
    return this.page.getByRole('link', { name: nome, exact: true }).click();
  }
  legge(parole: string): Promise<void> {
    return this.page.getByText(parole).first().waitFor();
  }

  /** Fields by their names. */
  async riempi(campi: Readonly<Record<string, string>>): Promise<void> {
    for (const [nome, valore] of Object.entries(campi))
      await this.page.locator(`main [name="${nome}"]`).first().fill(valore);
  }

  /** In by password, and by the six digits of the telephone where there is one. */
  async entra({ utente, password, secret }: { utente: string; password: string; secret?: string }): Promise<void> {
    await this.riempi({ utente, password });
    await this.premi('Entra');
    if (secret !== undefined) {
      await this.riempi({ codice: generateSync({ secret }) });
      await this.page.locator('main [name=codice]').press('Enter');
    }
    await this.page.waitForURL((url) => !url.pathname.endsWith('/accedi'));
  }

  /** The number of the notice that the page shows. */
  async numeroAvviso(): Promise<string> {
    const testo = await this.page.locator('main').innerText();
    return (/3\d{3}( ?\d{4}){3} ?\d{2}/.exec(testo)?.[0] ?? '').replaceAll(' ', '');
  }

  /** The box that takes anything, from whatever page; the only row that it finds is opened from the keyboard. */
  async cerca(che: string): Promise<void> {
    await this.page.getByRole('searchbox').fill(che);
    await this.page.getByRole('searchbox').press('Enter');
    await this.page.getByRole('table', { name: '1 dovuto' }).waitFor();
    await this.vedi('trovato');
    await this.page.getByRole('rowheader').getByRole('link').focus();
    await this.page.keyboard.press('Enter');
    await this.page.waitForURL(/\/dovuti\/[0-9a-f-]{36}$/);
  }

  async scarica(nome: string | RegExp): Promise<string> {
    const scaricato = this.page.waitForEvent('download');
    await this.page.getByRole('link', { name: nome }).click();
    return (await scaricato).suggestedFilename();
  }
}

/** `SCATTI=folder` keeps pictures of what was walked, to look at them. */
export async function fotografa(page: Page, nome: string): Promise<void> {
  const cartella = process.env['SCATTI'];
  if (cartella !== undefined) await page.screenshot({ path: `${cartella}/${nome}.png`, fullPage: true });
}
