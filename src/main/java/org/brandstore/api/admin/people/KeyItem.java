package org.brandstore.api.admin.people;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A key that speaks for an account.
 *
 * @param scope {@code any} or {@code publishing}
 * @param broughtBy the e-mail address of who registered it, if a person did
 * @param ended how it was ended here, if it was
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record KeyItem(
        String id,
        String account,
        String name,
        String scope,
        String since,
        @Nullable String until,
        @JsonProperty("brought-by") @Nullable String broughtBy,
        @Nullable Ended ended) {
    /** The end of a key. */
    public record Ended(
            String cause,
            String at,
            String reason,
            @JsonProperty("told-by") String toldBy,
            @JsonProperty("told-at") String toldAt) {}
}
