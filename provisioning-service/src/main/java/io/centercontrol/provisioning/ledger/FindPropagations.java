package io.centercontrol.provisioning.ledger;

import io.centercontrol.provisioning.ledger.PropagationQuery.Part;
import io.centercontrol.provisioning.ledger.PropagationQuery.Place;
import io.centercontrol.provisioning.ledger.model.LedgerTerms;
import io.centercontrol.provisioning.ledger.model.Propagation;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells how far many changes are, newest first. A status is not kept but judged, so that looking for one means judging
 * events until enough are found; a page ends after so many events at the latest, and says where to go on.
 */
@ApplicationScoped
public class FindPropagations {
    private static final int AT_ONCE = 200;
    private static final int MOST_JUDGED = 2_000;

    private final Ledger ledger;
    private final LedgerConfig config;

    FindPropagations(Ledger ledger, LedgerConfig config) {
        this.ledger = ledger;
        this.config = config;
    }

    /**
     * A part of the list.
     *
     * @param next where the next part begins; null at the end
     */
    public record Found(List<Propagation> items, @Nullable Place next, LedgerTerms terms) {}

    /** Never refuses. */
    public Uni<Found> run(PropagationQuery query) {
        return more(query, query.after(), new ArrayList<>(), 0);
    }

    private Uni<Found> more(PropagationQuery query, @Nullable Place after, List<Propagation> found, int judged) {
        var terms = config.terms();
        var most = query.status() == null ? query.limit() : AT_ONCE;
        return ledger.find(new Part(query, after, most + 1)).chain(part -> {
            var more = part.events().size() > most;
            var events = part.events().subList(0, Math.min(most, part.events().size()));
            return ledger.standings(events).chain(standings -> {
                for (var event : events) {
                    var place = new Place(event.appendedAt(), event.eventId());
                    var propagation = Propagation.judge(
                            event, standings.getOrDefault(event.eventId(), List.of()), terms, part.now());
                    if (query.status() == null || propagation.status() == query.status()) {
                        found.add(propagation);
                    }
                    if (found.size() == query.limit()) {
                        var last = !more && event.equals(events.getLast());
                        return Uni.createFrom().item(new Found(List.copyOf(found), last ? null : place, terms));
                    }
                }
                if (!more) {
                    return Uni.createFrom().item(new Found(List.copyOf(found), null, terms));
                }
                var end = new Place(
                        events.getLast().appendedAt(), events.getLast().eventId());
                return judged + events.size() >= MOST_JUDGED
                        ? Uni.createFrom().item(new Found(List.copyOf(found), end, terms))
                        : more(query, end, found, judged + events.size());
            });
        });
    }
}
