/** The part of hosted-git-info 8 that we call; the published types are those of version 3. */
declare module "hosted-git-info" {
  export interface HostedRepository {
    /** "github", "gitlab", "bitbucket", "gist", "sourcehut". */
    readonly type: string;
    /** Address of a file at a commit; undefined where the service has none. */
    browseFile(path: string, options: { readonly committish: string }): string | undefined;
  }

  const hostedGitInfo: {
    /** Undefined for an address of no known service. */
    fromUrl(url: string): HostedRepository | undefined;
  };
  export default hostedGitInfo;
}
