package org.brandstore.delta;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.brandstore.catalog.CatalogRevision;
import org.brandstore.catalog.CatalogSnap;
import org.brandstore.catalog.ChannelLine;
import org.brandstore.catalog.read.Catalogs;
import org.brandstore.naming.InvalidNameException;
import org.brandstore.naming.SnapId;
import org.brandstore.snap.metadata.Epoch;
import org.brandstore.update.Policies;
import org.brandstore.update.plan.Rollout;
import org.brandstore.update.plan.SnapPolicy;

/** To which revisions devices will come, by the same channels and shares from which they are answered. */
@ApplicationScoped
class DeltaTargets {
    private final Catalogs catalogs;
    private final Policies policies;

    DeltaTargets(Catalogs catalogs, Policies policies) {
        this.catalogs = catalogs;
        this.policies = policies;
    }

    /**
     * Where devices go that run a revision and follow a channel: what the first open line of the chain offers to those who
     * have its data, and what that line is on its way to.
     *
     * @param architecture the devices', or empty if it is not known: then it is that of the revision
     */
    Set<Integer> of(SnapId snap, int source, String channel, String architecture, Instant now) {
        Set<Integer> targets = new TreeSet<>();
        Optional<CatalogSnap> found = catalogs.current().find(snap);
        Optional<CatalogRevision> from = found.flatMap(there -> there.find(source));
        if (from.isEmpty()) {
            return targets; // never released: nothing is told of it
        }
        SnapPolicy policy = policies.current().of(snap.value());
        for (String one : architecture.isEmpty() ? from.get().facts().architectures() : Set.of(architecture)) {
            add(targets, found.get(), from.get().epoch(), channel, one, policy, now);
        }
        targets.remove(source);
        return targets;
    }

    private static void add(
            Set<Integer> targets,
            CatalogSnap snap,
            Epoch data,
            String channel,
            String architecture,
            SnapPolicy policy,
            Instant now) {
        try {
            for (ChannelLine line : snap.channels(architecture).wholeChain(channel)) {
                policy.rollout(line.channel(), architecture)
                        .map(Rollout::revision)
                        .flatMap(revision -> snap.find(revision.value()))
                        .filter(revision ->
                                !revision.isWithdrawn() && revision.epoch().canRead(data))
                        .ifPresent(revision -> targets.add(revision.number()));
                if (line.pick(now, null, revision -> revision.epoch().canRead(data))
                        instanceof ChannelLine.Pick.Found found) {
                    targets.add(found.revision().number());
                    return;
                }
            }
        } catch (InvalidNameException e) {
            targets.clear(); // devices say what they like; who follows no channel comes to nothing
        }
    }

    /** Whether anything offers the revision to anybody. */
    boolean isOffered(SnapId snap, int revision, Instant now) {
        return policies.current().of(snap.value()).isOnItsWay(revision)
                || catalogs.current()
                        .find(snap)
                        .filter(found -> found.isOffered(revision, now))
                        .isPresent();
    }
}
