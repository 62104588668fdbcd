package org.brandstore.api.publisher.account;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/**
 * The account of the caller, from which eight commands take snap ids and key names. Each command reads its own spelling, so
 * both are sent (publisher-api.md 4.2, trap 4).
 */
record AccountReply(
        @JsonProperty("id") String id,
        @JsonProperty("account_id") String accountId,
        @JsonProperty("account-id") String accountIdHyphen,
        @JsonProperty("email") String email,
        @JsonProperty("username") String username,
        @JsonProperty("short_namespace") String shortNamespace,
        @JsonProperty("display-name") String displayName,
        @JsonProperty("validation") String validation,
        @JsonProperty("account_keys") List<Key> accountKeys,
        @JsonProperty("account-keys") List<Key> accountKeysHyphen,
        @JsonProperty("stores") List<StoreItem> stores,
        @JsonProperty("snaps") Map<String, Map<String, SnapItem>> snaps) {
    /** A registered key. */
    record Key(
            @JsonProperty("name") String name,
            @JsonProperty("public-key-sha3-384") String id) {}

    /** A store in which the caller has roles. */
    record StoreItem(
            @JsonProperty("id") String id,
            @JsonProperty("name") String name,
            @JsonProperty("roles") List<String> roles) {}

    /** A snap that the caller may see. */
    record SnapItem(
            @JsonProperty("snap-id") String snapId,
            @JsonProperty("snap-name") String name,
            @JsonProperty("status") String status,
            @JsonProperty("since") String since,
            @JsonProperty("private") boolean isPrivate,
            @JsonProperty("unlisted") boolean unlisted,
            @JsonProperty("store") String store,
            @JsonProperty("publisher") Publisher publisher) {}

    /** Whose snap it is. */
    record Publisher(
            @JsonProperty("id") String id,
            @JsonProperty("username") String username,
            @JsonProperty("display-name") String displayName,
            @JsonProperty("validation") String validation) {}
}
