package io.centercontrol.testkit;

import io.centercontrol.parts.PartsHome;
import io.centercontrol.parts.wiring.Addresses;
import io.centercontrol.parts.wiring.Connectors;
import io.centercontrol.parts.wiring.Databases;
import io.centercontrol.parts.wiring.JsonHttp;
import io.centercontrol.parts.wiring.Permissions;
import io.centercontrol.parts.wiring.Subjects;
import io.centercontrol.parts.wiring.Topics;
import io.centercontrol.schemas.Access;
import io.centercontrol.schemas.Contract;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The backend that needs nothing but this machine: the parts of the local stack as processes on free ports. */
public final class EmbeddedBackend implements Backend {
    private static final String PUBLICATION = "cc_outbox";
    private static @Nullable EmbeddedBackend shared;

    private final Addresses addresses;
    private final Databases databases;
    private final Connectors connectors;
    private final JsonHttp http = new JsonHttp();

    private EmbeddedBackend(Addresses addresses) {
        this.addresses = addresses;
        this.databases = new Databases(addresses);
        this.connectors = new Connectors(addresses, PartsHome.locate().connectors(), http);
    }

    /** The one of this Maven run. */
    public static synchronized EmbeddedBackend shared() {
        var backend = shared;
        if (backend == null) {
            backend = at(EmbeddedStack.findOrStart());
            shared = backend;
        }
        return backend;
    }

    /** A backend whose parts run already. */
    static EmbeddedBackend at(Addresses addresses) {
        return new EmbeddedBackend(addresses);
    }

    @Override
    public Addresses addresses() {
        return addresses;
    }

    @Override
    public Database createDatabase(String name) {
        doing("create the database " + name, () -> databases.create(name));
        return new Database(name, name, databases.password(name));
    }

    @Override
    public void keepLog(String database) {
        doing("keep the log of " + database, () -> databases.keepLog(database));
    }

    @Override
    public void dropSlot(String database) {
        doing("drop the slot of " + database, () -> databases.dropSlot(database));
    }

    @Override
    public void dropDatabase(String name) {
        doing("drop the database " + name, () -> databases.drop(name));
    }

    @Override
    public void createTopics(List<Contract.Topic> topics, String prefix) {
        doing("create topics with the prefix " + prefix, () -> {
            try (var admin = new Topics(addresses)) {
                admin.create(topics, prefix);
            }
            new Subjects(addresses, http).register(topics, prefix);
        });
    }

    @Override
    public void allow(Access access, List<String> tenantServices) {
        doing("allow " + access, () -> {
            try (var permissions = new Permissions(addresses)) {
                permissions.apply(access, tenantServices);
            }
        });
    }

    @Override
    public void forget(Access access) {
        doing("forget " + access, () -> {
            try (var permissions = new Permissions(addresses);
                    var topics = new Topics(addresses)) {
                permissions.remove(access);
                topics.remove(access.prefix());
            }
        });
    }

    @Override
    public void addConnector(String service, Access access, String database) {
        var connector = access.connector(service);
        doing("add the connector " + connector, () -> {
            connectors.put(service, access, database);
            connectors.awaitRunning(connector);
            for (var attempt = 0; !databases.isStreamed(database); attempt++) {
                if (attempt == 600) {
                    throw new IllegalStateException("the slot is not active after a minute");
                }
                Thread.sleep(100);
            }
        });
    }

    @Override
    public void removeConnector(String connector) {
        doing("remove the connector " + connector, () -> connectors.delete(connector));
    }

    @Override
    public boolean hasPublication(String database) {
        var found = new boolean[1];
        doing("ask for the publication", () -> found[0] = databases.hasPublication(database, PUBLICATION));
        return found[0];
    }

    @Override
    public boolean isStreamed(String database) {
        var found = new boolean[1];
        doing("ask for the slot", () -> found[0] = databases.isStreamed(database));
        return found[0];
    }

    /** Restarts what failed of a connector, as whoever runs the platform does. */
    void heal(String connector) {
        doing("restart what failed of " + connector, () -> {
            if (connectors.states().stream().anyMatch(state -> state.connector().equals(connector) && state.failed())) {
                connectors.restartFailed(connector);
            }
        });
    }

    private static void doing(String what, Doing doing) {
        try {
            doing.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted: " + what, e);
        } catch (Exception e) {
            throw new IllegalStateException("cannot " + what, e);
        }
    }

    private interface Doing {
        void run() throws Exception;
    }
}
