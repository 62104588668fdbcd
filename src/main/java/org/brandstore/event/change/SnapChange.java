package org.brandstore.event.change;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.brandstore.event.change.Audited.ApprovalClass;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.ModelName;
import org.brandstore.naming.Sha3_384;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.SnapName;
import org.brandstore.naming.StoreId;
import org.brandstore.naming.Track;

/** Snaps as such: their names, who sees them, what they are granted. */
public sealed interface SnapChange extends Change {
    @Audited(
            action = "snap.registered",
            approval = ApprovalClass.OPEN,
            subject = "snap/{snap}",
            says = "the name belongs to a publisher of the brand",
            tells = Topic.CATALOG)
    record Registered(
            AccountId brand,
            SnapId snap,
            @After SnapName name,
            @After StoreId store,
            @After AccountId publisher,
            @After("private") boolean hidden)
            implements SnapChange {}

    @Audited(
            action = "snap.shown",
            approval = ApprovalClass.GATED,
            subject = "store/{store}/snap/{snap}",
            says = "devices of these models see the snap in the store; without `models`, all of the store do",
            tells = Topic.CATALOG)
    record Shown(
            AccountId brand,
            StoreId store,
            SnapId snap,
            @After Optional<Set<ModelName>> models) implements SnapChange {}

    @Audited(
            action = "snap.hidden",
            approval = ApprovalClass.GATED,
            subject = "store/{store}/snap/{snap}",
            says = "no device sees the snap in the store",
            tells = Topic.CATALOG)
    record Hidden(AccountId brand, StoreId store, SnapId snap) implements SnapChange {}

    @Audited(
            action = "snap.default-track-set",
            approval = ApprovalClass.GATED,
            subject = "snap/{snap}",
            says = "channels without a track mean another one",
            tells = Topic.CATALOG)
    record DefaultTrackSet(
            AccountId brand,
            SnapId snap,
            @Before("default-track") Track former,
            @After Track defaultTrack) implements SnapChange {}

    @Audited(
            action = "snap.privacy-set",
            approval = ApprovalClass.OPEN,
            subject = "snap/{snap}",
            says = "searches find the snap, or find it no more",
            tells = Topic.CATALOG)
    record PrivacySet(
            AccountId brand,
            SnapId snap,
            @Before("private") boolean former,
            @After("private") boolean hidden) implements SnapChange {}

    @Audited(
            action = "snap.described",
            approval = ApprovalClass.OPEN,
            subject = "snap/{snap}",
            says = "people read other texts about the snap",
            tells = Topic.CATALOG)
    record Described(
            AccountId brand,
            SnapId snap,
            @Before Texts former,
            @After Texts texts) implements SnapChange {}

    record Texts(String title, String summary, String description, Optional<String> license) implements Change.Part {}

    @Audited(
            action = "snap.icon-set",
            approval = ApprovalClass.OPEN,
            subject = "snap/{snap}",
            says = "people see another icon; `icon` is the digest of its file",
            tells = Topic.CATALOG)
    record IconSet(
            AccountId brand,
            SnapId snap,
            @Before("icon") Optional<Sha3_384> former,
            @After Optional<Sha3_384> icon) implements SnapChange {}

    @Audited(
            action = "snap.grants-changed",
            approval = ApprovalClass.GATED,
            subject = "snap/{snap}",
            says = "the snap's declaration grants something else; `headers` are those that grant",
            tells = Topic.CATALOG)
    record GrantsChanged(
            AccountId brand,
            SnapId snap,
            @Before Grants former,
            @After Grants grants,
            String why) implements SnapChange {}

    @Audited(
            action = "snap.grants-confirmed",
            approval = ApprovalClass.GATED,
            subject = "snap/{snap}",
            says = "somebody else stands for what the declaration grants already",
            tells = Topic.CATALOG)
    record GrantsConfirmed(
            AccountId brand, SnapId snap, @After Grants grants, String why) implements SnapChange {}

    /** @param revision of the snap-declaration */
    record Grants(int revision, Map<String, Object> headers) implements Change.Part {}
}
