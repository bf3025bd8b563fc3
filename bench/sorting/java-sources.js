// Java as people write it, our own text: packages, imports, Javadoc, fields, methods, annotations, log calls. Each file
// holds the string several times, as an import, as names, in literals and in comments.
import { Random } from "../speed/random.js";

const NOUNS = "order invoice basket customer session ledger report parcel ticket tariff".split(" ");
const VERBS = "load store merge check render index parse send count group".split(" ");
const capital = (word) => word[0].toUpperCase() + word.slice(1);

/** The string that is searched, as a word and as a name of a class. */
export const STRINGS = ["orchard", "Orchard"];

/**
 * Files of `bytes` in all, the same in every run: their sizes are spread as those of source files are. A share of
 * `matching` of the methods holds the string six times; the head of each file holds it five times.
 */
export function javaSources(bytes, matching) {
  const random = new Random(60);
  const files = [];
  for (let total = 0, number = 0; total < bytes; number += 1) {
    const size = Math.min(200_000, Math.max(1500, random.logNormal(9000, 0.9)));
    const noun = random.pick(NOUNS);
    const name = `${capital(random.pick(VERBS))}${capital(noun)}${number}`;
    const content = fileOf(random, name, noun, size, matching);
    files.push({ path: `src/main/java/org/orchard/${noun}/${name}.java`, content });
    total += content.length;
  }
  return files;
}

function fileOf(random, name, noun, size, share) {
  const parts = [head(name, noun)];
  let length = parts[0].length;
  for (let number = 0; length < size; number += 1) {
    const words = { verb: random.pick(VERBS), noun: random.pick(NOUNS), other: random.pick(NOUNS), number };
    const part = random.next() < share ? matching(words) : plain(words);
    parts.push(part);
    length += part.length;
  }
  return `${parts.join("")}}\n`;
}

const head = (name, noun) => `/*
 * The ${noun} of a shop. Nobody but the benchmark reads this.
 */
package org.orchard.${noun};

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.orchard.common.OrchardClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what is known of a ${noun}, and tells others when it changes.
 *
 * @see OrchardClock
 */
public final class ${name} implements Comparable<${name}> {
    private static final Logger log = LoggerFactory.getLogger(${name}.class);
    private final Map<String, List<${capital(noun)}>> byName;
    private final OrchardClock clock;

    public ${name}(Map<String, List<${capital(noun)}>> byName, OrchardClock clock) {
        this.byName = byName;
        this.clock = clock;
    }

    @Override
    public int compareTo(${name} other) {
        return Integer.compare(byName.size(), other.byName.size());
    }
`;

const plain = ({ verb, noun, other, number }) => `
    /** ${capital(verb)}s the ${noun} that belongs to a ${other}; empty where there is none. */
    public Optional<${capital(noun)}> ${verb}${capital(noun)}${number}(${capital(other)} ${other}, int limit) {
        List<${capital(noun)}> found = new ArrayList<>();
        for (${capital(noun)} item : ${other}.${noun}s()) {
            if (item.weight() < limit && !item.isClosed()) {
                found.add(item);
            } else if (item.label().startsWith("${noun}-${number}")) {
                throw new IllegalStateException("the " + item.label() + " stands twice in " + ${other}.name());
            }
        }
        // Those that came first are asked first.
        return found.stream().filter(item -> item.rank() > ${number}).findFirst();
    }
`;

const matching = ({ verb, noun, other, number }) => `
    @Deprecated(since = "2.${number}")
    String ${verb}Orchard${number}(${capital(other)} ${other}) {
        log.info("orchard asked for the ${noun} of {}", ${other}.name());
        Map<String, Integer> sizes = Map.of("orchard", ${number}, "${noun}", byName.size());
        // The orchard has no more than one ${noun} for each ${other}.
        if (sizes.get("orchard") > ${other}.size()) {
            throw new IllegalArgumentException("no orchard holds more than " + ${number});
        }
        return clock.now() + "/var/orchard/${noun}.txt";
    }
`;
