package io.centercontrol.audit.trail.http;

import io.centercontrol.audit.trail.EntryFilter;
import io.centercontrol.audit.trail.model.Category;
import io.centercontrol.audit.trail.model.Outcome;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.rest.Parameters;
import java.util.Map;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The filters of entries, as they stand in a query. */
public class EntryFilterParameters {
    private static final int LONGEST = 200;
    private static final Pattern ACTION = Pattern.compile("[a-z0-9-]{1,60}(\\.[a-z0-9-]{1,60}){0,4}(\\.\\*)?");
    private static final Pattern SERVICE = Pattern.compile("[a-z0-9-]{1,60}");
    private static final Pattern TOPIC = Pattern.compile("[a-z0-9.-]{1,100}");
    private static final Pattern TRACE = Pattern.compile("[0-9a-f]{32}");

    @RestQuery
    @Nullable
    String from;

    @RestQuery
    @Nullable
    String to;

    @RestQuery
    @Nullable
    String actor;

    @RestQuery
    @Nullable
    String tenantId;

    @RestQuery
    @Nullable
    String action;

    @RestQuery
    @Nullable
    String targetType;

    @RestQuery
    @Nullable
    String target;

    @RestQuery
    @Parameter(schema = @Schema(implementation = Outcome.class))
    @Nullable
    String outcome;

    @RestQuery
    @Parameter(schema = @Schema(implementation = Category.class))
    @Nullable
    String category;

    @RestQuery
    @Nullable
    String service;

    @RestQuery
    @Nullable
    String topic;

    @RestQuery
    @Nullable
    String correlationId;

    @RestQuery
    @Nullable
    String causationId;

    @RestQuery
    @Nullable
    String traceId;

    @RestQuery
    @Nullable
    String text;

    EntryFilter read() {
        return read(name -> switch (name) {
            case "from" -> from;
            case "to" -> to;
            case "actor" -> actor;
            case "tenantId" -> tenantId;
            case "action" -> action;
            case "targetType" -> targetType;
            case "target" -> target;
            case "outcome" -> outcome;
            case "category" -> category;
            case "service" -> service;
            case "topic" -> topic;
            case "correlationId" -> correlationId;
            case "causationId" -> causationId;
            case "traceId" -> traceId;
            case "text" -> text;
            default -> throw new IllegalArgumentException(name);
        });
    }

    /**
     * The same filters, wherever they stand.
     *
     * @param given by name
     */
    public static EntryFilter read(Map<String, String> given) {
        return read(given::get);
    }

    private static EntryFilter read(Given given) {
        var tenant = given.of("tenantId");
        var from = Parameters.instant("from", given.of("from"));
        return new EntryFilter(
                from,
                Parameters.end("to", given.of("to"), "from", from),
                bounded("actor", given),
                tenant == null ? null : new TenantId(Parameters.uuid("tenantId", tenant)),
                matching(
                        "action",
                        ACTION,
                        given,
                        "must be an action such as tenant.suspended, or tenant.* for all of a kind"),
                matching("targetType", SERVICE, given, "must be a type such as tenant"),
                bounded("target", given),
                Parameters.oneOf("outcome", Outcome.class, given.of("outcome")),
                Parameters.oneOf("category", Category.class, given.of("category")),
                matching("service", SERVICE, given, "must be a service's name"),
                matching("topic", TOPIC, given, "must be a topic's name, without the environment's prefix"),
                bounded("correlationId", given),
                bounded("causationId", given),
                matching("traceId", TRACE, given, "must be 32 hexadecimal digits"),
                bounded("text", given));
    }

    /** The value of a filter; null when it is not given. */
    private interface Given {
        @Nullable
        String of(String name);
    }

    private static @Nullable String matching(String name, Pattern form, Given given, String rule) {
        var value = given.of(name);
        if (value != null && !form.matcher(value).matches()) {
            throw Parameters.invalid(name, rule);
        }
        return value;
    }

    private static @Nullable String bounded(String name, Given given) {
        var value = given.of(name);
        if (value != null
                && (value.isBlank() || value.length() > LONGEST || value.chars().anyMatch(c -> c < ' '))) {
            throw Parameters.invalid(name, "must have 1 to " + LONGEST + " characters, and no control character");
        }
        return value;
    }
}
