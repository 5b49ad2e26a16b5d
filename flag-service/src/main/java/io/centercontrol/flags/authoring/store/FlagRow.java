package io.centercontrol.flags.authoring.store;

import io.centercontrol.flags.authoring.model.Flag;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.aggregate.AggregateRow;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A row of {@code flag}. */
@Entity
@Table(name = "flag")
class FlagRow extends AggregateRow<Flag> {
    /** The columns that are mapped, for queries of whole rows. */
    static final String COLUMNS =
            "id, version, event_id, name, description, kind, owner, tags, sensitive, archived, killed,"
                    + " stale_at, due_at, uses, tenants, document";

    /** Names as a JSON object with one array, since Hibernate Reactive takes no array for a document. */
    record Names(List<String> all) {
        static Names of(Collection<String> names) {
            return new Names(List.copyOf(names));
        }
    }

    @Id
    String id;

    @Column
    String name;

    @Column
    String description;

    @Column
    String kind;

    @Column
    String owner;

    @Column
    @JdbcTypeCode(SqlTypes.JSON)
    Names tags;

    @Column
    boolean sensitive;

    @Column
    boolean archived;

    @Column
    boolean killed;

    @Column(name = "stale_at")
    @Nullable
    Instant staleAt;

    @Column(name = "due_at")
    @Nullable
    Instant dueAt;

    @Column
    @JdbcTypeCode(SqlTypes.JSON)
    Names uses;

    @Column
    @JdbcTypeCode(SqlTypes.JSON)
    Names tenants;

    @Column
    @JdbcTypeCode(SqlTypes.JSON)
    FlagDocument document;

    /** For Hibernate. */
    FlagRow() {}

    FlagRow(Flag flag) {
        id = flag.key();
    }

    @Override
    protected void take(Flag flag) {
        var content = flag.content();
        name = content.name();
        description = content.description();
        kind = content.kind().name();
        owner = content.owner();
        tags = Names.of(content.tags());
        sensitive = content.sensitive();
        archived = content.archived();
        killed = !flag.killSwitches().isEmpty();
        staleAt = flag.staleAt();
        dueAt = flag.dueAt();
        uses = Names.of(flag.compiled().uses());
        tenants = Names.of(named(flag).stream().map(TenantId::toString).toList());
        document = FlagDocument.of(flag);
    }

    /** Every tenant that a flag names. */
    static SortedSet<TenantId> named(Flag flag) {
        var named = new TreeSet<>(flag.content().tenantOverrides().keySet());
        flag.killSwitches().forEach(one -> named.addAll(one.reach().tenants()));
        return named;
    }

    @Override
    protected Flag state() {
        return document.toFlag(id, version);
    }
}
