package org.brandstore.event.change;

import java.util.List;
import java.util.Map;
import org.brandstore.event.change.Audited.ApprovalClass;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.SnapId;

/** What people read and find of a snap in searches and consoles, besides its texts. */
public sealed interface SnapListingChange extends Change {
    @Audited(
            action = "snap.metadata-on-release-set",
            approval = ApprovalClass.OPEN,
            subject = "snap/{snap}",
            says = "a release to stable makes its texts those of the snap, or does so no more",
            tells = Topic.CATALOG)
    record MetadataOnReleaseSet(
            AccountId brand,
            SnapId snap,
            @Before("metadata-on-release") boolean former,
            @After boolean metadataOnRelease)
            implements SnapListingChange {}

    @Audited(
            action = "snap.discovery-set",
            approval = ApprovalClass.OPEN,
            subject = "snap/{snap}",
            says = "people come across the snap in another way",
            tells = Topic.CATALOG)
    record DiscoverySet(
            AccountId brand,
            SnapId snap,
            @Before Discovery former,
            @After Discovery discovery) implements SnapListingChange {}

    record Discovery(List<String> categories, List<String> keywords, List<String> videos, boolean unlisted)
            implements Change.Part {}

    @Audited(
            action = "snap.links-set",
            approval = ApprovalClass.OPEN,
            subject = "snap/{snap}",
            says = "the snap names other addresses; `links` has lists of them by kind",
            tells = Topic.CATALOG)
    record LinksSet(
            AccountId brand,
            SnapId snap,
            @Before("links") Map<String, List<String>> former,
            @After Map<String, List<String>> links)
            implements SnapListingChange {}

    @Audited(
            action = "snap.media-set",
            approval = ApprovalClass.OPEN,
            subject = "snap/{snap}",
            says = "people see other pictures; `media` has the SHA-256 of each file",
            tells = Topic.CATALOG)
    record MediaSet(
            AccountId brand,
            SnapId snap,
            @Before("media") List<String> former,
            @After List<String> media) implements SnapListingChange {}
}
