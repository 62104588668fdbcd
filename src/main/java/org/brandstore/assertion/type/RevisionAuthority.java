package org.brandstore.assertion.type;

import java.util.List;
import java.util.Optional;
import org.brandstore.assertion.type.field.Fields;
import org.brandstore.assertion.type.field.NameRule;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.Revision;
import org.brandstore.naming.StoreId;

/**
 * Lets an account sign revisions of a snap under provenances of its own (assertions.md 3.8).
 *
 * @param accountId who may sign
 * @param provenances under which provenances; at least one
 * @param minRevision the lowest revision number
 * @param maxRevision the highest revision number
 * @param scope on which devices such revisions may be installed
 */
public record RevisionAuthority(
        AccountId accountId,
        List<String> provenances,
        Optional<Revision> minRevision,
        Optional<Revision> maxRevision,
        DeviceScope scope) {

    /**
     * A set of devices. Each list that is not empty narrows it.
     *
     * @param stores the stores named by models
     * @param brands the brands of models
     * @param models brand and model name, joined by a slash
     */
    public record DeviceScope(List<StoreId> stores, List<AccountId> brands, List<String> models) {

        static DeviceScope of(Fields entry) {
            return new DeviceScope(
                    entry.names("on-store", NameRule.STORE_ID).stream()
                            .map(StoreId::new)
                            .toList(),
                    entry.names("on-brand", NameRule.ACCOUNT_ID).stream()
                            .map(AccountId::new)
                            .toList(),
                    entry.names("on-model", NameRule.BRAND_MODEL));
        }
    }

    static RevisionAuthority of(Fields entry) {
        List<String> provenances = entry.names("provenance", NameRule.WORD);
        if (provenances.isEmpty()) {
            throw entry.refuse("provenance", "must list at least one provenance");
        }
        RevisionAuthority authority = new RevisionAuthority(
                entry.accountId("account-id"),
                provenances,
                entry.findRevision("min-revision"),
                entry.findRevision("max-revision"),
                DeviceScope.of(entry));
        if (authority
                .maxRevision()
                .filter(max -> max.compareTo(authority.lowest()) < 0)
                .isPresent()) {
            throw entry.refuse("max-revision", "must not be lower than \"min-revision\"");
        }
        return authority;
    }

    /** Whether this account may sign this revision under this provenance; on which devices is another question. */
    public boolean permits(String authorityId, String provenance, Revision revision) {
        return accountId.value().equals(authorityId)
                && provenances.contains(provenance)
                && revision.compareTo(lowest()) >= 0
                && maxRevision.filter(max -> revision.compareTo(max) > 0).isEmpty();
    }

    private Revision lowest() {
        return minRevision.orElse(new Revision(1));
    }
}
