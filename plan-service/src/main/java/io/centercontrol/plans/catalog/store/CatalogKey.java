package io.centercontrol.plans.catalog.store;

/** Keys as they came, before anybody knows whether there is such a feature or plan. */
final class CatalogKey {
    private CatalogKey() {}

    /** The key as a text that PostgreSQL can look for: it has none with U+0000. */
    static String text(String key) {
        return key.replace('\0', '?');
    }
}
