/** The modes that a file has in git: plain, executable, symbolic link, submodule. A tree knows no others. */
export type FileMode = "100644" | "100755" | "120000" | "160000";
