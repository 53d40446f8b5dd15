#!/bin/sh
# Trailscope in an S3 bucket: docs/hosting.md. Takes the folder of the release and the place in the bucket:
#   ./s3-upload.sh dist s3://tools.example.com/trailscope
set -eu
site=$1
place=${2%/}

# First the files that never change, so that nobody meets a page whose parts are not there yet. Those of the version before
# stay: somebody may be working with it.
aws s3 cp "$site/assets" "$place/assets" --recursive \
  --cache-control 'public, max-age=31536000, immutable'

# Then all others; what is no part of this version goes.
aws s3 sync "$site" "$place" --delete --exclude 'assets/*' \
  --exclude index.html --exclude service-worker.js --cache-control no-cache

# Last the page, and what offers it to those who have been here before.
for file in index.html service-worker.js; do
  aws s3 cp "$site/$file" "$place/$file" --cache-control no-cache
done
