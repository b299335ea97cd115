/** What the other rooms may know of places: comuni and nations, of today and of the past. */
export {
  aggiornaLuoghi,
  cercaComuni,
  comuniSconosciuti,
  luoghiNoti,
  seminaLuoghi,
  statoLuoghi,
  type LuoghiAggiornati,
} from './acts/luoghi.ts';
export {
  comuneNoto,
  LUOGHI_IGNOTI,
  nascitaNota,
  nazioneNota,
  provinciaNota,
  type Comune,
  type Coppia,
  type LuoghiNoti,
} from './core/luoghi.ts';
export type { CaricamentoLuoghi, StatoLuoghi } from './store/luoghi.ts';
