/**
 * What a bucket's own list says (`ListBucketResult`, Amazon S3 API Reference, ListObjects and ListObjectsV2). It names
 * objects; each of them still needs a URL of its own, unless the bucket is public.
 */
import { elements, elementText } from '#lib/xml-text.ts';
import { shellWord } from './shell-word.ts';

export interface S3Listing {
  readonly bucket: string | null;
  readonly prefix: string;
  readonly objects: readonly ListedObject[];
  /** More is there than is listed: a list has at most 1,000 keys, and the next one needs a newly signed URL. */
  readonly truncated: boolean;
  /** In Glacier classes that have to be restored before they can be read. */
  readonly archived: number;
}

export interface ListedObject {
  readonly key: string;
  /** Bytes as stored. */
  readonly size: number;
}

/** Null when the text is none. */
export function readListing(xml: string): S3Listing | null {
  if (!/<ListBucketResult[\s>]/.test(xml.slice(0, 1_000))) return null;
  const isEncoded = elementText(xml, 'EncodingType') === 'url';
  const name = (text: string): string => (isEncoded ? urlDecoded(text) : text);
  const objects: ListedObject[] = [];
  let archived = 0;
  for (const content of elements(xml, 'Contents')) {
    const key = name(elementText(content, 'Key') ?? '');
    const size = Number(elementText(content, 'Size') ?? 0);
    // A key that ends in a slash is a folder as consoles make it.
    if (key === '' || (key.endsWith('/') && size === 0)) continue;
    if (/^(?:GLACIER|DEEP_ARCHIVE)$/.test(elementText(content, 'StorageClass') ?? '')) archived += 1;
    else objects.push({ key, size: Number.isSafeInteger(size) && size >= 0 ? size : 0 });
  }
  return {
    bucket: elementText(xml, 'Name'),
    // `Prefix` also stands inside of common prefixes, behind the one of the list.
    prefix: name(elementText(xml, 'Prefix') ?? ''),
    objects,
    truncated: elementText(xml, 'IsTruncated') === 'true',
    archived,
  };
}

function urlDecoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

/** The address of an object beside the list's own, without any signature: good for public buckets. */
export function unsignedUrl(listingUrl: string, key: string): string {
  const url = new URL(listingUrl);
  const folder = url.pathname.endsWith('/') ? url.pathname : `${url.pathname}/`;
  // Each part by itself: `/` separates, and `.` and `..` would be taken for steps.
  const path = key
    .split('/')
    .map((part) => (/^\.\.?$/.test(part) ? part.replaceAll('.', '%2E') : encodeURIComponent(part)));
  return `${url.origin}${folder}${path.join('/')}`;
}

/**
 * Commands for a shell (AWS CLI 2) that write a list of URLs for everything below a prefix: key, tab, URL. Null when a name
 * cannot safely stand in a command. The CLI asks for all pages of the list by itself, but signs for its own Region unless told.
 */
export function manifestScript(
  bucket: string | null,
  prefix: string,
  region: string | null = null,
): string | null {
  const name = bucket === null ? 'YOUR-BUCKET' : shellWord(bucket);
  const below = prefix === '' ? "''" : shellWord(prefix);
  if (name === null || below === null || /[^\w.-]/.test(name)) return null;
  const isRegion = region !== null && /^[a-z]{2}(?:-[a-z]+)+-\d$/.test(region);
  const where = isRegion
    ? region
    : '$(aws s3api head-bucket --bucket "$bucket" --query BucketRegion --output text)';
  return `bucket=${name}
prefix=${below}
region=${where}
aws s3api list-objects-v2 --bucket "$bucket" --prefix "$prefix" --region "$region" --query 'Contents[].[Key]' --output text |
while IFS= read -r key; do
  printf '%s\\t%s\\n' "$key" "$(aws s3 presign "s3://$bucket/$key" --region "$region" --expires-in 3600)"
done > trailscope-urls.txt
`;
}
