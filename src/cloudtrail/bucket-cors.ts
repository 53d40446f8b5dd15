/**
 * The rule by which a bucket lets a page read from it (Amazon S3 User Guide, elements of a CORS configuration), in the form
 * that the S3 console and `aws s3api put-bucket-cors` want.
 */

/** Answers that a page may see besides the body. S3 takes no wildcards here. */
const EXPOSED = [
  'Content-Encoding',
  'Content-Length',
  'Content-Range',
  'Content-Type',
  'ETag',
  'Last-Modified',
  'x-amz-request-id',
];

/** `origin`: of the page, such as `https://logs.example.org`. */
export function corsRule(origin: string): string {
  return `[
  {
    "AllowedOrigins": [${JSON.stringify(origin)}],
    "AllowedMethods": ["GET"],
    "AllowedHeaders": ["range"],
    "ExposeHeaders": [${EXPOSED.map((header) => JSON.stringify(header)).join(', ')}],
    "MaxAgeSeconds": 3000
  }
]
`;
}
