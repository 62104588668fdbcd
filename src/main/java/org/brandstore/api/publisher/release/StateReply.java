package org.brandstore.api.publisher.release;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.brandstore.naming.Architecture;
import org.brandstore.naming.Channel;
import org.brandstore.naming.Revision;
import org.brandstore.naming.Risk;
import org.brandstore.release.channel.Pointer;
import org.brandstore.release.track.SnapTrack;
import org.brandstore.snap.SnapRevision;
import org.jspecify.annotations.Nullable;

/** What {@code promote} reads: track, series, architecture, then the channels named without their track (publisher-api.md 4.10). */
record StateReply(@JsonProperty("channel_map_tree") Map<String, Map<String, Map<String, List<Item>>>> channelMapTree) {
    /** @param info {@code specific}, {@code branch}, {@code tracking} what a safer channel has, or {@code none} */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Item(
            @JsonProperty("channel") String channel,
            @JsonProperty("info") String info,
            @JsonProperty("version") @Nullable String version,
            @JsonProperty("revision") @Nullable Integer revision,
            @JsonProperty("expires_at") @Nullable String expiresAt) {}

    static StateReply of(SnapView view) {
        Map<String, Map<String, Map<String, List<Item>>>> tree = new TreeMap<>();
        for (SnapTrack track : view.tracks()) {
            Map<Architecture, List<Pointer>> byArchitecture =
                    new TreeMap<>((a, b) -> a.value().compareTo(b.value()));
            for (Pointer pointer : view.pointersOf(track.name())) {
                byArchitecture
                        .computeIfAbsent(pointer.architecture(), key -> new ArrayList<>())
                        .add(pointer);
            }
            Map<String, List<Item>> architectures = new TreeMap<>();
            byArchitecture.forEach((architecture, pointers) ->
                    architectures.put(architecture.value(), items(track, pointers, view.byNumber())));
            tree.put(track.name().value(), Map.of("16", architectures));
        }
        return new StateReply(tree);
    }

    private static List<Item> items(SnapTrack track, List<Pointer> pointers, Map<Revision, SnapRevision> revisions) {
        List<Item> items = new ArrayList<>();
        boolean followed = false;
        for (Risk risk : Risk.values()) {
            Channel channel = Channel.of(track.name(), risk);
            boolean open = false;
            for (Pointer pointer : pointers) {
                if (pointer.channel().equals(channel)) {
                    items.add(item(pointer, "specific", revisions));
                    open = true;
                }
            }
            if (!open) {
                items.add(new Item(risk.wireName(), followed ? "tracking" : "none", null, null, null));
            }
            followed |= open;
            pointers.stream()
                    .filter(pointer -> pointer.channel().branch() != null
                            && pointer.channel().withoutBranch().equals(channel))
                    .map(pointer -> item(pointer, "branch", revisions))
                    .forEach(items::add);
        }
        return items;
    }

    private static Item item(Pointer pointer, String info, Map<Revision, SnapRevision> revisions) {
        SnapRevision revision = revisions.get(pointer.revision());
        return new Item(
                pointer.channel().withoutTrack(),
                info,
                revision == null ? null : revision.version(),
                pointer.revision().value(),
                pointer.expiresAt().map(Instant::toString).orElse(null));
    }
}
