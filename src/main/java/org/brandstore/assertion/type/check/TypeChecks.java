package org.brandstore.assertion.type.check;

import java.util.List;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionLookup;
import org.brandstore.assertion.AssertionRef;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.TrustedSet;
import org.brandstore.assertion.type.AccountKeyRequestView;
import org.brandstore.assertion.type.AccountKeyView;
import org.brandstore.assertion.type.AccountView;
import org.brandstore.assertion.type.ResourcePairView;
import org.brandstore.assertion.type.ResourceRevisionView;
import org.brandstore.assertion.type.ResponseMessageView;
import org.brandstore.assertion.type.SerialRequestView;
import org.brandstore.assertion.type.SerialView;
import org.brandstore.assertion.type.SessionRequestView;
import org.brandstore.assertion.type.SnapBuildView;
import org.brandstore.assertion.type.SnapDeclarationView;
import org.brandstore.assertion.type.SnapDeveloperView;
import org.brandstore.assertion.type.SnapRevisionView;
import org.brandstore.assertion.type.StoreView;
import org.brandstore.assertion.type.ValidationSetView;
import org.brandstore.assertion.type.ValidationView;
import org.brandstore.assertion.type.field.Fields;
import org.brandstore.assertion.type.model.ModelView;
import org.brandstore.assertion.type.rule.DeclarationRules;

/**
 * The rules of each type (assertions.md 3).
 *
 * <p>Account ids, snap ids, store ids and architectures must always be spelt as this store spells them, also in the few
 * types where devices would take any text. No known issuer of assertions uses others.
 */
public final class TypeChecks {
    private TypeChecks() {}

    /** @throws org.brandstore.assertion.AssertionException if headers or body break a rule of the type */
    public static void check(Assertion assertion) {
        switch (assertion.type()) {
            case ACCOUNT -> AccountView.of(assertion);
            case ACCOUNT_KEY -> AccountKeyView.of(assertion);
            case MODEL -> ModelView.of(assertion);
            case SERIAL -> SerialView.of(assertion);
            case BASE_DECLARATION -> checkBaseDeclaration(assertion);
            case SNAP_DECLARATION -> SnapDeclarationView.of(assertion);
            case SNAP_BUILD -> SnapBuildView.of(assertion);
            case SNAP_REVISION -> SnapRevisionView.of(assertion);
            case SNAP_RESOURCE_REVISION -> ResourceRevisionView.of(assertion);
            case SNAP_RESOURCE_PAIR -> ResourcePairView.of(assertion);
            case SNAP_DEVELOPER -> SnapDeveloperView.of(assertion);
            case VALIDATION -> ValidationView.of(assertion);
            case VALIDATION_SET -> ValidationSetView.of(assertion);
            case STORE -> StoreView.of(assertion);
            case SYSTEM_USER -> SystemUserCheck.check(assertion);
            case PRESEED -> PreseedCheck.check(assertion);
            case REPAIR -> RepairCheck.check(assertion);
            case CONFDB_SCHEMA -> ConfdbChecks.checkSchema(assertion);
            case CLUSTER -> ClusterCheck.check(assertion);
            case REQUEST_MESSAGE -> RequestMessageCheck.check(assertion);
            case HARDWARE_IDENTITY -> HardwareIdentityCheck.check(assertion);
            case ACCOUNT_KEY_REQUEST -> AccountKeyRequestView.of(assertion);
            case SERIAL_REQUEST -> SerialRequestView.of(assertion);
            case DEVICE_SESSION_REQUEST -> SessionRequestView.of(assertion);
            case CONFDB_CONTROL -> ConfdbChecks.checkControl(assertion);
            case RESPONSE_MESSAGE -> ResponseMessageView.of(assertion);
        }
    }

    private static void checkBaseDeclaration(Assertion assertion) {
        Fields fields = Fields.of(assertion, AssertionType.BASE_DECLARATION);
        DeclarationRules.check(fields);
        fields.time("timestamp");
    }

    /**
     * Checks what an assertion says against what is known: who may say it, and what must exist. The signature is not
     * looked at.
     *
     * @param lookup what is known, the trusted set included or not
     * @throws org.brandstore.assertion.AssertionException if it contradicts what is known, or something is not known
     */
    public static void checkConsistency(Assertion assertion, AssertionLookup lookup, TrustedSet trusted) {
        new Consistency(lookup, trusted).check(assertion);
    }

    /** What must be known before, apart from the signing key. */
    public static List<AssertionRef> prerequisites(Assertion assertion) {
        return Prerequisites.of(assertion);
    }
}
