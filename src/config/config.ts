/** What a project can say in occmap.yaml, and what holds where it says nothing. */
import { DEFAULT_SORTING_SETTINGS, type SortingSettings } from "../classify/settings.ts";
import type { DecisionSettings } from "../decide/rules.ts";

export const CONFIG_FILE = "occmap.yaml";

export interface Config extends Pick<DecisionSettings, "disabled" | "projectRules"> {
  readonly sorting: SortingSettings;
}

export const DEFAULT_CONFIG: Config = {
  disabled: new Set(),
  projectRules: [],
  sorting: DEFAULT_SORTING_SETTINGS,
};
