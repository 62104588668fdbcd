package org.brandstore.account;

import java.util.Arrays;
import java.util.Optional;

/** What a person may do in one store. */
public enum Role {
    /** everything, people and keys included */
    ADMIN("admin"),
    /** as {@link #PUBLISHER}, from outside: what they register carries their own account, and the brand's is not theirs */
    OUTSIDE_PUBLISHER("outside-publisher"),
    /** registers names for the brand, uploads, asks for releases */
    PUBLISHER("publisher"),
    /** decides about uploads that a rule held back */
    REVIEWER("reviewer"),
    /** approves and plans what devices get */
    RELEASE_MANAGER("release-manager"),
    /** looks, changes nothing */
    VIEWER("viewer"),
    /** looks at the audit log too, changes nothing */
    AUDITOR("auditor");

    private final String wireName;

    Role(String wireName) {
        this.wireName = wireName;
    }

    /** Whether it registers names and uploads, for the brand or from outside. */
    public boolean publishes() {
        return this == PUBLISHER || this == OUTSIDE_PUBLISHER;
    }

    /** Whether people decide in it about what others do, so that nobody may give it alone. */
    public boolean decides() {
        return this == ADMIN || this == REVIEWER || this == RELEASE_MANAGER;
    }

    public String wireName() {
        return wireName;
    }

    public static Optional<Role> find(String wireName) {
        return Arrays.stream(values())
                .filter(role -> role.wireName.equals(wireName))
                .findFirst();
    }
}
