package org.brandstore.catalog.assertion;

import java.util.List;
import java.util.Optional;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionRef;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.type.ValidationSetView;
import org.brandstore.catalog.Asker;
import org.brandstore.catalog.CatalogSnap;
import org.brandstore.device.DeviceIdentity;
import org.brandstore.naming.InvalidNameException;
import org.brandstore.naming.Revision;
import org.jspecify.annotations.Nullable;

/**
 * Who may see which assertion. Accounts, keys and stores are public: every chain needs them, and they tell nothing of
 * snaps. A model, which lists snaps, is seen by the devices of its brand and the people who may look into one of its stores;
 * no client of strangers needs one. What else speaks of a snap is seen by those who see the snap.
 */
public final class AssertionVisibility {
    private AssertionVisibility() {}

    /** Whether the key alone does not forbid it; {@link #maySee} has the last word. */
    public static boolean mayAsk(Asker asker, AssertionRef ref) {
        List<String> key = ref.primaryKey();
        return switch (ref.type()) {
            case ACCOUNT, ACCOUNT_KEY, STORE, BASE_DECLARATION, SNAP_REVISION -> true;
            case SNAP_DECLARATION -> sees(asker, key.get(1));
            case SNAP_RESOURCE_REVISION, SNAP_RESOURCE_PAIR -> sees(asker, key.get(0));
            case VALIDATION -> sees(asker, key.get(1)) && sees(asker, key.get(2));
            case VALIDATION_SET -> mayHaveSetsFrom(asker, key.get(1));
            case MODEL, PRESEED -> key.get(1).equals(brand(asker));
            case CONFDB_SCHEMA -> key.get(0).equals(brand(asker)) || publishesFor(asker, key.get(0));
            case SYSTEM_USER -> asker.device() != null && key.get(0).equals(brand(asker));
            case SERIAL -> isOwn(asker.device(), key);
            case SNAP_BUILD,
                    SNAP_DEVELOPER,
                    REPAIR,
                    CLUSTER,
                    REQUEST_MESSAGE,
                    HARDWARE_IDENTITY,
                    ACCOUNT_KEY_REQUEST,
                    SERIAL_REQUEST,
                    DEVICE_SESSION_REQUEST,
                    CONFDB_CONTROL,
                    RESPONSE_MESSAGE -> false;
        };
    }

    /** Whether this assertion may be shown: revisions only if they were ever released. */
    public static boolean maySee(Asker asker, Assertion assertion) {
        if (!mayAsk(asker, assertion.ref())) {
            return false;
        }
        return switch (assertion.type()) {
            case SNAP_REVISION -> wasReleased(asker, assertion.text("snap-id"), assertion.text("snap-revision"));
            case SNAP_RESOURCE_REVISION ->
                goesAlong(
                        asker,
                        assertion.primaryKey().get(0),
                        assertion.primaryKey().get(1),
                        assertion.text("resource-revision"));
            case SNAP_RESOURCE_PAIR ->
                wasReleased(
                        asker,
                        assertion.primaryKey().get(0),
                        assertion.primaryKey().get(3));
            case VALIDATION_SET -> seesSet(asker, ValidationSetView.of(assertion));
            default -> true;
        };
    }

    /**
     * Whether which of a sequence there are for this caller depends on what is in them.
     *
     * @param key the primary key, or the same without its last value
     */
    static boolean choosesAmong(Asker asker, AssertionType type, List<String> key) {
        return type == AssertionType.VALIDATION_SET
                && key.size() > 1
                && !key.get(1).equals(brand(asker));
    }

    /** Whether sets of an account can be there for this caller: its own brand's, and those of publishers that it knows. */
    private static boolean mayHaveSetsFrom(Asker asker, String account) {
        return account.equals(brand(asker)) || publishesFor(asker, account);
    }

    /**
     * Whether a validation set is there for this caller. One of another account than the caller's brand is if it names
     * nothing that the caller could not name: snaps that it sees, and revisions that were released.
     */
    public static boolean seesSet(Asker asker, ValidationSetView set) {
        String account = set.accountId().value();
        return account.equals(brand(asker))
                || (publishesFor(asker, account) && set.snaps().stream().allMatch(member -> sees(asker, member)));
    }

    private static boolean sees(Asker asker, ValidationSetView.SetSnap member) {
        Optional<CatalogSnap> snap = asker.view().findById(member.snapId().value());
        return snap.isPresent()
                && snap.get().name().equals(member.name().value())
                && member.revision()
                        .map(revision -> snap.get().find(revision.value()).isPresent())
                        .orElse(true)
                && member.components().entrySet().stream()
                        .allMatch(component -> component
                                .getValue()
                                .revision()
                                .map(revision -> snap.get()
                                        .findResource(component.getKey(), revision.value())
                                        .isPresent())
                                .orElse(true));
    }

    private static boolean sees(Asker asker, String snapId) {
        return asker.view().findById(snapId).isPresent();
    }

    private static boolean wasReleased(Asker asker, String snapId, String revision) {
        try {
            int number = Revision.parse(revision).value();
            return asker.view()
                    .findById(snapId)
                    .flatMap(snap -> snap.find(number))
                    .isPresent();
        } catch (InvalidNameException e) {
            return false;
        }
    }

    private static boolean goesAlong(Asker asker, String snapId, String component, String revision) {
        try {
            int number = Revision.parse(revision).value();
            return asker.view()
                    .findById(snapId)
                    .flatMap(snap -> snap.findResource(component, number))
                    .isPresent();
        } catch (InvalidNameException e) {
            return false;
        }
    }

    private static boolean publishesFor(Asker asker, String account) {
        return asker.view().knowsPublisher(account);
    }

    private static String brand(Asker asker) {
        DeviceIdentity device = asker.device();
        return device == null ? asker.view().brand() : device.brand().value();
    }

    private static boolean isOwn(@Nullable DeviceIdentity device, List<String> key) {
        return device != null
                && key.equals(List.of(
                        device.brand().value(),
                        device.model().value(),
                        device.serial().value()));
    }
}
