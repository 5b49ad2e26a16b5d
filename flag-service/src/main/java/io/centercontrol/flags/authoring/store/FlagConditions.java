package io.centercontrol.flags.authoring.store;

import io.centercontrol.flags.authoring.FlagFilter;
import io.centercontrol.kit.sql.Conditions;
import java.util.Locale;

/** What a filter of flags is in SQL. */
final class FlagConditions {
    private static final String HAS_TEXT = "(position(cast(:text as text) in lower(id)) > 0"
            + " or position(cast(:text as text) in lower(name)) > 0"
            + " or position(cast(:text as text) in lower(description)) > 0)";
    private static final String HAS_TAG = "tags @> jsonb_build_object('all', jsonb_build_array(cast(:tag as text)))";
    private static final String IS_STALE = "coalesce(stale_at < cast(cast(:now as text) as timestamptz), false)";

    private static final String WAS_SEEN = "exists (select 1 from flag_seen s where s.flag = flag.id)";
    private static final String WAS_SEEN_BEFORE = "(select max(s.last_at) from flag_seen s where s.flag = flag.id)"
            + " < cast(cast(:lastSeenBefore as text) as timestamptz)";
    private static final String IS_USED = "flag_use_state(flag.id, cast(cast(:since as text) as timestamptz)) = :use";
    private static final String IS_STALE_BY_USE = "(not archived and flag_stale_by_use(flag.id, kind,"
            + " cast(document ->> 'createdAt' as timestamptz), cast(cast(:since as text) as timestamptz))) = :staleByUse";

    private FlagConditions() {}

    static Conditions of(FlagFilter filter) {
        var kind = filter.kind();
        var text = filter.text();
        var stale = filter.stale();
        var use = filter.use();
        var neverSeen = use.neverSeen();
        var lastSeenBefore = use.lastSeenBefore();
        var state = use.state();
        var since = use.since().toString();
        return new Conditions()
                .add("id = :key", "key", filter.key())
                .add("kind = :kind", "kind", kind == null ? null : kind.name())
                .add(HAS_TAG, "tag", filter.tag())
                .add("owner = :owner", "owner", filter.owner())
                .add(HAS_TEXT, "text", text == null ? null : text.toLowerCase(Locale.ROOT))
                .add("killed = :killed", "killed", filter.killed())
                .add(
                        stale != null && stale ? IS_STALE : "not " + IS_STALE,
                        "now",
                        stale == null ? null : filter.now().toString())
                .add(WAS_SEEN + " <> :neverSeen", "neverSeen", neverSeen)
                .add(WAS_SEEN_BEFORE, "lastSeenBefore", lastSeenBefore == null ? null : lastSeenBefore.toString())
                .add(IS_USED, "use", state == null ? null : state.name(), "since", since)
                .add(IS_STALE_BY_USE, "staleByUse", use.stale(), "since", since)
                .add("sensitive = :sensitive", "sensitive", filter.sensitive())
                .add("archived = :archived", "archived", filter.archived());
    }
}
