package org.brandstore.console.release;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.brandstore.approval.Verdict;
import org.brandstore.console.Counts;
import org.brandstore.console.Shares;
import org.brandstore.console.Sizes;
import org.brandstore.console.release.ReleaseCard.Badge;
import org.brandstore.console.release.ReleaseDetail.Comparison;
import org.brandstore.console.release.ReleaseDetail.Fact;
import org.brandstore.console.release.ReleaseDetail.Row;
import org.brandstore.console.release.ReleaseDetail.Step;
import org.brandstore.naming.Architecture;
import org.brandstore.naming.SnapName;
import org.brandstore.release.RequestState;
import org.brandstore.release.channel.Pointer;
import org.brandstore.snap.SnapRevision;
import org.brandstore.update.NamedDecision;
import org.brandstore.update.ReleaseReview;
import org.brandstore.update.Replacement;
import org.brandstore.update.RevisionDifference;
import org.brandstore.update.Standing;

/** Puts a review into the words of a page. */
public final class ReleaseViews {
    private ReleaseViews() {}

    static ReleaseCard card(ReleaseReview review) {
        RequestState state = review.request().state();
        return new ReleaseCard(
                review.request().id().toString(),
                review.snap().name().value(),
                review.store().name(),
                review.request().channel().toString(),
                Shares.ofDevices(review.request().share()),
                versionNow(review),
                review.revision().version(),
                review.revision().revision().toString(),
                review.requester(),
                Counts.of(review.reach().changing(), "device"),
                review.approvals() + " of " + Counts.of(review.approvalsNeeded(), "approval"),
                badges(review),
                state.word(),
                label(state),
                time(review, state).toString(),
                timeLabel(state));
    }

    static ReleaseDetail view(ReleaseReview review) {
        boolean mayApprove = review.standing() == Standing.MAY_DECIDE;
        boolean open = review.request().state().isOpen();
        long running = review.reach().following() - review.reach().changing();
        return new ReleaseDetail(
                card(review),
                review.snap().title().isEmpty()
                        ? review.snap().name().value()
                        : review.snap().title(),
                review.revision().summary(),
                review.uploader(),
                review.revision().createdAt().toString(),
                review.request().requestedAt().toString(),
                // What devices have now says something about a release that may come, not about one that is over.
                open
                        ? review.replacements().stream()
                                .map(replacement -> comparison(review, replacement))
                                .toList()
                        : List.of(),
                facts(review.revision()),
                open ? ReleaseWarnings.of(review) : List.of(),
                review.reach().following(),
                review.reach().changing(),
                running,
                percent(running, review.reach().following()) + "%",
                steps(review),
                mayApprove,
                mayApprove || review.standing() == Standing.MAY_REJECT,
                standing(review.standing()));
    }

    public static int percent(long part, long whole) {
        return whole == 0 ? 0 : (int) Math.round(100.0 * part / whole);
    }

