package org.brandstore.assertion.type.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.brandstore.assertion.Assertion;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.Architecture;
import org.brandstore.naming.ModelName;
import org.brandstore.naming.SnapName;
import org.brandstore.naming.StoreId;

/**
 * A {@code model} of either style (assertions.md 3.4).
 *
 * @param identity which model it is
 * @param platform what it runs on
 * @param extended whether it has a {@code snaps} header, as from UC20 on
 * @param snaps the snaps it names: the list, or gadget, kernel, base and required snaps of an old-style model
 * @param authorities who else may sign for its devices
 * @param validationSets the sets its devices follow
 * @param timestamp when it was signed
 */
public record ModelView(
        Identity identity,
        Platform platform,
        boolean extended,
        List<ModelSnap> snaps,
        Authorities authorities,
        List<ModelSet> validationSets,
        Instant timestamp) {

    /**
     * Which model it is.
     *
     * @param series {@code 16}
     * @param brandId the brand, which has signed it
     * @param model the name
     * @param store the store its devices ask for; empty for the default store
     * @param displayName for people
     */
    public record Identity(
            String series, AccountId brandId, ModelName model, Optional<StoreId> store, Optional<String> displayName) {}

    /**
     * What it runs on.
     *
     * @param architecture of its devices; perhaps empty in old-style classic models
     * @param classic whether its devices are classic systems
     * @param base the boot base; empty means {@code core}
     * @param distribution of classic systems of the extended style
     * @param grade empty in old-style models
     * @param storageSafety empty in old-style models
     */
    public record Platform(
            Optional<Architecture> architecture,
            boolean classic,
            Optional<SnapName> base,
            Optional<String> distribution,
            Optional<Grade> grade,
            Optional<String> storageSafety) {}

    /** How strict a device is about what it runs. */
    public enum Grade {
        SECURED,
        SIGNED,
        DANGEROUS
    }

    /**
     * Who may sign for its devices. The brand is in each list.
     *
     * @param serial who may sign serials
     * @param systemUser who may sign system-users; empty if anyone may
     * @param preseed who may sign preseeds
     */
    public record Authorities(List<AccountId> serial, Optional<List<AccountId>> systemUser, List<AccountId> preseed) {}

    /**
     * A validation set that devices follow from the first boot on.
     *
     * @param accountId whose set it is
     * @param name its name
     * @param sequence the only member allowed; empty if the latest is followed
     * @param preferred whether a device may forget the set later
     */
    public record ModelSet(AccountId accountId, String name, Optional<Integer> sequence, boolean preferred) {}

    /** @throws org.brandstore.assertion.AssertionException if it breaks a rule of the type */
    public static ModelView of(Assertion assertion) {
        return ModelReader.read(assertion);
    }

    public String series() {
        return identity.series();
    }

    public AccountId brandId() {
        return identity.brandId();
    }

    public ModelName model() {
        return identity.model();
    }

    /** The store its devices ask for; empty for the default store. */
    public Optional<StoreId> store() {
        return identity.store();
    }

    public Optional<Architecture> architecture() {
        return platform.architecture();
    }

    public boolean classic() {
        return platform.classic();
    }

    /** The boot base; empty means {@code core}. */
    public Optional<SnapName> base() {
        return platform.base();
    }

    /** Empty in old-style models. */
    public Optional<Grade> grade() {
        return platform.grade();
    }

    public Optional<ModelSnap> gadget() {
        return first(ModelSnap.Kind.GADGET);
    }

    public Optional<ModelSnap> kernel() {
        return first(ModelSnap.Kind.KERNEL);
    }

    /** The names of all snaps that an image must hold, those that systems boot from included. */
    public List<SnapName> requiredSnaps() {
        return snaps.stream()
                .filter(snap -> snap.presence() == ModelSnap.Presence.REQUIRED)
                .map(ModelSnap::name)
                .toList();
    }

    /** Who may sign serials; the brand is among them. */
    public List<AccountId> serialAuthority() {
        return authorities.serial();
    }

    private Optional<ModelSnap> first(ModelSnap.Kind kind) {
        return snaps.stream()
                .filter(snap -> snap.kind().filter(kind::equals).isPresent())
                .findFirst();
    }
}
