import { fullName } from "../lookup.ts";
import { nodeId } from "../node-ids.ts";
import type { Repository } from "../records.ts";
import type { Release } from "../shipping/releases.ts";
import type { World } from "../world.ts";
import { accountView } from "./account.ts";

export function releaseView(world: World, repository: Repository, release: Release) {
  const name = fullName(repository);
  const api = `${world.links.api}/repos/${name}`;
  const url = `${api}/releases/${release.id}`;
  return {
    url,
    assets_url: `${url}/assets`,
    upload_url: `https://uploads.github.com/repos/${name}/releases/${release.id}/assets{?name,label}`,
    html_url: `${world.links.html}/${name}/releases/tag/${release.tag}`,
    id: release.id,
    author: accountView(world, release.author),
    node_id: nodeId("release", release.id),
    tag_name: release.tag,
    target_commitish: release.target,
    name: release.name,
    draft: release.draft,
    immutable: false,
    prerelease: release.prerelease,
    created_at: release.createdAt,
    updated_at: release.publishedAt ?? release.createdAt,
    published_at: release.publishedAt,
    assets: [],
    tarball_url: release.draft ? null : `${api}/tarball/${release.tag}`,
    zipball_url: release.draft ? null : `${api}/zipball/${release.tag}`,
    body: release.body,
  };
}
