package org.brandstore.approval;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.brandstore.account.Role;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/** Who may decide about what others ask for: the one place that says in which roles. */
@SuppressWarnings("ImmutableEnumChecker") // the roles come from Set.of, which the check cannot see
public enum Deciding {
    /** releases, what ends them, and sets in the name of the brand */
    RELEASES(Set.of(Role.ADMIN, Role.RELEASE_MANAGER)),
    /** uploads, and what snaps are granted */
    UPLOADS(Set.of(Role.ADMIN, Role.REVIEWER)),
    /** devices that ask for a serial */
    SERIALS(Set.of(Role.ADMIN, Role.RELEASE_MANAGER)),
    /** people, policies and keys */
    PEOPLE(Set.of(Role.ADMIN));

    private final Set<Role> roles;

    Deciding(Set<Role> roles) {
        this.roles = roles;
    }

    /** One of these is needed. */
    public Set<Role> roles() {
        return roles;
    }

    /** Whether somebody with these roles may decide. */
    public boolean allows(Collection<Role> held) {
        return held.stream().anyMatch(roles::contains);
    }

    /**
     * @param action what is to be done, such as {@code approve the upload}
     * @throws StoreException {@link ErrorCode#RESOURCE_FORBIDDEN} if none of the roles allows it
     */
    public void require(Collection<Role> held, String action) {
        if (!allows(held)) {
            throw new StoreException(
                    ErrorCode.RESOURCE_FORBIDDEN,
                    "cannot " + action + ": your roles do not decide about it, which takes one of "
                            + roles.stream().map(Role::wireName).sorted().collect(Collectors.joining(", ")));
        }
    }
}
