package io.centercontrol.tenants.store;

import io.centercontrol.tenants.model.Domain;
import io.centercontrol.tenants.model.Tenant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words a tenant is found by, and the words of a search, cut in the same way: at whatever is no letter or digit. */
final class SearchWords {
    private SearchWords() {}

    /** Slug, name, domains and contacts as words with a space between. */
    static String of(Tenant tenant) {
        var settings = tenant.settings();
        var contacts = settings.contacts().stream().flatMap(contact -> Stream.of(contact.name(), contact.email()));
        var domains = tenant.domains().stream().map(Domain::name);
        return Stream.of(Stream.of(tenant.slug(), settings.name()), domains, contacts)
                .flatMap(texts -> texts)
                .flatMap(text -> words(text).stream())
                .distinct()
                .collect(Collectors.joining(" "));
    }

    /** A PostgreSQL text query for all words of a search, each as the beginning of a word; empty when there is none. */
    static String prefixQuery(String search) {
        return words(search).stream().map(word -> word + ":*").collect(Collectors.joining(" & "));
    }

    private static List<String> words(String text) {
        return Stream.of(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
