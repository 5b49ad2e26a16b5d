package io.centercontrol.provisioning.ledger;

import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.Refusal;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows instances. */
@ApplicationScoped
public class FindInstances {
    private final Instances instances;

    FindInstances(Instances instances) {
        this.instances = instances;
    }

    /** A part of a list. */
    public Uni<Page<Instances.Detail>> run(Instances.Query query) {
        return instances.find(query);
    }

    /**
     * One of them.
     *
     * @param service needed only when two services have an instance of this id
     */
    public Uni<Instances.Detail> one(String instanceId, @Nullable String service) {
        return instances.find(instanceId).map(found -> {
            var fitting = found.stream()
                    .filter(detail ->
                            service == null || detail.instance().service().equals(service))
                    .toList();
            if (fitting.isEmpty()) {
                throw new Refusal.NotFound("INSTANCE_NOT_FOUND", "No instance of this id was heard.").asException();
            }
            if (fitting.size() > 1) {
                throw new Refusal.Conflict(
                                "INSTANCE_AMBIGUOUS",
                                "More than one service has an instance of this id; say which with ?service=.",
                                Map.of(
                                        "services",
                                        fitting.stream()
                                                .map(detail -> detail.instance().service())
                                                .toList()))
                        .asException();
            }
            return fitting.getFirst();
        });
    }
}
