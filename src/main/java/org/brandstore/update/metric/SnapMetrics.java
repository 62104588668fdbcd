package org.brandstore.update.metric;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.brandstore.device.fleet.InstalledBase;
import org.brandstore.model.Models;
import org.brandstore.model.RegisteredModel;
import org.brandstore.naming.Architecture;
import org.brandstore.naming.Revision;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.release.Releases;
import org.brandstore.snap.Revisions;
import org.brandstore.snap.Snap;

/** Answers publishers how many of the brand's devices run what of their snap. Whether somebody may ask was checked. */
@ApplicationScoped
public class SnapMetrics {
    private static final int MAX_DAYS = 400;

    private final InstalledBase base;
    private final Revisions revisions;
    private final Releases releases;
    private final Models models;

    SnapMetrics(InstalledBase base, Revisions revisions, Releases releases, Models models) {
        this.base = base;
        this.revisions = revisions;
        this.releases = releases;
        this.models = models;
    }

    /**
     * The answer; {@link Metric#NONE} if nothing was counted in that time, or this store cannot know it.
     *
     * @param to the last day
     * @throws StoreException {@link ErrorCode#INVALID_FIELD} if the days are in the wrong order or too many
     */
    @Transactional
    public Metric answer(Snap snap, MetricName name, LocalDate from, LocalDate to) {
        if (to.isBefore(from) || ChronoUnit.DAYS.between(from, to) > MAX_DAYS) {
            throw new StoreException(
                    ErrorCode.INVALID_FIELD,
                    "cannot tell metrics: the end must not be before the start, nor more than " + MAX_DAYS
                            + " days after it");
        }
        return switch (name.subject()) {
            case DEVICE_CHANGE -> changes(snap, name.weekly(), from, to);
            case INSTALLED_BASE_BY_ARCHITECTURE ->
                counted(snap, name, from, to, memorized(this::architecture), Map.of());
            case INSTALLED_BASE_BY_CHANNEL ->
                counted(snap, name, from, to, count -> count.channel().toString(), openChannels(snap));
            case INSTALLED_BASE_BY_OPERATING_SYSTEM ->
                counted(snap, name, from, to, memorized(this::operatingSystem), Map.of());
            case INSTALLED_BASE_BY_VERSION -> byVersion(snap, name, from, to);
            // devices do not tell where they are, and their addresses are not kept
            case INSTALLED_BASE_BY_COUNTRY -> Metric.NONE;
        };
    }

    private Metric byVersion(Snap snap, MetricName name, LocalDate from, LocalDate to) {
        Map<Revision, String> versions = new HashMap<>();
        revisions.of(snap.id()).forEach(revision -> versions.put(revision.revision(), revision.version()));
        Map<String, Boolean> released = new HashMap<>();
        versions.values().forEach(version -> released.put(version, false));
        releases.channelMap(snap.id()).forEach(pointer -> released.put(versions.get(pointer.revision()), true));
        return counted(snap, name, from, to, count -> versions.getOrDefault(count.revision(), "unknown"), released);
    }

    private Map<String, Boolean> openChannels(Snap snap) {
        Map<String, Boolean> open = new HashMap<>();
        releases.channelMap(snap.id())
                .forEach(pointer -> open.put(pointer.channel().toString(), true));
        return open;
    }

    private Metric counted(
            Snap snap,
            MetricName name,
            LocalDate from,
            LocalDate to,
            Function<InstalledBase.Count, String> label,
            Map<String, Boolean> released) {
        List<InstalledBase.Count> counts = base.counts(snap.id(), snap.brand(), from, to);
        Map<LocalDate, LocalDate> buckets = buckets(counts.stream().map(InstalledBase.Count::day), name.weekly());
        List<LocalDate> days = List.copyOf(buckets.keySet());
        Map<String, long[]> values = new TreeMap<>();
        for (InstalledBase.Count count : counts) {
            LocalDate bucket = bucket(count.day(), name.weekly());
            if (count.day().equals(buckets.get(bucket))) {
                values.computeIfAbsent(label.apply(count), absent -> new long[days.size()])[days.indexOf(bucket)] +=
                        count.devices();
            }
        }
        List<Metric.Series> series = new ArrayList<>();
        values.forEach((title, numbers) -> series.add(
                new Metric.Series(title, Arrays.stream(numbers).boxed().toList(), flag(name, released, title))));
        return new Metric(days, series);
    }

    private static Optional<Boolean> flag(MetricName name, Map<String, Boolean> released, String title) {
        boolean known = name.subject() == MetricName.Subject.INSTALLED_BASE_BY_VERSION
                || name.subject() == MetricName.Subject.INSTALLED_BASE_BY_CHANNEL;
        return known ? Optional.of(released.getOrDefault(title, false)) : Optional.empty();
    }

    private Metric changes(Snap snap, boolean weekly, LocalDate from, LocalDate to) {
        List<InstalledBase.Movement> movements = base.movements(snap.id(), snap.brand(), from, to);
        if (movements.isEmpty()) {
            return Metric.NONE;
        }
        Map<LocalDate, LocalDate> buckets = buckets(movements.stream().map(InstalledBase.Movement::day), weekly);
        Map<LocalDate, InstalledBase.Movement> sums = new TreeMap<>();
        for (InstalledBase.Movement day : movements) {
            // what was gained and lost adds up; what continued is what the last day says
            sums.merge(
                    bucket(day.day(), weekly),
                    day,
                    (sum, next) -> new InstalledBase.Movement(
                            sum.day(), sum.gained() + next.gained(), sum.lost() + next.lost(), next.continued()));
        }
        return new Metric(
                List.copyOf(buckets.keySet()),
                List.of(
                        series("continued", sums.values(), InstalledBase.Movement::continued),
                        series("lost", sums.values(), InstalledBase.Movement::lost),
                        series("new", sums.values(), InstalledBase.Movement::gained)));
    }

    private static Metric.Series series(
            String name, Collection<InstalledBase.Movement> sums, Function<InstalledBase.Movement, Long> value) {
        return new Metric.Series(name, sums.stream().map(value).toList(), Optional.empty());
    }

    /** Each bucket with the last of its days on which there was a count. */
    private static Map<LocalDate, LocalDate> buckets(Stream<LocalDate> days, boolean weekly) {
        Map<LocalDate, LocalDate> buckets = new TreeMap<>();
        days.forEach(day -> buckets.merge(bucket(day, weekly), day, (a, b) -> a.isAfter(b) ? a : b));
        return buckets;
    }

    private static LocalDate bucket(LocalDate day, boolean weekly) {
        return weekly ? day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)) : day;
    }

    private static Function<InstalledBase.Count, String> memorized(Function<InstalledBase.Count, String> label) {
        Map<String, String> known = new HashMap<>();
        return count -> known.computeIfAbsent(count.brand() + "/" + count.model(), absent -> label.apply(count));
    }

    private String architecture(InstalledBase.Count count) {
        return models.find(count.brand(), count.model())
                .flatMap(RegisteredModel::architecture)
                .map(Architecture::value)
                .orElse("unknown");
    }

    /** The system follows from the base that the model names; models of the first kind name none (assertions.md 3.4). */
    private String operatingSystem(InstalledBase.Count count) {
        return models.assertion(count.brand(), count.model())
                .map(model -> {
                    String base = model.headers().findText("base").orElse("core16");
                    return base.startsWith("core") ? "ubuntu-core/" + base.substring("core".length()) : base;
                })
                .orElse("unknown");
    }
}
