package org.brandstore.assertion.type.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.HeaderValue;
import org.brandstore.assertion.type.field.Fields;
import org.brandstore.assertion.type.field.NameRule;
import org.brandstore.assertion.type.model.ModelView.Authorities;
import org.brandstore.assertion.type.model.ModelView.Grade;
import org.brandstore.assertion.type.model.ModelView.Identity;
import org.brandstore.assertion.type.model.ModelView.ModelSet;
import org.brandstore.assertion.type.model.ModelView.Platform;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.Architecture;
import org.brandstore.naming.SnapName;
import org.brandstore.naming.StoreId;

/** Reads and checks the headers of a model except for its snaps (assertions.md 3.4). */
final class ModelReader {
    private static final List<String> STORAGE_SAFETIES = List.of("encrypted", "prefer-encrypted", "prefer-unencrypted");

    private final Fields fields;
    private final boolean classic;
    private final boolean extended;

    private ModelReader(Fields fields) {
        this.fields = fields;
        this.classic = fields.flag("classic");
        this.extended = fields.has("snaps");
    }

    static ModelView read(Assertion assertion) {
        Fields fields = Fields.of(assertion, AssertionType.MODEL);
        fields.demandAuthority("brand-id");
        return new ModelReader(fields).read();
    }

    private ModelView read() {
        Identity identity = identity();
        Platform platform = extended ? extendedPlatform() : oldPlatform();
        List<ModelSnap> snaps =
                extended ? new ModelSnapsReader(fields, platform).read() : OldModelSnaps.read(fields, platform.base());
        return new ModelView(
                identity,
                platform,
                extended,
                snaps,
                authorities(identity.brandId()),
                validationSets(identity.brandId()),
                fields.time("timestamp"));
    }

    private Identity identity() {
        return new Identity(
                fields.nonEmpty("series"),
                fields.accountId("brand-id"),
                fields.modelName("model"),
                notEmpty("store").map(text -> new StoreId(fields.named("store", NameRule.STORE_ID))),
                notEmpty("display-name"));
    }

    private Platform oldPlatform() {
        for (String header : List.of("grade", "storage-safety", "distribution")) {
            fields.forbid(header, "the model has no \"snaps\"");
        }
        if (classic) {
            fields.forbid("kernel", "a classic model without \"snaps\" has none");
            fields.forbid("base", "a classic model without \"snaps\" has none");
        } else {
            fields.demand("architecture");
        }
        return new Platform(architecture(), classic, base(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private Platform extendedPlatform() {
        for (String header : List.of("gadget", "kernel", "required-snaps")) {
            fields.forbid(header, "the model has \"snaps\"");
        }
        if (!classic) {
            fields.forbid("distribution", "the model is not classic");
        }
        Optional<String> distribution =
                classic ? Optional.of(fields.named("distribution", NameRule.DISTRIBUTION)) : Optional.empty();
        Grade grade = fields.findOneOf("grade", List.of("secured", "signed", "dangerous"))
                .map(word -> Grade.valueOf(word.toUpperCase(Locale.ROOT)))
                .orElse(Grade.SIGNED);
        fields.nonEmpty("architecture");
        fields.nonEmpty("base");
        return new Platform(
                architecture(), classic, base(), distribution, Optional.of(grade), Optional.of(storageSafety(grade)));
    }

    private String storageSafety(Grade grade) {
        String safety = fields.findOneOf("storage-safety", STORAGE_SAFETIES)
                .orElse(grade == Grade.SECURED ? "encrypted" : "prefer-encrypted");
        if (grade == Grade.SECURED && !safety.equals("encrypted")) {
            throw fields.refuse("storage-safety", "must be encrypted in a model of grade secured, not " + safety);
        }
        return safety;
    }

    private Optional<Architecture> architecture() {
        boolean optional = classic && !extended;
        return optional && notEmpty("architecture").isEmpty()
                ? Optional.empty()
                : Optional.of(new Architecture(fields.named("architecture", NameRule.ARCHITECTURE)));
    }

    private Optional<SnapName> base() {
        return notEmpty("base").map(text -> fields.snapName("base"));
    }

    private Authorities authorities(AccountId brandId) {
        boolean anyone = fields.find("system-user-authority")
                .filter(new HeaderValue.Text("*")::equals)
                .isPresent();
        return new Authorities(
                authority("serial-authority", brandId),
                anyone ? Optional.empty() : Optional.of(authority("system-user-authority", brandId)),
                authority("preseed-authority", brandId));
    }

    private List<AccountId> authority(String header, AccountId brandId) {
        List<AccountId> listed = fields.names(header, NameRule.ACCOUNT_ID).stream()
                .map(AccountId::new)
                .toList();
        if (listed.contains(brandId)) {
            return listed;
        }
        List<AccountId> withBrand = new ArrayList<>(listed);
        withBrand.addFirst(brandId);
        return List.copyOf(withBrand);
    }

    private List<ModelSet> validationSets(AccountId brandId) {
        List<ModelSet> sets = new ArrayList<>();
        Set<List<String>> seen = new HashSet<>();
        for (Fields entry : fields.maps("validation-sets")) {
            ModelSet set = validationSet(entry, brandId);
            if (!seen.add(List.of(set.accountId().value(), set.name()))) {
                throw entry.refuse(
                        "name",
                        "must be unique for its account, but " + set.accountId() + "/" + set.name()
                                + " is listed twice");
            }
            sets.add(set);
        }
        return List.copyOf(sets);
    }

    private static ModelSet validationSet(Fields entry, AccountId brandId) {
        String name = entry.named("name", NameRule.LOWER_WORD);
        Fields set = entry.at(" of validation set \"" + name + "\"");
        boolean ownAccount =
                set.findText("account-id").filter(id -> !id.isEmpty()).isEmpty();
        return new ModelSet(
                ownAccount ? brandId : set.accountId("account-id"),
                name,
                set.findInteger("sequence", 1),
                set.oneOf("mode", List.of("enforce", "prefer-enforce")).equals("prefer-enforce"));
    }

    private Optional<String> notEmpty(String header) {
        return fields.findText(header).filter(text -> !text.isEmpty());
    }
}
