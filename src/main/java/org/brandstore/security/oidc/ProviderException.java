package org.brandstore.security.oidc;

/** The identity provider did not do what it should, or said something that cannot be believed. For the log only. */
final class ProviderException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ProviderException(String message) {
        super(message);
    }

    ProviderException(String message, Throwable cause) {
        super(message, cause);
    }
}
