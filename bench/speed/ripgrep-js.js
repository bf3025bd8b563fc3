/** Runs ripgrep-js in the current folder, as its README says: node ripgrep-js.js STRING */
import ripgrep from "ripgrep-js";

const found = await ripgrep.ripGrep(process.cwd(), process.argv[2]);
console.log(found.length);
