package io.centercontrol.plans.catalog.store;

import io.centercontrol.kit.sql.OneColumn;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

/** The row that says which state the catalog is in; its lock is the lock of the whole catalog. */
final class CatalogStamp {
    /** The stamp of a catalog that nobody has ever changed. */
    static final long NEVER_CHANGED = 0;

    private static final String READ = "select n from catalog_stamp";
    private static final String MOVE = "update catalog_stamp set n = nextval('catalog_state')";

    private CatalogStamp() {}

    /** The state as it was committed last. */
    static Uni<Long> read(Mutiny.Session session) {
        return OneColumn.select(session, READ, Long.class).getSingleResult();
    }

    /** The state, which nobody changes until the transaction ends. */
    static Uni<Long> share(Mutiny.Session session) {
        return OneColumn.select(session, READ + " for share", Long.class).getSingleResult();
    }

    /** The state, for who will change it: alone with it until the transaction ends. */
    static Uni<Long> lock(Mutiny.Session session) {
        return OneColumn.select(session, READ + " for update", Long.class).getSingleResult();
    }

    /** Another state. */
    static Uni<Void> move(Mutiny.Session session) {
        return session.createNativeQuery(MOVE).executeUpdate().replaceWithVoid();
    }
}
