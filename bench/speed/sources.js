/**
 * Sources in several languages that parse, made of blocks: a file is as many blocks as its size asks for, and an
 * occurrence is a block of its own, so that it stands in real surroundings (a call, a text, a comment, a key).
 */

const NOUNS = "order invoice basket customer session ledger report parcel ticket tariff".split(" ");
const VERBS = "load store merge check render index parse send count group".split(" ");

/** What the blocks of a file are made of: three words and a number. */
function words(random) {
  const verb = random.pick(VERBS);
  const noun = random.pick(NOUNS);
  return { verb, noun, other: random.pick(NOUNS), number: random.below(10_000) };
}

const capital = (word) => word[0].toUpperCase() + word.slice(1);

/** `block` is ordinary code; `hit` holds `string` exactly once. */
export const LANGUAGES = [
  {
    extension: "ts",
    share: 24,
    block: ({ verb, noun, other, number }) => `
/** ${capital(verb)}s the ${noun} that belongs to a ${other}; gives undefined where there is none. */
export function ${verb}${capital(noun)}${number}(${other}: ${capital(other)}, limit = ${number}): ${capital(noun)} | undefined {
  const found = ${other}.${noun}s.filter((item) => item.weight < limit && !item.closed);
  if (found.length === 0) return undefined;
  const [first, ...rest] = found.toSorted((a, b) => a.rank - b.rank);
  for (const item of rest) {
    if (item.id === first.id) throw new Error(\`${noun} \${item.id} stands twice in \${${other}.name}\`);
  }
  return { ...first, label: "${noun} ${number}", total: rest.reduce((sum, item) => sum + item.weight, 0) };
}
`,
    hits: [
      (string, { noun, number }) =>
        `export const ${noun}${number} = registry.open("${string}", { retry: ${number} });\n`,
      (string, { noun, number }) =>
        `function use${capital(noun)}${number}(): void {\n  ${identifier(string)}(${number});\n}\n`,
      (string, { noun }) => `// The ${noun} is kept because ${string} still reads it.\n`,
      (string, { noun }) => `logger.info("${noun} moved by ${string}");\n`,
    ],
  },
  {
    extension: "py",
    share: 18,
    block: ({ verb, noun, other, number }) => `

def ${verb}_${noun}_${number}(${other}, limit=${number}):
    """${capital(verb)} the ${noun} that belongs to a ${other}."""
    found = [item for item in ${other}.${noun}s if item.weight < limit and not item.closed]
    if not found:
        return None
    first, *rest = sorted(found, key=lambda item: item.rank)
    for item in rest:
        if item.id == first.id:
            raise ValueError(f"${noun} {item.id} stands twice in {${other}.name}")
    return {"label": "${noun} ${number}", "total": sum(item.weight for item in rest)}
`,
    hits: [
      (string, { noun, number }) => `${noun}_${number} = registry.open("${string}", retry=${number})\n`,
      (string, { noun, number }) =>
        `\n\ndef use_${noun}_${number}():\n    return ${identifier(string)}(${number})\n`,
      (string, { noun }) => `# The ${noun} is kept because ${string} still reads it.\n`,
      (string) => `parser.add_argument("--${string}", help="how it was done before")\n`,
    ],
  },
  {
    extension: "go",
    share: 12,
    header: "package area\n",
    block: ({ verb, noun, other, number }) => `
// ${capital(verb)}${capital(noun)}${number} gives the ${noun} that belongs to a ${other}.
func ${capital(verb)}${capital(noun)}${number}(${other} *${capital(other)}, limit int) (*${capital(noun)}, error) {
	for _, item := range ${other}.${capital(noun)}s {
		if item.Weight < limit && !item.Closed {
			return &${capital(noun)}{Label: "${noun} ${number}", Total: item.Weight}, nil
		}
	}
	return nil, fmt.Errorf("no ${noun} in %s below %d", ${other}.Name, limit)
}
`,
    hits: [
      (string, { noun, number }) => `var ${noun}${number} = registry.Open("${string}", ${number})\n`,
      (string, { noun, number }) =>
        `func use${capital(noun)}${number}() {\n\t${identifier(string)}(${number})\n}\n`,
      (string, { noun }) => `// The ${noun} is kept because ${string} still reads it.\n`,
    ],
  },
  {
    extension: "java",
    share: 12,
    header: "package area;\n\nclass Part {\n",
    footer: "}\n",
    block: ({ verb, noun, other, number }) => `
    /** ${capital(verb)}s the ${noun} that belongs to a ${other}. */
    ${capital(noun)} ${verb}${capital(noun)}${number}(${capital(other)} ${other}, int limit) {
        for (${capital(noun)} item : ${other}.${noun}s()) {
            if (item.weight() < limit && !item.closed()) {
                return new ${capital(noun)}("${noun} ${number}", item.weight());
            }
        }
        throw new IllegalStateException("no ${noun} in " + ${other}.name());
    }
`,
    hits: [
      (string, { noun, number }) => `    Object ${noun}${number} = registry.open("${string}", ${number});\n`,
      (string, { noun, number }) =>
        `    void use${capital(noun)}${number}() {\n        ${identifier(string)}(${number});\n    }\n`,
      (string, { noun }) => `    // The ${noun} is kept because ${string} still reads it.\n`,
    ],
  },
  {
    extension: "c",
    share: 8,
    header: '#include "area.h"\n',
    block: ({ verb, noun, other, number }) => `
/* ${capital(verb)}s the ${noun} that belongs to a ${other}. */
static int ${verb}_${noun}_${number}(const struct ${other} *${other}, int limit)
{
	int total = 0;
	for (size_t at = 0; at < ${other}->count; at += 1) {
		if (${other}->${noun}s[at].weight >= limit)
			continue;
		total += ${other}->${noun}s[at].weight;
	}
	return total > 0 ? total : -${number};
}
`,
    hits: [
      (string, { noun, number }) => `static const char *${noun}_${number} = "${string}";\n`,
      (string, { noun }) => `/* The ${noun} is kept because ${string} still reads it. */\n`,
    ],
  },
  {
    extension: "yaml",
    share: 8,
    header: "version: 2\n",
    block: ({ verb, noun, other, number }) => `${verb}_${noun}_${number}:
  image: ${other}/${noun}:${number}
  replicas: ${(number % 7) + 1}
  env:
    - name: ${noun.toUpperCase()}_LIMIT
      value: "${number}"
  command: [run, --${verb}, ${other}]
`,
    hits: [
      (string, { noun, number }) => `use_${noun}_${number}:\n  name: ${string}\n`,
      (string, { noun }) => `# The ${noun} is kept because ${string} still reads it.\n`,
    ],
  },
  {
    extension: "json",
    share: 8,
    header: "[\n",
    footer: '  { "end": true }\n]\n',
    block: ({ verb, noun, other, number }) =>
      `  { "id": ${number}, "kind": "${noun}", "action": "${verb}", "owner": { "name": "${other}", "limits": [${number}, ${number + 7}] } },\n`,
    hits: [
      (string, { noun, number }) => `  { "id": ${number}, "kind": "${noun}", "action": "${string}" },\n`,
    ],
  },
  {
    extension: "md",
    share: 10,
    block: ({ verb, noun, other, number }) => `
## How to ${verb} a ${noun} (${number})

Every ${other} has at most one ${noun} that is open. To ${verb} it, name the ${other} and the limit; what lies above
the limit is left out, and the report says so. See [the ${other}](../${other}/README.md#${noun}-${number}).

    area ${verb} ${noun} --limit ${number}
`,
    hits: [
      (string, { noun }) => `\nThe ${noun} was handled by \`${string}\` before.\n`,
      (string, { number }) => `\n    area ${string} --limit ${number}\n`,
    ],
  },
];

/** The string as a name that code may have, which it is already or becomes by its letters alone. */
function identifier(string) {
  return /^[A-Za-z_]\w*$/.test(string) ? string : `use("${string}")`;
}

/** Text of one file of about `bytes` bytes; `strings` stand in it once each, spread over its length. */
export function writeSource(language, bytes, strings, random) {
  const pieces = [language.header ?? ""];
  let size = pieces[0].length;
  let placed = 0;
  while (size < bytes || placed < strings.length) {
    const due = Math.max(size < bytes ? Math.floor((size / bytes) * strings.length) : strings.length, placed);
    for (; placed < due; placed += 1) pieces.push(random.pick(language.hits)(strings[placed], words(random)));
    if (size < bytes) {
      const block = language.block(words(random));
      pieces.push(block);
      size += block.length;
    }
  }
  pieces.push(language.footer ?? "");
  return pieces.join("");
}
