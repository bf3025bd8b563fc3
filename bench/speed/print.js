/** The figures of one question, or of two runs beside each other, as text. */

const ms = (number) =>
  (number === null || number === undefined ? "-" : `${number.toFixed(0)} ms`).padStart(9);
const mb = (number) =>
  (number === undefined || number === null ? "-" : `${(number / 1e6).toFixed(0)} MB`).padStart(8);

export function questionText({ title, figures = {}, stages, curves = {}, goals }) {
  const width = Math.max(20, ...Object.keys(figures).map((name) => name.length));
  const lines = ["", title];
  if (Object.keys(figures).length > 0)
    lines.push(
      `  ${"".padEnd(width)}    median  (quartiles)            processor   memory   with all it starts`,
    );
  for (const [name, { median, low, high, cpu, memory, timedOut }] of Object.entries(figures))
    lines.push(
      timedOut
        ? `  ${name.padEnd(width)}  did not end within its time-out (${ms(median).trim()})`
        : `  ${name.padEnd(width)} ${ms(median)}  (${ms(low).trim()} – ${ms(high).trim()})`.padEnd(
            width + 40,
          ) + `${ms(cpu)} ${mb(memory?.own)} ${mb(memory?.all)}`,
    );
  if (stages) {
    lines.push("  stages (they run beside each other):");
    for (const { stage, ms: took } of stages.stages)
      lines.push(`    ${stage.padEnd(12)} ${ms(took)}  ${((100 * took) / stages.total_ms).toFixed(0)} %`);
  }
  for (const [name, { points, exponent }] of Object.entries(curves)) {
    lines.push(`  ${name}: ${points.map(({ size, ms: took }) => `${size}: ${ms(took).trim()}`).join(", ")}`);
    lines.push(`    exponent ${exponent.toFixed(2)} (1 is linear)`);
  }
  for (const goal of goals) lines.push(goalText(goal));
  return `${lines.join("\n")}\n`;
}

function goalText({ what, value, memory, goal, met }) {
  const mark = met ? "met   " : "MISSED";
  if (memory === undefined) return `  ${mark} ${value.toFixed(2)} (goal ${goal})  ${what}`;
  return `  ${mark} ${ms(value).trim()}, ${mb(memory).trim()}  ${what}`;
}

/** Each figure of both runs, with the later one as a part of the earlier. */
export function comparisonText(before, after) {
  const lines = [`before: ${JSON.stringify(before.machine)}`, `after:  ${JSON.stringify(after.machine)}`];
  for (const question of after.questions) {
    const earlier = before.questions.find(({ title }) => title === question.title);
    lines.push("", question.title);
    if (!earlier) {
      lines.push("  was not measured before");
      continue;
    }
    for (const [name, { median, cpu }] of Object.entries(question.figures ?? {})) {
      const was = earlier.figures[name];
      if (!was) continue;
      lines.push(
        `  ${name.padEnd(40)} ${ms(was.median)} → ${ms(median)}  × ${(median / was.median).toFixed(2)}` +
          `   processor ${ms(was.cpu)} → ${ms(cpu)}`,
      );
    }
    question.goals.forEach(({ what, value, goal, met }, at) => {
      const was = earlier.goals[at];
      if (was?.what !== what && !what.includes("parsers'")) return;
      lines.push(
        `  ${met ? "met   " : "MISSED"} ${was?.value.toFixed(2)} → ${value.toFixed(2)} (goal ${goal})  ${what}`,
      );
    });
  }
  return `${lines.join("\n")}\n`;
}
