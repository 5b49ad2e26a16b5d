package io.centercontrol.usage.statements.http;

import io.centercontrol.kernel.Cursor;
import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.rest.Parameters;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what addresses of statements and pages of their lines say. */
final class StatementPath {
    private StatementPath() {}

    static TenantId tenant(String text) {
        return new TenantId(Parameters.uuid("tenant", text));
    }

    static long number(String text) {
        if (!text.matches("[1-9][0-9]{0,17}")) {
            throw Parameters.invalid("number", "must be a whole number from 1 on");
        }
        return Long.parseLong(text);
    }

    /** A page of what is there as a whole; the cursor is how many are before it. */
    static <T> Page<T> page(List<T> all, int limit, @Nullable String cursor) {
        var begin = Cursor.number(cursor, 0);
        if (begin < 0 || begin > all.size()) {
            throw Cursor.invalid();
        }
        var from = (int) begin;
        var to = Math.min(all.size(), from + limit);
        return new Page<>(all.subList(from, to), to < all.size() ? Cursor.of(Integer.toString(to)) : null, all.size());
    }
}
