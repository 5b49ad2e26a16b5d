package io.centercontrol.flags.promotion;

import io.centercontrol.flags.authoring.Evaluators;
import io.centercontrol.flags.authoring.FlagFilter;
import io.centercontrol.flags.authoring.Flags;
import io.centercontrol.flags.authoring.model.Flag;
import io.centercontrol.flags.promotion.model.PromotionDocument;
import io.centercontrol.kernel.Page;
import io.centercontrol.kit.aggregate.Kept;
import io.centercontrol.kit.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

/** Someone takes all flags out as one flagd document, at one moment. */
@ApplicationScoped
public class ExportFlags {
    /** More than there will ever be: one statement sees one moment. */
    static final int ALL = 1_000_000;

    private final Transactions transactions;
    private final Flags flags;
    private final Evaluators evaluators;
    private final Clock clock;

    ExportFlags(Transactions transactions, Flags flags, Evaluators evaluators, Clock clock) {
        this.transactions = transactions;
        this.flags = flags;
        this.evaluators = evaluators;
        this.clock = clock;
    }

    /**
     * Which kind of document.
     *
     * @param compiled what readers evaluate, instead of what authors wrote
     */
    public record Command(boolean compiled) {}

    /** The document's text; the same flags give the same bytes. */
    public Uni<String> run(Command command) {
        // The evaluators hold still until the transaction ends, so that flags refer to none that is left out.
        return transactions.run(() -> evaluators
                .all()
                .chain(ignored -> flags.find(unarchived(), ALL, null))
                .map(ExportFlags::flags)
                .chain(all -> command.compiled()
                        ? Uni.createFrom().item(PromotionDocument.compiled(all))
                        : evaluators.find(ALL, null).map(shared -> PromotionDocument.authored(all, shared.items()))));
    }

    private FlagFilter unarchived() {
        return FlagFilter.all(false, clock.instant());
    }

    private static List<Flag> flags(Page<Kept<Flag>> page) {
        return page.items().stream().map(Kept::state).toList();
    }
}
