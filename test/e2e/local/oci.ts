import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { type TarEntry, tar } from './tar';

/** What an image holds and how it starts. */
export interface ImageProps {
  /** Path in the image → path of the file here. Copied as executables. */
  readonly files: Readonly<Record<string, string>>;
  readonly entrypoint: readonly string[];
  /**
   * As upstream's Dockerfile has it, name or number: a kubelet cannot tell that a *name* is not
   * root, and refuses it under `runAsNonRoot` unless the pod gives a number.
   */
  readonly user: string;
  /** @default - / */
  readonly workingDir?: string;
  /**
   * Directories that `user` may write to.
   *
   * @default - none
   */
  readonly ownedDirs?: readonly string[];
}

/** Packs an image as an OCI layout in a tar archive that `ctr images import` takes. */
export function ociArchive(reference: string, image: ImageProps): Buffer {
  const layer = tar(layerEntries(image));
  const config = json({
    architecture: process.arch === 'arm64' ? 'arm64' : 'amd64',
    os: 'linux',
    config: {
      User: image.user,
      Entrypoint: image.entrypoint,
      WorkingDir: image.workingDir ?? '/',
      Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
    },
    rootfs: { type: 'layers', diff_ids: [digest(layer)] },
  });
  const manifest = json({
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    config: descriptor('config', config),
    layers: [descriptor('layer', layer)],
  });
  const index = json({
    schemaVersion: 2,
    manifests: [
      {
        ...descriptor('manifest', manifest),
        annotations: { 'io.containerd.image.name': reference },
      },
    ],
  });
  const blob = (content: Buffer): TarEntry => ({
    name: `blobs/sha256/${digest(content).slice('sha256:'.length)}`,
    content,
    mode: 0o644,
  });
  return tar([
    { name: 'oci-layout', content: json({ imageLayoutVersion: '1.0.0' }), mode: 0o644 },
    { name: 'index.json', content: index, mode: 0o644 },
    blob(manifest),
    blob(config),
    blob(layer),
  ]);
}

const MEDIA_TYPES = {
  manifest: 'application/vnd.oci.image.manifest.v1+json',
  config: 'application/vnd.oci.image.config.v1+json',
  layer: 'application/vnd.oci.image.layer.v1.tar',
} as const;

const NOBODY = 65534;

function layerEntries(image: ImageProps): TarEntry[] {
  const passwd =
    'root:x:0:0:root:/root:/sbin/nologin\nnobody:x:65534:65534:nobody:/:/sbin/nologin\n';
  const group = 'root:x:0:\nnobody:x:65534:\n';
  const text = (name: string, content: string): TarEntry => ({
    name,
    content: Buffer.from(content),
    mode: 0o644,
  });
  const files = Object.entries(image.files);
  const parents = new Set(files.flatMap(([target]) => parentsOf(target)));
  return [
    { name: 'etc/', mode: 0o755 },
    text('etc/passwd', `${passwd}nonroot:x:65532:65532:nonroot:/home/nonroot:/sbin/nologin\n`),
    text('etc/group', `${group}nonroot:x:65532:\n`),
    { name: 'tmp/', mode: 0o1777 },
    ...[...parents].sort().map((name): TarEntry => ({ name: `${name}/`, mode: 0o755 })),
    ...(image.ownedDirs ?? []).map(
      (dir): TarEntry => ({ name: `${dir.slice(1)}/`, mode: 0o775, uid: NOBODY }),
    ),
    ...files.map(
      ([target, source]): TarEntry => ({
        name: target.slice(1),
        content: fs.readFileSync(source),
        mode: 0o755,
      }),
    ),
  ];
}

function parentsOf(file: string): string[] {
  const parts = file.split('/').slice(1, -1);
  return parts.map((_, end) => parts.slice(0, end + 1).join('/'));
}

function descriptor(kind: keyof typeof MEDIA_TYPES, content: Buffer): object {
  return { mediaType: MEDIA_TYPES[kind], digest: digest(content), size: content.length };
}

function digest(content: Buffer): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}

function json(value: object): Buffer {
  return Buffer.from(JSON.stringify(value));
}
