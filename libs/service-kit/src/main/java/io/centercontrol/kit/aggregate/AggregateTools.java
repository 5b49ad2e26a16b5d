package io.centercontrol.kit.aggregate;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.centercontrol.kit.audit.Audit;
import io.centercontrol.kit.outbox.Outbox;
import io.centercontrol.kit.sql.Transactions;
import io.centercontrol.kit.time.Ids;
import jakarta.inject.Singleton;
import org.hibernate.reactive.mutiny.Mutiny;

/** What every {@link AggregateStore} works with, so that a hall's cellar need not name it. */
@Singleton
public record AggregateTools(
        Mutiny.SessionFactory sessions,
        Transactions transactions,
        Outbox outbox,
        Audit audit,
        Ids ids,
        ObjectMapper json) {}
