package io.centercontrol.tenants.http;

import io.centercontrol.kernel.Ascii;
import io.centercontrol.kit.rest.Parameters;
import io.centercontrol.tenants.TenantFilter;
import io.centercontrol.tenants.TenantSort;
import io.centercontrol.tenants.model.TenantKind;
import io.centercontrol.tenants.model.TenantStatus;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The query parameters of the list of tenants. */
class TenantFilterParameters {
    /** Words that begin words of slug, name, domain or contacts. */
    @RestQuery
    @Nullable
    String q;

    /** One or more states. */
    @Parameter(schema = @Schema(type = SchemaType.ARRAY, implementation = TenantStatus.class))
    @RestQuery
    @Nullable
    List<String> status;

    /** LIVE or TEST. */
    @Parameter(schema = @Schema(implementation = TenantKind.class))
    @RestQuery
    @Nullable
    String kind;

    /** A region. */
    @RestQuery
    @Nullable
    String region;

    /** Inclusive. */
    @RestQuery
    @Nullable
    String createdFrom;

    /** Exclusive. */
    @RestQuery
    @Nullable
    String createdTo;

    /** One or more of {@code name=value}. */
    @RestQuery
    @Nullable
    List<String> label;

    /** A field, with {@code -} in front for the other direction. */
    @Parameter(
            schema =
                    @Schema(
                            enumeration = {
                                "createdAt",
                                "-createdAt",
                                "updatedAt",
                                "-updatedAt",
                                "name",
                                "-name",
                                "slug",
                                "-slug"
                            }))
    @RestQuery
    @Nullable
    String sort;

    TenantFilter filter() {
        if (q != null && (q.length() > 200 || q.indexOf('\0') >= 0)) {
            throw Parameters.invalid("q", "has at most 200 characters and no U+0000");
        }
        if (region != null && region.indexOf('\0') >= 0) {
            throw Parameters.invalid("region", "must not contain U+0000");
        }
        var from = Parameters.instant("createdFrom", createdFrom);
        return new TenantFilter(
                q == null || q.isBlank() ? null : q,
                statuses(),
                Parameters.oneOf("kind", TenantKind.class, kind),
                region,
                from,
                Parameters.end("createdTo", createdTo, "createdFrom", from),
                labels());
    }

    TenantSort sort() {
        if (sort == null) {
            return new TenantSort(TenantSort.By.CREATED_AT, true);
        }
        var descending = sort.startsWith("-");
        return switch (descending ? sort.substring(1) : sort) {
            case "createdAt" -> new TenantSort(TenantSort.By.CREATED_AT, descending);
            case "updatedAt" -> new TenantSort(TenantSort.By.UPDATED_AT, descending);
            case "name" -> new TenantSort(TenantSort.By.NAME, descending);
            case "slug" -> new TenantSort(TenantSort.By.SLUG, descending);
            default ->
                throw Parameters.invalid(
                        "sort", "must be createdAt, updatedAt, name or slug, with - in front for the other direction");
        };
    }

    private Set<TenantStatus> statuses() {
        var found = EnumSet.noneOf(TenantStatus.class);
        for (var part : status == null ? List.<String>of() : status) {
            for (var name : part.split(",")) {
                found.add(Objects.requireNonNull(
                        Parameters.oneOf("status", TenantStatus.class, Ascii.upper(name.strip()))));
            }
        }
        return found;
    }

    private Map<String, String> labels() {
        var found = new HashMap<String, String>();
        for (var pair : label == null ? List.<String>of() : label) {
            var equals = pair.indexOf('=');
            if (equals < 1 || pair.indexOf('\0') >= 0) {
                throw Parameters.invalid("label", "must be name=value");
            }
            found.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return found;
    }
}
