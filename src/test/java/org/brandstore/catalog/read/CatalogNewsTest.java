package org.brandstore.catalog.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.brandstore.event.change.StoreChanged;
import org.brandstore.event.change.Topic;
import org.junit.jupiter.api.Test;

class CatalogNewsTest {
    @Test
    void aSnapIsNamedBehindItsBrand() {
        CatalogNews news =
                CatalogNews.of(Set.of(Topic.CATALOG.of("acme", "snap-1"), Topic.CATALOG.of("acme", "snap-2")));
        assertThat(news.snaps()).containsExactlyInAnyOrder("snap-1", "snap-2");
        assertThat(news.everything()).isFalse();
        assertThat(news.assertions()).isFalse();
        assertThat(news.places()).isFalse();
    }

    @Test
    void whatNamesNothingMeansEverything() {
        assertThat(CatalogNews.of(Set.of(Topic.CATALOG.all())).everything()).isTrue();
        assertThat(CatalogNews.of(Set.of(Topic.ASSERTIONS.all())).everything()).isTrue();
        assertThat(CatalogNews.of(Set.of(new StoreChanged(Topic.CATALOG, "snap-1")))
                        .everything())
                .isTrue();
    }

    @Test
    void publishersStoresAndAssertionsAreToldApart() {
        CatalogNews news = CatalogNews.of(Set.of(
                Topic.ACCOUNTS.of("acme"),
                Topic.STORES.of("acme-store"),
                Topic.ASSERTIONS.of("validation-set/16/acme/set/1")));
        assertThat(news.publishers()).containsExactly("acme");
        assertThat(news.places()).isTrue();
        assertThat(news.assertions()).isTrue();
        assertThat(CatalogNews.of(Set.of(Topic.ASSERTIONS.of("serial/acme/m/1")))
                        .assertions())
                .isFalse();
    }
}
