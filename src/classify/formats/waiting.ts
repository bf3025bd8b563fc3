/**
 * The matches of one file that wait for a site, handed out in order.
 *
 * A reader walks the text once; at each stretch it asks for the matches that begin before the stretch ends. So
 * every match gets exactly one site, whatever the reader does, and in the order in which they stand.
 */
import { siteIn } from "../site.ts";
import type { Place, Site, SiteDetails } from "../site.ts";

export type Seen = Pick<Site, "role" | "what"> & Partial<Pick<Site, "reading">> & SiteDetails;

export class Waiting {
  readonly sites: Site[] = [];
  readonly #source: string;
  readonly #places: readonly Place[];

  constructor(source: string, places: readonly Place[]) {
    this.#source = source;
    this.#places = places;
  }

  /** The next match without a site. */
  get next(): Place | undefined {
    return this.#places[this.sites.length];
  }

  /** Does a match begin before `end`? */
  before(end: number): boolean {
    const place = this.next;
    return place !== undefined && place.start < end;
  }

  /** Gives every waiting match that begins before the end of `stretch` a site in it. */
  give(stretch: Place, seen: Seen | ((place: Place) => Seen)): void {
    for (let place = this.next; place && place.start < stretch.end; place = this.next) {
      const details = typeof seen === "function" ? seen(place) : seen;
      this.sites.push(siteIn(this.#source, stretch, place, { reading: "format", ...details }));
    }
  }

  /** The same for sites that are made elsewhere. */
  giveSites(end: number, make: (places: readonly Place[]) => readonly Site[]): void {
    const from = this.sites.length;
    let to = from;
    for (let place = this.#places[to]; place && place.start < end; place = this.#places[to]) to += 1;
    if (to > from) this.sites.push(...make(this.#places.slice(from, to)).slice(0, to - from));
  }

  /** Whatever is left is read as `seen`: nothing may go without a site. */
  finish(seen: Seen): Site[] {
    this.give({ start: this.next?.start ?? 0, end: Infinity }, seen);
    return this.sites;
  }
}