    private static String versionNow(ReleaseReview review) {
        if (!review.request().state().isOpen()) {
            return "";
        }
        return review.replacements().stream()
                .flatMap(replacement -> replacement.current().stream())
                .map(SnapRevision::version)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static List<Badge> badges(ReleaseReview review) {
        List<Badge> badges = new ArrayList<>();
        List<RevisionDifference> differences = review.replacements().stream()
                .flatMap(replacement -> replacement.difference().stream())
                .toList();
        if (differences.isEmpty()) {
            badges.add(new Badge("first in this channel", "plain"));
        }
        if (differences.stream().anyMatch(RevisionDifference::older)) {
            badges.add(new Badge("downgrade", "danger"));
        }
        long added = distinct(differences.stream()
                .flatMap(difference ->
                        Stream.concat(difference.plugsAdded().stream(), difference.slotsAdded().stream())));
        if (added > 0) {
            badges.add(new Badge("+" + Counts.of(added, "interface"), "caution"));
        }
        long removed = distinct(differences.stream()
                .flatMap(difference ->
                        Stream.concat(difference.plugsRemoved().stream(), difference.slotsRemoved().stream())));
        if (removed > 0) {
            badges.add(new Badge("\u2212" + Counts.of(removed, "interface"), "plain"));
        }
        differences.stream()
                .filter(difference -> difference.growth() != 0)
                .findFirst()
                .ifPresent(difference -> badges.add(new Badge(Sizes.difference(difference.growth()), "plain")));
        return List.copyOf(badges);
    }

    private static long distinct(Stream<String> names) {
        return names.distinct().count();
    }

    private static Comparison comparison(ReleaseReview review, Replacement replacement) {
        String devices =
                replacement.architectures().stream().map(Architecture::value).collect(Collectors.joining(", "));
        return replacement
                .difference()
                .map(difference -> new Comparison(
                        devices,
                        now(review, replacement),
                        rows(difference, replacement, review.revision()),
                        interfaces(difference.plugsAdded(), difference.slotsAdded()),
                        interfaces(difference.plugsRemoved(), difference.slotsRemoved())))
                .orElseGet(() -> new Comparison(devices, "nothing yet", List.of(), List.of(), List.of()));
    }

    private static String now(ReleaseReview review, Replacement replacement) {
        String from = replacement
                .pointer()
                .map(Pointer::channel)
                .filter(channel -> !channel.equals(review.request().channel()))
                .map(channel -> ", which comes from " + channel)
                .orElse("");
        return replacement
                .current()
                .map(current -> current.version() + " (revision " + current.revision() + ")" + from)
                .orElse("nothing yet");
    }

    private static List<Row> rows(RevisionDifference difference, Replacement replacement, SnapRevision next) {
        List<Row> rows = new ArrayList<>();
        rows.add(row("Version", difference.version(), ""));
        String number = replacement
                .current()
                .map(current -> current.revision().toString())
                .orElse("");
        rows.add(row(
                "Revision",
                new RevisionDifference.Step<>(number, next.revision().toString()),
                ""));
        rows.add(new Row(
                "Size",
                Sizes.of(difference.size().from()),
                Sizes.of(difference.size().to()),
                Sizes.difference(difference.growth()),
                difference.size().changed()));
        rows.add(row("Confinement", difference.confinement(), ""));
        rows.add(row("Base", difference.base(), ""));
        rows.add(row("Epoch", difference.epoch(), difference.unreadable() ? "cannot read the present data" : ""));
        rows.add(row("Grade", difference.grade(), ""));
        return List.copyOf(rows);
    }

    private static Row row(String label, RevisionDifference.Step<String> step, String note) {
        return new Row(label, step.from(), step.to(), note, step.changed());
    }

    private static List<String> interfaces(List<String> plugs, List<String> slots) {
        return Stream.concat(plugs.stream(), slots.stream().map(slot -> slot + " (slot)"))
                .toList();
    }

    private static List<Fact> facts(SnapRevision revision) {
        return List.of(
                new Fact("Version", revision.version()),
                new Fact("Revision", revision.revision().toString()),
                new Fact("Type", revision.type().wireName()),
                new Fact("Size", Sizes.of(revision.size())),
                new Fact(
                        "Architectures",
                        revision.architectures().stream()
                                .map(Architecture::value)
                                .collect(Collectors.joining(", "))),
                new Fact("Confinement", revision.confinement().wireName()),
                new Fact("Base", revision.base().map(SnapName::value).orElse("none")),
                new Fact("Epoch", revision.epoch().toString()),
                new Fact("Plugs", list(revision.plugs())),
                new Fact("Slots", list(revision.slots())),
                new Fact("SHA3-384", revision.digest().hex()));
    }

    private static String list(List<String> names) {
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    private static List<Step> steps(ReleaseReview review) {
        List<Step> steps = new ArrayList<>();
        steps.add(new Step(
                review.requester() + " asked for the release",
                "",
                review.request().requestedAt().toString(),
                "plain"));
        for (NamedDecision named : review.decisions()) {
            boolean approved = named.decision().verdict() == Verdict.APPROVED;
            steps.add(new Step(
                    named.person() + (approved ? " approved" : " rejected"),
                    named.decision().reason(),
                    named.decision().at().toString(),
                    approved ? "good" : "danger"));
        }
        switch (review.request().state()) {
            case RequestState.Waiting waiting ->
                waiting.notBefore().ifPresent(at -> steps.add(new Step("Not before", "", at.toString(), "plain")));
            case RequestState.Scheduled scheduled ->
                steps.add(new Step("Devices will see it", "", scheduled.at().toString(), "caution"));
            case RequestState.Applied applied ->
                steps.add(new Step("Devices see it", "", applied.at().toString(), "good"));
            case RequestState.Superseded superseded ->
                steps.add(new Step(
                        "A later release reached the channel first",
                        "",
                        superseded.at().toString(),
                        "plain"));
            case RequestState.Rejected rejected -> rejectedByTheStore(review, rejected, steps);
        }
        return List.copyOf(steps);
    }

    private static void rejectedByTheStore(ReleaseReview review, RequestState.Rejected rejected, List<Step> steps) {
        boolean byPerson =
                review.decisions().stream().anyMatch(named -> named.decision().verdict() == Verdict.REJECTED);
        if (!byPerson) {
            steps.add(new Step(
                    "The store ended it", rejected.reason(), rejected.at().toString(), "danger"));
        }
    }

    private static String label(RequestState state) {
        return switch (state) {
            case RequestState.Waiting waiting -> "Waiting";
            case RequestState.Scheduled scheduled -> "Scheduled";
            case RequestState.Applied applied -> "Released";
            case RequestState.Rejected rejected -> "Rejected";
            case RequestState.Superseded superseded -> "Superseded";
        };
    }

    private static String timeLabel(RequestState state) {
        return switch (state) {
            case RequestState.Waiting waiting -> "asked";
            case RequestState.Scheduled scheduled -> "starts";
            case RequestState.Applied applied -> "released";
            case RequestState.Rejected rejected -> "rejected";
            case RequestState.Superseded superseded -> "superseded";
        };
    }

    private static Instant time(ReleaseReview review, RequestState state) {
        return switch (state) {
            case RequestState.Waiting waiting -> review.request().requestedAt();
            case RequestState.Scheduled scheduled -> scheduled.at();
            case RequestState.Applied applied -> applied.at();
            case RequestState.Rejected rejected -> rejected.at();
            case RequestState.Superseded superseded -> superseded.at();
        };
    }

    private static String standing(Standing standing) {
        return switch (standing) {
            case MAY_DECIDE -> "";
            case MAY_REJECT ->
                "It is approved as far as you are concerned; until devices see it you can still reject it.";
            case REQUESTER -> "You asked for this release, so somebody else has to decide about it.";
            case READER -> "You can read this, but deciding needs the role administrator or release manager.";
            case CLOSED -> "";
        };
    }
}
