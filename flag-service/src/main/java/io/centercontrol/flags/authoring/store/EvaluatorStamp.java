package io.centercontrol.flags.authoring.store;

import io.centercontrol.kit.sql.OneColumn;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

/** The row that says which state the shared evaluators are in; its lock comes before that of any flag. */
final class EvaluatorStamp {
    private static final String READ = "select n from evaluator_stamp";
    private static final String MOVE = "update evaluator_stamp set n = nextval('evaluator_state')";

    private EvaluatorStamp() {}

    /** The state as it was committed last. */
    static Uni<Long> read(Mutiny.Session session) {
        return OneColumn.select(session, READ, Long.class).getSingleResult();
    }

    /** The state, which nobody changes until the transaction ends. */
    static Uni<Long> share(Mutiny.Session session) {
        return OneColumn.select(session, READ + " for share", Long.class).getSingleResult();
    }

    /** The state, for who is alone with evaluators and flags until the transaction ends. */
    static Uni<Long> lock(Mutiny.Session session) {
        return OneColumn.select(session, READ + " for update", Long.class).getSingleResult();
    }

    /** Another state. */
    static Uni<Void> move(Mutiny.Session session) {
        return session.createNativeQuery(MOVE).executeUpdate().replaceWithVoid();
    }
}
