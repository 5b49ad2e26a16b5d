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
 * @param primaryDomain host name in lower-case ASCII; null when the tenant has only its subdomain
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
    public TenantSettings {
        contacts = List.copyOf(contacts);
        labels = java.util.Collections.unmodifiableMap(new TreeMap<>(labels));
    }
}
