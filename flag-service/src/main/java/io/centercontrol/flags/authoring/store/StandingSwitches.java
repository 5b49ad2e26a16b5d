package io.centercontrol.flags.authoring.store;

import io.centercontrol.flags.authoring.Standing;
import io.centercontrol.kernel.Cursor;
import io.centercontrol.kernel.Page;
import io.centercontrol.kit.sql.OneColumn;
import io.centercontrol.kit.sql.Rows;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Objects;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** All kill switches that stand, each of a flag apart: by flag, and the oldest of a flag first. */
final class StandingSwitches {
    private static final String FROM =
            " from flag f cross join lateral jsonb_array_elements(f.document -> 'killSwitches') s where f.killed";
    private static final String COUNT = "select count(*)" + FROM;
    private static final String PAGE =
            "select cast(s - 'expiresAt' || jsonb_build_object('flag', f.id, 'expires_at', s -> 'expiresAt')"
                    + " as text)" + FROM
                    + " and (f.id, s ->> 'id') > (cast(:flag as text), cast(:id as text)) order by f.id, s ->> 'id' limit ";

    private StandingSwitches() {}

    /** A row of the list. */
    private record Row(
            String flag,
            String id,
            boolean everyone,
            List<String> tenants,
            List<String> plans,
            String reason,
            String by,
            String since,
            @Nullable String expiresAt) {
        Standing toStanding() {
            return new Standing(
                    flag,
                    new FlagDocument.SwitchDocument(id, everyone, tenants, plans, reason, by, since, expiresAt)
                            .toSwitch());
        }
    }

    static Uni<Page<Standing>> page(Mutiny.Session session, int limit, @Nullable String cursor) {
        var after = Objects.requireNonNullElse(Cursor.read(cursor, 2), List.of("", ""));
        return OneColumn.select(session, COUNT, Long.class)
                .getSingleResult()
                .chain(total -> OneColumn.select(session, PAGE + (limit + 1), String.class)
                        .setParameter("flag", after.getFirst())
                        .setParameter("id", after.getLast())
                        .getResultList()
                        .map(rows -> page(rows, limit, total)));
    }

    private static Page<Standing> page(List<String> rows, int limit, long total) {
        var here = rows.subList(0, Math.min(limit, rows.size())).stream()
                .map(row -> Rows.read(row, Row.class).toStanding())
                .toList();
        return new Page<>(
                here,
                rows.size() > limit
                        ? Cursor.of(
                                here.getLast().flag(),
                                here.getLast().killSwitch().id().toString())
                        : null,
                total);
    }
}
