package org.brandstore.blob.s3;

import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/** Calls to the server, with its failures told in the store's own terms. */
final class S3Calls {
    private S3Calls() {}

    /**
     * A call to the MinIO SDK. It throws an IllegalStateException around whatever went wrong if the connection fails or an
     * answer makes no sense.
     */
    @FunctionalInterface
    interface Call<T> {
        T run() throws MinioException;
    }

    /** A call whose result does not matter. */
    @FunctionalInterface
    interface Action {
        void run() throws MinioException;
    }

    /** @param what begins the message of the failure: "cannot ..." */
    static void run(String what, Action action) {
        call(what, () -> {
            action.run();
            return true;
        });
    }

    /** @param what begins the message of the failure: "cannot ..." */
    static <T> T call(String what, Call<T> call) {
        try {
            return call.run();
        } catch (MinioException e) {
            throw unavailable(what, e);
        } catch (IllegalStateException e) {
            throw e.getCause() == null ? e : unavailable(what, e);
        }
    }

    /** The result of a call about one object; empty if the server says that there is no such object. */
    static <T> Optional<T> find(String what, Call<T> call) {
        return call(what, () -> {
            try {
                return Optional.of(call.run());
            } catch (ErrorResponseException e) {
                String code = e.errorResponse().code();
                if ("NoSuchKey".equals(code)) {
                    return Optional.empty();
                }
                if ("InvalidRange".equals(code)) {
                    throw new IllegalArgumentException(what + ": the range begins after its end", e);
                }
                throw e;
            }
        });
    }

    /** Closes what is of no use any more. */
    static void close(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            throw unavailable("cannot end the request", e);
        }
    }

    /** What the server says stays in the log: it names buckets and hosts. */
    private static StoreException unavailable(String what, Exception cause) {
        return new StoreException(ErrorCode.UNAVAILABLE, what + ": the object storage failed; try again later", cause);
    }
}
