package org.brandstore.assertion.type;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.type.field.Fields;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.SnapId;

/**
 * A {@code snap-developer}: who may upload a snap besides its publisher (assertions.md 3.12).
 *
 * @param snapId the snap
 * @param publisherId its publisher
 * @param developers their times; a developer may have several, unless revoked
 */
public record SnapDeveloperView(SnapId snapId, AccountId publisherId, List<Developer> developers) {

    /**
     * A time in which an account may upload.
     *
     * @param developerId the account
     * @param since inclusive start
     * @param until exclusive end; equal to {@code since} if the account was revoked
     */
    public record Developer(AccountId developerId, Instant since, Optional<Instant> until) {

        /** Whether the account has lost its right for good. */
        public boolean isRevoked() {
            return until.filter(since::equals).isPresent();
        }

        /** Whether the account may upload at this time. */
        public boolean isActiveAt(Instant time) {
            return !time.isBefore(since)
                    && until.filter(end -> !time.isBefore(end)).isEmpty();
        }
    }

    /** @throws org.brandstore.assertion.AssertionException if it breaks a rule of the type */
    public static SnapDeveloperView of(Assertion assertion) {
        Fields fields = Fields.of(assertion, AssertionType.SNAP_DEVELOPER);
        return new SnapDeveloperView(fields.snapId("snap-id"), fields.accountId("publisher-id"), developers(fields));
    }

    private static List<Developer> developers(Fields fields) {
        List<Developer> developers = new ArrayList<>();
        Map<AccountId, Developer> seen = new HashMap<>();
        for (Fields entry : fields.maps("developers")) {
            Developer developer = developer(entry);
            Developer earlier = seen.put(developer.developerId(), developer);
            if (earlier != null && (earlier.isRevoked() || developer.isRevoked())) {
                throw entry.refuse(
                        "developer-id",
                        "must not be listed twice: one of the entries says that " + developer.developerId()
                                + " is revoked");
            }
            developers.add(developer);
        }
        return List.copyOf(developers);
    }

    private static Developer developer(Fields entry) {
        Developer developer =
                new Developer(entry.accountId("developer-id"), entry.time("since"), entry.findTime("until"));
        entry.demandOrder(developer.since(), developer.until());
        return developer;
    }
}
