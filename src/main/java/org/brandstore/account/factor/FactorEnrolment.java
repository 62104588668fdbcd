package org.brandstore.account.factor;

/**
 * What an authenticator app is given, which is told this once.
 *
 * @param secret in base 32, for typing
 * @param uri the same with the names, as apps read it from a QR code
 */
public record FactorEnrolment(String secret, String uri) {
    @Override
    public String toString() {
        return "FactorEnrolment";
    }
}
