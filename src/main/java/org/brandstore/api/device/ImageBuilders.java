package org.brandstore.api.device;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import org.brandstore.account.credential.Credential;
import org.brandstore.account.credential.CredentialKind;
import org.brandstore.account.credential.Credentials;
import org.brandstore.account.person.People;
import org.brandstore.naming.NameRules;
import org.brandstore.naming.StoreId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.store.Memberships;

/** Which store an image builder may see by the credential that it brings (device-api.md 5.2). */
@ApplicationScoped
class ImageBuilders {
    private final Credentials credentials;
    private final People people;
    private final Memberships memberships;

    ImageBuilders(Credentials credentials, People people, Memberships memberships) {
        this.credentials = credentials;
        this.people = people;
        this.memberships = memberships;
    }

    /**
     * The store to show.
     *
     * @param authorization the header: {@code Bearer TOKEN}, {@code Macaroon TOKEN} or {@code Macaroon root="TOKEN"...}
     * @param named the store that the request names; without one, that of a credential for one store only
     * @return empty if the credential is not one for that store
     * @throws StoreException {@link ErrorCode#INVALID_CREDENTIALS} if this is no image builder's credential
     */
    Optional<StoreId> store(String authorization, Optional<String> named) {
        Credential credential = token(authorization)
                .flatMap(credentials::find)
                .filter(found -> found.kind() == CredentialKind.IMAGE_BUILDER)
                .filter(found -> people.find(found.person())
                        .filter(person -> !person.disabled())
                        .isPresent())
                .orElseThrow(() -> new StoreException(
                        ErrorCode.INVALID_CREDENTIALS,
                        "cannot accept the credential: it must be one for image builders that has not ended"));
        Optional<Set<StoreId>> limits = credential.limits().stores();
        Optional<StoreId> store = named.isPresent()
                ? named.filter(NameRules::isStoreId).map(StoreId::new)
                : limits.filter(some -> some.size() == 1)
                        .map(one -> one.iterator().next());
        return store.filter(id -> limits.map(some -> some.contains(id)).orElse(true))
                .filter(id -> !memberships.roles(credential.person(), id).isEmpty());
    }

    private static Optional<String> token(String authorization) {
        String[] parts = authorization.split(" ", 2);
        if (parts.length < 2) {
            return Optional.empty();
        }
        String value = parts[1].strip();
        return switch (parts[0]) {
            case "Bearer" -> Optional.of(value);
            case "Macaroon" -> Optional.of(value.startsWith("root=\"") ? value.split("\"", 3)[1] : value);
            default -> Optional.empty();
        };
    }
}
