import type { VNode } from 'preact';
import { Messaggio } from '#ui/messaggio';

type Proprieta = {
  /** What a page can say of what was done, by the word that its address holds. */
  frasi: Readonly<Record<string, string>>;
  /** `?fatto=…`: what it does not know says nothing, for an address may come from anywhere. */
  fatto: string | undefined;
};

/** What has just been done, said once, on top of the page to which the act led. */
export function Fatto({ frasi, fatto = '' }: Proprieta): VNode | null {
  const detto = Object.hasOwn(frasi, fatto) ? frasi[fatto] : undefined;
  if (detto === undefined) return null;
  return (
    <Messaggio tipo="successo" esito>
      <p>{detto}</p>
    </Messaggio>
  );
}
