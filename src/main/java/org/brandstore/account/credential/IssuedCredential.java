package org.brandstore.account.credential;

/**
 * A new credential with its secret, which is told this once and kept nowhere.
 *
 * @param secret printable ASCII without spaces
 */
public record IssuedCredential(Credential credential, String secret) {
    @Override
    public String toString() {
        return "IssuedCredential[" + credential + "]";
    }
}
