package io.centercontrol.tenants.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.RefusedException;
import io.centercontrol.kernel.Violation;
import io.centercontrol.kernel.WellFormed;
import io.centercontrol.kit.bulk.BulkItem;
import io.centercontrol.kit.problem.ProblemMappers;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The lines of an import: one JSON text a line, as ndjson.org describes it; empty lines are passed over. */
@Singleton
class TenantLines {
    static final String NDJSON = "application/x-ndjson";

    private static final int MOST = 10_000;
    private static final int MOST_TOLD = 50;

    private final ObjectMapper json;

    TenantLines(ObjectMapper json) {
        this.json = json;
    }

    /** An item for each line; refuses all when one cannot be read, and tells of up to 50, each with its line's number. */
    List<BulkItem> read(byte[] body) {
        if (WellFormed.flaw(body) != null) {
            throw Refusal.Invalid.of("", "MALFORMED_JSON", "The body is not well-formed UTF-8.")
                    .asException();
        }
        var lines = new String(body, StandardCharsets.UTF_8).split("\n", -1);
        var items = new ArrayList<BulkItem>();
        var wrong = new ArrayList<Violation>();
        var slugs = new HashSet<String>();
        for (var i = 0; i < lines.length && wrong.size() < MOST_TOLD; i++) {
            if (!lines[i].isBlank()) {
                var pointer = "/" + (i + 1);
                var item = read(items.size() + 1, lines[i], pointer, slugs, wrong);
                if (item != null) {
                    items.add(item);
                }
            }
        }
        if (!wrong.isEmpty()) {
            throw new Refusal.Invalid(wrong).asException();
        }
        if (items.isEmpty() || items.size() > MOST) {
            throw Refusal.Invalid.of("", "WRONG_NUMBER_OF_LINES", "Send 1 to " + MOST + " lines, each with one tenant.")
                    .asException();
        }
        return items;
    }

    private @Nullable BulkItem read(
            int position, String line, String pointer, Set<String> slugs, List<Violation> wrong) {
        try {
            var tenant = json.readValue(line, RegisterTenantRequest.class);
            var slug = tenant == null ? null : tenant.slug();
            if (slug == null) {
                wrong.add(new Violation(pointer + "/slug", "REQUIRED", "A tenant needs a slug."));
            } else if (!slugs.add(slug)) {
                wrong.add(
                        new Violation(pointer + "/slug", "TWICE", "The slug '" + slug + "' stands in a line before."));
            } else {
                return BulkItem.of(position, slug, json.readTree(line));
            }
        } catch (JsonProcessingException e) {
            var problem = ProblemMappers.describe(e);
            wrong.add(new Violation(pointer, problem.code(), problem.detail()));
        } catch (RefusedException e) {
            wrong.add(new Violation(pointer, e.refusal().code(), e.refusal().message()));
        }
        return null;
    }
}
