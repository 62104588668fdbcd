package org.brandstore.catalog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.brandstore.assertion.AssertionType;
import org.brandstore.naming.Revision;

/** Which revisions of which assertions exist, for the types that devices keep up to date (device-api.md 6.4). */
public final class AssertionIndex {
    /** The types of which the index knows everything. */
    public static final List<AssertionType> TYPES = List.of(
            AssertionType.ACCOUNT,
            AssertionType.ACCOUNT_KEY,
            AssertionType.CONFDB_SCHEMA,
            AssertionType.MODEL,
            AssertionType.SNAP_DECLARATION,
            AssertionType.STORE,
            AssertionType.VALIDATION,
            AssertionType.VALIDATION_SET);

    static final AssertionIndex EMPTY = new AssertionIndex(List.of());

    /** No such assertion. */
    public static final int ABSENT = -1;

    private final Map<String, List<Version>> versions = new HashMap<>();
    private final Map<String, NavigableMap<Integer, List<Version>>> sequences = new HashMap<>();

    /**
     * One assertion.
     *
     * @param type the type
     * @param key the whole primary key, joined by slashes
     * @param format its format
     * @param revision its revision
     */
    public record Entry(AssertionType type, String key, int format, int revision) {
        public Entry {
            if (type.sequenceForming()) {
                Revision.parse(key.substring(key.lastIndexOf('/') + 1));
            }
        }
    }

    private record Version(int revision, int format) {}

    public AssertionIndex(List<Entry> entries) {
        for (Entry entry : entries) {
            Version version = new Version(entry.revision(), entry.format());
            String key = entry.type().wireName() + "/" + entry.key();
            versions.computeIfAbsent(key, absent -> new ArrayList<>()).add(version);
            if (entry.type().sequenceForming()) {
                int last = key.lastIndexOf('/');
                sequences
                        .computeIfAbsent(key.substring(0, last), absent -> new TreeMap<>())
                        .computeIfAbsent(Integer.valueOf(key.substring(last + 1)), absent -> new ArrayList<>())
                        .add(version);
            }
        }
        Comparator<Version> newestFirst =
                Comparator.comparingInt(Version::revision).reversed();
        versions.values().forEach(list -> list.sort(newestFirst));
        sequences.values().forEach(members -> members.values().forEach(list -> list.sort(newestFirst)));
    }

    /** Whether a change of this assertion, or of {@code *}, changes an index; serials come by the thousand and do not. */
    public static boolean concerns(String ref) {
        return ref.equals("*") || TYPES.stream().anyMatch(type -> ref.startsWith(type.wireName() + "/"));
    }

    /** Whether the index can tell anything about this type. */
    public boolean knows(AssertionType type) {
        return TYPES.contains(type);
    }

    /**
     * The newest revision with at most this format, or {@link #ABSENT}.
     *
     * @param key the whole primary key
     */
    public int newest(AssertionType type, List<String> key, int maxFormat) {
        return newest(versions.getOrDefault(path(type, key), List.of()), maxFormat);
    }

    /**
     * The number of the last member of a sequence that has a revision with at most this format, or {@link #ABSENT}.
     *
     * @param key the primary key without its last value
     */
    public int latest(AssertionType type, List<String> key, int maxFormat) {
        NavigableMap<Integer, List<Version>> members = sequences.get(path(type, key));
        if (members != null) {
            for (Map.Entry<Integer, List<Version>> member :
                    members.descendingMap().entrySet()) {
                if (newest(member.getValue(), maxFormat) != ABSENT) {
                    return member.getKey();
                }
            }
        }
        return ABSENT;
    }

    private static int newest(List<Version> versions, int maxFormat) {
        for (Version version : versions) {
            if (version.format() <= maxFormat) {
                return version.revision();
            }
        }
        return ABSENT;
    }

    private static String path(AssertionType type, List<String> key) {
        return type.wireName() + "/" + String.join("/", key);
    }
}
