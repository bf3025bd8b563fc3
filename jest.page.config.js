import config from "./jest.config.js";

/** The tests that need a browser (`npm run test:page`). */
export default { ...config, testMatch: ["<rootDir>/test/page/**/*.browser.ts"], testTimeout: 120_000 };
