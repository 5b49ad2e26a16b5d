package io.centercontrol.tenants.http;

import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.Violation;
import io.centercontrol.tenants.DomainNames;
import io.centercontrol.tenants.TenantsConfig;
import io.centercontrol.tenants.model.Contact;
import io.centercontrol.tenants.model.TenantSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A tenant's settings as they come in JSON: anything may be missing. */
record SettingsRequest(
        @Nullable String name,
        @Nullable String locale,
        @Nullable String timeZone,
        @Nullable String currency,
        @Nullable List<@Nullable ContactRequest> contacts,
        @Nullable String primaryDomain,
        @Nullable String region,
        @Nullable Map<String, @Nullable String> labels) {

    /** A contact as it comes in JSON. */
    @Schema(requiredProperties = {"name", "email"})
    record ContactRequest(
            @Nullable String role,
            @Nullable String name,
            @Nullable String email,
            @Nullable String phone) {
        static ContactRequest of(Contact contact) {
            return new ContactRequest(contact.role(), contact.name(), contact.email(), contact.phone());
        }
    }

    /** The settings as a document that a merge patch can be applied to. */
    static SettingsRequest of(TenantSettings settings) {
        return new SettingsRequest(
                settings.name(),
                settings.locale(),
                settings.timeZone(),
                settings.currency(),
                contacts(settings),
                settings.primaryDomain(),
                settings.region(),
                new HashMap<>(settings.labels()));
    }

    private static List<@Nullable ContactRequest> contacts(TenantSettings settings) {
        var people = new ArrayList<@Nullable ContactRequest>();
        settings.contacts().forEach(contact -> people.add(ContactRequest.of(contact)));
        return people;
    }

    /** Complete settings, with defaults for what is missing; refuses a contact that is not whole and a missing name. */
    TenantSettings complete(TenantsConfig.Defaults defaults) {
        var violations = new ArrayList<Violation>();
        if (name == null) {
            violations.add(new Violation("/name", "REQUIRED", "A tenant needs a name."));
        }
        var people = contacts(violations);
        var marks = labels(violations);
        if (!violations.isEmpty()) {
            throw new Refusal.Invalid(violations).asException();
        }
        return new TenantSettings(
                Objects.requireNonNull(name).strip(),
                Objects.requireNonNullElse(locale, defaults.locale()),
                Objects.requireNonNullElse(timeZone, defaults.timeZone()),
                Objects.requireNonNullElse(currency, defaults.currency()),
                people,
                primaryDomain == null ? null : DomainNames.compared(primaryDomain),
                Objects.requireNonNullElse(region, defaults.region()),
                marks);
    }

    private Map<String, String> labels(List<Violation> violations) {
        var marks = new HashMap<String, String>();
        if (labels != null) {
            labels.forEach((label, value) -> {
                if (value == null) {
                    violations.add(new Violation("/labels/" + label, "REQUIRED", "A label needs a value."));
                } else {
                    marks.put(label, value);
                }
            });
        }
        return marks;
    }

    private List<Contact> contacts(List<Violation> violations) {
        var people = new ArrayList<Contact>();
        var given = contacts == null ? List.<@Nullable ContactRequest>of() : contacts;
        for (var i = 0; i < given.size(); i++) {
            var contact = given.get(i);
            if (contact == null || contact.name() == null || contact.email() == null) {
                violations.add(
                        new Violation("/contacts/" + i, "REQUIRED", "A contact needs at least a name and an email."));
            } else {
                people.add(new Contact(
                        Objects.requireNonNullElse(contact.role(), "owner"),
                        contact.name(),
                        contact.email(),
                        contact.phone()));
            }
        }
        return people;
    }
}
