package io.centercontrol.tenants.model;

import io.centercontrol.kernel.DisplayText;
import io.centercontrol.kernel.EmailAddress;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.Violation;
import java.util.ArrayList;
import java.util.Currency;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the fields of a tenant may hold. All rules are checked before anything is refused, so that a caller sees all
 * mistakes at once.
 */
public final class TenantRules {
    private static final Pattern SLUG = Pattern.compile("[a-z0-9](?:[a-z0-9-]{1,38})[a-z0-9]");
    private static final Pattern REGION = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?");
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._/-]{0,61}[A-Za-z0-9])?");
    private static final Pattern HOST = Pattern.compile(
            "(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])");
    private static final int LONGEST_DNS_NAME = 253;

    private final List<Violation> found = new ArrayList<>();

    private TenantRules() {}

    /**
     * Checks a new tenant.
     *
     * @param reserved slugs that nobody gets
     * @throws io.centercontrol.kernel.RefusedException with every rule that is broken
     */
    public static void check(String slug, Set<String> reserved, TenantSettings settings, String baseDomain) {
        var rules = new TenantRules();
        rules.slug(slug, reserved);
        rules.settings(settings, List.of(slug + "." + baseDomain));
        rules.refuse();
    }

    /**
     * Checks changed settings.
     *
     * @param hosts host names that lead to the tenant
     * @throws io.centercontrol.kernel.RefusedException with every rule that is broken
     */
    public static void check(TenantSettings settings, List<String> hosts) {
        var rules = new TenantRules();
        rules.settings(settings, hosts);
        rules.refuse();
    }

    /**
     * Checks a custom domain that is to be claimed.
     *
     * @param domain lower-case ASCII (A-labels), without the trailing dot
     * @throws io.centercontrol.kernel.RefusedException when it is none, or lies beneath the base domain
     */
    public static void checkDomain(String domain, String baseDomain) {
        var rules = new TenantRules();
        if (!HOST.matcher(domain).matches()) {
            rules.add("/domain", "INVALID_DOMAIN", "A domain is a host name such as shop.example.com, without port.");
        } else if (Domain.recordName(domain).length() > LONGEST_DNS_NAME) {
            rules.add(
                    "/domain",
                    "INVALID_DOMAIN",
                    "The record that would prove this domain, '" + Domain.recordName("")
                            + "' before it, would be longer than"
                            + " the " + LONGEST_DNS_NAME + " characters that the DNS takes: claim one of at most "
                            + (LONGEST_DNS_NAME - Domain.recordName("").length()) + ".");
        } else if (domain.equals(baseDomain) || domain.endsWith("." + baseDomain)) {
            rules.add("/domain", "INVALID_DOMAIN", "A domain beneath " + baseDomain + " is given out as a slug.");
        }
        rules.refuse();
    }

    private void slug(String slug, Set<String> reserved) {
        if (!SLUG.matcher(slug).matches()) {
            add(
                    "/slug",
                    "INVALID_SLUG",
                    "A slug has 3 to 40 characters: lower-case ASCII letters, digits and hyphens, with no hyphen at"
                            + " either end.");
        } else if (slug.startsWith("--", 2)) {
            add("/slug", "INVALID_SLUG", "A slug has no '--' at its third place: browsers read that as Punycode.");
        } else if (reserved.contains(slug)) {
            add("/slug", "SLUG_RESERVED", "The slug '" + slug + "' is reserved for the platform.");
        }
    }

    private void settings(TenantSettings settings, List<String> hosts) {
        text("/name", settings.name(), 200);
        locale(settings.locale());
        if (!TimeZones.isName(settings.timeZone())) {
            add("/timeZone", "INVALID_TIME_ZONE", "A time zone is an IANA name such as Europe/Berlin.");
        }
        if (!isCurrency(settings.currency())) {
            add(
                    "/currency",
                    "INVALID_CURRENCY",
                    "A currency is the ISO 4217 code of one that is paid with, such as EUR.");
        }
        if (!REGION.matcher(settings.region()).matches()) {
            add(
                    "/region",
                    "INVALID_REGION",
                    "A region has 1 to 32 characters: lower-case ASCII letters, digits, hyphens.");
        }
        primaryDomain(settings.primaryDomain(), hosts);
        contacts(settings.contacts());
        labels(settings.labels());
    }

    /** ISO 4217 has codes for tests, for none and for metals too; those have no smallest unit. */
    private static boolean isCurrency(String code) {
        try {
            return Currency.getInstance(code).getDefaultFractionDigits() >= 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void locale(String tag) {
        try {
            var locale = new Locale.Builder().setLanguageTag(tag).build();
            if (!locale.getLanguage().isEmpty()) {
                return;
            }
        } catch (IllformedLocaleException e) {
            // told below, like a tag without a language
        }
        add("/locale", "INVALID_LOCALE", "A locale is a BCP 47 tag such as de-DE.");
    }

    private void primaryDomain(@Nullable String domain, List<String> hosts) {
        if (domain != null && !hosts.contains(domain)) {
            add(
                    "/primaryDomain",
                    "DOMAIN_NOT_VERIFIED",
                    "The primary domain is one that leads to the tenant: " + String.join(", ", hosts)
                            + ". Claim and verify another under the tenant's domains first.");
        }
    }

    private void contacts(List<Contact> contacts) {
        if (contacts.size() > 20) {
            add("/contacts", "TOO_MANY", "A tenant has at most 20 contacts.");
            return;
        }
        for (var i = 0; i < contacts.size(); i++) {
            var contact = contacts.get(i);
            text("/contacts/" + i + "/role", contact.role(), 50);
            text("/contacts/" + i + "/name", contact.name(), 200);
            if (contact.phone() != null) {
                text("/contacts/" + i + "/phone", contact.phone(), 40);
            }
            if (!EmailAddress.isValid(contact.email())) {
                add("/contacts/" + i + "/email", "INVALID_EMAIL", "An e-mail address looks like name@example.com.");
            }
        }
    }

    private void labels(Map<String, String> labels) {
        if (labels.size() > 50) {
            add("/labels", "TOO_MANY", "A tenant has at most 50 labels.");
            return;
        }
        labels.forEach((name, value) -> {
            var pointer = "/labels/" + name.replace("~", "~0").replace("/", "~1");
            if (!LABEL.matcher(name).matches()) {
                add(
                        pointer,
                        "INVALID_LABEL",
                        "A label's name has 1 to 63 characters: ASCII letters, digits, and . _ / - between them.");
            } else if (value.length() > 200 || !isLabelValue(value)) {
                add(
                        pointer,
                        "INVALID_LABEL",
                        "A label's value has at most 200 characters and no control characters, and is empty or can be seen.");
            }
        });
    }

    private static boolean isLabelValue(String value) {
        return DisplayText.isLine(value) && (value.isEmpty() || !DisplayText.isBlank(value));
    }

    private void text(String pointer, String value, int most) {
        if (!DisplayText.isLine(value)) {
            add(pointer, "INVALID_CHARACTER", "Must not contain control characters or marks that turn the direction.");
        } else if (DisplayText.isBlank(value)) {
            add(pointer, "REQUIRED", "Must not be empty, and something of it must be seen.");
        } else if (value.length() > most) {
            add(pointer, "TOO_LONG", "Has at most " + most + " characters; these are " + value.length() + ".");
        }
    }

    private void add(String pointer, String code, String message) {
        found.add(new Violation(pointer, code, message));
    }

    private void refuse() {
        if (!found.isEmpty()) {
            throw new Refusal.Invalid(found).asException();
        }
    }
}
