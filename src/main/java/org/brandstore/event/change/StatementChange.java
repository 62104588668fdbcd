package org.brandstore.event.change;

import org.brandstore.assertion.AssertionRef;
import org.brandstore.event.change.Audited.ApprovalClass;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.KeyId;

/** Assertions that publishers and brands have signed with keys of their own. */
public sealed interface StatementChange extends Change {
    record Signed(
            AccountId brand,
            AssertionRef assertion,
            @After int revision,
            @After KeyId signKey) implements Change.Part {}

    @Audited(
            action = "snap-build.signed",
            approval = ApprovalClass.OPEN,
            subject = "{assertion}",
            says = "a developer vouches for a file",
            tells = Topic.ASSERTIONS)
    record SnapBuildSigned(Signed signed) implements StatementChange {}

    @Audited(
            action = "validation.signed",
            approval = ApprovalClass.OPEN,
            subject = "{assertion}",
            says = "a gating snap's publisher says whether its devices may get a revision of another snap",
            tells = Topic.ASSERTIONS)
    record ValidationSigned(Signed signed) implements StatementChange {}

    @Audited(
            action = "validation-set.signed",
            approval = ApprovalClass.GATED,
            subject = "{assertion}",
            says = "a set of snaps that go together has another revision",
            tells = Topic.ASSERTIONS)
    record ValidationSetSigned(Signed signed) implements StatementChange {}

    @Audited(
            action = "confdb-schema.signed",
            approval = ApprovalClass.OPEN,
            subject = "{assertion}",
            says = "a schema of device configuration has another revision",
            tells = Topic.ASSERTIONS)
    record ConfdbSchemaSigned(Signed signed) implements StatementChange {}
}
