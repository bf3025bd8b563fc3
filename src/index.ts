/**
 * The library: the same jobs that the command line runs, and the pure core they are made of.
 *
 * Every job takes plain data and returns plain data; it throws `OccmapError` where it cannot do its work, and
 * nothing else on purpose. Concurrent calls share no state.
 */
export { scan, type MissionIdentity, type ScanRequest, type ScanResult } from "./jobs/scan.ts";
export type { UncommittedFile } from "./jobs/uncommitted.ts";
export { gate, type GateFacts, type GateResult } from "./jobs/gate.ts";
export type { GateRequest, Head } from "./jobs/gate-request.ts";
export { apply } from "./jobs/apply.ts";
export type { Application, ApplyRequest, ApplyResult } from "./jobs/apply-request.ts";
export type { Deed, Present, Problem } from "./apply/deed.ts";
export type { Breakage, Place } from "./apply/breakage.ts";
export type { Proposal } from "./apply/mending.ts";
export { check, type CheckRequest, type CheckResult } from "./jobs/check.ts";
export { update, type Update, type UpdateRequest } from "./jobs/update.ts";
export { list, type Listing, type ListRequest } from "./jobs/list.ts";
export { set, type Block, type Change, type SetRequest, type SetResult } from "./jobs/set.ts";
export { convert, type Conversion, type ConvertRequest, type Format } from "./jobs/convert-to.ts";
export { convertFrom, type ConvertFromRequest, type ImportedMap } from "./jobs/convert-from.ts";
export type { Loss } from "./interchange/loss.ts";
export type { Unresolved } from "./interchange/resolve.ts";
export { diff, type DiffRequest, type LinesCompared, type MapDiff } from "./jobs/diff.ts";
export type { Difference, DifferenceKind, Effect } from "./gate/difference.ts";
export type { Selection } from "./jobs/select.ts";
export type { DroppedEntry, Fate, FollowedEntry } from "./update/follow.ts";
export type { Ledger } from "./jobs/universe.ts";
export { projectStatus } from "./jobs/project-status.ts";
export { initProject, type InitializedProject } from "./jobs/init-project.ts";
/** `upgradeProject` writes at once; for a dry run or a question in between: `prepareUpgrade`, `carryOutUpgrade`. */
export {
  carryOutUpgrade,
  prepareUpgrade,
  upgradeProject,
  type PlannedUpgrade,
} from "./jobs/upgrade-project.ts";
export type { ProjectRequest, ProjectWriteRequest } from "./jobs/project-request.ts";
export type { Block as ProjectBlock, CaseName, ProjectStatus, StateName } from "./project/state.ts";
export type { Metadata, MetadataFault } from "./project/metadata.ts";
export type { FieldChange, MachineFacts } from "./project/upgrade.ts";
export {
  branchContext,
  inferMission,
  type BranchContext,
  type BranchContextRequest,
  type InferredMission,
} from "./jobs/mission.ts";
export type { Mission } from "./mission/store.ts";
export type { BulkEditPhrase } from "./mission/infer.ts";
export { loadMap, type LoadedMap, type MapLoading } from "./map/load.ts";
export { writeMap, type WriteOptions } from "./map/write.ts";
export { CATEGORIES, CATEGORY_TITLES, type Category } from "./map/categories.ts";
export { replacementsOf, stringsOf } from "./map/model.ts";
export type {
  Decision,
  Entry,
  Exception,
  KeepEntry,
  OccurrenceMap,
  RemoveEntry,
  Scope,
  Target,
} from "./map/model.ts";
export { judge, type JudgeCase, type Verdict } from "./gate/judge.ts";
export type { FileChange } from "./gate/judge-file.ts";
export type { FileState } from "./gate/sides.ts";
export { FINDING_CODES, type Finding, type FindingCode, type LineRange } from "./gate/findings.ts";
export { messageOf, type Message } from "./report/messages.ts";
export { Needles, type Span } from "./occurrence/needles.ts";
export type { Occurrence, OccurrenceKind } from "./occurrence/occurrence.ts";
export type { Match, SortableFile, Sorter, Sorting } from "./classify/sorter.ts";
/** To read what a job noted beside its result: run both inside one `runInvocation`. */
export { diagnostics, runInvocation, type Diagnostic } from "./diagnostics/invocation.ts";
export { OccmapError, type ErrorCode } from "./diagnostics/errors.ts";
export type { Fault, Position } from "./yaml/fault.ts";
export { SCHEMAS } from "./schemas.ts";
export { VERSION } from "./version.ts";
