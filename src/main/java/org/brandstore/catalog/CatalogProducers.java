package org.brandstore.catalog;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.brandstore.device.TokenKeys;
import org.brandstore.site.PublicUrls;

/** Makes what needs this store's own keys and address. */
@Singleton
class CatalogProducers {
    @Produces
    @Singleton
    IconTokens iconTokens(TokenKeys keys) {
        return new IconTokens(keys.get(TokenKeys.Purpose.ICON));
    }

    @Produces
    @Singleton
    DownloadUrls downloadUrls(PublicUrls urls, IconTokens icons) {
        return new DownloadUrls(urls.of(""), icons);
    }
}
