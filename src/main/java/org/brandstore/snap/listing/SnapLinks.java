package org.brandstore.snap.listing;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.ErrorDetail;
import org.brandstore.problem.StoreException;

/**
 * The addresses of a snap, checked: {@code http}, {@code https} and {@code mailto} only, since people will click on them.
 *
 * @param byKind the kinds that have any
 */
public record SnapLinks(SortedMap<LinkKind, List<String>> byKind) {
    private static final int MAX_EACH = 10;
    private static final int MAX_LENGTH = 500;
    private static final Set<String> SCHEMES = Set.of("http", "https", "mailto");

    public static final SnapLinks NONE = new SnapLinks(new TreeMap<>());

    public SnapLinks {
        TreeMap<LinkKind, List<String>> checked = new TreeMap<>();
        byKind.forEach((kind, addresses) -> {
            if (addresses.size() > MAX_EACH) {
                throw wrong(kind, "there may be at most " + MAX_EACH);
            }
            addresses.forEach(address -> check(kind, address));
            if (!addresses.isEmpty()) {
                checked.put(kind, List.copyOf(addresses));
            }
        });
        byKind = Collections.unmodifiableSortedMap(checked);
    }

    /** The first address of a kind. */
    public Optional<String> first(LinkKind kind) {
        return byKind.getOrDefault(kind, List.of()).stream().findFirst();
    }

    /** The same but for one kind. */
    public SnapLinks with(LinkKind kind, List<String> addresses) {
        TreeMap<LinkKind, List<String>> changed = new TreeMap<>(byKind);
        changed.put(kind, addresses);
        return new SnapLinks(changed);
    }

    private static void check(LinkKind kind, String address) {
        try {
            URI uri = new URI(address);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            boolean hasTarget =
                    scheme.equals("mailto") ? uri.getSchemeSpecificPart().contains("@") : uri.getHost() != null;
            if (address.length() > MAX_LENGTH || !SCHEMES.contains(scheme) || !hasTarget) {
                throw wrong(kind, "it must be an address that begins with https:, http: or mailto:");
            }
        } catch (URISyntaxException e) {
            throw wrong(kind, "it is not an address");
        }
    }

    private static StoreException wrong(LinkKind kind, String why) {
        return new StoreException(List.of(new ErrorDetail(
                ErrorCode.INVALID_FIELD,
                "cannot set link " + kind.wireName() + ": " + why,
                Map.of("field", kind.wireName()))));
    }
}
