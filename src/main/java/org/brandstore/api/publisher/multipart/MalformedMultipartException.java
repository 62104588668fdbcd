package org.brandstore.api.publisher.multipart;

import java.io.IOException;

/** A multipart body that does not have the form it should, or that ends too early. */
public final class MalformedMultipartException extends IOException {
    private static final long serialVersionUID = 1L;

    public MalformedMultipartException(String message) {
        super(message);
    }
}
