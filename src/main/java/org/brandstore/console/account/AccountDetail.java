package org.brandstore.console.account;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.brandstore.account.credential.Credential;
import org.brandstore.account.credential.CredentialId;
import org.brandstore.account.credential.CredentialKind;
import org.brandstore.account.credential.CredentialLimits;
import org.brandstore.account.credential.CredentialUse;
import org.brandstore.account.credential.Permission;

/**
 * One's own account.
 *
 * @param passwordMinLength the fewest characters of a new password
 * @param recoveryCodes how many are left
 */
record AccountDetail(
        String name,
        String email,
        boolean hasPassword,
        int passwordMinLength,
        boolean hasSecondFactor,
        int recoveryCodes,
        List<CredentialRow> credentials,
        List<String> permissions) {

    /**
     * Something that one is signed in with.
     *
     * @param limits what it is narrowed to, in words; empty if it is not
     * @param expires in ISO 8601, or empty
     * @param lastUsed in ISO 8601, or empty
     * @param current whether the page was asked for with it
     */
    record CredentialRow(
            String id,
            String kind,
            String description,
            String limits,
            String created,
            String expires,
            String lastUsed,
            boolean current) {
        static CredentialRow of(CredentialUse use, CredentialId present) {
            Credential credential = use.credential();
            return new CredentialRow(
                    credential.id().toString(),
                    word(credential.kind()),
                    credential.description(),
                    limits(credential),
                    credential.createdAt().toString(),
                    credential.expiresAt().map(Instant::toString).orElse(""),
                    use.lastUsedAt().map(Instant::toString).orElse(""),
                    credential.id().equals(present));
        }

        private static String word(CredentialKind kind) {
            return switch (kind) {
                case CONSOLE -> "Browser";
                case TOKEN -> "API token";
                case UBUNTU_ONE, ONPREM -> "snapcraft";
                case ENROLMENT -> "Enrolment for snapcraft";
                case IMAGE_BUILDER -> "Image builder";
            };
        }

        private static String limits(Credential credential) {
            StringBuilder text = new StringBuilder();
            if (credential.permissions().size() < Permission.values().length) {
                text.append("may ")
                        .append(joined(credential.permissions().stream()
                                .map(Permission::wireName)
                                .toList()));
            }
            CredentialLimits limits = credential.limits();
            limits.snaps().ifPresent(names -> text.append("; snaps ").append(joined(names)));
            limits.channels().ifPresent(names -> text.append("; channels ").append(joined(names)));
            limits.stores().ifPresent(names -> text.append("; stores ").append(joined(names)));
            return text.toString().replaceFirst("^; ", "");
        }

        private static String joined(Collection<?> values) {
            return values.isEmpty()
                    ? "none"
                    : String.join(
                            ", ", values.stream().map(Object::toString).sorted().toList());
        }
    }
}
