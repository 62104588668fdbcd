/** Blobs as objects of a bucket of MinIO or another S3 server. Only this package knows the MinIO SDK. */
@NullMarked
package org.brandstore.blob.s3;

import org.jspecify.annotations.NullMarked;
