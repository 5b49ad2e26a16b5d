package io.centercontrol.chaos.proof;

import io.centercontrol.chaos.check.Rule;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A fault brought in from outside, and the rule that it must break. What wrecks the most comes last. */
public enum SeededFault {
    NOTHING(null, "nothing is wrong: the proof that red means something") {
        @Override
        void happen(Stage stage) throws Exception {
            stage.rename();
            stage.suspendAndOrder();
            stage.move("reinstate");
            stage.forger().repeat(stage.tenant(), 1);
        }
    },
    ACKNOWLEDGE_BEFORE_COMMIT(Rule.ACKNOWLEDGED_IS_KEPT, "a proxy answers 200 and kills the request") {
        @Override
        void happen(Stage stage) throws Exception {
            try (var door = new LyingDoor(stage.tenant(), stage.version() + 1)) {
                stage.askElsewhere(door.url());
            }
        }
    },
    DELETE_AFTER_ACKNOWLEDGEMENT(Rule.ACKNOWLEDGED_IS_KEPT, "a committed version is deleted behind the owner's back") {
        @Override
        void happen(Stage stage) throws Exception {
            stage.rename();
            stage.sql(
                    "delete from tenant_history where id = '" + stage.tenant() + "' and version = " + stage.version());
        }
    },
    FORGET_KEYS(Rule.ASKED_ONCE_DONE_ONCE, "a trigger forgets every Idempotency-Key, so that nothing is deduplicated") {
        @Override
        void happen(Stage stage) throws Exception {
            stage.sql(
                    "create function forget() returns trigger language plpgsql as $$ begin"
                            + " delete from idempotency where key = new.key and scope = new.scope; return null; end $$",
                    "create constraint trigger forget after insert on idempotency deferrable initially deferred"
                            + " for each row execute function forget()");
            try {
                var suspension = stage.move("suspend");
                stage.move("reinstate");
                stage.demand(suspension);
            } finally {
                stage.sql("drop function forget cascade");
            }
        }
    },
    SKIP_VERSION(Rule.VERSIONS_RISE_BY_ONE, "a trigger takes a row out of the table of all versions") {
        @Override
        void happen(Stage stage) throws Exception {
            // Taken out after it was put in: whoever put it in counts its rows.
            stage.sql(
                    "create function skip() returns trigger language plpgsql as $$ begin delete from tenant_history"
                            + " where id = new.id and version = new.version; return null; end $$",
                    "create trigger skip after insert on tenant_history for each row when (new.id = '" + stage.tenant()
                            + "') execute function skip()");
            stage.rename();
            stage.sql("drop function skip cascade");
            stage.rename();
        }
    },
    SWALLOW_OUTBOX_ROW(
            Rule.COMMITTED_IS_SAID, "a trigger swallows a row of the outbox, and again when the trail asks for it") {
        @Override
        void happen(Stage stage) throws Exception {
            stage.swallow(stage.version() + 1);
            stage.rename();
            stage.rename();
        }
    },
    LOSE_OUTBOX_ROW(
            null, "a trigger swallows a row of the outbox once: the trail asks for it, and its owner says it again") {
        @Override
        void happen(Stage stage) throws Exception {
            stage.swallow(stage::rename);
            var lost = stage.version();
            stage.rename();
            stage.awaitAudited(lost);
            // What is said again stands before it.
            stage.rename();
        }
    },
    TAKE_ENTRY_OUT(Rule.CHANGES_ARE_AUDITED, "an entry of the audit trail is deleted behind its service's back") {
        @Override
        void happen(Stage stage) throws Exception {
            var taken = stage.version();
            stage.rename();
            stage.awaitAudited(stage.version());
            stage.takeOut(taken);
        }
    },
    COUNT_TWICE(Rule.ORDERS_ARE_COUNTED, "a figure of orders is doubled behind its service's back") {
        @Override
        void happen(Stage stage) throws Exception {
            stage.countTwice();
        }
    },
    FORGE_RECORD(Rule.SAID_WAS_COMMITTED, "a record says a version that was never committed") {
        @Override
        void happen(Stage stage) throws Exception {
            stage.forger().goOn(stage.tenant(), stage.version());
        }
    },
    ALTER_RECORD(Rule.SAID_WAS_COMMITTED, "a record says something else than what was committed as its version") {
        @Override
        void happen(Stage stage) throws Exception {
            stage.forger().rename(stage.tenant(), stage.version());
        }
    },
    APPLY_OLDER_VERSION(
            Rule.COPIES_ARE_EQUAL, "an altered SDK takes everything for news, and an old record comes again") {
        @Override
        void happen(Stage stage) throws Exception {
            stage.alter("io/centercontrol/dataplane/follow/Replica", AlteredApp.yes("isNews"));
            stage.rename();
            stage.forger().repeat(stage.tenant(), 1);
        }
    },
    POSITION_AHEAD(Rule.POSITIONS_ARE_TRUE, "an altered SDK claims to be ahead of what it has applied") {
        @Override
        void happen(Stage stage) throws Exception {
            stage.alter("io/centercontrol/dataplane/report/PositionWriter", AlteredApp.ahead("nextOffset"));
            stage.rename();
        }
    },
    IGNORE_SUSPENSION(Rule.SUSPENSION_HOLDS, "an altered SDK allows every operation") {
        @Override
        void happen(Stage stage) throws Exception {
            stage.alter("io/centercontrol/dataplane/view/TenantIndex", AlteredApp.yes("allows"));
            stage.suspendAndOrder();
        }
    },
    DROP_SLOT(null, "the replication slot is dropped, and made anew after two changes: nothing is lost") {
        @Override
        void happen(Stage stage) throws Exception {
            stage.dropSlot();
            stage.rename();
            stage.rename();
            stage.makeSlot();
            stage.rename();
        }
    };

    private final @Nullable Rule breaks;
    private final String text;

    SeededFault(@Nullable Rule breaks, String text) {
        this.breaks = breaks;
        this.text = text;
    }

    /** Brings the fault in and does what shows it. */
    abstract void happen(Stage stage) throws Exception;

    /** Whether it starts the storefront anew with an SDK of its own. */
    boolean alters() {
        return this == APPLY_OLDER_VERSION || this == POSITION_AHEAD || this == IGNORE_SUSPENSION;
    }

    /** The rule that it must break; null when none may be broken. */
    public @Nullable Rule breaks() {
        return breaks;
    }

    /** The fault in a sentence. */
    public String text() {
        return text;
    }

    /** As it stands on a command line. */
    public String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The fault of that title. */
    public static SeededFault of(String title) {
        return Arrays.stream(values())
                .filter(fault -> fault.title().equals(title))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no seeded fault '" + title + "'; there are all, " + String.join(", ", titles())));
    }

    /** All of them as they stand on a command line. */
    public static List<String> titles() {
        return Arrays.stream(values()).map(SeededFault::title).toList();
    }
}
