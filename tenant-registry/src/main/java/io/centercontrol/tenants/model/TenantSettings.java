package io.centercontrol.tenants.model;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an operator can change about a tenant at any time. Holds what it is given; {@link TenantRules} says what is valid.
 *
 * @param locale BCP 47 tag
 * @param timeZone IANA name
 * @param currency ISO 4217 code
 * @param primaryDomain the one of its hosts that it wants to be known by; null when it has not chosen
 * @param labels free words for operators
 */
public record TenantSettings(
        String name,
        String locale,
        String timeZone,
        String currency,
        List<Contact> contacts,
        @Nullable String primaryDomain,
        String region,
        Map<String, String> labels) {
    /** Stands where a name was that had to go. */
    public static final String REDACTED = "(erased)";

    public TenantSettings {
        contacts = List.copyOf(contacts);
        labels = java.util.Collections.unmodifiableMap(new TreeMap<>(labels));
    }

    /** The same with other labels. */
    public TenantSettings labelled(Map<String, String> others) {
        return new TenantSettings(name, locale, timeZone, currency, contacts, primaryDomain, region, others);
    }

    /** What is left when a tenant is deleted: nothing that may name a person. */
    TenantSettings redacted() {
        return new TenantSettings(REDACTED, locale, timeZone, currency, List.of(), null, region, Map.of());
    }

    TenantSettings withoutPrimaryDomain() {
        return new TenantSettings(name, locale, timeZone, currency, contacts, null, region, labels);
    }
}
