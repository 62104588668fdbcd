package org.brandstore.snap.listing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.brandstore.naming.SnapId;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

@Entity
@Table(name = "snap_listing")
class ListingEntity {
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, List<String>>> LINKS = new TypeReference<>() {};

    @Id
    @Column(name = "snap_id")
    String snapId = "";

    @Column(columnDefinition = "jsonb")
    @ColumnTransformer(write = "?::jsonb")
    @JdbcTypeCode(SqlTypes.VARCHAR)
    String links = "{}";

    @JdbcTypeCode(SqlTypes.ARRAY)
    @Column(columnDefinition = "text[]")
    List<String> edited = List.of();

    @JdbcTypeCode(SqlTypes.ARRAY)
    @Column(columnDefinition = "text[]")
    List<String> categories = List.of();

    @JdbcTypeCode(SqlTypes.ARRAY)
    @Column(columnDefinition = "text[]")
    List<String> keywords = List.of();

    @JdbcTypeCode(SqlTypes.ARRAY)
    @Column(columnDefinition = "text[]")
    List<String> videos = List.of();

    boolean unlisted;

    @Column(name = "follows_stable")
    boolean followsStable;

    @Column(name = "updated_at")
    Instant updatedAt = Instant.EPOCH;

    @Version
    int version;

    static ListingEntity of(SnapId snap) {
        ListingEntity row = new ListingEntity();
        row.snapId = snap.value();
        return row;
    }

    SnapLinks links() {
        try {
            TreeMap<LinkKind, List<String>> byKind = new TreeMap<>();
            JSON.readValue(links, LINKS)
                    .forEach((name, addresses) -> LinkKind.find(name).ifPresent(kind -> byKind.put(kind, addresses)));
            return new SnapLinks(byKind);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot read the links of snap " + snapId, e);
        }
    }

    void setLinks(SnapLinks wanted) {
        Map<String, List<String>> byName = new TreeMap<>();
        wanted.byKind().forEach((kind, addresses) -> byName.put(kind.wireName(), addresses));
        try {
            links = JSON.writeValueAsString(byName);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write the links of snap " + snapId, e);
        }
    }

    Discovery discovery() {
        return new Discovery(categories, keywords, videos, unlisted);
    }

    void setDiscovery(Discovery wanted) {
        categories = wanted.categories();
        keywords = wanted.keywords();
        videos = wanted.videos();
        unlisted = wanted.unlisted();
    }

    Set<ListingField> edited() {
        Set<ListingField> fields = EnumSet.noneOf(ListingField.class);
        edited.forEach(name -> fields.add(ListingField.valueOf(name.toUpperCase(Locale.ROOT))));
        return fields;
    }

    void setEdited(Set<ListingField> fields) {
        edited = fields.stream().map(ListingField::wireName).sorted().toList();
    }
}
