package org.brandstore.account.credential;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a credential lets its bearer do, within what the person may do (publisher-api.md 3.7). */
public enum Permission {
    PACKAGE_ACCESS,
    PACKAGE_MANAGE,
    PACKAGE_METRICS,
    PACKAGE_PURCHASE,
    PACKAGE_PUSH,
    PACKAGE_REGISTER,
    PACKAGE_RELEASE,
    PACKAGE_UPDATE,
    PACKAGE_UPLOAD,
    PACKAGE_UPLOAD_REQUEST,
    MODIFY_ACCOUNT_KEY,
    EDIT_ACCOUNT,
    STORE_ADMIN,
    STORE_REVIEW;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** The spelling in requests and macaroons, such as {@code package_access}. */
    public String wireName() {
        return wireName;
    }

    public static Optional<Permission> find(String wireName) {
        return Arrays.stream(values())
                .filter(permission -> permission.wireName.equals(wireName))
                .findFirst();
    }
}
