package org.brandstore.assertion.type.check;

import java.util.List;
import java.util.Optional;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.AssertionException.Reason;
import org.brandstore.assertion.AssertionLookup;
import org.brandstore.assertion.AssertionRef;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.Excerpt;
import org.brandstore.assertion.TrustedSet;
import org.brandstore.assertion.type.SerialView;
import org.brandstore.assertion.type.SnapDeclarationView;
import org.brandstore.assertion.type.ValidationView;
import org.brandstore.assertion.type.model.ModelView;
import org.brandstore.naming.Revision;

/** Checks assertions against what is known (the trust column of assertions.md 2.1, and "DB:" in section 3). */
final class Consistency {
    private final AssertionLookup lookup;
    private final TrustedSet trusted;

    Consistency(AssertionLookup lookup, TrustedSet trusted) {
        this.lookup = lookup;
        this.trusted = trusted;
    }

    void check(Assertion assertion) {
        switch (assertion.type()) {
            case ACCOUNT, BASE_DECLARATION -> demandTrusted(assertion);
            case ACCOUNT_KEY -> checkAccountKey(assertion);
            case ACCOUNT_KEY_REQUEST -> demandKnown(assertion, Prerequisites.account(assertion, "account-id"));
            case SERIAL -> checkSerial(assertion);
            case SNAP_DECLARATION, STORE -> checkTrustedWithAccount(assertion);
            case SNAP_REVISION, SNAP_RESOURCE_REVISION, SNAP_RESOURCE_PAIR -> checkFile(assertion);
            case SNAP_DEVELOPER -> checkSnapDeveloper(assertion);
            case VALIDATION -> checkValidation(assertion);
            case CONFDB_CONTROL -> checkConfdbControl(assertion);
            case MODEL,
                    SNAP_BUILD,
                    VALIDATION_SET,
                    SYSTEM_USER,
                    PRESEED,
                    REPAIR,
                    CONFDB_SCHEMA,
                    CLUSTER,
                    REQUEST_MESSAGE,
                    HARDWARE_IDENTITY,
                    SERIAL_REQUEST,
                    DEVICE_SESSION_REQUEST,
                    RESPONSE_MESSAGE -> {
                // the authority rule, if there is one, is about headers alone: it was checked when the text was read
            }
        }
    }

    private void checkTrustedWithAccount(Assertion assertion) {
        demandTrusted(assertion);
        demandPrerequisites(assertion);
    }

    private void checkAccountKey(Assertion assertion) {
        demandTrusted(assertion);
        demandPrerequisites(assertion);
        Optional<String> name = assertion.headers().findText("name");
        if (name.isEmpty()) {
            return;
        }
        boolean taken =
                lookup.findByHeader(AssertionType.ACCOUNT_KEY, "account-id", assertion.text("account-id")).stream()
                        .filter(other -> !other.ref().equals(assertion.ref()))
                        .anyMatch(other -> other.headers().findText("name").equals(name));
        if (taken) {
            throw refuse(assertion, "another key of the account is already called " + name.get());
        }
    }

    private void checkSerial(Assertion assertion) {
        SerialView serial = SerialView.of(assertion);
        if (serial.authorityId().equals(serial.brandId())) {
            return;
        }
        AssertionRef ref = new AssertionRef(
                AssertionType.MODEL,
                List.of(
                        Prerequisites.SERIES,
                        serial.brandId().value(),
                        serial.model().value()));
        boolean listed = find(ref).map(ModelView::of).stream()
                .anyMatch(model -> model.serialAuthority().contains(serial.authorityId()));
        if (!listed) {
            throw refuse(
                    assertion,
                    serial.authorityId() + " is neither the brand nor listed in \"serial-authority\" of a known "
                            + ref);
        }
    }

    private void checkFile(Assertion assertion) {
        Assertion declaration = demandKnown(assertion, Prerequisites.declaration(assertion));
        demandKnown(assertion, Prerequisites.account(assertion, "developer-id"));
        String provenance = assertion.primaryKey().getLast();
        if (provenance.equals(AssertionType.DEFAULT_PROVENANCE)) {
            demandTrusted(assertion);
            return;
        }
        String revisionHeader = switch (assertion.type()) {
            case SNAP_RESOURCE_REVISION -> "resource-revision";
            default -> "snap-revision";
        };
        Revision revision = Revision.parse(assertion.text(revisionHeader));
        boolean permitted = SnapDeclarationView.of(declaration).revisionAuthorities().stream()
                .anyMatch(authority -> authority.permits(assertion.text("authority-id"), provenance, revision));
        if (!permitted) {
            throw refuse(
                    assertion,
                    "no \"revision-authority\" of the snap lets " + assertion.text("authority-id") + " sign revision "
                            + revision + " with provenance " + provenance);
        }
    }

    private void checkSnapDeveloper(Assertion assertion) {
        String authority = assertion.text("authority-id");
        if (!trusted.isTrustedAccount(authority) && !authority.equals(assertion.text("publisher-id"))) {
            throw refuse(assertion, authority + " is neither trusted nor the publisher of the snap");
        }
        demandPrerequisites(assertion);
    }

    private void checkValidation(Assertion assertion) {
        ValidationView validation = ValidationView.of(assertion);
        demandPrerequisites(assertion);
        Assertion gating =
                demandKnown(assertion, TypeChecks.prerequisites(assertion).getFirst());
        String publisher = gating.text("publisher-id");
        if (!publisher.equals(assertion.text("authority-id"))) {
            throw refuse(
                    assertion,
                    "only " + publisher + ", the publisher of the gating snap " + validation.gatingSnap()
                            + ", may sign it");
        }
    }

    private void checkConfdbControl(Assertion assertion) {
        SerialView serial = SerialView.of(
                demandKnown(assertion, TypeChecks.prerequisites(assertion).getFirst()));
        if (!assertion.signKeyId().equals(serial.deviceKey().id().value())) {
            throw refuse(assertion, "it is not signed by the key of its device");
        }
    }

    private void demandTrusted(Assertion assertion) {
        String authority = assertion.text("authority-id");
        if (!trusted.isTrustedAccount(authority)) {
            throw refuse(assertion, "its authority " + Excerpt.of(authority) + " is not a trusted account");
        }
    }

    private void demandPrerequisites(Assertion assertion) {
        TypeChecks.prerequisites(assertion).forEach(ref -> demandKnown(assertion, ref));
    }

    private Assertion demandKnown(Assertion assertion, AssertionRef ref) {
        return find(ref)
                .orElseThrow(() -> new AssertionException(
                        Reason.PREREQUISITE_MISSING,
                        "cannot accept " + named(assertion) + ": " + Excerpt.of(ref.toString()) + " is not known"));
    }

    private Optional<Assertion> find(AssertionRef ref) {
        return trusted.find(ref).or(() -> lookup.find(ref));
    }

    private static AssertionException refuse(Assertion assertion, String why) {
        return new AssertionException(Reason.NOT_CONSISTENT, "cannot accept " + named(assertion) + ": " + why);
    }

    private static String named(Assertion assertion) {
        return Excerpt.of(assertion.ref().toString());
    }
}
